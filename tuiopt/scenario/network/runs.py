"""The runs of a network scenario: each has the keys of [network], [play], [data] or its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import UNSET

from tuiopt.scenario.catalogue import OPTIMIZERS
from tuiopt.scenario.convert import Converter
from tuiopt.scenario.faults import Path, key_of, listed
from tuiopt.scenario.network.model import NetworkRun, Stage
from tuiopt.scenario.network.phases import Phase
from tuiopt.scenario.network.tables import EarlyStoppingTable, NetworkFile, NetworkTable
from tuiopt.scenario.runs import UNSCHEDULED, labelled, optimizer_of, settings_of
from tuiopt_kernels.network.layout import Network
from tuiopt_kernels.spec import Optimizer

HOMES = {
    **dict.fromkeys(NetworkTable.__struct_fields__, "network"),
    "batch_size": "play",
    "early_stopping": "play",
    "augment": "data",
}
"""In which table a key stands that a run may override."""


class Given:
    """What a run is given, and where: its own key, else the one that all runs share."""

    def __init__(self, top: NetworkFile, path: Path, table: Any) -> None:
        self.path = path
        self.table = table
        self._top = top

    def __getitem__(self, key: str) -> Any:
        own = getattr(self.table, key)
        return getattr(getattr(self._top, HOMES[key]), key) if own is UNSET else own

    def where(self, key: str) -> Path:
        """The path of a key's value."""
        own = getattr(self.table, key) is not UNSET
        return (*self.path, key) if own else (HOMES[key], key)

    def sound(self, converter: Converter, *keys: str) -> bool:
        """Whether nothing is wrong with the keys, wherever they stand."""
        places = [place for key in keys for place in ((*self.path, key), (HOMES[key], key))]
        return all(map(converter.sound, places))

    def each(self, key: str) -> tuple[Any, ...]:
        """What each hidden layer has of what is given once for all, or as an array."""
        value = self[key]
        return value if isinstance(value, tuple) else (value,) * len(self["hidden"])


def network_runs_of(
    converter: Converter, top: NetworkFile, phases: Sequence[Phase]
) -> tuple[NetworkRun, ...]:
    """The runs that could be made. Faults go to the converter."""
    runs = []
    for i, table in enumerate(() if top.runs is UNSET else top.runs):
        given = Given(top, ("runs", i), table)
        _check(converter, given, phases)
        optimizer = _optimizer(converter, given, phases)
        if optimizer is not None and phases and not converter.faults:
            runs.append(_run(given, optimizer, phases))
    return labelled(runs)


def _run(given: Given, optimizer: Optimizer, phases: Sequence[Phase]) -> NetworkRun:
    settings = settings_of(given.table, optimizer)
    return NetworkRun(
        **settings,
        batch_size=given["batch_size"],
        init=given["init"],
        init_scale=given["init_scale"],
        seed=given["seed"],
        augment=given["augment"],
        patience=_patience(given),
        stages=_stages(given, phases, settings["learning_rate"]),
    )


def _stages(given: Given, phases: Sequence[Phase], learning_rate: float) -> tuple[Stage, ...]:
    hidden, frozen = given["hidden"], given["freeze"]
    stages: list[Stage] = []
    for phase in phases:
        frozen = frozen if phase.freeze is UNSET else phase.freeze
        learning_rate = learning_rate if phase.learning_rate is UNSET else phase.learning_rate
        classes = phase.data.classes
        network = Network(
            hidden,
            classes,
            given.each("activation"),
            _normed(given),
            given["batch_norm_momentum"],
            given.each("keep_prob"),
            frozenset(frozen),
        )
        other = stages and stages[-1].data.classes != classes
        renewed = frozenset((*phase.reinit, *([network.layers] if other else [])))
        stages.append(Stage(phase.first_epoch, phase.data, network, learning_rate, renewed))
    return tuple(stages)


def _normed(given: Given) -> Any:
    """Where the run has batch norm: nowhere without hidden layers."""
    return bool(given["hidden"]) and given["batch_norm"]


def _patience(given: Given) -> int | None:
    match given["early_stopping"]:
        case EarlyStoppingTable(patience=patience):
            return patience
        case True:
            return EarlyStoppingTable().patience
    return None


def _optimizer(converter: Converter, given: Given, phases: Sequence[Phase]) -> Optimizer | None:
    """The optimizer, if it is for any number of parameters."""
    optimizer = optimizer_of(converter, given.path, given.table)
    if optimizer is None:
        return None
    if optimizer.solve is not None:
        fit = listed(name for name, other in OPTIMIZERS.items() if other.solve is None)
        message = f"{optimizer.name} is for two parameters; for networks there are: {fit}"
        converter.fault((*given.path, "optimizer"), message)
        return None
    for phase in phases if not optimizer.scheduled else ():
        where = (*phase.path, "learning_rate")
        if phase.learning_rate is not UNSET and converter.sound(where):
            converter.fault(where, f"{optimizer.name} {UNSCHEDULED}")
    return optimizer


def _check(converter: Converter, given: Given, phases: Sequence[Phase]) -> None:
    """What only the keys together tell."""
    if given.sound(converter, "hidden"):
        _check_layers(converter, given, phases)
    one = given["batch_size"] == 1 and given.sound(converter, "hidden", "batch_norm")
    if one and _normed(given):
        due = "with batch norm a whole number from 2"
        _refused_once(converter, given.where("batch_size"), 1, due)
    if _patience(given) is not None and not all(len(phase.data.dev) for phase in phases):
        where = given.where("early_stopping")
        if converter.sound(where):
            converter.fault(where, "is for dev loss, and the dev part is empty: see split")


def _check_layers(converter: Converter, given: Given, phases: Sequence[Phase]) -> None:
    """What is said of layers is said of layers that there are."""
    depth = len(given["hidden"])
    own = f" of {key_of(given.path)}" if given.where("hidden")[0] == "runs" else ""
    for key in ("activation", "keep_prob"):
        if given.sound(converter, key) and len(given.each(key)) != depth:
            due = f"one for all, or an array of {depth}, one a hidden layer{own},"
            _refused_once(converter, given.where(key), [*given[key]], due)
    layers = [(given.where("freeze"), given["freeze"])]
    for phase in phases:
        layers.append(((*phase.path, "reinit"), phase.reinit))
        if phase.freeze is not UNSET:
            layers.append(((*phase.path, "freeze"), phase.freeze))
    for where, numbers in layers:
        for i, layer in enumerate(numbers):
            if layer > depth + 1:
                due = f"a layer from 1 to {depth + 1}, the output's{own},"
                _refused_once(converter, (*where, i), layer, due)


def _refused_once(converter: Converter, where: Path, found: object, due: str) -> None:
    """Runs share keys; a fault of one is told for the first of them."""
    if converter.sound(where):
        converter.refused(where, found, due)
