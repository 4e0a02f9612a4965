"""The tables of every lab's files: a key in a file of the wrong lab is told whose it is."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tuiopt.scenario.format import ContourFile, ContourRunTable, DataTable, PlayTable, Table
from tuiopt.scenario.network.tables import (
    NetworkDataTable,
    NetworkFile,
    NetworkPlayTable,
    NetworkRunTable,
)

TABLES: Mapping[str, tuple[type[Table], ...]] = MappingProxyType(
    {
        "contour": (ContourFile, DataTable, PlayTable, ContourRunTable),
        "network": (NetworkFile, NetworkDataTable, NetworkPlayTable, NetworkRunTable),
    }
)
"""By the names of the labs; tables that several labs share are left out."""
