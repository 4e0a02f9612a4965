"""A person's own formula as the problem, and a domain of one's own."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest

from tuiopt.labs.contour.scenario.model import ContourScenario
from tuiopt.labs.contour.solve.race import solve
from tuiopt.scenario.load import parse
from tuiopt_kernels.surfaces import SURFACES

Refusals = Callable[[str], list[str]]

PROBLEM = """\
formula = "(1 - x)**2 + 100*(y - x**2)**2"
domain = { x = [-2, 2], y = [-1, 3] }
start = [-1.5, 2]
"""


@pytest.fixture
def written(valid: str) -> str:
    """A small scenario with a formula on lines 5 to 7."""
    return valid.replace('surface = "ravine"\n', PROBLEM)


def scenario(text: str) -> ContourScenario:
    return parse(text.encode(), "f", "f")


def test_a_formula_is_a_surface_of_its_own(written: str) -> None:
    problem = scenario(written).problem
    assert problem.surface.name == "formula"
    assert problem.surface.formula == "(1 - x)**2 + 100*(y - x**2)**2"
    assert problem.surface.domain == problem.view == ((-2.0, 2.0), (-1.0, 3.0))
    assert problem.start == (-1.5, 2.0)
    assert problem.border == ((-4000002.0, 4000002.0), (-4000001.0, 4000003.0))
    assert problem.value(2.0, 3.0) == 101.0


def test_a_race_on_a_formula_is_that_on_the_surface_it_repeats(written: str) -> None:
    surface = written.replace(
        'formula = "(1 - x)**2 + 100*(y - x**2)**2"', 'surface = "rosenbrock"'
    )
    rate = "learning_rate = 0.1", "learning_rate = 0.001"
    ours, theirs = (solve(scenario(text.replace(*rate))) for text in (written, surface))
    for one, other in zip(ours.runs, theirs.runs, strict=True):
        assert one.column("loss") == pytest.approx(other.column("loss"), rel=1e-9)


def test_a_domain_replaces_that_of_a_surface(valid: str) -> None:
    text = valid.replace("[play]", "domain = { x = [-1, 1], y = [0, 2] }\n[play]")
    problem = scenario(text).problem
    assert problem.surface.domain == problem.view == ((-1.0, 1.0), (0.0, 2.0))
    assert problem.border == ((-2000001.0, 2000001.0), (-2000000.0, 2000002.0))
    assert problem.start == SURFACES["ravine"].start
    view = text.replace("[play]", "view = { x = [-8, 3], y = [-3, 3] }\n[play]")
    assert scenario(view).problem.view == ((-8.0, 3.0), (-3.0, 3.0))


def test_a_run_may_start_elsewhere(written: str) -> None:
    own = written.replace("learning_rate = 0.1", "start = [0.5, 0]")
    assert scenario(own).runs[0].start == (0.5, 0.0)


def test_a_pole_is_no_start_and_infinity_on_the_way_is_none(
    written: str, refusals: Refusals
) -> None:
    pole = written.replace("(1 - x)**2", "1/(x + 1.5)")
    assert refusals(pole) == [
        "7: problem.start: expected a point where formula is finite, found [-1.5, 2.0]"
    ]
    # exp(−∞) is 0, however Python divides.
    assert scenario(written.replace("(1 - x)**2", "exp(-1/(x + 1.5)**2)")).problem.value(
        -1.5, 2.0
    ) == pytest.approx(6.25)


def test_a_run_over_a_pole_diverges_and_the_others_go_on(written: str) -> None:
    text = written.replace("(1 - x)**2 + 100*(y - x**2)**2", "log(x + 1.6)")
    runs = solve(scenario(text)).runs
    assert runs[0].diverged is not None
    assert math.isnan(runs[0].diverged.value)
    assert len(runs[1].rows) > len(runs[0].rows)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("100*", "100(", "5: problem.formula: column 17: an operator is missing; write 100*("),
        ("x**2)", "x^2)", '5: problem.formula: column 24: "^"; write ** for powers'),
        ("(1 - x)", "(1 - z)", '5: problem.formula: column 6: unknown name "z"; known: x, y, pi,'),
        (PROBLEM.splitlines()[0], "formula = 3", "5: problem.formula: expected text, found 3"),
        (PROBLEM.splitlines()[0], "formula = ''", "5: problem.formula: the formula is empty"),
        (
            PROBLEM.splitlines()[1],
            "",
            "4: problem.domain: missing; expected { x = [low, high], y = [low, high] } with a",
        ),
        (
            PROBLEM.splitlines()[2],
            "",
            "4: problem.start: missing; expected an array of two finite numbers with a formula",
        ),
        (
            "[-2, 2]",
            "[2, -2]",
            "6: problem.domain.x: expected [low, high] with low < high",
        ),
        ("[-1, 3]", "[3, 3]", "6: problem.domain.y: expected [low, high] with low < high"),
        ("[-1, 3]", "[-1e308, 1e308]", "6: problem.domain.y: expected [low, high]"),
        ("[-2, 2]", "[nan, 2]", "6: problem.domain.x: expected an array of two finite"),
        (
            "[-2, 2]",
            "[-inf, inf]",
            "6: problem.domain.x: expected an array of two finite",
        ),
        (
            ", y = [-1, 3]",
            "",
            "6: problem.domain.y: missing; expected an array of two finite numbers",
        ),
        ("[-1.5, 2]", "[1, 2, 3]", "7: problem.start: expected an array of two finite"),
        ("[-1.5, 2]", "[1e9, 2]", "7: problem.start: expected a point within"),
        ("(1 - x)**2 + 100*(y - x**2)**2", "9**9**9", "5: problem.formula: is nowhere finite on"),
        ("(1 - x)**2 + 100*(y - x**2)**2", "log(-1 - x**2)", "5: problem.formula: is nowhere"),
        (
            "formula",
            "surface = 'bowl'\nformula",
            "6: problem.formula: stands beside a surface; only one",
        ),
    ],
)
def test_a_fault_is_told_with_line_and_column(
    old: str, new: str, message: str, written: str, refusals: Refusals
) -> None:
    assert refusals(written.replace(old, new, 1))[0].startswith(message)


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').system('x')",
        "().__class__",
        "ｓｉｎ(x)",
        r"x\u0000",
        r"x\ny",
        r"\u202e",
        r"\u001b]0;y\u0007",
        "x" * 60_000,
        "(" * 5000 + ")" * 5000,
    ],
)
def test_a_hostile_formula_is_one_fault(text: str, written: str, refusals: Refusals) -> None:
    (message,) = refusals(written.replace("(1 - x)**2 + 100*(y - x**2)**2", text))
    assert message.startswith("5: problem.formula: ")
    assert message.isprintable()


def test_faults_of_formula_domain_and_start_are_told_in_one_go(
    written: str, refusals: Refusals
) -> None:
    text = written.replace("100*", "100").replace("[-2, 2]", "[2, 1]").replace("-1.5, 2", "1")
    assert [message.split(":")[0] for message in refusals(text)] == ["5", "6", "7"]
