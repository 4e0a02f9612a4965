"""Frames that begin where they changed leave the same picture as whole ones."""

from __future__ import annotations

import pyte
import pytest
import textual
from piloted import Started
from races import scenario, setup
from rich.console import Console
from textual._compositor import ChopsUpdate, Compositor

from tuiopt.app import cropped
from tuiopt.app.cropped import CroppedUpdate, CroppingCompositor, compositor
from tuiopt.scenario.model import Cue

KEYS = ["right", "L", "down", "n", "space", "end", "left", "up", "plus", "p", "home", "n", "left"]
SIZE = (120, 40)
CONSOLE = Console(color_system="truecolor", force_terminal=True, legacy_windows=False)


class Tapped:
    """A terminal that gets every partial update, and the bytes that these took."""

    def __init__(self, compositor: Compositor) -> None:
        self.screen = pyte.Screen(*SIZE)
        self._stream = pyte.Stream(self.screen)
        self.cropped = self.whole = 0
        self.feed(compositor.render_full_update().render_segments(CONSOLE))

    def feed(self, written: str) -> None:
        self._stream.feed(written.replace("\n", "\r\n"))

    def take(self, update: ChopsUpdate | None) -> ChopsUpdate | None:
        if update is not None:
            written = update.render_segments(CONSOLE)
            self.feed(written)
            self.cropped += len(written)
            self.whole += len(ChopsUpdate.render_segments(update, CONSOLE))
        return update


async def test_the_picture_is_the_same(started: Started, monkeypatch: pytest.MonkeyPatch) -> None:
    race = scenario(
        setup("gd", 0.9),
        setup("adam", 0.3),
        steps=60,
        cues=(Cue(12, "v̂ and 世界", pause=False),),
    )
    async with started(race, size=SIZE) as pilot:
        drawn = pilot.app.screen._compositor
        assert isinstance(drawn, CroppingCompositor)
        tapped = Tapped(drawn)
        partial = CroppingCompositor.render_partial_update
        monkeypatch.setattr(
            CroppingCompositor, "render_partial_update", lambda self: tapped.take(partial(self))
        )
        for key in KEYS:
            await pilot.press(key)
            await pilot.pause()
            whole = Tapped(drawn).screen
            for y in range(SIZE[1]):
                shown, expected = tapped.screen.buffer[y], whole.buffer[y]
                assert [shown[x] for x in range(SIZE[0])] == [expected[x] for x in range(SIZE[0])]
    assert 0 < tapped.cropped < tapped.whole


def test_an_unknown_textual_draws_as_it_likes(monkeypatch: pytest.MonkeyPatch) -> None:
    assert textual.__version__.startswith(cropped.TRIED), "try the compositor of this version"
    monkeypatch.setattr(textual, "__version__", "9.0.0")
    assert type(compositor()) is Compositor


def test_an_update_writes_its_spans_alone() -> None:
    from rich.segment import Segment
    from textual.strip import Strip

    chops = [{0: Strip([Segment("abcdef")]), 6: Strip([Segment("ghij")])}]
    update = CroppedUpdate(chops, [(0, 2, 8)], [[6, 10]])
    assert update.render_segments(CONSOLE) == "\x1b[1;3Hcdef\x1b[1;7Hgh"
