"""The initialisations, one file each; a new file with a `SPEC` is found by itself."""

from __future__ import annotations

from collections.abc import Mapping

from tuiopt_kernels.discovery import declared
from tuiopt_kernels.network.spec import Initialisation

INITIALISATIONS: Mapping[str, Initialisation] = declared(__name__, __path__, Initialisation)
"""By their names in scenario files."""
