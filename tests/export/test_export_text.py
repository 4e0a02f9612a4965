from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from tuiopt.export.table import BLOCK
from tuiopt.export.text import write_csv, write_jsonl
from tuiopt.labs.contour.export import ContourTable
from tuiopt.labs.contour.solve.trace import ContourRunTrace, ContourTrace

HEADER = (
    "run,step,learning_rate,x,y,loss,grad_x,grad_y,update_x,update_y,"
    "v_x,v_y,s_x,s_y,v_hat_x,v_hat_y,s_hat_x,s_hat_y"
)


def csv_of(trace: ContourTrace) -> str:
    out = io.BytesIO()
    write_csv(ContourTable(trace), out)
    return out.getvalue().decode("utf-8")


def jsonl_of(trace: ContourTrace) -> list[str]:
    out = io.BytesIO()
    write_jsonl(ContourTable(trace), out)
    return out.getvalue().decode("utf-8").splitlines()


def same_bits(a: float, b: float) -> bool:
    return np.float64(a).tobytes() == np.float64(b).tobytes()


def test_header_has_the_contracts_columns_slots_before_hats(trace: ContourTrace) -> None:
    assert csv_of(trace).split("\n")[0] == HEADER


def test_csv_reads_back_to_the_same_float64(trace: ContourTrace) -> None:
    rows = list(csv.DictReader(io.StringIO(csv_of(trace), newline="")))
    assert len(rows) == sum(len(run.rows) for run in trace.runs)
    compared = 0
    expected = [(run, step) for run in trace.runs for step in range(len(run.rows))]
    for row, (run, step) in zip(rows, expected, strict=True):
        assert row["run"] == run.setup.label
        assert row["step"] == str(step)
        for name in run.columns:
            text = row.get(name, "")
            if text:
                assert same_bits(float(text), run.column(name)[step])
                compared += 1
    # Row 0 has 3 numbers. gd records 8 in a step, adam with hats 16, momentum 10, adam without 12.
    assert compared == 4 * 3 + 3 * 8 + 3 * 16 + 2 * 10 + 3 * 12


def test_row_0_has_only_run_step_x_y_and_loss(trace: ContourTrace) -> None:
    for row in csv.DictReader(io.StringIO(csv_of(trace))):
        if row["step"] == "0":
            present = {name for name, text in row.items() if text}
            assert present == {"run", "step", "x", "y", "loss"}


def test_hats_are_empty_where_a_run_does_not_correct(trace: ContourTrace) -> None:
    rows = [row for row in csv.DictReader(io.StringIO(csv_of(trace))) if row["step"] == "2"]
    assert [bool(row["v_x"]) for row in rows] == [False, True, True, True]
    assert [bool(row["v_hat_x"]) for row in rows] == [False, True, False, False]


def test_no_hat_column_where_no_run_corrects(
    make_run: Callable[..., ContourRunTrace], make_race: Callable[..., ContourTrace]
) -> None:
    header = csv_of(make_race(make_run("adam", "adam", 1, seed=0))).split("\n")[0]
    assert header.endswith(",v_x,v_y,s_x,s_y")


def test_csv_quotes_labels_and_ends_lines_in_a_line_feed(trace: ContourTrace) -> None:
    text = csv_of(trace)
    assert '\n"=1, ""β""",0,' in text
    assert "\r" not in text
    assert text.endswith("\n")


def test_blocks_join_without_a_seam(
    make_run: Callable[..., ContourRunTrace], make_race: Callable[..., ContourTrace]
) -> None:
    run = make_run("gd", "GD", BLOCK + 5, seed=0)
    rows = list(csv.DictReader(io.StringIO(csv_of(make_race(run)))))
    assert [int(row["step"]) for row in rows] == list(range(BLOCK + 6))
    assert [float(row["x"]) for row in rows] == run.column("x").tolist()


def test_jsonl_says_first_which_race_it_is(trace: ContourTrace) -> None:
    about = json.loads(jsonl_of(trace)[0])
    assert about["scenario"] == trace.scenario.digest
    assert about["title"] == "A race – of π"
    assert about["runs"] == ["GD", "adam", '=1, "β"', "adam#2"]
    assert about["columns"] == HEADER.split(",")


def test_jsonl_rows_are_the_csv_rows_without_the_empty_cells(trace: ContourTrace) -> None:
    objects = [json.loads(line) for line in jsonl_of(trace)[1:]]
    rows = csv.DictReader(io.StringIO(csv_of(trace)))
    for found, row in zip(objects, rows, strict=True):
        as_text = {name: str(value) for name, value in found.items()}
        assert as_text == {name: text for name, text in row.items() if text}


def test_jsonl_has_no_infinity_token_and_reads_back_to_infinity(
    make_run: Callable[..., ContourRunTrace], make_race: Callable[..., ContourTrace]
) -> None:
    run = make_run("adam", "adam", 1, seed=0, bias_correction=True)
    rows = run.rows.copy()
    place = run.columns.index("s_hat_x")
    rows[1, place : place + 2] = math.inf, -math.inf
    line = jsonl_of(make_race(replace(run, rows=rows)))[-1]
    assert "Infinity" not in line
    found = json.loads(line)
    assert sorted(value for value in found.values() if value in (math.inf, -math.inf)) == [
        -math.inf,
        math.inf,
    ]
