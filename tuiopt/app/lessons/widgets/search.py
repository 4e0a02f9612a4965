"""What is typed to find a lesson."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.message import Message

from tuiopt.app.widgets.short_input import ShortInput

LONGEST = 1000
"""Characters of a search, or of a path."""

PLACEHOLDER = "words of a title or text, or a .toml file"


class SearchField(ShortInput):
    """Tells also of the keys that go through the list, in order with what is typed."""

    MOVES: ClassVar[dict[str, tuple[int, int]]] = {
        "down": (1, 0),
        "up": (-1, 0),
        "shift+down": (0, 1),
        "shift+up": (0, -1),
        "pagedown": (0, 1),
        "pageup": (0, -1),
    }
    """(lessons, chapters) that a key goes on."""

    class Moved(Message):
        """So many lessons on, so many chapters on."""

        def __init__(self, lessons: int, chapters: int) -> None:
            self.lessons = lessons
            self.chapters = chapters
            super().__init__()

    def __init__(self) -> None:
        super().__init__(LONGEST, placeholder=PLACEHOLDER)
        self.id = "search"

    def on_key(self, event: events.Key) -> None:
        if event.key in self.MOVES:
            event.stop()
            event.prevent_default()
            self.post_message(self.Moved(*self.MOVES[event.key]))
