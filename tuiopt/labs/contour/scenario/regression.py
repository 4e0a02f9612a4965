"""A regression and its data: drawn, or from a file beside the scenario."""

from __future__ import annotations

from msgspec import UNSET, UnsetType

from tuiopt.labs.contour.scenario.tables import ProblemTable
from tuiopt.scenario.convert import Converter
from tuiopt.scenario.data import Drawing, data_file
from tuiopt.scenario.data_files import DataFiles
from tuiopt.scenario.faults import Path, ScenarioError
from tuiopt.scenario.format import DataTable
from tuiopt.scenario.kept import Kept
from tuiopt.scenario.samples import REGRESSION, samples_in
from tuiopt_kernels.data import NOISE, SAMPLES
from tuiopt_kernels.datasets import DATASETS
from tuiopt_kernels.datasets.plane import PLANE_DATASETS
from tuiopt_kernels.mean_loss import MeanLoss, mean_loss
from tuiopt_kernels.regression_surface import RegressionSurface, surface_of
from tuiopt_kernels.regressions import REGRESSIONS, Regression
from tuiopt_kernels.scaling import SCALINGS

ORIGIN = (0.0, 0.0)
"""Where w and b start by default."""


_LOSSES: Kept[MeanLoss] = Kept()


def regression_of(
    converter: Converter,
    problem: ProblemTable,
    data: DataTable | UnsetType,
    files: DataFiles,
) -> RegressionSurface | None:
    """The surface of a problem's regression; None where it or its data is not sound.

    Faults go to the converter.
    """
    path: Path = ("problem", "regression")
    for key in ("surface", "formula"):
        if getattr(problem, key) is not UNSET:
            converter.fault(path, f"stands beside {key}; only one is allowed")
    if problem.domain is not UNSET:
        converter.fault(("problem", "domain"), "is for surface or formula, not regression")
    assert problem.regression is not UNSET
    regression = converter.named(path, problem.regression, REGRESSIONS, ())
    if data is UNSET:
        if converter.sound(("data",)):
            converter.fault(("data",), "missing; expected a table [data]")
        return None
    loss = _loss(converter, data, regression, files)
    if loss is None:
        return None
    return surface_of(loss, ORIGIN if problem.start is UNSET else problem.start)


def _loss(
    converter: Converter, table: DataTable, regression: Regression | None, files: DataFiles
) -> MeanLoss | None:
    """The mean loss over the data of a table; None where there is none."""
    drawing = _drawing(converter, table, regression, files)
    if drawing is None:
        return None
    besides = f"{regression.name if regression else ''} {drawing.digest}"
    kept = _LOSSES.find(table, besides)
    if kept is not None:
        return kept
    try:
        inputs, targets = drawing.draw()
    except ScenarioError as error:
        converter.adopt(("data", "csv"), error.faults)
        return None
    if regression is None:
        return None
    scale = SCALINGS[table.scaling](inputs)
    return _LOSSES.keep(table, besides, mean_loss(regression, scale.applied(inputs), targets))


def _drawing(
    converter: Converter, table: DataTable, regression: Regression | None, files: DataFiles
) -> Drawing | None:
    """What gives (m,) inputs and (m,) targets."""
    if table.csv is not UNSET:
        file = data_file(converter, ("data",), table, files)
        classes = 2 if regression is not None and regression.classes else 0
        return file and Drawing(file.digest, lambda: (*samples_in(file, REGRESSION, classes),))
    if table.name is UNSET:
        if converter.sound(("data",)):
            converter.fault(("data",), "expected name or csv")
        return None
    if table.name in PLANE_DATASETS:
        allowed = f"{' or '.join(DATASETS)} for a regression, with one input"
        converter.refused(("data", "name"), table.name, allowed)
        return None
    dataset = converter.named(("data", "name"), table.name, DATASETS, ())
    if dataset is None or regression is None:
        return None
    if regression.classes and not dataset.classes:
        fitting = " or ".join(name for name, other in DATASETS.items() if other.classes)
        allowed = f"labels of 0 and 1 for {regression.name}, as {fitting} has"
        converter.refused(("data", "name"), table.name, allowed)
        return None
    count = SAMPLES if table.samples is UNSET else table.samples
    noise = NOISE if table.noise is UNSET else table.noise
    return Drawing("", lambda: dataset.samples(count, noise, table.seed))
