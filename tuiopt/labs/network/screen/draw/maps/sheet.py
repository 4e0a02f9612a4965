"""Which runs have maps in a room, where, and what these ask of the networks."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from textual.geometry import Size

from tuiopt.labs.network.scenario.model import Data, Stage
from tuiopt.labs.network.screen.draw.maps.box import box
from tuiopt.labs.network.screen.draw.maps.frame import Framed, framed
from tuiopt.labs.network.screen.draw.maps.places import places
from tuiopt.labs.network.screen.draw.maps.samples import most_dev
from tuiopt.labs.network.solve.grid import Grid, spacing
from tuiopt.labs.network.solve.regions import Window
from tuiopt.scenario.model import Box

LEAST_ROWS = 2
"""A title, and a row below it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Maps of some runs in a room; `frames` and `windows` are theirs, in the same order.

    `wanted` are the runs that are not hidden: of more than there is room for some have no map.
    """

    room: Size
    wanted: tuple[int, ...]
    runs: tuple[int, ...]
    frames: tuple[Framed, ...]
    windows: tuple[Window, ...]


class Sheets:
    """Makes them; keeps the last one, and the runs' boxes: for these it looks at all samples."""

    def __init__(self) -> None:
        self._boxes: dict[int, tuple[tuple[Data, ...], Box]] = {}
        self._last: tuple[tuple[Hashable, ...], Sheet] | None = None

    def sheet(
        self,
        stages: Sequence[Stage],
        every: Sequence[Data],
        selected: int,
        hidden: frozenset[int],
        room: Size,
    ) -> Sheet:
        """Maps of runs in these stages; `every` are the data of all stages of all runs.

        Of more runs than there is room for it has the selected one and those next to it.
        """
        key = (*stages, *every, selected, hidden, room)
        if self._last is None or self._last[0] != key:
            self._last = key, self._made(stages, every, selected, hidden, room)
        return self._last[1]

    def _made(
        self,
        stages: Sequence[Stage],
        every: Sequence[Data],
        selected: int,
        hidden: frozenset[int],
        room: Size,
    ) -> Sheet:
        wanted = tuple(i for i in range(len(stages)) if i not in hidden)
        found = places(len(wanted), *room) if room.height >= LEAST_ROWS else []
        first = _first(wanted, selected, len(found))
        runs = wanted[first : first + len(found)]
        frames, windows = [], []
        for place, i in zip(found, runs, strict=True):
            stage = stages[i]
            frame = framed(place, self._box(i, stage.data, every))
            view = frame.viewport
            apart = spacing(view.columns, view.rows, stage.network, len(found))
            grid = Grid(view.view, view.columns, view.rows, apart)
            frames.append(frame)
            windows.append(Window(grid, most_dev(view)))
        return Sheet(room, wanted, runs, tuple(frames), tuple(windows))

    def _box(self, run: int, present: Data, every: Sequence[Data]) -> Box:
        """Of the data that a run is trained on now."""
        key = (present, *every)
        before = self._boxes.get(run)
        if before is None or before[0] != key:
            before = self._boxes[run] = key, box(present, tuple(dict.fromkeys(every)))
        return before[1]


def _first(runs: tuple[int, ...], selected: int, room: int) -> int:
    """Which of the runs is the first one that is shown: the selected one is in the middle."""
    at = runs.index(selected) if selected in runs else 0
    return max(min(at - room // 2, len(runs) - room), 0)
