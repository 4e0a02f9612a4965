"""Whether what a run of networks is given fits together, and its data."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import UNSET

from tuiopt.labs.network.scenario.given import Given
from tuiopt.labs.network.scenario.phases import Phase
from tuiopt.labs.network.scenario.tables import PhaseTable
from tuiopt.scenario.convert import Converter
from tuiopt.scenario.faults import Path, key_of


def check_fit(
    converter: Converter, given: Given, tables: Sequence[PhaseTable], phases: Sequence[Phase]
) -> None:
    """Faults go to the converter; `tables` are those of `phases`, which are none if not sound."""
    if given.sound(converter, "hidden"):
        _check_layers(converter, given, tables)
    one = given["batch_size"] == 1 and given.sound(converter, "hidden", "batch_norm")
    if one and given.normed:
        allowed = "a whole number from 2 on with batch norm"
        _refused_once(converter, given.where("batch_size"), 1, allowed)
    if given.patience is not None and not all(len(phase.data.dev) for phase in phases):
        where = given.where("early_stopping")
        if converter.sound(where):
            converter.fault(where, "is for dev loss, and the dev part is empty: see split")


def _check_layers(converter: Converter, given: Given, tables: Sequence[PhaseTable]) -> None:
    """What is said of layers is said of layers that there are."""
    depth = len(given["hidden"])
    own = f" of {key_of(given.path)}" if given.where("hidden")[0] == "runs" else ""
    for key in ("activation", "keep_prob"):
        if given.sound(converter, key) and len(given.each(key)) != depth:
            allowed = f"one for all, or an array of {depth}, one per hidden layer{own}"
            _refused_once(converter, given.where(key), [*given[key]], allowed)
    layers = [(given.where("freeze"), given["freeze"])]
    for i, table in enumerate(tables):
        layers += [(("phases", i, key), getattr(table, key)) for key in ("freeze", "reinit")]
    for where, numbers in layers:
        for i, layer in enumerate(() if numbers is UNSET else numbers):
            if layer > depth + 1:
                allowed = f"a layer from 1 to {depth + 1}, the output's{own}"
                _refused_once(converter, (*where, i), layer, allowed)


def _refused_once(converter: Converter, where: Path, found: object, allowed: str) -> None:
    """Runs share keys; a fault of one is told for the first of them."""
    if converter.sound(where):
        converter.refused(where, found, allowed)
