"""What `import tuiopt` offers: scenarios and their traces, without a screen."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

import tuiopt
from tuiopt.export.text import write_csv

RACE = """\
format = 1
title = "Two"
[problem]
surface = "bowl"
[play]
steps = 5
[[runs]]
optimizer = "adam"
label = "Adam"
[[runs]]
optimizer = "momentum"
"""

NETWORK = """\
format = 1
title = "Net"
lab = "network"
[data]
samples = 40
[network]
hidden = [3]
[play]
epochs = 2
batch_size = 16
[[runs]]
optimizer = "gd"
"""


@pytest.fixture
def race(tmp_path: Path) -> tuiopt.Trace:
    path = tmp_path / "two.toml"
    path.write_text(RACE, encoding="utf-8")
    return tuiopt.solve(tuiopt.load(path))


def test_importing_it_imports_nothing_heavy() -> None:
    program = "import sys, tuiopt; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, text=True, timeout=60
    )
    assert {"textual", "numba", "numpy", "msgspec"} & set(done.stdout.split()) == set()


def test_solving_imports_no_screen() -> None:
    program = "import sys, tuiopt; tuiopt.solve(tuiopt.load('race')); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, text=True, timeout=60
    )
    assert {"textual", "numba"} & set(done.stdout.split()) == set()


def test_a_scenario_is_found_by_name_and_by_path(tmp_path: Path) -> None:
    path = tmp_path / "race.toml"
    path.write_text(RACE, encoding="utf-8")
    assert tuiopt.load("race").title != "Two"
    assert tuiopt.load(path).title == tuiopt.load(str(path)).title == "Two"


def test_a_bad_file_raises_its_faults(tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(RACE.replace("steps = 5", "steps = 0"), encoding="utf-8")
    with pytest.raises(tuiopt.ScenarioError) as raised:
        tuiopt.load(path)
    (fault,) = raised.value.faults
    assert (fault.file, fault.line, fault.key) == (str(path), 6, "play.steps")
    assert fault.message.endswith(", found 0")
    with pytest.raises(tuiopt.ScenarioError, match="race"):
        tuiopt.load("rice")


def test_labels_are_keys_and_columns_are_arrays(race: tuiopt.Trace) -> None:
    assert race.runs == ("Adam", "momentum")
    assert list(race) == ["Adam", "momentum"]
    adam = race["Adam"]
    assert adam.x.dtype == adam["v_x"].dtype == np.float64
    assert adam.x.shape == adam.loss.shape == adam["v_x"].shape == (6,)
    assert adam.x[0] == race["momentum"].x[0] == race.scenario.problem.start[0]  # type: ignore[attr-defined]
    assert np.isnan(adam["v_x"][0])
    np.testing.assert_array_equal(adam.loss, adam.x**2 + adam.y**2)
    with pytest.raises(ValueError, match="read-only"):
        adam.x[0] = 1.0
    with pytest.raises(KeyError):
        race["adam"]


def test_a_column_that_is_not_there_is_told_with_those_that_are(race: tuiopt.Trace) -> None:
    with pytest.raises(KeyError):
        race["Adam"]["w"]
    with pytest.raises(
        AttributeError, match="there is no column w; there are: step, learning_rate"
    ):
        _ = race["Adam"].w


@pytest.mark.parametrize("text", [RACE, NETWORK], ids=["race", "network"])
def test_columns_are_those_of_the_file(text: str, tmp_path: Path) -> None:
    path = tmp_path / "one.toml"
    path.write_text(text, encoding="utf-8")
    trace = tuiopt.solve(tuiopt.load(path))
    out = io.BytesIO()
    write_csv(trace.table, out)
    rows = list(csv.DictReader(io.StringIO(out.getvalue().decode())))
    for label in trace.runs:
        mine = [row for row in rows if row["run"] == label]
        for name, column in trace[label].items():
            assert [repr(n) for n in column.tolist()] == [row[name] or "nan" for row in mine]


def test_a_watcher_hears_how_far_it_is_and_may_end_it() -> None:
    heard: list[tuple[int, int]] = []
    tuiopt.solve(tuiopt.load("race"), lambda done, total: heard.append((done, total)))
    assert heard
    assert all(0 <= done <= total for done, total in heard)

    def enough(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        tuiopt.solve(tuiopt.load("race"), enough)


def test_its_types_are_for_others_to_check() -> None:
    assert (files("tuiopt") / "py.typed").is_file()
    assert set(tuiopt.__all__) <= set(dir(tuiopt))
    with pytest.raises(AttributeError):
        _ = tuiopt.nothing  # type: ignore[attr-defined]
