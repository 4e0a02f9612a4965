"""Regressions in scenario files: what they make, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tuiopt.labs.contour.scenario.model import ContourScenario
from tuiopt.scenario.faults import ScenarioError
from tuiopt.scenario.load import load, parse
from tuiopt_kernels.regression_surface import RegressionSurface

Refusals = Callable[[str], list[str]]

REGRESSION = """\
format = 1
title = "A line"

[problem]
regression = "least-squares"

[data]
name = "line"

[play]
steps = 100
batch_size = 64

[[runs]]
optimizer = "gd"

[[runs]]
optimizer = "gd"
batch_size = 1
"""


def parsed(text: str) -> ContourScenario:
    return parse(text.encode(), "f", "f")


def samples_of(scenario: ContourScenario) -> tuple[np.ndarray, np.ndarray]:
    surface = scenario.problem.surface
    assert isinstance(surface, RegressionSurface)
    return surface.mean_loss.inputs, surface.mean_loss.targets


def test_defaults() -> None:
    scenario = parsed(REGRESSION)
    problem = scenario.problem
    inputs, targets = samples_of(scenario)
    assert (len(inputs), len(targets), problem.samples) == (1000, 1000, 1000)
    assert (inputs.mean(), inputs.std()) == pytest.approx((0.0, 1.0), abs=1e-12)
    assert problem.start == (0.0, 0.0)
    assert [problem.batch_size(run) for run in scenario.runs] == [64, 1]
    assert [problem.steps_per_epoch(run.batch_size) for run in scenario.runs] == [16, 1000]
    whole = parsed(REGRESSION.replace("batch_size = 64\n", ""))
    assert [run.batch_size for run in whole.runs] == [None, 1]
    assert problem.batch_size(whole.runs[0]) == 1000
    assert problem.steps_per_epoch(whole.runs[0].batch_size) == 1


def test_the_view_holds_start_and_minimum_with_a_margin_of_30_percent() -> None:
    problem = parsed(REGRESSION.replace("[data]", "start = [5.0, -1.0]\n[data]")).problem
    (minimum,) = problem.surface.minima
    for (low, high), ends in zip(problem.view, ((5.0, minimum.x), (-1.0, minimum.y)), strict=True):
        width = max(ends) - min(ends)
        assert low == pytest.approx(min(ends) - 0.3 * width)
        assert high == pytest.approx(max(ends) + 0.3 * width)


@pytest.mark.parametrize(
    ("scaling", "low", "high"),
    [("none", 0.0, 4.0), ("minmax", 0.0, 1.0), ("standard", -(3**0.5), 3**0.5)],
)
def test_scalings(scaling: str, low: float, high: float) -> None:
    inputs, _ = samples_of(
        parsed(REGRESSION.replace('"line"\n', f'"line"\nscaling = "{scaling}"\n'))
    )
    assert inputs.min() == pytest.approx(low, abs=0.1)
    assert inputs.max() == pytest.approx(high, abs=0.1)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            '"least-squares"',
            '"logistc"',
            '5: problem.regression: unknown regression "logistc"; did you mean "logistic"? '
            "known: least-squares, logistic",
        ),
        (
            '"least-squares"',
            "1",
            "5: problem.regression: expected text, found 1",
        ),
        (
            '"least-squares"',
            '"logistic"',
            "8: data.name: expected labels of 0 and 1 for logistic, as two-groups has, "
            'found "line" (a string)',
        ),
        (
            '"line"',
            '"lines"',
            '8: data.name: unknown name "lines"; did you mean "line"? known: line, two-groups',
        ),
        (
            '"line"',
            '"moons"',
            "8: data.name: expected line or two-groups for a regression, with one input, "
            'found "moons" (a string)',
        ),
        ('name = "line"', "seed = 1", "7: data: expected name or csv"),
        ("[data]\nname", "[extra]\nname", "1: data: missing; expected a table [data]"),
        (
            'name = "line"',
            'name = "line"\nsamples = 1',
            "9: data.samples: expected a whole number from 2 to 100000, found 1",
        ),
        (
            'name = "line"',
            'name = "line"\nnoise = 1e4',
            "9: data.noise: expected a finite number in [0, 1000], found 10000.0",
        ),
        (
            'name = "line"',
            'name = "line"\nscaling = "standart"',
            "9: data.scaling: expected minmax or none or standard, "
            'found "standart" (a string); did you mean "standard"?',
        ),
        (
            'name = "line"',
            'name = "line"\nsplit = [0.8, 0.1, 0.1]',
            '9: data.split: is for lab = "network"; '
            "allowed here: name, csv, samples, noise, scaling, seed",
        ),
        (
            'name = "line"',
            'name = "line"\nsample = 9',
            '9: data.sample: unknown key; did you mean "samples"? '
            "allowed here: name, csv, samples, noise, scaling, seed",
        ),
        (
            "batch_size = 64",
            "batch_size = 1001",
            "12: play.batch_size: expected a whole number from 1 to 1000, all samples, found 1001",
        ),
        (
            "batch_size = 1\n",
            "batch_size = 0\n",
            "19: runs[2].batch_size: expected a whole number from 1 to 100000, found 0",
        ),
        (
            "batch_size = 1\n",
            "batch_size = 1001\n",
            "19: runs[2].batch_size: expected "
            "a whole number from 1 to 1000, all samples, found 1001",
        ),
        (
            'regression = "least-squares"',
            'surface = "bowl"\nregression = "least-squares"',
            "6: problem.regression: stands beside surface; only one is allowed",
        ),
        (
            'regression = "least-squares"',
            'formula = "x"\nregression = "least-squares"',
            "6: problem.regression: stands beside formula; only one is allowed",
        ),
        (
            'regression = "least-squares"',
            'regression = "least-squares"\ndomain = { x = [0, 1], y = [0, 1] }',
            "6: problem.domain: is for surface or formula, not regression",
        ),
        (
            "steps = 100",
            "steps = 50001",
            "11: play.steps: found 50001, for 2 runs and all samples 100002000 evaluations; "
            "at most 100000000 are allowed",
        ),
        (
            'regression = "least-squares"',
            'regression = "least-squares"\nstart = [1e200, 0]',
            "6: problem.start: expected a point where least-squares is finite, found [1e+200, 0.0]",
        ),
    ],
)
def test_what_a_regression_may_not_say(
    old: str, new: str, message: str, refusals: Refusals
) -> None:
    assert refusals(REGRESSION.replace(old, new, 1)) == [message]


def test_data_and_batches_belong_to_a_regression(valid: str, refusals: Refusals) -> None:
    text = valid.replace("[play]", "[data]\nname = 'line'\n[play]\nbatch_size = 2")
    assert refusals(text.replace("beta = 0.8", "batch_size = 3")) == [
        "7: data: is for problem.regression, which is not there",
        "10: play.batch_size: is for problem.regression, which is not there",
        "19: runs[2].batch_size: is for problem.regression, which is not there",
    ]


def with_csv(folder: Path, rows: bytes | str, kind: str = "logistic", name: str = "d.csv") -> Path:
    (folder / "d.csv").write_bytes(rows if isinstance(rows, bytes) else rows.encode())
    path = folder / "f.toml"
    text = REGRESSION.replace('name = "line"', f"csv = '{name}'\nscaling = 'none'")
    text = text.replace("least-squares", kind).replace("batch_size = 64\n", "")
    path.write_text(text)
    return path


def faults_of(path: Path) -> list[str]:
    with pytest.raises(ScenarioError) as raised:
        load(path)
    return [str(fault).removeprefix(f"{path.parent}/") for fault in raised.value.faults]


def test_a_csv_is_read(tmp_path: Path) -> None:
    rows = "\ufeffx1,label\r\n0.5,1\r\n\r\n -2e0 , 0\r\n1,1\r\n"
    inputs, targets = samples_of(load(with_csv(tmp_path, rows)))
    assert inputs.tolist() == [0.5, -2.0, 1.0]
    assert targets.tolist() == [1.0, 0.0, 1.0]
    assert load(with_csv(tmp_path, "x1,label\n1,2.5\n2,-3", "least-squares")).problem.samples == 2


@pytest.mark.parametrize(
    ("rows", "messages"),
    [
        ("", ["d.csv:1: the file is empty"]),
        ("x1;label\n1;0", ['d.csv:1: expected the header x1,label, found "x1;label"']),
        ("x1,label\n", ["d.csv: expected 2 to 100000 samples, found 0"]),
        ("x1,label\n1,0\n2,0", ["d.csv: expected labels of 0 and of 1, found one class"]),
        (
            "x1,label\n1,0\nnan,1\nx,2\n1,\n1",
            [
                'd.csv:3: x1: expected 0 or a number of a size from 1e-09 to 1e+09, found "nan"',
                'd.csv:4: x1: expected 0 or a number of a size from 1e-09 to 1e+09, found "x"',
                'd.csv:4: label: expected 0 or 1, found "2"',
                'd.csv:5: label: expected 0 or 1, found ""',
                "d.csv:6: expected 2 columns, x1,label, found 1",
            ],
        ),
        ("x1,label\n1_0,0\n1e10,1", None),
        ('x1,label\n"1,0\n', ["d.csv:2: not CSV: unexpected end of data"]),
        (b"x1,label\n1,\xff\n", ["d.csv:2: not UTF-8 text: save as UTF-8"]),
        (b"PK\x03\x04", ["d.csv:1: not text but a zip archive: unpack it first"]),
        ("x1,label\n" + "__import__('os'),0\n" * 50, None),
        (
            "x1,label\n1," + "9" * 200_000,
            ["d.csv:2: not CSV: field larger than field limit (131072)"],
        ),
    ],
)
def test_faults_of_a_csv_are_told_with_their_line(
    rows: bytes | str, messages: list[str] | None, tmp_path: Path
) -> None:
    found = faults_of(with_csv(tmp_path, rows))
    if messages is None:
        assert 2 <= len(found) <= 10
        assert all(fault.startswith("d.csv:") for fault in found)
    else:
        assert found == messages


def test_a_csv_too_large_is_refused(tmp_path: Path) -> None:
    path = with_csv(tmp_path, b"x1,label\n" + b"1,0\n" * 2_700_000)
    assert faults_of(path) == ["d.csv: too large: data has at most 10240 KiB"]
    path = with_csv(tmp_path, b"x1,label\n" + b"1,0\n2,1\n" * 60_000)
    assert faults_of(path) == ["d.csv: expected 2 to 100000 samples, found 120000"]


@pytest.mark.parametrize(
    "name", ["../d.csv", "/etc/passwd", "a/../d.csv", "C:\\d.csv", "..\\d.csv"]
)
def test_a_csv_outside_the_folder_is_refused(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "inner"
    folder.mkdir()
    (tmp_path / "d.csv").write_text("x1,label\n1,0\n2,1")
    (fault,) = faults_of(with_csv(folder, "x1,label\n", name=name))
    assert fault.startswith("f.toml:8: data.csv: expected ")
    assert "expected a file in the scenario's own folder, found " in fault


def test_a_link_that_leaves_the_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "inner"
    folder.mkdir()
    (tmp_path / "d.csv").write_text("x1,label\n1,0\n2,1")
    path = with_csv(folder, "x1,label\n", name="link.csv")
    (folder / "link.csv").symlink_to(tmp_path / "d.csv")
    assert "expected a file in the scenario's own folder, found " in faults_of(path)[0]
    (folder / "link.csv").unlink()
    (folder / "link.csv").symlink_to("link.csv")
    assert faults_of(path)[0].startswith("link.csv: ")


def test_without_a_folder_there_are_no_files(refusals: Refusals) -> None:
    (message,) = refusals(REGRESSION.replace('name = "line"', 'csv = "d.csv"'))
    assert "expected a file in the scenario's own folder, found " in message


def test_what_is_drawn_is_not_for_csv(tmp_path: Path) -> None:
    path = with_csv(tmp_path, "x1,label\n1,0\n2,1")
    text = path.read_text().replace("scaling = 'none'", "name = 'line'\nsamples = 5\nnoise = 1.0")
    path.write_text(text)
    assert faults_of(path) == [
        "f.toml:8: data.csv: stands beside name; only one is allowed",
        "f.toml:10: data.samples: is for data that is drawn, not for csv",
        "f.toml:11: data.noise: is for data that is drawn, not for csv",
    ]


def test_separable_classes_are_shown_without_a_minimum(tmp_path: Path) -> None:
    problem = load(with_csv(tmp_path, "x1,label\n1,0\n2,0\n3,1\n4,1")).problem
    assert problem.surface.minima == ()
    assert all(low < 0.0 < high for low, high in problem.view)
