"""Traces as text. Numbers are written by `repr`, so that they read back to the same float64."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from tuiopt import __version__
from tuiopt.export.table import Block, Table

Row = tuple[float, ...]
"""Numbers as Python has them, NaN where a cell is empty; int in columns of int64."""


def write_csv(table: Table, out: BinaryIO) -> None:
    """Comma-separated values: UTF-8, lines end in a line feed, empty where a run has no value."""
    labels = table.labels
    out.write(_csv_lines([("run", *table.columns)]))
    for block in table.blocks():
        label = labels[block.run]
        out.write(_csv_lines((label, *_nan_to_none(row)) for row in _rows(block)))


def _rows(block: Block) -> Iterator[Row]:
    return zip(*(cells.tolist() for cells in block.columns), strict=True)


def _csv_lines(rows: Iterable[Sequence[str | float | None]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


def _nan_to_none(row: Row) -> list[float | None]:
    return [None if number != number else number for number in row]


def write_jsonl(table: Table, out: BinaryIO) -> None:
    """JSON lines: an object about the trace, then an object a row without its empty cells.

    JSON has no infinity, so one is written as 1e999, which reads back as one.
    """
    labels = table.labels
    about = {
        "scenario": table.scenario.digest,
        "title": table.scenario.title,
        "tuiopt": __version__,
        "runs": labels,
        "columns": ("run", *table.columns),
    }
    out.write(json.dumps(about, ensure_ascii=False).encode() + b"\n")
    keys = [json.dumps(name) for name in table.columns]
    for block in table.blocks():
        run = json.dumps(labels[block.run], ensure_ascii=False)
        lines = [f'{{"run": {run}{_members(keys, row)}}}\n' for row in _rows(block)]
        out.write("".join(lines).encode())


def _members(keys: list[str], row: Row) -> str:
    pairs = zip(keys, row, strict=True)
    return "".join(f", {key}: {_json_number(number)}" for key, number in pairs if number == number)


def _json_number(number: float) -> str:
    if math.isinf(number):
        return "1e999" if number > 0 else "-1e999"
    return repr(number)
