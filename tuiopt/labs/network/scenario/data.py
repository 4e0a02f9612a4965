"""The data of a network in its three parts: drawn, or from a file beside the scenario."""

from __future__ import annotations

import numpy as np
from msgspec import UNSET

from tuiopt.labs.network.scenario.model import Data, Samples
from tuiopt.labs.network.scenario.tables import PhaseDataTable
from tuiopt.scenario.convert import Converter
from tuiopt.scenario.data import Drawing, data_file
from tuiopt.scenario.data_files import DataFile, DataFiles
from tuiopt.scenario.faults import Path, ScenarioError
from tuiopt.scenario.kept import Kept
from tuiopt.scenario.samples import PLANE, samples_in
from tuiopt.scenario.text import one_line
from tuiopt_kernels.data import CLASSES, NOISE, SAMPLES, Array, Labels
from tuiopt_kernels.datasets import DATASETS
from tuiopt_kernels.datasets.plane import PLANE_DATASETS
from tuiopt_kernels.parts import parts, sizes

DATASET = "moons"
"""What is drawn unless the file says otherwise."""

MAX_CLASSES = 100

SLACK = 1e-9
"""What rounding may add to shares whose sum is 1."""

_DATA: Kept[Data] = Kept()


def data_of(
    converter: Converter,
    path: Path,
    table: PhaseDataTable,
    files: DataFiles,
    classes_at: Path,
) -> Data | None:
    """The data of a table at a path; None where it is not sound. Faults go to the converter.

    `classes_at` is where the classes are set, which a phase may do beside its data.
    """
    drawing = _drawing(converter, path, table, files, classes_at)
    total = sum(table.split)
    if total > 1.0 + SLACK:
        allowed = f"an array of shares that add up to 1 or less, not {total:g}"
        converter.refused((*path, "split"), [*table.split], allowed)
    if drawing is None:
        return None
    kept = _DATA.find(table, drawing.digest)
    if kept is not None and converter.sound(path):
        return kept
    try:
        inputs, labels, classes = drawing.draw()
    except ScenarioError as error:
        converter.adopt((*path, "csv"), error.faults)
    if not converter.sound(path):
        return None
    shares = [share / max(total, 1.0) for share in table.split]
    training = sizes(len(labels), shares)[0]
    if training < 2:
        allowed = f"a training part of 2 samples or more, not {training} of {len(labels)}"
        converter.refused((*path, "split"), [*table.split], allowed)
        return None
    made = parts(inputs, labels, shares, table.seed, table.scaling, table.shift)
    absent = sorted(set(range(classes)) - set(made.train.labels.tolist()))
    if absent:
        message = f"the training part has no sample of class {absent[0]}; it needs all {classes}"
        converter.fault((*path, "split"), message)
        return None
    name = table.name if table.csv is UNSET else one_line(table.csv)
    data = Data(DATASET if name is UNSET else name, classes, *(Samples(*part) for part in made))
    return _DATA.keep(table, drawing.digest, data)


def _drawing(
    converter: Converter,
    path: Path,
    table: PhaseDataTable,
    files: DataFiles,
    classes_at: Path,
) -> Drawing | None:
    """What gives (2, m) inputs, (m,) labels, and how many classes there are."""
    if table.csv is not UNSET:
        file = data_file(converter, path, table, files)
        return file and Drawing(file.digest, lambda: _read(file))
    name = DATASET if table.name is UNSET else table.name
    where = (*path, "name")
    if name in DATASETS:
        allowed = f"{' or '.join(PLANE_DATASETS)} for a network, with two inputs"
        converter.refused(where, name, allowed)
        return None
    dataset = converter.named(where, name, PLANE_DATASETS, ())
    if dataset is None:
        return None
    classes = CLASSES if table.classes is UNSET else table.classes
    if classes > dataset.most_classes:
        more = (one for one, other in PLANE_DATASETS.items() if other.most_classes >= classes)
        allowed = f"{dataset.most_classes} for {name}, or {' or '.join(more)} for more"
        converter.refused(classes_at, classes, allowed)
        return None
    count = SAMPLES if table.samples is UNSET else table.samples
    noise = NOISE if table.noise is UNSET else table.noise
    return Drawing("", lambda: (*dataset.samples(count, noise, classes, table.seed), classes))


def _read(file: DataFile) -> tuple[Array, Labels, int]:
    columns = samples_in(file, PLANE, MAX_CLASSES)
    labels = columns[2].astype(np.int64)
    return columns[:2], labels, int(labels.max()) + 1
