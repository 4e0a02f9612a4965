"""From a file's tables to a scenario of networks, or to everything that is wrong with them."""

from __future__ import annotations

from dataclasses import replace

from msgspec import UNSET

from tuiopt.labs.network.scenario.costs import check_costs
from tuiopt.labs.network.scenario.given import Given
from tuiopt.labs.network.scenario.model import NetworkScenario
from tuiopt.labs.network.scenario.phases import phases_of
from tuiopt.labs.network.scenario.runs import network_runs_of
from tuiopt.labs.network.scenario.tables import NetworkFile
from tuiopt.scenario.common import check_cue_steps, cues_of, heading
from tuiopt.scenario.convert import Converter
from tuiopt.scenario.document import Document
from tuiopt.scenario.runs import scheduling_of


def network_of(converter: Converter, document: Document) -> NetworkScenario | None:
    """The scenario in a document, None where there is a fault. Faults go to the converter."""
    top = converter.table((), document.tables, NetworkFile)
    phases = phases_of(converter, top, document.source.files)
    runs = network_runs_of(converter, top, phases or ())
    cues = cues_of(converter, top.cues)
    run_tables = () if top.runs is UNSET else top.runs
    if converter.faults:
        for i, table in enumerate(run_tables):
            scheduling_of(converter, ("runs", i), table, None, 1)
        return None
    scenario = NetworkScenario(
        **heading(top, document),
        steps=0,
        speed=top.play.speed,
        runs=runs,
        cues=cues,
        epochs=top.play.epochs,
        seed=top.data.seed,
    )
    places = [Given(top, ("runs", i), table) for i, table in enumerate(run_tables)]
    check_costs(converter, scenario, [given.where("batch_size") for given in places])
    scheduled = []
    for i, (run, given) in enumerate(zip(runs, places, strict=True)):
        first = scenario.first_steps(i)
        scheduling = scheduling_of(converter, given.path, given.table, first[-1], first[1])
        scheduled.append(replace(run, scheduling=scheduling))
    steps = scenario.first_ticks[-1]
    check_cue_steps(converter, top.cues, steps)
    if converter.faults:
        return None
    return replace(scenario, steps=steps, runs=tuple(scheduled))
