"""The README's tables are the program's."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tuiopt.app.keys import listed
from tuiopt.app.lessons.index import lessons
from tuiopt.labs.contour.screen.keys import CROSS, RACE
from tuiopt.labs.network.scenario.model import NetworkScenario
from tuiopt.labs.network.screen.keys import NETWORK
from tuiopt.scenario.bundled import find
from tuiopt.scenario.load import load, parse

README = Path(__file__).parents[1] / "README.md"

pytestmark = pytest.mark.skipif(not README.exists(), reason="the README stays in the checkout")


def test_its_keys_are_the_table_of_keys() -> None:
    text = README.read_text(encoding="utf-8")
    race, cross, network = map(listed, (RACE, CROSS, NETWORK))
    for table in (race, cross, [key for key in network if key not in race]):
        rows = [f"| {keys} | {does} |" for keys, does in table]
        assert "\n".join(("| --- | --- |", *rows, "", "")) in text


def test_its_lessons_are_all_in_the_order_of_teaching() -> None:
    chapters: dict[str, list[str]] = {}
    for lesson in lessons():
        chapters.setdefault(lesson.chapter, []).append(f"`{Path(lesson.file).stem}`")
    rows = [f"| {chapter} | {' '.join(names)} |" for chapter, names in chapters.items()]
    assert "\n".join(("| --- | --- |", *rows, "", "")) in README.read_text(encoding="utf-8")


def test_its_plugin_is_the_example() -> None:
    text = README.read_text(encoding="utf-8")
    example = README.parent / "tests" / "plugins" / "sign_descent.py"
    assert f"```python\n{example.read_text(encoding='utf-8')}```" in text


def test_its_scenario_has_no_fault() -> None:
    text = README.read_text(encoding="utf-8")
    example = text.split("```toml\n")[1].split("```")[0]
    assert parse(example.encode(), "README.md", "example").title == "Momentum damps the ravine"


def test_its_regression_has_no_fault() -> None:
    text = README.read_text(encoding="utf-8")
    example = text.split("```toml\n")[2].split("```")[0]
    whole = f'format = 1\ntitle = ""\nruns = [{{ optimizer = "gd" }}]\n{example}'
    assert parse(whole.encode(), "README.md", "example").problem.samples == 1000


def test_its_formula_is_that_of_the_lesson() -> None:
    text = README.read_text(encoding="utf-8")
    problem = text.split("```toml\n")[3].split("```")[0]
    rest = "format = 1\ntitle = 'x'\n[[runs]]\noptimizer = 'gd'\n"
    written = parse(f"{rest}{problem}".encode(), "README.md", "example").problem
    lesson = load(find("own-formula")).problem
    assert (written.surface, written.start) == (lesson.surface, lesson.start)


def test_its_network_has_the_defaults() -> None:
    text = README.read_text(encoding="utf-8")
    example = text.split("```toml\n")[4].split("```")[0]
    written, least = (
        parse(f'format = 1\ntitle = ""\n{rest}'.encode(), "README.md", "example")
        for rest in (example, 'lab = "network"\n[[runs]]\noptimizer = "adam"\n')
    )
    assert isinstance(written, NetworkScenario)
    assert isinstance(least, NetworkScenario)
    assert (written.epochs, written.speed, written.seed) == (least.epochs, least.speed, least.seed)
    (run,), (other,) = written.runs, least.runs
    keys = [field.name for field in fields(run) if field.name != "stages"]
    assert all(getattr(run, key) == getattr(other, key) for key in keys)
    stage, default = run.stages[0], other.stages[0]
    assert stage.network == default.network
    assert np.array_equal(stage.data.train.inputs, default.data.train.inputs)
    assert np.array_equal(stage.data.dev.labels, default.data.dev.labels)
    assert [stage.first_epoch for stage in run.stages] == [1, 30]


def test_its_python_does_what_its_comments_say() -> None:
    text = README.read_text(encoding="utf-8")
    example = text.split("```python\nimport tuiopt\n")[1].split("```")[0]
    names: dict[str, Any] = {}
    exec(f"import tuiopt\n{example}", names)
    trace = names["trace"]
    assert trace.runs == tuple(run.label for run in load(find("race")).runs)
    assert len(trace["Adam"].loss) == trace.scenario.steps + 1
    assert not trace["Adam"]["v_x"].flags.writeable


def test_the_files_that_contributing_names_are_there() -> None:
    root = README.parent
    named = re.findall(r"`([\w/]+/[\w/]*(?:\.py)?)`", (root / "CONTRIBUTING.md").read_text("utf-8"))
    assert len(named) > 40
    rooms = (root, root / "tuiopt", root / "tuiopt/labs/contour", root / "kernels/tuiopt_kernels")
    for path in named:
        assert any((room / path).exists() for room in rooms), path
