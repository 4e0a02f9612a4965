"""The field for a step's number, and what is pasted into it."""

from __future__ import annotations

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Static

from tuiopt.app.draw.look import Look
from tuiopt.app.screens.goto_screen import GotoScreen
from tuiopt.app.widgets.short_input import ShortInput
from tuiopt.picture.palette import PALETTES
from tuiopt.picture.signs import ASCII, UNICODE

LOOK = Look(PALETTES["dark"], UNICODE, fill=True)
LETTERS = Look(PALETTES["dark"], ASCII, fill=True)
NOTHING = -1


class Host(App[None]):
    """Opens the field at once; `found` is what it ends with."""

    def __init__(self, look: Look = LOOK) -> None:
        super().__init__()
        self._look = look
        self.found: int | None = NOTHING

    def on_mount(self) -> None:
        self.push_screen(GotoScreen(self._look, 60), self._ended)

    def _ended(self, step: int | None) -> None:
        self.found = step

    @property
    def told(self) -> str:
        return str(self.screen.query_one(Static).content)


@pytest.mark.parametrize(("typed", "step"), [("0", 0), ("18", 18), ("60", 60), ("007", 7)])
async def test_enter_goes_to_a_step(typed: str, step: int) -> None:
    app = Host()
    async with app.run_test() as pilot:
        await pilot.press(*typed, "enter")
    assert app.found == step


@pytest.mark.parametrize("typed", ["", "61", "99999999999999"])
async def test_what_is_no_step_is_refused_with_what_is_due(typed: str) -> None:
    app = Host()
    async with app.run_test() as pilot:
        await pilot.press(*typed, "enter")
        assert app.found == NOTHING
        assert app.told == "Expected a step from 0 to 60."
        assert app.screen.query_one(ShortInput).value == typed[:12]
        await pilot.press("backspace", "5")
        assert "Enter" in app.told


async def test_escape_leaves() -> None:
    app = Host()
    async with app.run_test() as pilot:
        await pilot.press("1", "escape")
    assert app.found is None


async def test_only_digits_are_taken() -> None:
    app = Host()
    async with app.run_test() as pilot:
        await pilot.press(*"1a-+ e٣q5", "space", "full_stop", "enter")
    assert app.found == 15


@pytest.mark.parametrize(
    ("pasted", "value"),
    [
        (" 42\n", "42"),
        ("12\n34", "12"),
        ("9" * 1_000_000, "9" * 12),
        ("\n" * 1_000_000, ""),
        ("x" * 1_000_000, ""),
        ("", ""),
        ("[red]", ""),
    ],
    ids=["spaces", "lines", "digits", "newlines", "letters", "nothing", "markup"],
)
async def test_whatever_is_pasted(pasted: str, value: str) -> None:
    app = Host()
    async with app.run_test() as pilot:
        app.screen.query_one(ShortInput).post_message(events.Paste(pasted))
        await pilot.pause()
        assert app.screen.query_one(ShortInput).value == value


async def test_a_paste_replaces_what_is_selected_and_takes_the_room_that_is_left() -> None:
    app = Host()
    async with app.run_test() as pilot:
        field = app.screen.query_one(ShortInput)
        await pilot.press(*"1234567890")
        field.post_message(events.Paste("55555"))
        await pilot.pause()
        assert field.value == "123456789055"
        field.post_message(events.Paste("6"))
        await pilot.pause()
        assert field.value == "123456789055"
        field.action_select_all()
        field.post_message(events.Paste("7" * 20))
        await pilot.pause()
        assert field.value == "7" * 12


class Form(App[None]):
    """Two fields, so that the second has a text with no restriction."""

    def compose(self) -> ComposeResult:
        yield ShortInput(1000)


async def test_a_long_text_is_cut_where_any_is_taken() -> None:
    app = Form()
    async with app.run_test() as pilot:
        field = app.query_one(ShortInput)
        field.post_message(events.Paste("  /a path/ä.toml\nmore"))
        await pilot.pause()
        assert field.value == "/a path/ä.toml"
        field.post_message(events.Paste("é" * 1_000_000))
        await pilot.pause()
        assert len(field.value) == 1000


async def test_the_prompt_tells_the_steps_in_the_terminals_characters() -> None:
    for look, prompt in ((LOOK, "go to step 0…60"), (LETTERS, "go to step 0~60")):
        app = Host(look)
        async with app.run_test():
            assert app.screen.query_one(ShortInput).placeholder == prompt
