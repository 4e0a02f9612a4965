"""Samples from a CSV file beside the scenario: `x1,label` or `x1,x2,label`, a row a sample."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

import numpy as np

from tuiopt.scenario.data_files import DataFile
from tuiopt.scenario.faults import Fault, ScenarioError, quoted
from tuiopt.scenario.model import MAX_SAMPLES
from tuiopt.scenario.read import decode
from tuiopt_kernels.data import Array

REGRESSION = ("x1", "label")
PLANE = ("x1", "x2", "label")
"""The columns of a regression's samples, and of a network's."""

MOST_FAULTS = 10
"""Faults of one file that are told: whoever mended these will see the next."""

SMALLEST, LARGEST = 1e-9, 1e9
"""Sizes of a number that is not 0: sums of squares of others would not be exact, or not finite."""

NUMBER = f"0 or a number of a size from {SMALLEST:g} to {LARGEST:g}"


def samples_in(data: DataFile, columns: Sequence[str], most_classes: int) -> Array:
    """The samples in a file: (columns, m).

    Labels are 0, 1, ..., as many as there are classes, 2 to `most_classes`; any numbers where that
    is 0.

    Raises ScenarioError with the faults of the file, their lines counted from 1.
    """
    file = data.file
    text = decode(data.data, file)
    faults: list[Fault] = []
    samples: list[list[float]] = []
    for line, row in _rows(text, file, columns):
        found = _faults(row, columns, most_classes)
        faults += [Fault(file, line, key, message) for key, message in found]
        if len(faults) >= MOST_FAULTS:
            break
        if not found:
            samples.append([float(cell) for cell in row])
    if not faults:
        faults += [Fault(file, None, "", message) for message in _as_a_whole(samples, most_classes)]
    if faults:
        raise ScenarioError(*faults[:MOST_FAULTS])
    return np.array(samples).T.copy()


def _rows(text: str, file: str, columns: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
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
            elif cells == [*columns]:
                header = True
            else:
                found = quoted(",".join(row))
                message = f"expected the header {','.join(columns)}, found {found}"
                raise ScenarioError(Fault(file, reader.line_num, "", message))
    except csv.Error as error:
        raise ScenarioError(Fault(file, reader.line_num, "", f"not CSV: {error}")) from None


def _faults(row: list[str], columns: Sequence[str], most_classes: int) -> list[tuple[str, str]]:
    """Key and message of all that is wrong with a row."""
    if len(row) != len(columns):
        return [("", f"expected {len(columns)} columns, {','.join(columns)}, found {len(row)}")]
    checks = [(key, text, _is_number(text), NUMBER) for key, text in zip(columns, row, strict=True)]
    if most_classes:
        label = row[-1]
        fits = _is_number(label) and float(label) in range(most_classes)
        expected = "0 or 1" if most_classes == 2 else f"a whole number from 0 to {most_classes - 1}"
        checks[-1] = (columns[-1], label, fits, expected)
    return [
        (key, f"expected {expected}, found {quoted(text)}")
        for key, text, ok, expected in checks
        if not ok
    ]


def _is_number(text: str) -> bool:
    try:
        value = abs(float(text))
    except ValueError:
        return False
    return "_" not in text and (value == 0.0 or SMALLEST <= value <= LARGEST)


def _as_a_whole(samples: list[list[float]], most_classes: int) -> list[str]:
    if not 2 <= len(samples) <= MAX_SAMPLES:
        return [f"expected 2 to {MAX_SAMPLES} samples, found {len(samples)}"]
    labels = {sample[-1] for sample in samples}
    if most_classes and len(labels) < 2:
        return ["expected labels of 0 and of 1, found one class"]
    if most_classes and len(labels) <= max(labels):
        missing = next(label for label in range(most_classes) if label not in labels)
        return [f"expected each label from 0 to {max(labels):g}, the largest, found no {missing}"]
    return []
