"""A field for a short text, whatever is pasted into it."""

from __future__ import annotations

from textual import events
from textual.reactive import reactive
from textual.widgets import Input


class ShortInput(Input):
    """At most `limit` characters; of a longer text that is pasted, as many as there is room for.

    Textual's own field would go through all of it, and then take nothing.
    """

    cursor_blink = reactive(False, init=False)

    def __init__(self, limit: int, *, placeholder: str = "", restrict: str | None = None) -> None:
        super().__init__(placeholder=placeholder, restrict=restrict, max_length=limit)
        self._limit = limit

    def _on_paste(self, event: events.Paste) -> None:
        # Textual calls its own method after this one: it gets a text that fits.
        start, end = sorted(self.selection)
        room = self._limit - len(self.value) + end - start
        event.text = event.text.strip()[:room]
