"""What a race on data is called on the screen: axes, batches, the gradient of a mini-batch."""

from __future__ import annotations

from staging import staged
from textual.widget import Widget

from tuiopt.app.draw.look import Look
from tuiopt.app.draw.words import words_of
from tuiopt.app.lessons.index import Lesson
from tuiopt.app.lessons.widgets.preview import Preview
from tuiopt.app.widgets.bars import TitleBar
from tuiopt.labs.contour.screen.draw.differences import differences
from tuiopt.labs.contour.screen.widgets.card import StepCard
from tuiopt.labs.contour.screen.widgets.heading import MapHeading
from tuiopt.labs.contour.solve.race import solve
from tuiopt.picture.palette import PALETTES
from tuiopt.picture.signs import UNICODE
from tuiopt.scenario.load import parse

LOOK = Look(PALETTES["dark"], UNICODE, fill=True)
RACE = parse(
    b"""
format = 1
title = "Data"
[problem]
regression = "least-squares"
[data]
name = "line"
samples = 20
[play]
steps = 5
[[runs]]
optimizer = "gd"
label = "whole"
[[runs]]
optimizer = "gd"
label = "mini"
batch_size = 8
""",
    "f",
    "f",
)


def row(widget: Widget, width: int, at: int, **state: object) -> str:
    staged(widget, **state)
    strip = widget.rows(LOOK, width, 20)[at]  # type: ignore[attr-defined]
    return str(strip.text).rstrip()


def test_the_title_tells_the_loss_of_w_and_b() -> None:
    assert "f(w, b) = 1/2m Σ(w·u + b − y)²" in row(TitleBar(), 100, 0, scenario=RACE)


def test_the_preview_tells_what_x_and_y_are() -> None:
    told = row(Preview(), 73, -3, lesson=Lesson("f", RACE), facts=True)
    assert told == " Surface  Least squares on 20 samples, x = w, y = b"


def test_the_map_tells_what_x_and_y_are() -> None:
    view = ((0.0, 1.0), (0.0, 9.0))
    told = row(MapHeading(), 80, 0, scenario=RACE, view=view, cells=(40, 20))
    assert told.startswith("Map x = w, y = b ")
    assert " w stretched ×" in told
    pointed = row(MapHeading(), 80, 0, scenario=RACE, view=view, pointer=(1.0, 2.0))
    assert "w 1.000   b 2.000   f " in pointed


def test_the_card_tells_whose_gradient_it_is() -> None:
    state = {"trace": solve(RACE), "slots": (0, 1), "cursor": 3}
    assert "∇f at step 2" in row(StepCard(), 72, 2, selected=0, **state)
    assert "∇f of the batch at step 2" in row(StepCard(), 72, 2, selected=1, **state)


def test_runs_of_other_batches_are_told_apart() -> None:
    assert differences(RACE.runs, (0.0, 0.0), RACE.steps) == [["all samples"], ["batch 8"]]
    assert differences(RACE.runs[:1], (0.0, 0.0), RACE.steps) == [[]]
    assert "batch 8" in words_of(RACE).settings(RACE.runs[1])
    assert words_of(RACE).settings(RACE.runs[0]) == ["α 0.01"]
