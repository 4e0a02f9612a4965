"""The data sets of two inputs, one file each; a new file with a `SPEC` is found by itself."""

from __future__ import annotations

from collections.abc import Mapping

from tuiopt_kernels.data import PlaneDataSet
from tuiopt_kernels.discovery import declared

PLANE_DATASETS: Mapping[str, PlaneDataSet] = declared(__name__, __path__, PlaneDataSet)
