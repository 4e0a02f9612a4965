"""Frames that begin where they changed leave the same picture as whole ones."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import pyte
import pytest
import textual
from hypothesis import given
from hypothesis import strategies as st
from piloted import Started
from races import scenario, setup
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import Compositor, CompositorUpdate
from textual.strip import Strip

from tuiopt.app.terminal import frames
from tuiopt.app.terminal.frames import CroppedUpdate, Pieces, QuickCompositor, compositor
from tuiopt.app.widgets.canvas import columns
from tuiopt.scenario.model import Cue

KEYS = ["right", "L", "down", "n", "space", "end", "left", "up", "plus", "p", "home", "n", "left"]
SIZE = (120, 40)
CONSOLE = Console(color_system="truecolor", force_terminal=True, legacy_windows=False)


class Tapped:
    """A terminal that gets every partial update, and the bytes that these took."""

    def __init__(self, drawn: Compositor) -> None:
        self.screen = pyte.Screen(*SIZE)
        self._stream = pyte.Stream(self.screen)
        self.written: list[int] = []
        whole = drawn.render_full_update().render_segments(CONSOLE)
        self.whole = len(whole)
        self.feed(whole)

    def feed(self, written: str) -> None:
        self._stream.feed(written.replace("\n", "\r\n"))

    def take(self, update: CompositorUpdate | None) -> CompositorUpdate | None:
        if update is not None:
            written = update.render_segments(CONSOLE)
            self.feed(written)
            self.written.append(len(written))
        return update


@pytest.mark.parametrize("message", [None, "a message that lies over the race"])
async def test_the_picture_is_the_same(
    started: Started, monkeypatch: pytest.MonkeyPatch, message: str | None
) -> None:
    race = scenario(
        setup("gd", 0.9),
        setup("adam", 0.3),
        steps=60,
        cues=(Cue(12, "v̂ and 世界", pause=False),),
    )
    async with started(race, size=SIZE) as pilot:
        if message:
            pilot.app.notify(message, timeout=1000)
            await pilot.pause()
        drawn = pilot.app.screen._compositor
        assert isinstance(drawn, QuickCompositor)
        tapped = Tapped(drawn)
        partial = QuickCompositor.render_partial_update
        monkeypatch.setattr(
            QuickCompositor, "render_partial_update", lambda self: tapped.take(partial(self))
        )
        for key in KEYS:
            await pilot.press(key)
            await pilot.pause()
            whole = Tapped(drawn).screen
            for y in range(SIZE[1]):
                shown, expected = tapped.screen.buffer[y], whole.buffer[y]
                assert [shown[x] for x in range(SIZE[0])] == [expected[x] for x in range(SIZE[0])]
        if message:
            assert any("a message" in row for row in tapped.screen.display)
    assert len(tapped.written) >= len(KEYS)
    assert max(tapped.written) < tapped.whole


@pytest.mark.parametrize(("left", "right"), list(combinations(range(9), 2)))
def test_columns_of_a_row(left: int, right: int) -> None:
    strip = Strip([Segment("ab"), Segment("世"), Segment("v\u0302"), Segment("xyz")])
    shown = "".join(text for text, *_ in columns(strip, left, right))
    assert shown == strip.crop(left, right).text


def test_an_update_writes_its_spans_alone() -> None:
    chops = [{0: Strip([Segment("abcdef")]), 6: Strip([Segment("ghij")])}]
    update = CroppedUpdate(chops, [(0, 2, 8)], [[6, 10]])
    assert update.render_segments(CONSOLE) == "\x1b[1;3Hcdefgh"


STYLES = st.builds(
    Style,
    color=st.sampled_from([None, "#ff8000", "#0080ff", "red"]),
    bgcolor=st.sampled_from([None, "#102030", "blue"]),
    bold=st.sampled_from([None, True, False]),
    italic=st.booleans(),
    reverse=st.booleans(),
)


@given(st.lists(st.tuples(st.sampled_from("abc"), STYLES), min_size=1, max_size=12))
@pytest.mark.parametrize("system", ["standard", "256", "truecolor"])
def test_styles_are_those_that_rich_writes(system: str, letters: list[tuple[str, Style]]) -> None:
    console = Console(color_system=system, force_terminal=True, legacy_windows=False)
    strip = Strip([Segment(letter, style) for letter, style in letters])
    ours, rich = (pyte.Screen(20, 1) for _ in range(2))
    written = Pieces([(0, 0, strip.cell_length, list(strip))]).render_segments(console)
    pyte.Stream(ours).feed(written)
    pyte.Stream(rich).feed(strip.render(console))
    assert [ours.buffer[0][x] for x in range(20)] == [rich.buffer[0][x] for x in range(20)]
    assert not written.endswith("m") or written.endswith("\x1b[0m")


def test_an_unknown_textual_draws_as_it_likes(monkeypatch: pytest.MonkeyPatch) -> None:
    assert textual.__version__.startswith(frames.TRIED), "try the compositor of this version"
    monkeypatch.setattr(textual, "__version__", "9.0.0")
    assert type(compositor()) is Compositor


async def test_another_size_is_one_picture(
    started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []

    def noted(name: str) -> Callable[..., object]:
        made = getattr(QuickCompositor, name)

        def note(self: QuickCompositor, **options: object) -> object:
            update = made(self, **options)
            if update is not None:
                drawn.append(name)
            return update

        return note

    async with started(scenario(setup("gd", 0.9), steps=60), size=SIZE) as pilot:
        for name in ("render_full_update", "render_partial_update"):
            monkeypatch.setattr(QuickCompositor, name, noted(name))
        for size in ((160, 48), (80, 24), SIZE):
            drawn.clear()
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert drawn == ["render_full_update"]
