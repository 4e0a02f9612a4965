"""Whatever a file says, it is a scenario or has faults that can be printed; nothing else."""

from __future__ import annotations

from random import Random
from typing import Any

from any_tables import check, pairs, table
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scenario_text import VALID
from toml_writer import write

from tuiopt.labs.contour.scenario.tables import (
    ContourFile,
    ContourRunTable,
    PlayTable,
    ProblemTable,
)
from tuiopt.labs.network.scenario.tables import (
    NetworkDataTable,
    NetworkFile,
    NetworkPlayTable,
    NetworkRunTable,
)
from tuiopt.scenario import later
from tuiopt.scenario.format import CueTable, DataTable, ScheduleTable, ViewTable
from tuiopt_kernels.datasets import DATASETS
from tuiopt_kernels.optimizers import OPTIMIZERS
from tuiopt_kernels.regressions import REGRESSIONS
from tuiopt_kernels.scaling import SCALINGS
from tuiopt_kernels.schedules import SCHEDULES
from tuiopt_kernels.surfaces import SURFACES

PIECES = [
    *"[]{}=.,#\"'\n\t\\", "[[", "]]", '"""', "'''", "\r\n", "nan", "-inf", "1e999", "0x" + "f" * 99,
    "1979-05-27", "true", "[[runs]]\n", "[problem]\n", "[runs]\n", "[extra]\n", "\ufeff", "\\u001b",
    "a.b.c = 1\n", "{ x = [0, 1], y = [1, 0] }", "99999999999999999999999", "é\u202e\x85",
]  # fmt: skip


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
@settings(max_examples=200, deadline=None)
@example(b"a = " + b"[" * 5000)
@example(b"a = " + b"9" * 5000)
@example(b"a = 0x" + b"f" * 60_000)
@example(b"[a]\r[a]")
def test_any_bytes(data: bytes) -> None:
    check(data)


edits = st.tuples(st.integers(0, len(VALID)), st.integers(0, 20), st.sampled_from(PIECES))


@given(st.lists(edits, min_size=1, max_size=4))
@settings(max_examples=400, deadline=None)
def test_a_damaged_scenario(cuts: list[tuple[int, int, str]]) -> None:
    text = VALID
    for at, length, piece in cuts:
        text = text[:at] + piece + text[at + length :]
    check(text.encode())


surface_names = st.sampled_from([*SURFACES, "ravin"])
settings_of_runs = {hyper.name for spec in OPTIMIZERS.values() for hyper in spec.hyperparameters}
settings_of_schedules = {hyper.name for spec in SCHEDULES.values() for hyper in spec.hyper}
files = table(
    {*ContourFile.__struct_fields__, *NetworkFile.__struct_fields__, *later.KEYS[""]},
    format=st.just(1),
    title=st.text(max_size=5).filter(str.isprintable),
    lab=st.sampled_from(["contour", "ewa"]),
    problem=table(
        {*ProblemTable.__struct_fields__},
        surface=surface_names | table({"name", "condition"}, name=surface_names),
        formula=st.sampled_from(["x**2 + y**2", "1/x", "2x", "(", "log(-1)"]) | st.text("xy+*()"),
        domain=table(ViewTable.__struct_fields__, x=pairs, y=pairs),
        regression=st.sampled_from([*REGRESSIONS, "logistics"]),
        start=pairs,
        view=table(ViewTable.__struct_fields__, x=pairs, y=pairs),
    ),
    data=table(
        {*DataTable.__struct_fields__, *NetworkDataTable.__struct_fields__},
        name=st.sampled_from([*DATASETS, "lines", "moons"]),
        csv=st.sampled_from(["data.csv", "../data.csv", "/dev/zero", ".", "\0"]),
        samples=st.integers(0, 300),
        scaling=st.sampled_from([*SCALINGS, "standart"]),
    ),
    play=table({*PlayTable.__struct_fields__, *NetworkPlayTable.__struct_fields__}),
    runs=st.lists(
        table(
            {
                *ContourRunTable.__struct_fields__,
                *NetworkRunTable.__struct_fields__,
                "bias_correction",
                *settings_of_runs,
            },
            optimizer=st.sampled_from([*OPTIMIZERS, "adm"]),
            start=pairs,
            schedule=table(
                {*ScheduleTable.__struct_fields__, *settings_of_schedules},
                kind=st.sampled_from([*SCHEDULES, "cosin"]),
            ),
        ),
        max_size=10,
    ),
    cues=st.lists(table({*CueTable.__struct_fields__, *later.KEYS["cues"]}), max_size=3),
)


@given(files, st.integers())
@settings(max_examples=200, deadline=None)
def test_any_tables_with_the_formats_keys(tree: dict[str, Any], seed: int) -> None:
    check(write(tree, Random(seed)).encode())
