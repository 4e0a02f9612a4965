"""The cases and their golden values lie beside the script that makes them, in tests/golden."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "golden"))
