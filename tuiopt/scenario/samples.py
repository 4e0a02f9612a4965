"""Samples from a CSV file beside the scenario: `x1,label`, a row a sample."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath

import numpy as np

from tuiopt.scenario.faults import Fault, ScenarioError, quoted
from tuiopt.scenario.model import MAX_SAMPLES
from tuiopt.scenario.read import decode, file_name, read
from tuiopt_kernels.data import Array

Samples = tuple[Array, Array]
"""(m,) inputs and (m,) targets."""

COLUMNS = ["x1", "label"]

MAX_BYTES = 10 * 1024 * 1024

MOST_FAULTS = 10
"""Faults of one file that are told: whoever mended these will see the next."""

SMALLEST, LARGEST = 1e-9, 1e9
"""Sizes of a number that is not 0: sums of squares of others would not be exact, or not finite."""

NUMBER = f"0 or a number of a size from {SMALLEST:g} to {LARGEST:g}"


def read_samples(folder: Path | None, name: str, *, classes: bool) -> Samples:
    """The samples in the file of that name in a folder; with `classes` every label is 0 or 1.

    Raises ValueError with what is due where the name leaves the folder, ScenarioError with the
    faults of the file, their lines counted from 1.
    """
    path = _inside(folder, name)
    file = file_name(path)
    text = decode(read(path, MAX_BYTES, "data"), file)
    faults: list[Fault] = []
    samples: list[tuple[float, ...]] = []
    for line, row in _rows(text, file):
        found = _faults(row, classes)
        faults += [Fault(file, line, key, message) for key, message in found]
        if len(faults) >= MOST_FAULTS:
            break
        if not found:
            samples.append((float(row[0]), float(row[1])))
    if not faults:
        faults += [Fault(file, None, "", message) for message in _as_a_whole(samples, classes)]
    if faults:
        raise ScenarioError(*faults[:MOST_FAULTS])
    inputs, targets = np.array(samples).T.copy()
    return inputs, targets


def _inside(folder: Path | None, name: str) -> Path:
    """The path of a file in the folder or below it, wherever links lead."""
    due = "a file in the scenario's own folder"
    parts = PureWindowsPath(name)
    if folder is None or PurePosixPath(name).is_absolute() or parts.anchor or ".." in parts.parts:
        raise ValueError(due)
    try:
        home = os.path.realpath(folder)
        real = os.path.realpath(folder / name)
    except ValueError:  # a NUL in the name
        raise ValueError(due) from None
    if os.path.commonpath((home, real)) != home:
        raise ValueError(due)
    return folder / name


def _rows(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """Every row below the header, with its line; empty lines are none."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header = False
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if not any(cells):
                continue
            if header:
                yield reader.line_num, cells
            elif cells == COLUMNS:
                header = True
            else:
                due = f"found {quoted(','.join(row))}; the header {','.join(COLUMNS)} is due"
                raise ScenarioError(Fault(file, reader.line_num, "", due))
    except csv.Error as error:
        raise ScenarioError(Fault(file, reader.line_num, "", f"not CSV: {error}")) from None


def _faults(row: list[str], classes: bool) -> list[tuple[str, str]]:
    """Key and message of all that is wrong with a row."""
    if len(row) != len(COLUMNS):
        return [("", f"found {len(row)} columns; {len(COLUMNS)}, {','.join(COLUMNS)}, are due")]
    x1, label = row
    if classes:
        fits, due = _is_number(label) and float(label) in (0.0, 1.0), "0 or 1"
    else:
        fits, due = _is_number(label), NUMBER
    checks = (("x1", x1, _is_number(x1), NUMBER), ("label", label, fits, due))
    return [(key, f"found {quoted(text)}; {due} is due") for key, text, ok, due in checks if not ok]


def _is_number(text: str) -> bool:
    try:
        value = abs(float(text))
    except ValueError:
        return False
    return "_" not in text and (value == 0.0 or SMALLEST <= value <= LARGEST)


def _as_a_whole(samples: list[tuple[float, ...]], classes: bool) -> list[str]:
    if not 2 <= len(samples) <= MAX_SAMPLES:
        return [f"found {len(samples)} samples; 2 to {MAX_SAMPLES} are due"]
    if classes and len({label for _, label in samples}) < 2:
        return ["found one class; labels of 0 and of 1 are due"]
    return []
