"""The horizontal axis of a chart for the scenario that it shows."""

from __future__ import annotations

from bisect import bisect_left

from tuiopt.app.draw.chart.epochs import Epochs
from tuiopt.app.draw.chart.steps import Steps, window
from tuiopt.scenario.model import Scenario


def along(scenario: Scenario, cursor: int, across: int) -> Steps:
    """As many steps as are shown with the cursor at one of them; whole epochs where it has any."""
    ends = scenario.epoch_ends
    if ends is None:
        return Steps(window(cursor, scenario.steps), across)
    epochs = window(bisect_left(ends, cursor), len(ends) - 1)
    return Epochs(ends[epochs], across, ends, epochs)
