"""Traces as text. Numbers are written by `repr`, so that they read back to the same float64."""

from __future__ import annotations

import csv
import io
import json
import math
from typing import BinaryIO

from tuiopt import __version__
from tuiopt.export.table import blocks, columns, numeric_columns
from tuiopt.labs.trace import Trace


def write_csv(trace: Trace, out: BinaryIO) -> None:
    """Comma-separated values: UTF-8, lines end in a line feed, empty where a run has no value."""
    out.write(_csv_lines([columns(trace)]))
    for block in blocks(trace):
        label = trace.runs[block.run].setup.label
        rows = enumerate(block.values.tolist(), block.step)
        out.write(_csv_lines([(label, step, *_nan_to_none(row)) for step, row in rows]))


def _csv_lines(rows: list[tuple[str | float | None, ...]] | list[tuple[str, ...]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


def _nan_to_none(row: list[float]) -> list[float | None]:
    return [None if number != number else number for number in row]


def write_jsonl(trace: Trace, out: BinaryIO) -> None:
    """JSON lines: an object about the race, then an object a row without its empty cells.

    JSON has no infinity, so one is written as 1e999, which reads back as one.
    """
    labels = [run.setup.label for run in trace.runs]
    about = {
        "scenario": trace.scenario.digest,
        "title": trace.scenario.title,
        "tuiopt": __version__,
        "runs": labels,
        "columns": columns(trace),
    }
    out.write(json.dumps(about, ensure_ascii=False).encode() + b"\n")
    keys = [json.dumps(name) for name in numeric_columns(trace)]
    for block in blocks(trace):
        run = json.dumps(labels[block.run], ensure_ascii=False)
        lines = [
            f'{{"run": {run}, "step": {step}{_members(keys, row)}}}\n'
            for step, row in enumerate(block.values.tolist(), block.step)
        ]
        out.write("".join(lines).encode())


def _members(keys: list[str], row: list[float]) -> str:
    pairs = zip(keys, row, strict=True)
    return "".join(f", {key}: {_json_number(number)}" for key, number in pairs if number == number)


def _json_number(number: float) -> str:
    if math.isinf(number):
        return "1e999" if number > 0 else "-1e999"
    return repr(number)
