"""What a person changes in a race."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tuiopt.labs.contour.session import ContourSession
from tuiopt.scenario.document import Document
from tuiopt.scenario.format import LONGEST_LABEL
from tuiopt.scenario.model import Point
from tuiopt.scenario.trees import Branch
from tuiopt.session.edits import Edit, RefusedError

CONVENTIONS = {"momentum": ("heavy-ball", "no (1−β)"), "heavy-ball": ("momentum", "(1−β)")}
"""v ← βv + (1−β)g and v ← βv + g: the same averages, up to a factor; and what marks each."""


def start_at(document: Document, point: Point) -> Document:
    """Every run starts at `point`."""
    for i, run in enumerate(_runs(document)):
        if "start" in run:
            document = document.drop(("runs", i, "start"))
    return document.put(("problem", "start"), point)


def other_convention(document: Document, selected: int, labels: Sequence[str]) -> Document:
    """With a last run added that is the selected one in momentum's other convention, or without it
    if it is there already.

    Both have the same α and β, so what differs is the effective learning rate: α with (1−β),
    α/(1−β) without. `labels` are those of all runs. Raises RefusedError for other optimizers.
    """
    runs = [*_runs(document)]
    run = runs[selected]
    if run["optimizer"] not in CONVENTIONS:
        raise RefusedError("with and without (1−β) is for momentum and heavy-ball: select one")
    if run.get("bias_correction"):
        raise RefusedError("momentum with bias correction has no form without (1−β)")
    other = _other(run, labels[selected])
    if other in runs:
        return document.drop(("runs", runs.index(other)))
    if any(_other(one, label) == run for one, label in zip(runs, labels, strict=True)):
        return document.drop(("runs", selected))
    return document.insert(("runs", len(runs)), other)


def _start_at_cross(session: ContourSession) -> Document:
    document = session.trace.scenario.document
    return document if session.cross is None else start_at(document, session.cross)


def _convention(session: ContourSession) -> Document:
    scenario = session.trace.scenario
    labels = [run.label for run in scenario.runs]
    return other_convention(scenario.document, session.selected, labels)


EDITS: dict[str, Edit] = {"start_at_cross": _start_at_cross, "convention": _convention}
"""By the names that keys have for them."""


def _other(run: Branch, label: str) -> Branch | None:
    """The run with the same numbers in the other convention; None for other optimizers."""
    if run["optimizer"] not in CONVENTIONS or run.get("bias_correction"):
        return None
    name, mark = CONVENTIONS[str(run["optimizer"])]
    short = label[: LONGEST_LABEL - len(mark) - 1]
    kept = {key: value for key, value in run.items() if key != "bias_correction"}
    return Branch({**kept, "optimizer": name, "label": f"{short} {mark}"})


def _runs(document: Document) -> Iterator[Branch]:
    runs = document.at(("runs",))
    assert isinstance(runs, tuple)
    for run in runs:
        assert isinstance(run, Branch)
        yield run
