"""The surfaces, one file each; a new file with a `SPEC` is found by itself."""

from __future__ import annotations

from collections.abc import Mapping

from tuiopt_kernels.discovery import declared
from tuiopt_kernels.spec import Surface

SURFACES: Mapping[str, Surface] = declared(__name__, __path__, Surface)
