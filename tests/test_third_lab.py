"""A lab made for tests, three files and a row in the registry, is all that the program needs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from countdown import COUNTDOWN
from countdown.screen import CountdownScreen
from textual.pilot import Pilot

import tuiopt
from tuiopt.app.app import TuioptApp
from tuiopt.app.draw.look import Look
from tuiopt.app.draw.words import words_of
from tuiopt.app.lessons.index import read_lesson, search
from tuiopt.app.lessons.widgets.preview import Preview
from tuiopt.app.screens.help_screen import HelpScreen
from tuiopt.cli import main
from tuiopt.picture.palette import PALETTES
from tuiopt.picture.signs import UNICODE
from tuiopt.registry import LABS
from tuiopt.scenario import load

TEXT = """\
format = 1
title = "Counting down"
description = "Two of them."
lab = "countdown"

[[runs]]
start = 3

[[runs]]
start = 5
label = "longer"
"""


@pytest.fixture
def file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A file of the lab, which the registry has for one test."""
    built_in = LABS
    for module in [*sys.modules.values()]:
        if getattr(module, "LABS", None) is built_in:
            monkeypatch.setattr(module, "LABS", {**built_in, "countdown": COUNTDOWN})
    load._owner.cache_clear()
    path = tmp_path / "down.toml"
    path.write_text(TEXT, encoding="utf-8")
    yield path
    load._owner.cache_clear()


def test_its_files_are_read_and_run(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(file)]) == 0
    assert main(["run", str(file)]) == 0
    assert "Counting down: 2 runs" in capsys.readouterr().out
    assert main(["run", str(file), "-o", "-"]) == 0
    assert capsys.readouterr().out.splitlines()[:2] == ["run,step,count", "from 3,0,3.0"]


def test_python_gets_its_trace(file: Path) -> None:
    trace = tuiopt.solve(tuiopt.load(file))
    assert trace.runs == ("from 3", "longer")
    assert trace["longer"].count.tolist() == [5.0, 4.0, 3.0, 2.0, 1.0, 0.0]  # type: ignore[attr-defined]


def test_its_keys_are_known_to_other_labs(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text(TEXT.replace('"countdown"', '"network"'), encoding="utf-8")
    assert main(["check", str(file)]) == 2
    assert "runs[1].start: is for lab = " in capsys.readouterr().err
    file.write_text(TEXT.replace("start = 5", "strat = 5"), encoding="utf-8")
    assert main(["check", str(file)]) == 2
    assert 'did you mean "start"?' in capsys.readouterr().err


def test_it_is_found_and_previewed(file: Path) -> None:
    lesson = read_lesson(file, "down.toml")
    assert search([lesson], "longer numbers") == (lesson,)
    assert lesson.scenario is not None
    assert words_of(lesson.scenario).view is None
    preview = Preview()
    preview.lesson = lesson
    look = Look(PALETTES["dark"], UNICODE, fill=True)
    text = "\n".join(strip.text for strip in preview.rows(look, 80, 20))
    for words in ("Two of them.", "from 5", " Counts   numbers", " Length   5 steps"):
        assert words in text


async def solved(pilot: Pilot[None]) -> CountdownScreen:
    """The screen, once its whole scenario is solved."""
    for _ in range(1000):
        await pilot.pause(0.01)
        screen = pilot.app.screen
        if isinstance(screen, CountdownScreen) and screen.session.trace.complete:
            break
    await pilot.pause()
    assert isinstance(screen, CountdownScreen)
    return screen


def seen(app: TuioptApp) -> str:
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text for strip in strips)


async def test_its_screen_plays_and_goes_back(file: Path) -> None:
    app = TuioptApp(tuiopt.load(file))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await solved(pilot)
        for words in ("Counting down", "from 3: 3", "longer: 5", " 0/5 ", "play"):
            assert words in seen(app)
        await pilot.press("right", "right", "right", "right")
        assert "from 3: 0" in seen(app)
        assert "longer: 1" in seen(app)
        await pilot.press("left", "2")
        assert screen.session.hidden == {1}
        await pilot.press("home", "space")
        assert screen.session.playing
        await pilot.press("question_mark")
        assert isinstance(app.screen, HelpScreen)


async def test_its_scenario_is_edited_on_its_screen(file: Path) -> None:
    app = TuioptApp(tuiopt.load(file))
    async with app.run_test(size=(80, 24)) as pilot:
        await solved(pilot)
        await pilot.press("down", "x")
        screen = await solved(pilot)
        assert screen.session.trace.scenario.steps == 6
        assert screen.session.selected == 1
        assert "edited" in seen(app)
        await pilot.press("end")
        assert "longer: 0" in seen(app)


@pytest.mark.parametrize("size", [(30, 10), (50, 15), (70, 22)])
async def test_its_screen_folds_as_others_do(file: Path, size: tuple[int, int]) -> None:
    app = TuioptApp(tuiopt.load(file))
    async with app.run_test(size=size) as pilot:
        await solved(pilot)
        assert ("from 3: 3" in seen(app)) == (size >= (40, 12))


def test_it_is_edited_by_its_document(file: Path) -> None:
    made: Any = tuiopt.load(file)
    edited: Any = load.resolve(made.document.put(("runs", 0, "start"), 9))
    assert (edited.steps, edited.runs[1]) == (9, made.runs[1])
