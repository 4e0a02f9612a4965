"""Where samples come from: they are drawn, or read from a file beside the scenario."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from msgspec import UNSET

from tuiopt.scenario.convert import Converter
from tuiopt.scenario.data_files import DataFile, DataFiles
from tuiopt.scenario.faults import Path, ScenarioError
from tuiopt.scenario.format import DataTable


class Drawing(NamedTuple):
    """What gives samples: ScenarioError for faults of the file that they are read from.

    `digest` is that of the file, "" where they are drawn.
    """

    digest: str
    draw: Callable[[], tuple[Any, ...]]


def data_file(
    converter: Converter, path: Path, table: DataTable, files: DataFiles
) -> DataFile | None:
    """The file that a table names; None, and faults, where it cannot be read."""
    assert table.csv is not UNSET
    if table.name is not UNSET:
        converter.fault((*path, "csv"), "stands beside name; only one is allowed")
    for key in table.drawn:
        if getattr(table, key) is not UNSET:
            converter.fault((*path, key), "is for data that is drawn, not for csv")
    try:
        return files[table.csv]
    except ValueError as error:
        converter.refused((*path, "csv"), table.csv, str(error))
    except ScenarioError as error:
        converter.adopt((*path, "csv"), error.faults)
    return None
