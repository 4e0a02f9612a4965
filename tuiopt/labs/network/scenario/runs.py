"""The runs of a network scenario: each has the keys of [network], [play], [data] or its own."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import UNSET

from tuiopt.labs.network.scenario.fit import check_fit
from tuiopt.labs.network.scenario.given import Given
from tuiopt.labs.network.scenario.model import NetworkRun, Stage
from tuiopt.labs.network.scenario.phases import Phase
from tuiopt.labs.network.scenario.tables import NetworkFile, PhaseTable
from tuiopt.scenario.catalogue import OPTIMIZERS
from tuiopt.scenario.convert import Converter
from tuiopt.scenario.faults import listed
from tuiopt.scenario.runs import UNSCHEDULED, labelled, optimizer_of, settings_of
from tuiopt_kernels.network.layout import Network
from tuiopt_kernels.spec import Optimizer


def network_runs_of(
    converter: Converter, top: NetworkFile, phases: Sequence[Phase]
) -> tuple[NetworkRun, ...]:
    """The runs that could be made. Faults go to the converter."""
    runs = []
    for i, table in enumerate(() if top.runs is UNSET else top.runs):
        given = Given(top, ("runs", i), table)
        check_fit(converter, given, top.phases, phases)
        optimizer = _optimizer(converter, given, top.phases)
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
        patience=given.patience,
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
            given.normed,
            given["batch_norm_momentum"],
            given.each("keep_prob"),
            frozenset(frozen),
        )
        other = stages and stages[-1].data.classes != classes
        renewed = frozenset((*phase.reinit, *([network.layers] if other else [])))
        stages.append(Stage(phase.first_epoch, phase.data, network, learning_rate, renewed))
    return tuple(stages)


def _optimizer(
    converter: Converter, given: Given, tables: Sequence[PhaseTable]
) -> Optimizer | None:
    """The optimizer, if it is for any number of parameters."""
    optimizer = optimizer_of(converter, given.path, given.table)
    if optimizer is None:
        return None
    if optimizer.solve is not None:
        fit = listed(name for name, other in OPTIMIZERS.items() if other.solve is None)
        message = f"{optimizer.name} is for two parameters; for networks there are: {fit}"
        converter.fault((*given.path, "optimizer"), message)
        return None
    for i, table in enumerate(() if optimizer.scheduled else tables):
        where = ("phases", i, "learning_rate")
        if table.learning_rate is not UNSET and converter.sound(where):
            converter.fault(where, f"{optimizer.name} {UNSCHEDULED}")
    return optimizer
