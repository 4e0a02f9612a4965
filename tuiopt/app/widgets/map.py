"""The map: the relief of the surface and the paths of the runs over it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from tuiopt.app.draw.braille import CHARACTERS
from tuiopt.app.draw.color import Rgb
from tuiopt.app.draw.look import Look, style
from tuiopt.app.draw.path import DotPath
from tuiopt.app.draw.relief import Relief
from tuiopt.app.draw.viewport import Viewport
from tuiopt.app.widgets.canvas import Canvas
from tuiopt.labs.trace import Trace

Cell = tuple[str, Rgb, Rgb, bool]
"""character, foreground, background, bold"""


class MapView(Canvas):
    """Draws the relief once for a view, then only the rows in which a path or a sign moved."""

    trace: reactive[Trace | None] = reactive(None, repaint=False)
    relief: reactive[Relief | None] = reactive(None, repaint=False, always_update=True)
    slots: reactive[tuple[int, ...]] = reactive((), repaint=False)
    cursor: reactive[int] = reactive(0, repaint=False)
    selected: reactive[int] = reactive(0, repaint=False)

    class Resized(Message):
        """The map has another size and needs a relief for it."""

        def __init__(self, size: Size) -> None:
            self.size = size
            super().__init__()

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, MapView.Resized)

    def __init__(self) -> None:
        super().__init__(id="map")
        self._viewport: Viewport | None = None
        self._paths: list[DotPath] = []
        self._ground: list[list[Cell]] = []
        self._strips: dict[int, Strip] = {}
        self._heads: dict[int, list[tuple[int, Cell]]] = {}

    def on_resize(self, event: events.Resize) -> None:
        self._ground = []
        if event.size:
            self.post_message(self.Resized(event.size))

    def watch_relief(self) -> None:
        self._rebuild()

    def watch_trace(self) -> None:
        self._rebuild()

    def watch_look(self) -> None:
        self._rebuild()

    def watch_selected(self) -> None:
        self._show(set(range(len(self._ground))))  # another run is on top where paths cross

    def watch_cursor(self) -> None:
        rows = set(self._heads)
        for path in self._paths:
            rows.update(path.show(self.cursor).tolist())
        self._show(rows)

    def _rebuild(self) -> None:
        """Everything anew: another view, size, theme or trace."""
        if self.relief is None or self.trace is None or self.look is None:
            return
        columns, rows = self.relief.size
        if Size(columns, rows) != self.size:
            return  # a relief for the new size is on its way
        problem = self.trace.scenario.problem
        self._viewport = Viewport(problem.view, columns, rows)
        self._ground = ground(self.relief, self.look)
        self._put_still_signs(self._viewport, self.look)
        self._paths = [
            DotPath(self._viewport, run.column("x"), run.column("y")) for run in self.trace.runs
        ]
        for path in self._paths:
            path.show(self.cursor)
        self._strips.clear()
        self._heads = self._place_heads()
        self.refresh()

    def _put_still_signs(self, viewport: Viewport, look: Look) -> None:
        assert self.trace is not None
        problem = self.trace.scenario.problem
        starts = {run.setup.start for run in self.trace.runs}
        signs = [(look.signs.minimum, minimum.x, minimum.y) for minimum in problem.surface.minima]
        signs += [(look.signs.saddle, x, y) for x, y in problem.surface.saddles]
        signs += [(look.signs.start, x, y) for x, y in sorted(starts)]
        for sign, x, y in signs:
            column, row, inside = viewport.cell(x, y)
            if inside:
                _, _, bg, _ = self._ground[row][column]
                self._ground[row][column] = (sign, look.palette.bright, bg, True)

    def _show(self, rows: set[int]) -> None:
        """Draws the rows that changed, and those to which a head came."""
        if not self._ground:
            return
        self._heads = self._place_heads()
        changed = sorted(rows.union(self._heads))
        for y in changed:
            self._strips.pop(y, None)
        width = self.size.width
        self.refresh(*(Region(0, y, width, 1) for y in changed))

    def _place_heads(self) -> dict[int, list[tuple[int, Cell]]]:
        """Where the runs stand, by row: (column, cell), the selected run last, so on top."""
        heads: dict[int, list[tuple[int, Cell]]] = {}
        if self._viewport is None or self.trace is None or self.look is None or not self._ground:
            return heads
        palette, signs = self.look.palette, self.look.signs
        runs, selected, cursor, slots = self.trace.runs, self.selected, self.cursor, self.slots
        for i in [*(i for i in range(len(runs)) if i != selected), selected]:
            x, height = runs[i].rows[runs[i].at(cursor), 1:3].tolist()
            column, y, _ = self._viewport.cell(x, height)
            color, sign = palette.runs[slots[i]], signs.runs[slots[i]]
            bg = self._ground[y][column][2]
            chip = (sign, palette.bg, color, True)
            cell = chip if i == selected else (sign, color, bg, True)
            heads.setdefault(y, []).append((column, cell))
        return heads

    def render_line(self, y: int) -> Strip:
        if y >= len(self._ground) or self.look is None:
            bg = self.look.palette.bg if self.look else (0, 0, 0)
            return Strip.blank(self.size.width, style(bg, bg))
        strip = self._strips.get(y)
        if strip is None:
            strip = self._strips[y] = self._row(y, self.look)
        return strip

    def _row(self, y: int, look: Look) -> Strip:
        assert self.relief is not None
        assert self._viewport is not None
        columns = self._viewport.columns
        cells = self._ground[y]
        span = slice(y * columns, (y + 1) * columns)
        masks = [path.mask[span] for path in self._paths]
        touched = np.bitwise_or.reduce(masks)
        heads = self._heads.get(y, [])
        if touched.any() or heads:
            cells = cells.copy()
            self._put_paths(cells, masks, touched, y, look)
            for column, cell in heads:
                cells[column] = cell
        return to_strip(cells)

    def _put_paths(
        self,
        cells: list[Cell],
        masks: list[npt.NDArray[np.uint8]],
        touched: npt.NDArray[np.uint8],
        y: int,
        look: Look,
    ) -> None:
        """The runs' dots over the isolines'; a cell has the colour of the run on top in it."""
        relief, slots, selected = self.relief, self.slots, self.selected
        assert relief is not None
        isolines = relief.isolines[y]
        colors = [look.palette.runs[slot] for slot in slots]
        order = [selected, *(i for i in range(len(masks)) if i != selected)]
        owned = [(masks[i].tolist(), colors[i]) for i in order]
        for column in np.flatnonzero(touched).tolist():
            if cells[column][3]:
                continue  # a sign of the map itself
            color = next(color for mask, color in owned if mask[column])
            dots = int(touched[column] | isolines[column])
            char = "." if look.signs.ascii_only else CHARACTERS[dots]
            cells[column] = (char, color, _under_dots(relief, y, column, look), False)


def ground(relief: Relief, look: Look) -> list[list[Cell]]:
    """The cells of the still map: two shades in half blocks, or isoline dots on their mean."""
    palette = look.palette
    columns, rows = relief.size
    made = []
    for y in range(rows):
        upper, lower = relief.fill[2 * y].tolist(), relief.fill[2 * y + 1].tolist()
        dots = relief.isolines[y].tolist()
        row: list[Cell] = []
        for column in range(columns):
            if dots[column]:
                char = "'" if look.signs.ascii_only else CHARACTERS[dots[column]]
                mean = (upper[column] + lower[column]) // 2
                tint = palette.isoline[mean] if look.fill else palette.faint
                row.append((char, tint, _under_dots(relief, y, column, look), False))
            elif not look.fill:
                row.append((" ", palette.bg, palette.bg, False))
            elif look.signs.ascii_only or upper[column] == lower[column]:
                shade = palette.fill[(upper[column] + lower[column]) // 2]
                row.append((" ", shade, shade, False))
            else:
                row.append(("▀", palette.fill[upper[column]], palette.fill[lower[column]], False))
        made.append(row)
    return made


def _under_dots(relief: Relief, y: int, column: int, look: Look) -> Rgb:
    if not look.fill:
        return look.palette.bg
    mean = (int(relief.fill[2 * y, column]) + int(relief.fill[2 * y + 1, column])) // 2
    return look.palette.fill[mean]


def to_strip(cells: list[Cell]) -> Strip:
    """A row of cells, neighbours of one style joined."""
    segments: list[Segment] = []
    text = ""
    previous = cells[0][1:]
    for char, fg, bg, bold in cells:
        if (fg, bg, bold) != previous:
            segments.append(Segment(text, style(*previous)))
            text, previous = "", (fg, bg, bold)
        text += char
    segments.append(Segment(text, style(*previous)))
    return Strip(segments, len(cells))
