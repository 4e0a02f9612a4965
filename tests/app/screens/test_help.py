"""The help says what every key, sign and letter means."""

from __future__ import annotations

import pytest
from hosted import DARK, PLAIN, Host, hosted
from piloted import text
from textual.pilot import Pilot

from tuiopt.app import keys
from tuiopt.app.draw.look import Look
from tuiopt.app.screens.help_screen import HelpScreen
from tuiopt.app.widgets.help_text import COLUMN, HelpText
from tuiopt.app.widgets.help_text import text as help_rows
from tuiopt.labs.contour.screen.guide import race
from tuiopt.labs.contour.screen.keys import RACE_TABLES
from tuiopt_kernels.optimizers import OPTIMIZERS
from tuiopt_kernels.spec import Optimizer

ADAM = OPTIMIZERS["adam"]


def adams_help(look: Look) -> HelpScreen:
    return HelpScreen(look, race(look.signs, ADAM))


def words(width: int, look: Look = DARK) -> str:
    """All of the help at a width, its words with single spaces."""
    rows = help_rows(look, width, race(look.signs, ADAM))
    assert all(row.cell_length == width for row in rows)
    return " ".join(" ".join(s.text for s in row) for row in rows)


@pytest.mark.parametrize("width", [40, 80, 120, 240])
def test_every_key_is_there(width: int) -> None:
    said = " ".join(words(width).split())
    for title, table in RACE_TABLES.items():
        assert title in said
        for shown, does in keys.listed(table):
            assert shown in said
            if width == 80:  # one column, and no line breaks
                assert does in said


@pytest.mark.parametrize("spec", OPTIMIZERS.values(), ids=lambda spec: spec.name)
def test_an_optimizer_is_told_whole(spec: Optimizer) -> None:
    said = " ".join(
        word
        for row in help_rows(DARK, 80, race(DARK.signs, spec))
        for segment in row
        for word in segment.text.split()
    )
    for part in (*spec.equation.split("; "), spec.source, *spec.notes):
        assert " ".join(part.split()) in said
    for hyper in spec.hyperparameters:
        assert f"{hyper.symbol} {hyper.name}: {hyper.role}; {hyper.interval}" in said


def test_every_sign_is_explained() -> None:
    said = words(80).split()
    for sign in ("α_t", *"●▲■◆", "○", "✚", "✜", "×", "✗", "✓", "↑", "?", "·"):
        assert sign in said, sign


def test_two_columns_where_there_is_room() -> None:
    for width in (2 * COLUMN, 2 * COLUMN + 5):
        first = help_rows(DARK, width, race(DARK.signs, ADAM))[0]
        titles = sum(segment.text.strip(" ─") != "" for segment in first)
        assert titles == (2 if width > 2 * COLUMN + 4 else 1)


def test_ascii_alone() -> None:
    assert words(120, PLAIN).isascii()


def closed(pilot: Pilot[None]) -> bool:
    assert isinstance(pilot.app, Host)
    return not isinstance(pilot.app.screen, HelpScreen)


@pytest.mark.parametrize("key", ["escape", "question_mark", "q"])
async def test_it_closes(key: str) -> None:
    async with hosted(adams_help, (80, 24)) as pilot:
        assert not closed(pilot)
        await pilot.press(key)
        assert closed(pilot)


@pytest.mark.parametrize("size", [(40, 10), (80, 22), (160, 18)])
def test_what_does_not_fit_is_scrolled_to(size: tuple[int, int]) -> None:
    wanted = help_rows(DARK, size[0], race(DARK.signs, ADAM))
    widget = HelpText(race(DARK.signs, ADAM))
    seen = []
    for top in range(len(wanted)):
        widget.set_reactive(HelpText.top, top)
        rows = widget.rows(DARK, *size)
        assert len(rows) == size[1]
        seen += rows
    assert all(row in seen for row in wanted)
    assert seen[-1] == wanted[-1]
    assert seen[size[1] - 1] not in wanted, "it says that there is more"


async def test_keys_scroll() -> None:
    async with hosted(adams_help, (80, 24)) as pilot:
        begin = text(pilot)
        await pilot.press("down", "down")
        assert text(pilot)[1:10] == begin[3:12]
        await pilot.press("end")
        last = text(pilot)
        assert ADAM.source in "\n".join(last)
        await pilot.press("down", "pagedown")
        assert text(pilot) == last
        await pilot.press("home")
        assert text(pilot) == begin
