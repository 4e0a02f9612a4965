"""Step cards on paper: symbols, and numbers that can be worked out again as they are printed."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import product
from unicodedata import normalize

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from races import scenario, setup
from reading_back import agrees, printed

from tuiopt.app.draw.formula import HAT, compact, formula, in_ascii, symbol
from tuiopt.app.draw.look import Look
from tuiopt.labs.contour.scenario.model import Problem
from tuiopt.labs.contour.screen.draw.card.substituted import numbers
from tuiopt.labs.contour.solve.card import Worked, card, declared
from tuiopt.labs.contour.solve.race import solve
from tuiopt.labs.contour.solve.trace import ContourRunTrace
from tuiopt.picture.numbers import number, setting
from tuiopt.picture.palette import PALETTES
from tuiopt.picture.signs import ASCII, UNICODE, Signs
from tuiopt_kernels.expression import evaluate, names, parse
from tuiopt_kernels.optimizers import OPTIMIZERS


def test_the_reader_sees_what_is_wrong() -> None:
    assert agrees(".9·−0.4960 + .1·−0.4116", "−0.4876")
    assert not agrees(".9·−0.4960 + .1·−0.4116", "−0.4874")
    assert not agrees(".9·−0.4960 − .1·−0.4116", "−0.4876")
    assert not agrees(".9·−0.4960 + .1·−0.4116", "0.4876")
    assert agrees("−.3·−0.5737 / 0.6669", "0.2581")
    assert not agrees("−.3·−0.5737 / 0.6679", "0.2581")
    assert agrees("3.028 − 0.1146", "2.913")
    assert agrees("max(.5·−2.000, |−0.1000|) / √(4.000)·0.2000²", "0.002000")
    assert agrees("1e−8·(−1.23e−5)³", "−1.86e−23")
    assert printed("0.007937") == (Fraction("0.0079365"), Fraction("0.0079375"))
    assert printed("−1.23e−5") == (Fraction("-1.235e-5"), Fraction("-1.225e-5"))
    assert printed(".9999") == (Fraction("0.9999"),) * 2
    assert printed("0") == (0, 0)


# The numbers of real runs


def races(name: str) -> Iterator[tuple[Problem, ContourRunTrace]]:
    """An optimizer with all its switches, on several surfaces, and where numbers are extreme."""
    places = [
        ("ravine", (-7.0, 2.0)),
        ("rosenbrock", (-1.5, 2.0)),
        ("saddle", (-1.5, 0.001)),
        ("bowl", (1e-300, -3e-160)),
        ("bowl", (5e-324, 0.0)),
        ("ravine", (1.9e7, -9999.6)),
    ]
    rates = [(0.05, 0.0), (1.0, 0.3), (1e-5, 0.0)]
    corrections = (False, True) if OPTIMIZERS[name].bias_correction is not None else (False,)
    for corrected, (alpha, l2), (surface, start) in product(corrections, rates, places):
        run = replace(setup(name, alpha, start=start, l2=l2), bias_correction=corrected)
        for noise in (0.0, 0.5):
            race = scenario(run, surface=surface, steps=130, noise=noise)
            yield race.problem, solve(race).runs[0]


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_printed_results_follow_from_printed_operands(name: str) -> None:
    checked = 0
    for problem, run in races(name):
        for step in (1, 2, 3, 10, 18, 45, 129):
            if step <= run.last:
                worked, rate = card(problem, run, step)
                checked += sum(check(line) for line in (*worked, *([rate] if rate else [])))
    assert checked > 500


def check(line: Worked) -> int:
    texts = 0
    for operands, result in zip(line.operands, line.result, strict=True):
        text = numbers(line.expression, operands, line.chosen)
        if text:
            texts += 1
            for written in (text, compact(text)):
                assert agrees(written, number(result)), (line.name, written, number(result))
    return texts


RULES = [
    "max(beta*a, abs(b) + epsilon)",
    "-alpha/(1 - beta**t)*a/b",
    "-alpha*((1 - beta)*a/(1 - beta**t) + beta*b/c)/(sqrt(d) + epsilon)",
    "a - (1 - beta)*sign(a - b**2)*b**2",
    "beta*a + (1 - beta)*(a - b)**2 + epsilon",
    "a*sqrt(d + epsilon)/sqrt(c**2 + epsilon)",
    "-alpha*(sign(a) + epsilon*b)",
    "a - -b - (c - a)",
    "b*-a**3",
    "-(a + b)",
    "sqrt(beta*d + a**2)",
    "sign(beta*a)",
    "abs(a - b)",
    "min(max(d*2, epsilon), 50)",
    "-alpha*a*d/(d + 1) if t > 5 else -alpha*a",
    "2/(1 - beta) - 1 - 2*t*beta**t/(1 - beta**t)",
    "a/b/c",
    "a/(b*c)",
]

numeric = st.one_of(
    st.just(0.0),
    st.floats(1e-60, 1e60).flatmap(lambda size: st.sampled_from([size, -size])),
    st.floats(-10.0, 10.0).filter(lambda value: abs(value) > 1e-60),
)


@settings(max_examples=400, deadline=None)
@given(
    text=st.sampled_from(RULES),
    a=numeric,
    b=numeric,
    c=numeric,
    d=numeric.map(abs),
    beta=st.sampled_from([0.0, 0.5, 0.9, 0.95, 0.999, 0.9999]),
    epsilon=st.sampled_from([1e-16, 1e-8, 0.001, 0.1]),
    t=st.integers(1, 1_000_000),
)
@example("b*-a**3", -2.0, 3.0, 1.0, 1.0, 0.9, 1e-8, 1)
@example("b*-a**3", -2e-5, -3.0, 1.0, 1.0, 0.9, 1e-8, 1)
def test_printed_results_follow_for_rules_to_come(
    text: str, a: float, b: float, c: float, d: float, beta: float, epsilon: float, t: int
) -> None:
    expression = parse(text)
    known = {"a": a, "b": b, "c": c, "d": d, "alpha": 0.3, "beta": beta, "epsilon": epsilon, "t": t}
    operands = {name: float(known[name]) for name in names(expression)}
    result = evaluate(expression, operands)
    assume(math.isfinite(result))
    written = numbers(expression, operands, frozenset({"alpha", "beta", "epsilon"}))
    assert agrees(written, number(result)), (written, number(result))


# Words


@pytest.mark.parametrize(
    ("text", "operands", "written"),
    [
        ("x + update", {"x": 3.028, "update": -0.1146}, "3.028 − 0.1146"),
        ("x - update", {"x": -3.028, "update": -0.1146}, "−3.028 + 0.1146"),
        ("(1 - beta)*g**2", {"beta": 0.9, "g": -0.4116}, ".1·0.4116²"),
        ("beta*g**3", {"beta": 0.9, "g": -0.4116}, ".9·−0.4116³"),
        ("g**3", {"g": -0.4116}, "−0.4116³"),
        ("beta*g**2", {"beta": 0.9, "g": -1.5e-5}, ".9·(1.50e−5)²"),
        ("-alpha*g", {"alpha": 1.0, "g": -0.5}, "−1·−0.5000"),
        ("-g", {"g": -0.5}, "0.5000"),
        ("g*beta + x", {"g": 0.0, "beta": 0.0, "x": -0.0}, "0·0 + 0"),
        ("alpha/(1 - beta)", {"alpha": 0.25, "beta": 0.999}, ".25 / .001"),
        ("alpha*g + epsilon", {"alpha": 20.0, "g": 2.0, "epsilon": 1e-8}, "20·2.000 + 1e−8"),
        ("g/t", {"g": 2.0, "t": 1_000_000.0}, "2.000 / 1e6"),
        ("max(beta*v, abs(g))", {"beta": 0.9, "v": 2.0, "g": -1.0}, "max(.9·2.000, 1.000)"),
        ("abs(g - v)", {"g": 1.0, "v": 2.5}, "|1.000 − 2.500|"),
        ("g if t > 5 else v*2", {"g": 1.0, "v": 2.5, "t": 5.0}, "2.500·2"),
        ("g", {"g": 1.0}, ""),
    ],
)
def test_numbers_are_put_in(text: str, operands: dict[str, float], written: str) -> None:
    chosen = frozenset({"alpha", "beta", "epsilon"})
    assert numbers(parse(text), operands, chosen) == written


def test_a_rate_that_nobody_chose_has_four_digits() -> None:
    operands = {"alpha": 0.0123456, "g": 2.0}
    assert numbers(parse("-alpha*g"), operands, frozenset()) == "−0.01235·2.000"


FORMULAS = {
    ("gd", False): ["∇f", "−α·g", "x + Δ", "α"],
    ("momentum", False): ["∇f", "β·v + (1−β)·g", "−α·v", "x + Δ", "α"],
    ("momentum", True): ["∇f", "β·v + (1−β)·g", "v/(1−β¹⁸)", "−α·v̂", "x + Δ", "α"],
    ("heavy-ball", False): ["∇f", "β·v + g", "−α·v", "x + Δ", "α/(1−β)"],
    ("nesterov", False): ["∇f", "β·v + g", "−α·(g+β·v)", "x + Δ", "α/(1−β)"],
    ("rmsprop", False): ["∇f", "β·s + (1−β)·g²", "−α·g/(√s+ε)", "x + Δ", "α/(√s+ε)"],
    ("rmsprop", True): [
        "∇f",
        "β·s + (1−β)·g²",
        "s/(1−β¹⁸)",
        "−α·g/(√ŝ+ε)",
        "x + Δ",
        "α/(√ŝ+ε)",
    ],
    ("adam", False): [
        "∇f",
        "β1·v + (1−β1)·g",
        "β2·s + (1−β2)·g²",
        "−α·v/(√s+ε)",
        "x + Δ",
        "α/(√s+ε)",
    ],
    ("adam", True): [
        "∇f",
        "β1·v + (1−β1)·g",
        "v/(1−β1¹⁸)",
        "β2·s + (1−β2)·g²",
        "s/(1−β2¹⁸)",
        "−α·v̂/(√ŝ+ε)",
        "x + Δ",
        "α/(√ŝ+ε)",
    ],
    ("adamw", False): [
        "∇f",
        "β1·v + (1−β1)·g",
        "β2·s + (1−β2)·g²",
        "−α·λ_w·x − α·v/(√s+ε)",
        "x + Δ",
        "α/(√s+ε)",
    ],
    ("amsgrad", True): [
        "∇f",
        "β1·v + (1−β1)·g",
        "v/(1−β1¹⁸)",
        "β2·s + (1−β2)·g²",
        "max(s_max, s)",
        "s_max/(1−β2¹⁸)",
        "−α·v̂/(√ŝ+ε)",
        "x + Δ",
        "α/(√ŝ+ε)",
    ],
    ("adamax", False): [
        "∇f",
        "β1·v + (1−β1)·g",
        "max(β2·u, |g| + ε)",
        "−α/(1−β1¹⁸)·v/u",
        "x + Δ",
        "α/u",
    ],
    ("nadam", True): [
        "∇f",
        "β1·(1−0.5·0.96^(ψ·t))",
        "β1·(1−0.5·0.96^(ψ·(t+1)))",
        "M·μ",
        "β1·v + (1−β1)·g",
        "(1−μ)·g/(1−M) + μ'·v/(1−M·μ')",
        "β2·s + (1−β2)·g²",
        "s/(1−β2¹⁸)",
        "−α·v'/(√ŝ+ε)",
        "x + Δ",
        "α/(√ŝ+ε)",
    ],
    ("radam", False): [
        "∇f",
        "β1·v + (1−β1)·g",
        "β2·s + (1−β2)·g²",
        "2/(1−β2) − 1",
        "ρ∞ − 2·t·β2¹⁸/(1−β2¹⁸)",
        "√((ρ−4)·(ρ−2)·ρ∞/((ρ∞−4)·(ρ∞−2)·ρ)) if ρ > 5 else 1",
        "√s + ε if ρ > 5 else 1",
        "−α·r·v/q",
        "x + Δ",
        "α·r/q",
    ],
    ("yogi", False): [
        "∇f",
        "β1·v + (1−β1)·g",
        "s − (1−β2)·sign(s−g²)·g²",
        "−α·v/(√s+ε)",
        "x + Δ",
        "α/(√s+ε)",
    ],
    ("adabelief", False): [
        "∇f",
        "β1·v + (1−β1)·g",
        "β2·s + (1−β2)·(g−v)² + ε",
        "−α·v/(√s+ε)",
        "x + Δ",
        "α/(√s+ε)",
    ],
}


@pytest.mark.parametrize(("name", "corrected"), FORMULAS)
def test_formulas_of_the_optimizers(name: str, corrected: bool) -> None:
    run = replace(setup(name), bias_correction=corrected)
    rate = run.optimizer.effective_rate(corrected)
    assert rate is not None
    symbols = tuple((h.name, h.symbol) for h in run.optimizer.hyper)
    written = [formula(parse(line.expression), symbols, 18) for line in (*declared(run), rate)]
    assert written == [normalize("NFD", text) for text in FORMULAS[name, corrected]]


@pytest.mark.parametrize("name", OPTIMIZERS)
@pytest.mark.parametrize("look", [UNICODE, ASCII], ids=["letters", "ascii"])
def test_no_two_quantities_of_a_card_look_the_same(name: str, look: Signs) -> None:
    show = Look(PALETTES["dark"], look, fill=True).text
    optimizer = OPTIMIZERS[name]
    symbols = tuple((h.name, h.symbol) for h in optimizer.hyper)
    for corrected in (False, True):
        expressions = [line.expression for line in optimizer.lines(corrected, penalty=True)]
        used = set().union(*(names(parse(text)) for text in expressions))
        used |= {line.name for line in optimizer.lines(corrected)}
        written = [show(symbol(each, symbols)) for each in sorted(used)]
        assert len(set(written)) == len(written)
        assert not any("?" in text for text in written)


def test_the_penalty_is_in_the_first_line() -> None:
    first = declared(setup("adam", l2=0.1))[0]
    assert formula(parse(first.expression), (("gradient", "∇f + noise"),), 1) == "∇f + noise + λ·x"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a - (b - c)", "a − (b−c)"),
        ("a*(b/c)", "a·(b/c)"),
        ("-(a + b)*c", "−(a+b)·c"),
        ("(-a)**2", "(−a)²"),
        ("beta**(2*t)", "β^(2·t)"),
        ("sqrt(a + b)/sqrt(s_hat)", "√(a+b)/√s\u0302"),
        ("max(a + 1e-8, abs(b))", "max(a + 1e−8, |b|)"),
        ("a if b > 5 else c if b <= 2 else 1", "a if b > 5 else c if b ≤ 2 else 1"),
        ("2*(a if b >= 0.5 else c)", "2·(a if b ≥ 0.5 else c)"),
    ],
)
def test_formulas_keep_their_meaning(text: str, written: str) -> None:
    assert formula(parse(text), (("beta", "β"),), 3) == written


def test_symbols() -> None:
    assert symbol("v_hat") == f"v{HAT}"
    assert symbol("update") == "Δ"
    assert symbol("beta1", (("beta1", "β1"),)) == "β1"
    assert symbol("s_max") == "s_max"


def test_a_formula_without_its_spaces() -> None:
    assert compact("β·s + (1−β)·g²") == "β·s+(1−β)·g²"
    assert compact(".9·0.5 − 3.000 / 0.7") == ".9·0.5−3.000/0.7"
    assert compact("1.23e−5 if t > 5 else x") == "1.23e−5 if t > 5 else x"


def test_formulas_for_ascii_terminals_say_what_is_raised() -> None:
    assert in_ascii("v/(1−β1¹⁸)") == "v/(1−β1^18)"
    assert in_ascii(f"−α·v{HAT}/(√s{HAT}+ε)·√(a+b)") == f"−α*v{HAT}/(sqrt(s{HAT})+ε)*sqrt(a+b)"
    assert in_ascii(".001·(1.23e−5)²") == ".001*(1.23e−5)^2"


def test_settings_are_as_they_were_chosen() -> None:
    for value in (0.9, 0.999, 1e-8, 3.0, 0.1):
        text = numbers(parse("beta*g"), {"beta": value, "g": 1.0}, frozenset({"beta"}))
        assert text.removesuffix("·1.000") == setting(value).removeprefix("0")
