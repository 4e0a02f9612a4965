"""The lessons by chapter, one of them chosen, and how many there are."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from tuiopt.app.draw.line import Line, heading
from tuiopt.app.draw.look import Look
from tuiopt.app.draw.text import shortened
from tuiopt.app.lessons.index import Lesson
from tuiopt.app.widgets.rows import Rows
from tuiopt.picture.slots import run_slots

NUMBER = 5
"""Cells of a lesson's number."""

WITH_SIGNS = 46
"""Cells from which on a row has room for the signs of the lesson's runs."""


class LessonCount(Rows):
    """The list's title row."""

    lessons: reactive[tuple[Lesson, ...]] = reactive((), repaint=False)
    total: reactive[int] = reactive(0, repaint=False)

    def rows(self, look: Look, width: int, height: int) -> list[Strip]:
        facts = f"{len(self.lessons)} of {self.total}"
        if len(self.lessons) == self.total:
            facts = f"{self.total} in {len({lesson.chapter for lesson in self.lessons})} chapters"
        return [heading(look, width, "Lessons", facts)]


class LessonList(Rows):
    """Chapters and numbered titles; the chosen row is reversed and always in view."""

    lessons: reactive[tuple[Lesson, ...]] = reactive((), repaint=False)
    chosen: reactive[int] = reactive(0, repaint=False)

    class Clicked(Message):
        """A lesson was clicked, by its index, or clicked again, which opens it."""

        def __init__(self, index: int, *, again: bool) -> None:
            self.index = index
            self.again = again
            super().__init__()

    class Wheeled(Message):
        """The wheel goes through the lessons."""

        def __init__(self, offset: int) -> None:
            self.offset = offset
            super().__init__()

    def __init__(self) -> None:
        super().__init__(id="list")
        self._top = 0
        self._clicked: Lesson | None = None

    def watch_lessons(self) -> None:
        self._top = 0
        self.redraw()

    def rows(self, look: Look, width: int, height: int) -> list[Strip]:
        if not self.lessons:
            return [Line(look, width).put(" No lesson has these words.").strip()]
        entries = entries_of(self.lessons)
        self._top = scrolled(entries, self.chosen, self._top, height)
        end = self._top + height
        strips = []
        above = _count(entries[: self._top + 1]) if self._top else 0
        below = _count(entries[end - 1 :]) if end < len(entries) else 0
        for y, entry in enumerate(entries[self._top : end]):
            more = ("↑", above) if y == 0 else ("↓", below) if y == height - 1 else ("", 0)
            if more[1] and entry != self.chosen:
                line = Line(look, width).put(f"{'':{NUMBER}} {more[0]} {more[1]} more")
                strips.append(line.strip())
            elif isinstance(entry, str):
                line = Line(look, width).put(f" {entry}", look.palette.text, bold=True)
                strips.append(line.strip())
            else:
                strips.append(self._lesson(look, width, entry))
        return strips

    def _lesson(self, look: Look, width: int, index: int) -> Strip:
        palette = look.palette
        lesson = self.lessons[index]
        chosen = index == self.chosen
        line = Line(look, width, palette.bright if chosen else palette.bg)
        number = "" if lesson.number is None else str(lesson.number)
        ink = palette.bg if chosen else None
        line.put(f"{number:>{NUMBER - 1}}  ", ink, bold=chosen)
        signs = [] if lesson.scenario is None or width < WITH_SIGNS else _slots(lesson)
        end = width - 2 - len(signs)
        told = f" ({lesson.trouble})" if lesson.trouble else ""
        title = shortened(look.text(lesson.title), end - line.used - len(told) - 1)
        line.put(title, ink or palette.text, bold=chosen).put(told, ink or palette.bad).to(end)
        for slot in signs:
            line.put(look.signs.runs[slot], ink or palette.runs[slot])
        return line.strip()

    def on_click(self, event: events.Click) -> None:
        entry = dict(enumerate(entries_of(self.lessons))).get(self._top + event.y)
        if isinstance(entry, int):
            lesson = self.lessons[entry]
            again, self._clicked = lesson is self._clicked, lesson
            self.post_message(self.Clicked(entry, again=again))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self.post_message(self.Wheeled(1))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self.post_message(self.Wheeled(-1))


Entry = str | int
"""A row: a chapter's name, or a lesson's index."""


def entries_of(lessons: Sequence[Lesson]) -> list[Entry]:
    """The rows of the list; a file from elsewhere has no chapter above it."""
    entries: list[Entry] = []
    chapter = None
    for index, lesson in enumerate(lessons):
        if lesson.number is not None and lesson.chapter != chapter:
            chapter = lesson.chapter
            entries.append(chapter)
        entries.append(index)
    return entries


def scrolled(entries: Sequence[Entry], chosen: int, top: int, room: int) -> int:
    """The first row to show, as near to `top` as lets a person see the chosen one's neighbours."""
    row = entries.index(chosen)
    before = 2 if isinstance(entries[max(row - 1, 0)], str) else 1
    top = min(top, max(row - before, 0))
    top = max(top, min(row + 2, len(entries)) - room)
    return max(min(top, len(entries) - room, row), 0)


def _count(entries: Sequence[Entry]) -> int:
    """How many lessons there are among the rows."""
    return sum(isinstance(entry, int) for entry in entries)


def _slots(lesson: Lesson) -> list[int]:
    assert lesson.scenario is not None
    return run_slots([run.kind for run in lesson.scenario.runs])
