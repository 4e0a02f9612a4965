"""What the networks of all runs make of the plane, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from textual.strip import Strip

from tuiopt.app.draw.chart.cells import Codes
from tuiopt.app.draw.line import Line
from tuiopt.app.draw.look import Look
from tuiopt.app.widgets.kept import KeptRows
from tuiopt.app.widgets.rows import Row
from tuiopt.labs.network.screen.draw.maps.box import box
from tuiopt.labs.network.screen.draw.maps.decision_map import decision_map
from tuiopt.labs.network.screen.draw.maps.frame import Framed, framed, put_axes
from tuiopt.labs.network.screen.draw.maps.grid import Grid, spacing
from tuiopt.labs.network.screen.draw.maps.paints import Paints
from tuiopt.labs.network.screen.draw.maps.places import places
from tuiopt.labs.network.screen.draw.maps.regions import regions
from tuiopt.labs.network.screen.draw.maps.samples import Shown, shown
from tuiopt.labs.network.screen.draw.maps.title import title
from tuiopt.labs.network.screen.widgets.networked import Networked
from tuiopt.scenario.model import Box
from tuiopt_kernels.network.lens import probabilities

LEAST_ROWS = 2
"""A title, and a row below it."""


class DecisionMaps(KeptRows, Networked):
    """A map a run, always as at test time; where they have the same data, of the same plane's part.

    Of more runs than there is room for it shows the selected one and those next to it.
    """

    def watch_networks(self) -> None:
        self.redraw()

    def rows(self, look: Look, width: int, height: int) -> Sequence[Row]:
        views = self.views
        if not views or height < LEAST_ROWS:
            return []
        paints = self.kept("paints", (look,), lambda: Paints(look))
        runs = [i for i in range(len(views)) if i not in self.hidden]
        found = places(len(runs), width, height)
        first = _first(runs, self.selected, len(found))
        runs_shown = runs[first : first + len(found)]
        frames = [
            framed(place, self._box(run)) for place, run in zip(found, runs_shown, strict=True)
        ]
        cells = self._empty(paints, frames, width, height).copy()
        titles: dict[int, list[tuple[int, Strip]]] = {}
        for run, frame in zip(runs_shown, frames, strict=True):
            view, chosen = views[run], run == self.selected
            samples = self._samples(paints, frame, run)
            frame.inside(cells)[:] = self._map(paints, frame, run, len(found))
            told = len(found) < len(runs) and (chosen or len(found) == 1)
            strip = title(
                look,
                frame.place.width,
                view,
                self.slots[run],
                selected=chosen,
                shown=samples.train_shown,
                which=f"{runs.index(run) + 1} of {len(runs)}" if told else "",
            )
            titles.setdefault(frame.place.top, []).append((frame.place.left, strip))
        rows: list[Row] = [*paints.rows(cells)]
        for y, strips in titles.items():
            rows[y] = _joined(look, width, strips)
        return rows

    def _empty(self, paints: Paints, frames: list[Framed], width: int, height: int) -> Codes:
        """The cells without what networks make of them."""

        def make() -> Codes:
            cells = paints.blank(height, width)
            for frame in frames:
                put_axes(cells, paints, frame)
            return cells

        return self.kept("empty", (paints, *frames, width, height), make)

    def _box(self, run: int) -> Box:
        """Of the data that a run is trained on now."""
        present = self.views[run].state.stage.data
        every = [stage.data for view in self.views for stage in view.run.setup.stages]

        def make() -> Box:
            return box(present, tuple(dict.fromkeys(every)))

        return self.kept(f"box {run}", (present, *every), make)

    def _samples(self, paints: Paints, frame: Framed, run: int) -> Shown:
        data, viewport = self.views[run].state.stage.data, frame.viewport
        return self.kept(
            f"samples {run}", (paints, viewport, data), lambda: shown(paints, viewport, data)
        )

    def _map(self, paints: Paints, frame: Framed, run: int, maps: int) -> Codes:
        state = self.views[run].state
        network = state.stage.network
        samples = self._samples(paints, frame, run)
        between = spacing(frame.viewport, network, maps)
        key = (frame.viewport, between)
        grid = self.kept(f"grid {run}", key, lambda: Grid(frame.viewport, between))

        def make() -> Codes:
            over, dev = (
                probabilities(network, state.parameters, state.running, points)
                for points in (grid.nodes, samples.inputs)
            )
            return decision_map(paints, regions(grid, over), samples, dev)

        return self.kept(f"map {run}", (paints, grid, samples, state), make)


def _first(runs: list[int], selected: int, room: int) -> int:
    """Which of the runs is the first one that is shown: the selected one is in the middle."""
    at = runs.index(selected) if selected in runs else 0
    return max(min(at - room // 2, len(runs) - room), 0)


def _joined(look: Look, width: int, strips: list[tuple[int, Strip]]) -> Strip:
    """A row of titles, each from its column on."""
    parts, used = [], 0
    for left, strip in strips:
        parts += [Line(look, left - used).strip(), strip]
        used = left + strip.cell_length
    return Strip.join([*parts, Line(look, width - used).strip()])
