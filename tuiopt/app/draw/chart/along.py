"""The horizontal axis of a chart for the scenario that it shows."""

from __future__ import annotations

from bisect import bisect_left

from tuiopt.app.draw.chart.epochs import Epochs
from tuiopt.app.draw.chart.steps import Steps, window
from tuiopt.scenario.model import Scenario
from tuiopt.scenario.network.model import NetworkScenario


def along(scenario: Scenario, cursor: int, across: int) -> Steps:
    """As many steps as are shown with the cursor at one of them; of networks whole epochs."""
    if not isinstance(scenario, NetworkScenario):
        return Steps(window(cursor, scenario.steps), across)
    firsts = scenario.first_ticks
    epochs = window(bisect_left(firsts, cursor), scenario.epochs)
    return Epochs(firsts[epochs], across, firsts, epochs)
