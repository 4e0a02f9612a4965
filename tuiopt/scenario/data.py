"""A regression and its data: drawn, or from a file beside the scenario."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path as FilePath

from msgspec import UNSET, UnsetType

from tuiopt.scenario.convert import Converter
from tuiopt.scenario.faults import Path, ScenarioError
from tuiopt.scenario.format import DataTable, ProblemTable
from tuiopt.scenario.samples import REGRESSION, read_samples
from tuiopt_kernels.data import NOISE, SAMPLES, Array
from tuiopt_kernels.datasets import DATASETS
from tuiopt_kernels.datasets.plane import PLANE_DATASETS
from tuiopt_kernels.regression_surface import RegressionSurface, regression_surface
from tuiopt_kernels.regressions import REGRESSIONS, Regression
from tuiopt_kernels.scaling import SCALINGS

ORIGIN = (0.0, 0.0)
"""Where w and b start by default."""


def regression_of(
    converter: Converter,
    problem: ProblemTable,
    data: DataTable | UnsetType,
    folder: FilePath | None,
) -> RegressionSurface | None:
    """The surface of a problem's regression; None where it or its data is not sound.

    Faults go to the converter.
    """
    path: Path = ("problem", "regression")
    for key in ("surface", "formula"):
        if getattr(problem, key) is not UNSET:
            converter.fault(path, f"stands beside {key}; one of them is due")
    if problem.domain is not UNSET:
        converter.fault(("problem", "domain"), "is for surface or formula, not regression")
    assert problem.regression is not UNSET
    regression = converter.named(path, problem.regression, REGRESSIONS, ())
    if data is UNSET:
        if converter.sound(("data",)):
            converter.fault(("data",), "missing; a table [data] is due")
        return None
    samples = _samples(converter, data, regression, folder)
    if samples is None or regression is None:
        return None
    inputs, targets = samples
    start = ORIGIN if problem.start is UNSET else problem.start
    scale = SCALINGS[data.scaling](inputs)
    return regression_surface(regression, scale.applied(inputs), targets, start)


def _samples(
    converter: Converter, table: DataTable, regression: Regression | None, folder: FilePath | None
) -> tuple[Array, Array] | None:
    """(m,) inputs and (m,) targets."""
    if table.csv is not UNSET:
        classes = 2 if regression is not None and regression.classes else 0
        columns = from_file(converter, ("data",), table, folder, REGRESSION, classes)
        return None if columns is None else (columns[0], columns[1])
    if table.name is UNSET:
        if converter.sound(("data",)):
            converter.fault(("data",), "name or csv is due")
        return None
    if table.name in PLANE_DATASETS:
        due = f"for a regression {' or '.join(DATASETS)}, with one input,"
        converter.refused(("data", "name"), table.name, due)
        return None
    dataset = converter.named(("data", "name"), table.name, DATASETS, ())
    if dataset is None or regression is None:
        return None
    if regression.classes and not dataset.classes:
        fitting = " or ".join(name for name, other in DATASETS.items() if other.classes)
        due = f"labels of 0 and 1, as {fitting} has,"
        converter.refused(("data", "name"), table.name, f"for {regression.name} {due}")
        return None
    count = SAMPLES if table.samples is UNSET else table.samples
    noise = NOISE if table.noise is UNSET else table.noise
    return dataset.samples(count, noise, table.seed)


def from_file(
    converter: Converter,
    path: Path,
    table: DataTable,
    folder: FilePath | None,
    columns: Sequence[str],
    most_classes: int,
) -> Array | None:
    """The samples in a table's file, as `read_samples` has them; None, and faults, for none."""
    assert table.csv is not UNSET
    if table.name is not UNSET:
        converter.fault((*path, "csv"), "stands beside name; one of them is due")
    for key in table.drawn:
        if getattr(table, key) is not UNSET:
            converter.fault((*path, key), "is for data that is drawn, not for csv")
    try:
        return read_samples(folder, table.csv, columns, most_classes)
    except ValueError as error:
        converter.refused((*path, "csv"), table.csv, str(error))
    except ScenarioError as error:
        converter.faults += error.faults
    return None
