"""The data sets, one file each; a new file with a `SPEC` is found by itself.

Here those of one input, for regressions; in `plane` those of two inputs, for networks.
"""

from __future__ import annotations

from collections.abc import Mapping

from tuiopt_kernels.data import DataSet
from tuiopt_kernels.discovery import declared

DATASETS: Mapping[str, DataSet] = declared(__name__, __path__, DataSet)
