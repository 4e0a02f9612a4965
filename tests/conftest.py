"""What all tests share."""

from __future__ import annotations

import sys
from pathlib import Path

# Helper modules stand beside the tests that use them most.
sys.path += [str(Path(__file__).parent / folder) for folder in ("labs", "kernels", "golden")]
