"""Data of networks from a CSV file: what is refused, with its line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from network_text import LEAST

from tuiopt.scenario.faults import ScenarioError
from tuiopt.scenario.load import load

Refusals = Callable[[str], list[str]]


def faults_of_csv(folder: Path, rows: str, more: str = "") -> list[str]:
    (folder / "d.csv").write_text(rows)
    path = folder / "f.toml"
    path.write_text(f'{LEAST}[data]\ncsv = "d.csv"\n{more}')
    with pytest.raises(ScenarioError) as raised:
        load(path)
    return [str(fault).removeprefix(f"{folder}/") for fault in raised.value.faults]


@pytest.mark.parametrize(
    ("rows", "messages"),
    [
        ("", ["d.csv:1: the file is empty"]),
        ("x1,label\n1,0", ['d.csv:1: expected the header x1,x2,label, found "x1,label"']),
        ("x1,x2,label\n", ["d.csv: expected 2 to 100000 samples, found 0"]),
        ("x1,x2,label\n1,2,0\n2,3,0", ["d.csv: expected labels of 0 and of 1, found one class"]),
        (
            "x1,x2,label\n1,2,0\n2,3,3\n2,3,1",
            ["d.csv: expected each label from 0 to 3, the largest, found no 2"],
        ),
        (
            "x1,x2,label\n1,2,1\n2,3,2",
            ["d.csv: expected each label from 0 to 2, the largest, found no 0"],
        ),
        (
            "x1,x2,label\nnan,x,0\n1,2,-1\n1,2,0.5\n1,2,100\n1,0",
            [
                'd.csv:2: x1: expected 0 or a number of a size from 1e-09 to 1e+09, found "nan"',
                'd.csv:2: x2: expected 0 or a number of a size from 1e-09 to 1e+09, found "x"',
                'd.csv:3: label: expected a whole number from 0 to 99, found "-1"',
                'd.csv:4: label: expected a whole number from 0 to 99, found "0.5"',
                'd.csv:5: label: expected a whole number from 0 to 99, found "100"',
                "d.csv:6: expected 3 columns, x1,x2,label, found 2",
            ],
        ),
        (
            "x1,x2,label\n" + "1,2,0\n" * 40 + "1,2,1\n",
            ["f.toml:6: data.split: the training part has no sample of class 1; it needs all 2"],
        ),
    ],
)
def test_faults_of_a_csv_are_told_with_their_line(
    rows: str, messages: list[str], tmp_path: Path
) -> None:
    assert faults_of_csv(tmp_path, rows, "seed = 4") == messages


def test_what_is_drawn_is_not_for_csv(tmp_path: Path) -> None:
    more = 'name = "moons"\nsamples = 5\nnoise = 0\nclasses = 2'
    assert faults_of_csv(tmp_path, "x1,x2,label\n1,2,0\n2,3,1", more) == [
        "f.toml:7: data.csv: stands beside name; only one is allowed",
        *(
            f"f.toml:{line}: data.{key}: is for data that is drawn, not for csv"
            for line, key in ((9, "samples"), (10, "noise"), (11, "classes"))
        ),
    ]


def test_a_csv_outside_the_folder_is_refused(refusals: Refusals) -> None:
    (found,) = refusals(f'{LEAST}[data]\ncsv = "../d.csv"')
    assert found == (
        '7: data.csv: expected a file in the scenario\'s own folder, found "../d.csv" (a string)'
    )
