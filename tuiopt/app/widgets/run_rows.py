"""What the widgets that list runs have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.cells import cell_len
from textual.message import Message
from textual.reactive import reactive

from tuiopt.app.draw.line import Line
from tuiopt.app.draw.look import Look
from tuiopt.app.draw.text import shortened
from tuiopt.app.widgets.rows import Rows
from tuiopt.app.widgets.staged import Staged
from tuiopt.picture.color import Rgb
from tuiopt.picture.numbers import number, setting
from tuiopt.session.playback import Solving
from tuiopt.solving.standing import Standing

S = TypeVar("S", bound=Solving)

Name = tuple[str, list[str]]
"""A label, and what sets the run apart besides."""


class RunRows(Rows, Staged[S]):
    """A scene, and where in its trace."""

    class Picked(Message):
        """A run was clicked."""

        def __init__(self, index: int) -> None:
            self.index = index
            super().__init__()

    cursor: reactive[int] = reactive(0, repaint=False)

    def watch_scene(self) -> None:
        self.redraw()

    def mark(self, look: Look, i: int) -> tuple[str, Rgb]:
        """The sign and the colour of a run; the sign is hollow where the run is hidden."""
        slot = self.slots[i]
        signs = look.signs.hollow if i in self.hidden else look.signs.runs
        return signs[slot], look.palette.runs[slot]

    def status(self, look: Look, i: int, stands: Standing, room: int) -> tuple[str, Rgb]:
        """How a run stands, in as many words as there is room for, and their colour."""
        palette = look.palette
        if i in self.hidden:
            return widest(look, ["hidden"], room), palette.faint
        good, bad = palette.good, palette.bad
        colors = {"diverged": bad, "converged": good, "since": good, "lowest": palette.bright}
        return widest(look, stands.texts, room), colors.get(stands.kind, palette.text)

    def begun(self, look: Look, width: int, i: int, name: Name, room: int) -> tuple[Line, Rgb, Rgb]:
        """A run's row of a table up to its name, and the inks for what matters and what less."""
        palette = look.palette
        chosen, hidden = i == self.selected, i in self.hidden
        strong = palette.bright if chosen else palette.text
        ink = palette.faint if hidden else strong
        less = palette.faint if hidden else palette.muted
        sign, color = self.mark(look, i)
        line = Line(look, width, palette.raised if chosen else palette.bg)
        line.put(look.signs.bar if chosen else " ", color).put(f" {sign} ", color, bold=True)
        _put_name(line, name, room, ink, less, bold=chosen)
        return line, ink, less


def _put_name(line: Line, name: Name, room: int, ink: Rgb, less: Rgb, *, bold: bool) -> None:
    """A label, and as much of what sets the run apart as there is room for."""
    label, told = name
    end = line.used + room
    line.put(shortened(label, room), ink, bold=bold)
    for words in told:
        if line.used + 1 + cell_len(words) > end:
            break
        line.put(f" {words}", less)


def widest(look: Look, texts: Iterable[str], room: int) -> str:
    """The first of the texts that fits, as this terminal shows it."""
    return next((text for text in map(look.text, texts) if cell_len(text) <= room), "")


def roundings(value: float) -> Iterator[str]:
    """A number, then the same with ever fewer digits."""
    yield number(value)
    for digits in (3, 2, 1):
        yield setting(float(f"{value:.{digits}g}"))
