"""What the help of each lab says: its keys, its signs, the selected run's optimizer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tuiopt.app import keys
from tuiopt.app.draw.look import Signs
from tuiopt_kernels.spec import Optimizer


@dataclass(frozen=True, slots=True)
class Section:
    """A title and rows of something short and what is said of it. Where the short thing is ""
    the text begins at the left; a row of two "" is empty."""

    title: str
    rows: Sequence[tuple[str, str]]


Tables = Mapping[str, tuple[keys.Key, ...]]


def race(signs: Signs, optimizer: Optimizer) -> list[Section]:
    """The help of the race screen."""
    told = Section("Signs", _race_signs(signs))
    return [*_keys(keys.RACE_TABLES, signs), told, _optimizer(optimizer)]


def networks(signs: Signs, optimizer: Optimizer) -> list[Section]:
    """The help of the network screen."""
    told = Section("Signs and letters", _network_signs(signs))
    return [*_keys(keys.NETWORK_TABLES, signs), told, _optimizer(optimizer)]


def _keys(tables: Tables, signs: Signs) -> list[Section]:
    return [
        Section(
            title,
            [
                (keys.spelled(shown, ascii_only=signs.ascii_only), does)
                for shown, does in keys.listed(table)
            ],
        )
        for title, table in tables.items()
    ]


def _optimizer(optimizer: Optimizer) -> Section:
    return Section(f"This optimizer: {optimizer.title}", _about(optimizer))


def _race_signs(signs: Signs) -> list[tuple[str, str]]:
    """Every sign of map, card and charts, and what it means."""
    return [
        (" ".join(signs.runs[:4]), "a run; the selected one on a ground of its colour"),
        (signs.start, "start"),
        (signs.minimum, "minimum"),
        (signs.penalised, "where the selected run's L2 penalty moves the minimum to"),
        (signs.saddle, "saddle"),
        ("0.5", "on the map: f along the dotted line that it stands on"),
        (f"{signs.dotted * 2}{signs.tips[0]}", "−g: from here, f falls fastest this way"),
        (f"{signs.strong_line * 2}{signs.tips[0]}", "Δ: the step that was taken"),
        ("bright, faint", "a path's last 40 steps, and those before"),
        ("↑ ↓ ← →", "at the map's edge: a run has left it there"),
        ("✗ at 10", "diverged at step 10; ✗ stands where the run was last"),
        ("✓ since 61", "from step 61 on as low as the loss is asked to be"),
        ("α_t", "the learning rate of step t, where a schedule makes it from α0"),
        ("?", "not computed yet"),
        ("·", "does not exist"),
    ]


def _network_signs(signs: Signs) -> list[tuple[str, str]]:
    return [
        (" ".join(signs.runs[:4]), "a run"),
        ("dots", "training samples, in the colours of their classes"),
        ("○ □", "samples of dev, a sign a class"),
        ("✗", "a sample of dev that is put into the wrong class"),
        ("bright line", "where the class with the highest probability changes"),
        ("J", "mean cross-entropy of a whole part, in test mode, without penalty"),
        ("dev", "the part by which one chooses; the test part is for the very end"),
        ("z, a", "of a unit: Σ w·x + b, and the activation of it"),
        ("μ, σ²", "mean and variance of z over the batch; at test time their running averages"),
        ("z_norm", "(z − μ)/√(σ² + ε)"),
        ("z̃", "γ·z_norm + β: what batch norm hands on; γ and β are learned"),
        ("t, a", "of the output: e^z, and its share of the sum: the softmax"),
        ("‖∂J/∂W‖", "a layer's gradient norm in the step that led here"),
        ("✗ at 10", "diverged at step 10: no longer finite"),
    ]


def _about(optimizer: Optimizer) -> list[tuple[str, str]]:
    """Rule, hyperparameters, other names, source."""
    rows = [("", part.strip()) for part in optimizer.equation.split(";")]
    rows.append(("", ""))
    rows += [
        (hyper.symbol, f"{hyper.name}: {hyper.role}; {hyper.interval}")
        for hyper in optimizer.hyperparameters
    ]
    for note in filter(None, (*optimizer.notes, optimizer.source)):
        rows += [("", ""), ("", note)]
    return rows
