"""Whatever values a sound file has, its race is run and told."""

from __future__ import annotations

from io import BytesIO
from random import Random
from typing import Any

import pytest
from hypothesis import event, example, given, settings
from hypothesis import strategies as st
from toml_writer import write

from tuiopt.export.text import write_csv
from tuiopt.labs.contour.export import ContourTable
from tuiopt.labs.contour.scenario.model import ContourScenario
from tuiopt.labs.contour.solve.card import card, steady_rate
from tuiopt.labs.contour.solve.field import field
from tuiopt.labs.contour.solve.race import Race
from tuiopt.labs.contour.solve.standing import standings
from tuiopt.labs.contour.summary import summary
from tuiopt.scenario.faults import ScenarioError
from tuiopt.scenario.load import parse
from tuiopt_kernels import interpreted
from tuiopt_kernels.datasets import DATASETS
from tuiopt_kernels.optimizers import OPTIMIZERS
from tuiopt_kernels.regressions import REGRESSIONS
from tuiopt_kernels.scaling import SCALINGS
from tuiopt_kernels.schedules import SCHEDULES
from tuiopt_kernels.spec import Hyper
from tuiopt_kernels.surfaces import SURFACES

STEPS = 12

EXTREMES = [0.0, 5e-324, 1e-300, 1e-9, 0.5, 1.0, 1 - 2**-53, 30.0, 1e9, 1e154, 1e300]

Tables = st.SearchStrategy[dict[str, Any]]

FORMULAS = [
    "1/x", "x/y", "log(x*y)", "sqrt(x)", "x**-2 + y", "tan(x)", "abs(x)**0.5", "exp(exp(x))", "0",
    "x**y", "(x - 3)**9", "1e308*x*y", "sinh(x)*cosh(y)", "atan(1/y)", "0*x", "x**0.1 + abs(y)",
]  # fmt: skip


def number(hyper: Hyper) -> st.SearchStrategy[float]:
    """The default, and what stands at the ends of the interval."""
    if hyper.whole:
        return st.integers(max(int(hyper.interval.low), 0), STEPS)
    return st.sampled_from([hyper.default] + [n for n in EXTREMES if n in hyper.interval])


def some(hypers: tuple[Hyper, ...], **known: st.SearchStrategy[Any]) -> Tables:
    return st.fixed_dictionaries(known, optional={hyper.name: number(hyper) for hyper in hypers})


def run(name: str) -> Tables:
    optimizer = OPTIMIZERS[name]
    optional: dict[str, st.SearchStrategy[Any]] = {"start": points}
    if optimizer.bias_correction is not None:
        optional["bias_correction"] = st.booleans()
    if optimizer.scheduled:
        optional |= {"schedule": schedules, "steps_per_epoch": st.integers(1, STEPS)}
    own = some(optimizer.hyperparameters, optimizer=st.just(name))
    return st.tuples(own, st.fixed_dictionaries({}, optional=optional)).map(
        lambda two: {**two[0], **two[1]}
    )


points = st.lists(st.sampled_from([0.0, -0.0, 1.0, -2.5, 3.7, 1e6, -1e300]), min_size=2, max_size=2)
boxes = st.sampled_from([[-1.0, 1.0], [0.0, 1e-300], [-1e300, 1e300], [2.0, 5.0], [-1e-9, 1e9]])
domains = st.fixed_dictionaries({"x": boxes, "y": boxes})
schedules = st.sampled_from(sorted(SCHEDULES)).flatmap(
    lambda name: some(SCHEDULES[name].hyper, kind=st.just(name))
)
noise = st.fixed_dictionaries({}, optional={"noise": st.sampled_from(EXTREMES), "start": points})
problems: Tables = st.one_of(
    st.sampled_from(sorted(SURFACES)).flatmap(
        lambda name: some(SURFACES[name].params, name=st.just(name)).map(lambda t: {"surface": t})
    ),
    st.fixed_dictionaries(
        {"formula": st.sampled_from(FORMULAS), "domain": domains, "start": points}
    ),
    st.fixed_dictionaries({"regression": st.sampled_from(sorted(REGRESSIONS))}),
)
data = st.fixed_dictionaries(
    {"name": st.sampled_from(sorted(DATASETS)), "samples": st.integers(2, 40)},
    optional={
        "noise": st.sampled_from([0.0, 5e-324, 0.5, 1000.0]),
        "scaling": st.sampled_from(sorted(SCALINGS)),
        "seed": st.integers(0, 9),
    },
)


@st.composite
def trees(draw: st.DrawFn) -> dict[str, Any]:
    problem = {**draw(problems), **draw(noise)}
    runs = draw(st.lists(st.sampled_from(sorted(OPTIMIZERS)).flatmap(run), min_size=1, max_size=3))
    tree = {"format": 1, "title": "Any race", "problem": problem, "play": {"steps": STEPS}}
    if "regression" in problem:
        tree["data"] = draw(data)
        if draw(st.booleans()):
            tree["play"] = {"steps": STEPS, "batch_size": draw(st.integers(1, 12))}
    return {**tree, "runs": runs}


def race(scenario: ContourScenario) -> None:
    """Runs it, and makes all that is shown of its steps."""
    raced = Race(scenario)
    raced.advance(interpreted.trajectory, STEPS)
    trace = raced.trace()
    assert trace.complete
    assert summary(trace, 0.01)
    write_csv(ContourTable(trace), BytesIO())
    assert field(scenario.problem, scenario.problem.view, 8, 6).shape == (6, 8)
    for step in range(STEPS + 1):
        standings(trace, step)
        for one in trace.runs:
            steady_rate(one, step)
            if 0 < step <= one.last:
                card(scenario.problem, one, step)


OVERFLOWING = {
    "format": 1,
    "title": "Any race",
    "problem": {
        "formula": "1e308*x*y",
        "domain": {"x": [-1e-9, 1e9], "y": [-1.0, 1.0]},
        "start": [0.0, 0.0],
    },
    "play": {"steps": STEPS},
    "runs": [{"optimizer": "lion"}],
}

DAMPED = {
    "format": 1,
    "title": "Any race",
    "problem": {"regression": "least-squares"},
    "data": {"name": "line", "samples": 9},
    "play": {"steps": STEPS},
    "runs": [{"optimizer": "newton", "damping": 1e300}],
}


@pytest.mark.filterwarnings("error")
@given(trees(), st.integers())
@example(OVERFLOWING, 0)
@example(DAMPED, 0)
@settings(max_examples=150, deadline=None)
def test_any_race(tree: dict[str, Any], seed: int) -> None:
    try:
        scenario = parse(write(tree, Random(seed)).encode(), "f.toml", "f")
    except ScenarioError as error:
        event("refused")
        faults = error.faults
    else:
        event("raced")
        race(scenario)
        return
    assert all(str(fault).isprintable() for fault in faults)
