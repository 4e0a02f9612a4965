"""A scenario to open: a lesson from the list, or a file by its path."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.reactive import reactive
from textual.timer import Timer
from textual.widgets import Input

from tuiopt.app.draw.look import Look
from tuiopt.app.draw.words import words_of
from tuiopt.app.lessons.arrangement import SIDE_BY_SIDE, arrange
from tuiopt.app.lessons.index import Lesson, lesson_at, lessons, next_chapter, search
from tuiopt.app.lessons.widgets.lesson_list import LessonCount, LessonList
from tuiopt.app.lessons.widgets.preview import Preview, PreviewHeading
from tuiopt.app.lessons.widgets.search import SearchField
from tuiopt.app.lessons.widgets.still_map import StillMap
from tuiopt.app.screens.look_screen import LookScreen
from tuiopt.app.widgets.axes import AxisX, AxisY
from tuiopt.app.widgets.frame import Caption, KeyRow
from tuiopt.scenario.model import Box, Scenario

PREVIEW_AFTER = 0.06
"""Seconds that a lesson is chosen before its map is drawn: longer than a held key repeats."""

WORDS = (
    ("↑ ↓", "lesson"),
    ("enter", "open"),
    ("⇧↑ ⇧↓", "chapter"),
    ("letters", "search"),
    ("esc", "back"),
)

TOLD = 240
"""Characters of a fault in a message, its end where the file's name is longer than that."""


class OpenScreen(LookScreen):
    """Ends with a scenario that has been read without faults, or with None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "back", show=False, priority=True),
    ]

    lessons: reactive[tuple[Lesson, ...]] = reactive((), repaint=False)
    total: reactive[int] = reactive(0, repaint=False)
    chosen: reactive[int] = reactive(0, repaint=False)
    previewed: reactive[Lesson | None] = reactive(None, repaint=False)
    scenario: reactive[Scenario | None] = reactive(None, repaint=False)
    view: reactive[Box | None] = reactive(None, repaint=False)
    facts: reactive[bool] = reactive(True, repaint=False)

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._all = lessons()
        self._later: Timer | None = None
        self.set_reactive(OpenScreen.lessons, self._all)
        self.set_reactive(OpenScreen.total, len(self._all))

    def compose(self) -> ComposeResult:
        cls = OpenScreen
        yield Caption("Open a lesson").data_bind(cls.look)
        yield LessonCount(id="count").data_bind(cls.look, cls.total, cls.lessons)
        yield SearchField()
        yield LessonList().data_bind(cls.look, cls.lessons, cls.chosen)
        yield PreviewHeading(id="heading").data_bind(cls.look, lesson=cls.previewed)
        yield AxisY(id="axis-y").data_bind(cls.look, cls.view)
        yield StillMap(id="map").data_bind(cls.look, cls.scenario)
        yield AxisX(id="axis-x").data_bind(cls.look, cls.view)
        yield Preview(id="preview").data_bind(cls.look, cls.facts, lesson=cls.previewed)
        yield KeyRow(WORDS, id="keys").data_bind(cls.look)

    def on_mount(self) -> None:
        self._preview()

    def on_resize(self, event: events.Resize) -> None:
        self._arrange(event.size)

    def _arrange(self, size: Size) -> None:
        places = arrange(*size, with_map=self.previewed is None or self.scenario is not None)
        for widget in self.children:
            region = places.get(widget.id or "")
            widget.display = region is not None
            if region is not None:
                widget.styles.offset = region.offset
                widget.styles.width, widget.styles.height = region.size
        self.facts = size.width >= SIDE_BY_SIDE

    # What is shown

    def _choose(self, index: int) -> None:
        """The preview follows when the choice rests."""
        self.chosen = min(max(index, 0), max(len(self.lessons) - 1, 0))
        if self._later is None:
            self._later = self.set_timer(PREVIEW_AFTER, self._preview)
        else:
            self._later.reset()

    def _preview(self) -> None:
        self._show(self.lessons[self.chosen] if self.lessons else None)

    def _show(self, lesson: Lesson | None) -> None:
        if self._later is not None:
            self._later.stop()
            self._later = None
        self.previewed = lesson
        scenario = lesson.scenario if lesson else None
        self.view = words_of(scenario).view if scenario else None
        self.scenario = scenario if self.view else None
        self._arrange(self.size)

    # What is typed and clicked

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        found = search(self._all, event.value)
        if found != self.lessons:
            self.lessons = found
            self._choose(0)

    @on(SearchField.Moved)
    def _moved(self, message: SearchField.Moved) -> None:
        self._choose(self.chosen + message.lessons)
        if message.chapters:
            self._choose(next_chapter(self.lessons, self.chosen, message.chapters))

    @on(LessonList.Wheeled)
    def _wheeled(self, message: LessonList.Wheeled) -> None:
        self._choose(self.chosen + message.offset)

    @on(LessonList.Clicked)
    def _clicked(self, message: LessonList.Clicked) -> None:
        self._choose(message.index)
        if message.again:
            self._open(self.lessons[message.index])

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        if self.lessons:
            self._open(self.lessons[self.chosen])
        elif event.value.strip():
            self._open(lesson_at(event.value.strip()))

    def _open(self, lesson: Lesson) -> None:
        if lesson.scenario is not None:
            self.dismiss(lesson.scenario)
            return
        self._show(lesson)
        if not self.query_one(Preview).display:
            assert self.look is not None
            told = self.look.text(str(lesson.faults[0]))
            told = told if len(told) <= TOLD else f"…{told[-TOLD:]}"
            self.notify(told, severity="error", markup=False)
