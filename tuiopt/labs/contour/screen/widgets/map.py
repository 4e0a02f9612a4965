"""The map: the relief of the surface, the paths of the runs over it, and what points at them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from rich.segment import Segment
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.strip import Strip

from tuiopt.app.draw.look import style
from tuiopt.app.draw.map.ground import Ground, Landmarks, ground
from tuiopt.app.draw.map.picture import Marks, Picture
from tuiopt.app.draw.map.relief import Relief
from tuiopt.app.draw.map.tracks import Tracks
from tuiopt.app.draw.viewport import Viewport
from tuiopt.app.widgets.pointing import Pointing
from tuiopt.app.widgets.staged import Staged
from tuiopt.labs.contour.screen.draw.map.arrow import Arrow
from tuiopt.labs.contour.screen.draw.map.arrow_marks import Tip, lay, put_names
from tuiopt.labs.contour.screen.draw.map.marks import (
    cross_lines,
    heads,
    landmarks,
    on_top,
    penalised,
)
from tuiopt.labs.contour.solve.trace import ContourTrace
from tuiopt.scenario.model import Box, Point
from tuiopt.session.scene import Scene

NOTHING = np.empty(0, np.int64)


class MapView(Pointing, Staged[ContourTrace]):
    """Draws the ground once for a view, then only the cells in which something has moved.

    A view for which the relief is still to come is not shown: the old picture stays.
    """

    relief: reactive[Relief | None] = reactive(None, repaint=False, always_update=True)
    view: reactive[Box | None] = reactive(None, repaint=False)
    cursor: reactive[int] = reactive(0, repaint=False)
    arrows: reactive[tuple[Arrow, ...]] = reactive((), repaint=False)
    grown: reactive[float] = reactive(1.0, repaint=False)
    cross: reactive[Point | None] = reactive(None, repaint=False)

    def __init__(self) -> None:
        super().__init__(id="map")
        self._ground: Ground | None = None
        self._written = np.empty(0, bool)
        self._tracks: Tracks | None = None
        self._picture: Picture | None = None
        self._heads: Marks = {}
        self._penalised: Marks = {}
        self._arrows: Marks = {}
        self._tips: list[Tip] = []
        self._strips: dict[int, Strip] = {}
        self._landmarks: Landmarks | None = None

    def resized(self) -> None:
        """Waits for a relief of this size."""
        self._ground = self._tracks = self._picture = self.viewport = None

    def watch_relief(self) -> None:
        self._begin()

    def watch_view(self) -> None:
        self._begin()

    def watch_look(self) -> None:
        self._begin()

    def watch_scene(
        self, before: Scene[ContourTrace] | None, scene: Scene[ContourTrace] | None
    ) -> None:
        """As little anew as has to be."""
        if (
            before is None
            or scene is None
            or self._tracks is None
            or self._landmarks != landmarks(scene.trace.scenario)
        ):
            self._begin()
        else:
            if scene.trace is not before.trace:
                self._tracks.follow([run.points for run in scene.trace.runs])
            if (scene.slots, scene.selected) != (before.slots, before.selected):
                self._paint()
            else:
                self._mark_penalised()
                self._draw()

    def watch_cursor(self) -> None:
        self._draw()

    def watch_arrows(self) -> None:
        self._lay_arrows()
        self._update(NOTHING)

    def watch_grown(self) -> None:
        self.watch_arrows()

    def watch_cross(self) -> None:
        self._update(NOTHING)

    def _begin(self) -> None:
        """Everything anew: another view, size, look or problem."""
        relief, trace, look = self.relief, self.trace, self.look
        if relief is None or trace is None or look is None:
            return
        if Size(*relief.size) != self.size or relief.view != self.view:
            return  # one for this size and view is on its way
        self.viewport = Viewport(relief.view, *relief.size)
        self._landmarks = landmarks(trace.scenario)
        self._ground = ground(relief, look, self._landmarks)
        self._written = self._ground.written
        # Sixteen colours leave none to fade to.
        heavy = look.palette.heavy
        self._tracks = Tracks(self.viewport, heavy=heavy, color=look.color, fades=look.fill)
        self._tracks.follow([run.points for run in trace.runs])
        self._lay_arrows()
        self._paint()

    def _paint(self) -> None:
        """All cells anew, on the same ground."""
        if self._ground is None or self._tracks is None or self.look is None:
            return
        self._picture = Picture(self.look, self._ground, self.slots, self.selected)
        self._tracks.states[:] = 0
        self._mark_penalised()
        self._draw()
        self._strips.clear()
        self.refresh()

    def _draw(self) -> None:
        """The paths and the runs' signs at the cursor."""
        if self._tracks is None:
            return
        assert self.look is not None
        assert self.trace is not None
        assert self.viewport is not None
        runs, selected, cursor = self.trace.runs, self.selected, self.cursor
        order = on_top(len(runs), selected, self.hidden)
        moved = self._tracks.show(cursor, selected, order)
        self._heads = heads(self.look, self.viewport, runs, self.slots, order, selected, cursor)
        self._update(moved)

    def _mark_penalised(self) -> None:
        """Where the selected run's L2 penalty moves the minima to; hidden with the run."""
        self._penalised = {}
        if self._ground is None or self.selected in self.hidden:
            return
        assert self.look is not None
        assert self.trace is not None
        assert self.viewport is not None
        run, slot = self.trace.runs[self.selected], self.slots[self.selected]
        problem, fixed = self.trace.scenario.problem, self._ground.fixed
        self._penalised = penalised(self.look, self.viewport, run, problem, slot, fixed)

    def _lay_arrows(self) -> None:
        if self.look is not None and self.viewport is not None:
            self._arrows, self._tips = lay(self.look, self.viewport, self.arrows, self.grown)

    def _update(self, moved: npt.NDArray[np.int64]) -> None:
        """Draws the cells in which paths have `moved`, or a mark has come or gone."""
        if self._picture is None or self._tracks is None:
            return
        spans = self._picture.update(self._tracks.states, moved, self._marks())
        for y, _, _ in spans:
            self._strips.pop(y, None)
        if spans:
            self.refresh(*(Region(x, y, end - x, 1) for y, x, end in spans))

    def _marks(self) -> Marks:
        """What is on top covers what is below: signs, arrows, cross-hair; names find room last."""
        assert self.look is not None
        assert self.viewport is not None
        assert self._ground is not None
        assert self._tracks is not None
        marks = self._penalised | self._arrows | self._heads
        if self.cross is not None:
            busy = self._ground.fixed | (self._tracks.states != 0)
            marks = cross_lines(self.look, self.viewport, self.cross, busy) | marks
        put_names(self.look, self.viewport, self._tips, marks, self._written)
        return marks

    def render_line(self, y: int) -> Strip:
        if self._picture is None or y >= self.size.height:
            bg = self.look.palette.bg if self.look else (0, 0, 0)
            return Strip.blank(self.size.width, style(bg, bg))
        strip = self._strips.get(y)
        if strip is None:
            strip = self._strips[y] = self._picture.strip(y)
        return strip

    def render_part(self, y: int, left: int, right: int) -> list[Segment]:
        if self._picture is None or y in self._strips:
            return super().render_part(y, left, right)
        return self.shown(list(self._picture.strip(y, left, right)))
