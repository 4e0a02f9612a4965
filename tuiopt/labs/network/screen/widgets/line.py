"""The networks in one line."""

from __future__ import annotations

import math
from collections.abc import Sequence

from tuiopt.app.draw.look import Look
from tuiopt.app.widgets.one_line import OneLine
from tuiopt.app.widgets.run_rows import widest
from tuiopt.labs.network.solve.standing import errors, has_dev, standings
from tuiopt.labs.network.solve.trace import NetworkTrace
from tuiopt.picture.numbers import percent
from tuiopt.solving.standing import Standing


class NetworkLine(OneLine[NetworkTrace]):
    """The errors on dev; on train where there is no dev."""

    NUMBER = 13

    def unit(self, trace: NetworkTrace) -> str:
        return "dev error" if has_dev(trace.scenario) else "train error"

    def standings(self, trace: NetworkTrace) -> Sequence[Standing]:
        return standings(trace, self.cursor)

    def number(self, look: Look, trace: NetworkTrace, i: int, room: int) -> str:
        train, dev = errors(trace.runs[i], self.cursor)
        name, error = ("dev", dev) if has_dev(trace.scenario) else ("train", train)
        told = percent(error)
        if room >= self.NUMBER:
            return look.text(f"{name} {told}")
        whole = told if math.isnan(error) else f"{100.0 * error:.0f}"
        return widest(look, (told, f"{whole} %", whole), room)
