"""The gradient check over the network screen: its report, its bugs, its keys."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable
from typing import Any

import pytest
from hosted import DARK, PLAIN, hosted
from network_views import network_view, spoiled
from piloted import text
from textual.pilot import Pilot

from tuiopt.app.draw.look import Look
from tuiopt.labs.network.screen.check_screen import CheckScreen
from tuiopt.labs.network.screen.draw.check.table import table
from tuiopt.labs.network.screen.widgets.check_report import CheckReport
from tuiopt.labs.network.solve.gradient_check import BUGS, Part, Report, verdict
from tuiopt.labs.network.solve.view import View
from tuiopt.picture.numbers import number
from tuiopt.picture.palette import PALETTES
from tuiopt.picture.signs import UNICODE
from tuiopt_kernels import interpreted

SMALL = network_view(samples=8, hidden=(3, 2), label="with BN")
WITHOUT = network_view(samples=8, hidden=(3,), batch_norm=False)
SIZES = [(40, 12), (60, 20), (80, 24), (120, 40), (240, 70)]

each_size = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


@pytest.fixture(autouse=True)
def _interpreted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing has to be compiled."""
    monkeypatch.setattr("tuiopt_kernels.compiled.gradient_check", interpreted.gradient_check)


def opened(view: View) -> Callable[[Look], CheckScreen]:
    return lambda look: CheckScreen(look, view)


def report(pilot: Pilot[None]) -> CheckReport:
    return pilot.app.screen.query_one(CheckReport)


async def checked(pilot: Pilot[None]) -> Report:
    """Waits for the thread."""
    for _ in range(500):
        await pilot.pause(0.01)
        found = report(pilot).report
        if found is not None and not report(pilot).checking:
            await pilot.pause()
            return found
    raise AssertionError("never checked")


def page(pilot: Pilot[None]) -> str:
    return "\n".join(text(pilot))


@each_size
async def test_the_verdict_is_seen_first(size: tuple[int, int]) -> None:
    async with hosted(opened(SMALL), size) as pilot:
        found = await checked(pilot)
        rows = text(pilot)
        assert "Gradient check" in rows[0]
        assert rows[1].split("─")[0].strip() == BUGS["none"]
        assert rows[2].strip().startswith(verdict(found.distance).partition(":")[0])
        assert "esc close" in rows[-1]
        assert any(row.split()[:1] == ["all"] for row in rows)


@each_size
async def test_no_number_is_cut(size: tuple[int, int]) -> None:
    async with hosted(opened(SMALL), size) as pilot:
        found = await checked(pilot)
        shown = set()
        for _ in range(len(found.entries) + 20):
            shown |= {word for row in text(pilot)[1:-1] for word in row.split()}
            pilot.app.simulate_key("down")
            await pilot.pause()
        for entry in found.entries:
            assert {entry.name, number(entry.dtheta), number(entry.quotient)} <= shown
        for part in found.parts:
            assert part.distance is not None
            assert number(part.distance, 3) in shown


async def test_i_goes_through_the_bugs_of_a_network() -> None:
    for view, bugs in ((SMALL, [*BUGS]), (WITHOUT, ["none", "wrong-sign"])):
        async with hosted(opened(view), (80, 24)) as pilot:
            for bug in (*bugs, "none"):
                found = await checked(pilot)
                assert found.bug == bug
                assert BUGS[bug] in page(pilot)
                assert ("bad: look for the bug" in text(pilot)[2]) is (bug != "none")
                pilot.app.simulate_key("i")
                await pilot.pause()


async def test_the_bug_that_was_injected_last_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    goes_on = threading.Event()

    def held(*words: Any, **settings: Any) -> Any:
        goes_on.wait(10.0)
        return interpreted.gradient_check()(*words, **settings)

    monkeypatch.setattr("tuiopt_kernels.compiled.gradient_check", lambda: held)
    async with hosted(opened(SMALL), (80, 24)) as pilot:
        await pilot.press(*"iiiii")
        assert "checking …" in page(pilot)
        goes_on.set()
        assert (await checked(pilot)).bug == [*BUGS, *BUGS][5]


async def test_a_check_that_is_dismissed_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, ended = threading.Event(), threading.Event()

    def endless(*words: Any, stopped: Callable[[], bool], **settings: Any) -> None:
        begun.set()
        while not stopped():
            pass
        ended.set()

    monkeypatch.setattr("tuiopt_kernels.compiled.gradient_check", lambda: endless)
    async with hosted(opened(SMALL), (80, 24)) as pilot:
        assert begun.wait(10.0)
        await pilot.press("escape")
        await pilot.pause()
        assert ended.wait(10.0)
        assert pilot.app.is_running


@pytest.mark.parametrize("key", ["escape", "c", "q"])
async def test_it_closes(key: str) -> None:
    async with hosted(opened(SMALL), (80, 24)) as pilot:
        await pilot.press(key, key)
        await pilot.pause()
        assert not isinstance(pilot.app.screen, CheckScreen)
        assert pilot.app.is_running


async def test_without_kernels_the_interpreter_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> None:
        raise OSError("[/] no LLVM\nand more")

    async with hosted(opened(SMALL), (80, 24)) as pilot:
        wanted = await checked(pilot)
    monkeypatch.setattr("tuiopt_kernels.compiled.gradient_check", fails)
    async with hosted(opened(SMALL), (80, 24)) as pilot:
        assert await checked(pilot) == wanted
        (told,) = [notice.message for notice in pilot.app._notifications]
        assert told == "kernels are not available, so this is slow: [/] no LLVM"


async def test_a_check_that_fails_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> None:
        raise OSError("[/] no memory\nand more")

    monkeypatch.setattr("tuiopt_kernels.compiled.gradient_check", fails)
    monkeypatch.setattr("tuiopt_kernels.interpreted.gradient_check", fails)
    async with hosted(opened(SMALL), (80, 24)) as pilot:
        for _ in range(500):
            await pilot.pause(0.01)
            if "cannot be made" in page(pilot):
                break
        assert "the check cannot be made: [/] no" in page(pilot)
        assert "not checked" in page(pilot)
        await pilot.press("i", "down", "end")


async def test_it_scrolls_through_all_and_back() -> None:
    async with hosted(opened(SMALL), (80, 24)) as pilot:
        found = await checked(pilot)
        before = text(pilot)
        await pilot.press("end")
        await pilot.pause()
        rows = text(pilot)
        assert found.entries[-1].name in rows[-2]
        assert rows[3].split() == ["name", "Θ", "dΘ", "quotient", "apart"], "the heads stay"
        await pilot.press("down", "pagedown")
        await pilot.pause()
        assert text(pilot) == rows
        await pilot.press("home")
        await pilot.pause()
        assert text(pilot) == before
        await pilot.press("down")
        await pilot.pause()
        assert text(pilot)[3:10] == before[4:11]


EXTREMES = {
    "no hidden layers": network_view(samples=8, hidden=(), batch_norm=False),
    "eight layers": network_view(samples=4, hidden=(2,) * 8),
    "frozen": network_view(samples=8, hidden=(3,), frozen=(1, 2)),
    "dropout": network_view(samples=8, hidden=(3,), keep_prob=0.5),
    "zeros": network_view(samples=8, hidden=(3,), init="zeros", batch_norm=False),
    "not finite": spoiled(WITHOUT),
    "infinite": spoiled(WITHOUT, 1e200),
    "words": network_view(samples=4, hidden=(2,), label="[red]世界" * 20),
}


@pytest.mark.parametrize("name", EXTREMES)
@pytest.mark.parametrize("look", [DARK, PLAIN], ids=["unicode", "ascii"])
async def test_any_network_can_be_checked(name: str, look: Look) -> None:
    async with hosted(opened(EXTREMES[name]), (80, 24), look) as pilot:
        for key in ("end", "i", "home", "i"):
            await checked(pilot)
            assert look is DARK or page(pilot).isascii()
            pilot.app.simulate_key(key)
            await pilot.pause()
        for size in ((40, 12), (10, 3), (1, 1), (160, 48)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        await checked(pilot)
        assert any(row.split()[:1] == ["all"] for row in text(pilot))


async def test_numbers_that_are_not_finite_are_called_so() -> None:
    async with hosted(opened(EXTREMES["infinite"]), (120, 24)) as pilot:
        await checked(pilot)
        assert "not finite: nothing to check" in text(pilot)[2]
        assert "not finite: left out" in page(pilot)
        assert "ReLU" not in page(pilot)


@pytest.mark.parametrize("distance", [0.0, 5e-324, 1.0, math.inf, math.nan, None])
def test_any_distance_has_its_bar(distance: float | None) -> None:
    made = Report("none", 3e-6, distance, (Part(1, 9, 9, 0, 1.0, distance),), ())
    for width in range(1, 200):
        rows = table(DARK, width, made)
        assert {row.cell_length for row in rows} == {width}


@pytest.mark.parametrize("theme", PALETTES)
async def test_good_and_bad_have_their_colours(theme: str) -> None:
    look = Look(PALETTES[theme], UNICODE, fill=True)
    async with hosted(opened(WITHOUT), (80, 24), look) as pilot:
        for color in (look.palette.good, look.palette.bad):
            await checked(pilot)
            (first, *_) = (s for s in report(pilot).render_line(1) if s.text.strip())
            assert first.style is not None
            assert first.style.color is not None
            assert first.style.color.triplet == color
            pilot.app.simulate_key("i")
            await pilot.pause()
