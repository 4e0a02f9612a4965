"""What the networks of all runs make of the plane, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from textual.reactive import reactive
from textual.strip import Strip

from tuiopt.app.draw.chart.cells import Codes
from tuiopt.app.draw.line import Line
from tuiopt.app.draw.look import Look
from tuiopt.app.widgets.kept import KeptRows
from tuiopt.app.widgets.rows import Row
from tuiopt.labs.network.scenario.model import Data
from tuiopt.labs.network.screen.draw.maps.decision_map import decision_map
from tuiopt.labs.network.screen.draw.maps.frame import Framed, put_axes
from tuiopt.labs.network.screen.draw.maps.paints import Paints
from tuiopt.labs.network.screen.draw.maps.samples import Shown, shown
from tuiopt.labs.network.screen.draw.maps.sheet import LEAST_ROWS, Sheet
from tuiopt.labs.network.screen.draw.maps.title import title
from tuiopt.labs.network.screen.networks import Maps
from tuiopt.labs.network.solve.regions import Regions


class DecisionMaps(KeptRows):
    """A map a run, always as at test time; where they have the same data, of the same plane's part.

    In a room for which the maps are still to come nothing is shown.
    """

    maps: reactive[Maps | None] = reactive(None, repaint=False)

    def rows(self, look: Look, width: int, height: int) -> Sequence[Row]:
        maps = self.maps
        if maps is None or maps.sheet.room != (width, height) or height < LEAST_ROWS:
            return []
        networks, sheet = maps.networks, maps.sheet
        paints = self.kept("paints", (look,), lambda: Paints(look))
        cells = self._empty(paints, sheet).copy()
        titles: dict[int, list[tuple[int, Strip]]] = {}
        for run, frame, regions in zip(sheet.runs, sheet.frames, maps.regions, strict=True):
            view, chosen = networks.views[run], run == networks.selected
            samples = self._samples(paints, frame, run, view.state.stage.data)
            frame.inside(cells)[:] = self._map(paints, run, regions, samples)
            told = len(sheet.runs) < len(sheet.wanted) and (chosen or len(sheet.runs) == 1)
            strip = title(
                look,
                frame.place.width,
                view,
                networks.slots[run],
                selected=chosen,
                shown=samples.train_shown,
                which=f"{sheet.wanted.index(run) + 1} of {len(sheet.wanted)}" if told else "",
            )
            titles.setdefault(frame.place.top, []).append((frame.place.left, strip))
        rows: list[Row] = [*paints.rows(cells)]
        for y, strips in titles.items():
            rows[y] = _joined(look, width, strips)
        return rows

    def _empty(self, paints: Paints, sheet: Sheet) -> Codes:
        """The cells without what networks make of them."""

        def make() -> Codes:
            cells = paints.blank(sheet.room.height, sheet.room.width)
            for frame in sheet.frames:
                put_axes(cells, paints, frame)
            return cells

        return self.kept("empty", (paints, *sheet.frames, sheet.room), make)

    def _samples(self, paints: Paints, frame: Framed, run: int, data: Data) -> Shown:
        viewport = frame.viewport
        return self.kept(
            f"samples {run}", (paints, viewport, data), lambda: shown(paints, viewport, data)
        )

    def _map(self, paints: Paints, run: int, regions: Regions, samples: Shown) -> Codes:
        return self.kept(
            f"map {run}",
            (paints, regions, samples),
            lambda: decision_map(paints, regions, samples),
        )


def _joined(look: Look, width: int, strips: list[tuple[int, Strip]]) -> Strip:
    """A row of titles, each from its column on."""
    parts, used = [], 0
    for left, strip in strips:
        parts += [Line(look, left - used).strip(), strip]
        used = left + strip.cell_length
    return Strip.join([*parts, Line(look, width - used).strip()])
