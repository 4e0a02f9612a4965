"""The learning-rate schedules, one file each; a new file with a `SPEC` is found by itself."""

from __future__ import annotations

from collections.abc import Mapping

from tuiopt_kernels.discovery import declared
from tuiopt_kernels.spec import Schedule

SCHEDULES: Mapping[str, Schedule] = declared(__name__, __path__, Schedule)
"""By their names in scenario files."""
