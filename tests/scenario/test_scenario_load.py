"""What a sound file becomes."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from tuiopt.labs.contour.scenario.model import ContourScenario
from tuiopt.scenario.load import load, parse
from tuiopt.scenario.model import Cue
from tuiopt.scenario.runs import unique
from tuiopt_kernels.optimizers import OPTIMIZERS
from tuiopt_kernels.surfaces import SURFACES

FULL = """\
format = 1
title = "Momentum damps the ravine"
description = "Why averaging\\r\\ngradients\\thelps."
chapter = "optimization"
lab = "contour"

[problem]
surface = { name = "ravine", condition = 5 }
start = [-6, 2.5]
view = { x = [-10, 10], y = [-3, 3] }
noise = 1
seed = 9_223_372_036_854_775_807

[play]
steps = 1000
speed = 240

[[runs]]
optimizer = "adam"
label = "Adam"
learning_rate = 1
beta2 = 0
epsilon = 1e-3
l2 = 0.5
bias_correction = false
start = [1, 2]

[[cues]]
step = 1000
pause = true

[[cues]]
step = 0
say = "first"

[[cues]]
step = 0
say = "second"
pause = true

[extra]
anything = nan
[extra.runs]
"""


def scenario(text: str) -> ContourScenario:
    return parse(text.encode(), "f.toml", "f")


def test_a_file_that_says_everything() -> None:
    full = scenario(FULL)
    assert (full.title, full.chapter) == ("Momentum damps the ravine", "optimization")
    assert full.description == "Why averaging\ngradients helps."
    problem = full.problem
    assert problem.surface is SURFACES["ravine"]
    assert problem.params == (5.0,)
    assert problem.start == (-6.0, 2.5)
    assert problem.view == ((-10.0, 10.0), (-3.0, 3.0))
    assert (problem.noise, problem.seed) == (1.0, 2**63 - 1)
    assert (full.steps, full.speed) == (1000, 240.0)
    (run,) = full.runs
    assert (run.label, run.optimizer) == ("Adam", OPTIMIZERS["adam"])
    assert (run.learning_rate, run.l2, run.start) == (1.0, 0.5, (1.0, 2.0))
    assert run.hyper == (0.9, 0.0, 1e-3)
    assert run.bias_correction is False


def test_numbers_of_a_scenario_are_floats_where_floats_are_due() -> None:
    full = scenario(FULL)
    run = full.runs[0]
    floats = (*full.problem.params, *full.problem.start, *full.problem.view[0], full.problem.noise)
    for number in (*floats, full.speed, run.learning_rate, *run.hyper, *run.start):
        assert type(number) is float


def test_cues_come_in_the_order_of_their_steps_and_of_one_step_in_the_files() -> None:
    assert scenario(FULL).cues == (
        Cue(0, "first", False),
        Cue(0, "second", True),
        Cue(1000, "", True),
    )


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_what_a_file_does_not_say_has_the_declared_default(name: str) -> None:
    least = scenario(
        f"format = 1\ntitle = 'x'\n[problem]\nsurface = 'ravine'\n[[runs]]\noptimizer = '{name}'\n"
    )
    surface, spec = SURFACES["ravine"], OPTIMIZERS[name]
    assert (least.description, least.chapter, least.cues) == ("", "", ())
    assert (least.steps, least.speed) == (200, 10.0)
    assert least.problem.params == tuple(param.default for param in surface.params)
    assert (least.problem.start, least.problem.view) == (surface.start, surface.domain)
    assert (least.problem.noise, least.problem.seed) == (0.0, 0)
    (run,) = least.runs
    assert (run.label, run.learning_rate, run.l2) == (name, spec.learning_rate, 0.0)
    assert run.hyper == tuple(hyper.default for hyper in spec.hyper)
    assert run.bias_correction is bool(spec.bias_correction)
    assert run.start == surface.start


@pytest.mark.parametrize("name", SURFACES)
def test_every_surface_may_be_named(name: str, valid: str) -> None:
    problem = scenario(valid.replace("ravine", name)).problem
    assert problem.surface is SURFACES[name]


def test_a_run_without_a_start_begins_where_the_problem_says(valid: str) -> None:
    runs = scenario(valid.replace("[play]", "start = [1, 2]\n[play]")).runs
    assert [run.start for run in runs] == [(1.0, 2.0), (1.0, 2.0)]


def test_a_file_gives_its_name_and_the_digest_of_its_bytes(tmp_path: Path, valid: str) -> None:
    path = tmp_path / "two words.toml"
    path.write_bytes(valid.encode())
    loaded = load(path)
    assert loaded.name == "two words"
    assert loaded.digest == hashlib.sha256(valid.encode()).hexdigest()


def test_the_same_optimizer_twice_gets_labels_of_its_own(valid: str) -> None:
    runs = scenario(valid.replace('"momentum"\nbeta = 0.8', '"gd"')).runs
    assert [run.label for run in runs] == ["gd", "gd#2"]


@pytest.mark.parametrize(
    ("given", "made"),
    [
        (["gd", "gd", "gd"], ["gd", "gd#2", "gd#3"]),
        (["gd", "gd", "gd#2"], ["gd", "gd#3", "gd#2"]),
        (["gd#2", "gd#2", "gd", "gd"], ["gd#2", "gd#2#2", "gd", "gd#3"]),
    ],
)
def test_a_made_label_never_takes_a_given_one(given: list[str], made: list[str]) -> None:
    assert unique(given) == made


def test_labels_of_far_too_many_runs_are_made_in_linear_time() -> None:
    assert unique(["gd"] * 50_000)[-1] == "gd#50000"


@pytest.mark.parametrize(
    "text",
    [
        "[/]",
        "[red",
        "[@click=app.quit]x[/]",
        "__import__('os').abort()",
        "9**9**9",
        "().__class__",
        "{0.__class__} %s ${x}",
        "👩‍🏫 é",
        "x" * 60_000,
    ],
    ids=lambda text: text[:12],
)
def test_text_is_taken_literally(text: str, valid: str) -> None:
    changed = scenario(
        valid.replace('"Momentum damps the ravine"', f'"{text}"', 1)
        if len(text) > 40
        else valid.replace('"Momentum damps the ravine"', f'"{text}"')
        .replace('"Look."', f'"{text}"')
        .replace("learning_rate = 0.1", f'label = "{text}"')
    )
    assert changed.title == text
    if len(text) <= 40:
        assert (changed.cues[0].say, changed.runs[0].label) == (text, text)


def test_control_characters_become_replacement_marks(valid: str) -> None:
    steering = r"a\u001b]0;b\u0007\u009b\u007f\u202e\u2066\u2028c\rd\ne"
    text = (
        valid.replace("Momentum damps the ravine", steering)
        .replace("Look.", steering)
        .replace("learning_rate = 0.1", f'label = "{steering}"')
    )
    changed = scenario(text)
    mark = "\ufffd"
    assert changed.title == f"a{mark}]0;b{mark * 6}c{mark}d{mark}e"
    assert changed.runs[0].label == changed.title
    assert changed.cues[0].say == f"a{mark}]0;b{mark * 6}c{mark}d\ne"


def test_loading_needs_neither_numba_nor_numpy_nor_textual(tmp_path: Path, valid: str) -> None:
    path = tmp_path / "f.toml"
    path.write_text(valid)
    program = (
        "import sys; from pathlib import Path; from tuiopt.scenario import load, bundled\n"
        "load.load(Path(sys.argv[1])); bundled.bundled()\n"
        "print(sorted({'numba', 'numpy', 'textual'} & sys.modules.keys()))"
    )
    command = [sys.executable, "-c", program, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
