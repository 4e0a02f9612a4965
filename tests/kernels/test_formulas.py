"""A formula's functions: exact, the same numbers from every engine, safe where Python raises."""

from __future__ import annotations

import math
from operator import truediv
from types import FunctionType, ModuleType
from typing import Any

import mpmath
import numpy as np
import pytest
from formula_cases import FORMULAS
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from references import both_sources, surface_reference
from surface_cases import SURFACE_CASES, SurfaceCase
from trial import arguments, same_bits

from tuiopt_kernels import arrays, compiled, formulas, interpreted
from tuiopt_kernels.bind import bind
from tuiopt_kernels.formulas.graph import FUNCTIONS
from tuiopt_kernels.ieee import safe
from tuiopt_kernels.optimizers import OPTIMIZERS
from tuiopt_kernels.spec import Surface
from tuiopt_kernels.surfaces import SURFACES

DOMAIN = ((-2.0, 2.0), (-2.0, 2.0))
DIGITS = 40


def surface(text: str, start: tuple[float, float] = (0.75, 0.5)) -> Surface:
    return formulas.surface(text, DOMAIN, start)


def test_every_surface_is_written_as_a_formula() -> None:
    assert set(SURFACES) <= set(FORMULAS)


@both_sources
@pytest.mark.parametrize(
    "case", [case for case in SURFACE_CASES if not case.params], ids=lambda case: case.key
)
def test_a_surface_as_a_formula_agrees_with_autograd(case: SurfaceCase, source: str) -> None:
    """By the same measure as the surface itself."""
    expected = surface_reference(case, source)
    written = surface(FORMULAS[case.surface])
    x, y = expected["points"].T
    xx, xy, yy = expected["hessian"].T
    size = np.abs(expected["value"]) + np.linalg.norm(expected["gradient"], axis=1)
    allowed = 1e-12 * (size + np.sqrt(xx * xx + 2.0 * xy * xy + yy * yy))
    for name in ("value", "gradient", "hessian"):
        got = np.array(getattr(arrays, name)(written, x, y, ()))
        assert np.all(np.abs(got - expected[name].T) <= allowed), name


# Functions of what they are defined for, so that few formulas are without a value.
inner = {"log": "log({}**2 + 1)", "sqrt": "sqrt({}**2 + 1)"}
calls = [inner.get(name, name + "({})") for name in FUNCTIONS]
sums = ["{} + {}", "{} - {}", "({})*({})", "({})/({})"]
powers = ["({})**2", "({})**3", "({})**-1", "({})**5", "({})**2.5", "-({})**2"]
leaves = st.sampled_from(["x", "y", "2", "0.5", "pi", "1.5e0", "3"])
texts = st.recursive(
    leaves,
    lambda part: (
        st.builds(str.format, st.sampled_from([*sums, "({})**({})"]), part, part)
        | st.builds(str.format, st.sampled_from([*powers, "({})"]), part)
        | st.builds(lambda form, text: form.format(f"({text})"), st.sampled_from(calls), part)
    ),
    max_leaves=8,
)

BY_MPMATH: dict[Any, Any] = {
    **{function: getattr(mpmath, function.__name__) for function in FUNCTIONS.values()},
    math.pow: mpmath.power,
    truediv: mpmath.fdiv,
}


def test_mpmath_has_every_function() -> None:
    assert set(BY_MPMATH) == {*FUNCTIONS.values(), math.pow, truediv}
    assert set(BY_MPMATH) <= set(arrays.NUMPY)


def in_digits(function: FunctionType, x: object, y: object) -> Any:
    """What a formula's function gives in numbers of 40 digits."""
    return bind(function, {}, replace=BY_MPMATH)(x, y, ())


@given(texts, st.sampled_from([(0.7, 0.4), (1.3, -0.6), (-0.9, 1.1)]))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_derivatives_are_exact(text: str, point: tuple[float, float]) -> None:
    """In 40 digits, so that no cancellation hides or feigns a mistake, against differences there.

    The reference is Python's own reading of the text, over mpmath's numbers.
    """
    names = {name: getattr(mpmath, f.__name__) for name, f in FUNCTIONS.items()} | {"pi": math.pi}
    try:
        made = surface(text)
    except formulas.FormulaError:
        assume(False)

    def f(x: object, y: object) -> Any:
        return mpmath.mpf(1) * eval(text, names, {"x": x, "y": y})

    with mpmath.workdps(DIGITS):
        x, y = map(mpmath.mpf, point)
        try:
            expected = [f(x, y)]
            assume(all(isinstance(value, mpmath.mpf) for value in expected))
            orders = [(1, 0), (0, 1), (2, 0), (1, 1), (0, 2)]
            expected += [mpmath.diff(f, (x, y), order) for order in orders]
        except (ZeroDivisionError, ValueError, OverflowError):
            assume(False)
        assume(all(mpmath.isfinite(v) and abs(v) < 1e30 for v in expected))
        assume(all(isinstance(value, mpmath.mpf) for value in expected))
        got = [in_digits(made.value, x, y)]
        got += in_digits(made.gradient, x, y)
        got += in_digits(made.hessian, x, y)
        size = 1e-10 * max(abs(value) for value in expected)
        pairs = zip(got, expected, strict=True)
        assert all(abs(g - v) <= 1e-10 * abs(v) + 1e-4 * size for g, v in pairs)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_is_that_of_mathematics(name: str) -> None:
    x = 0.625
    made = surface(f"{name}(x)")
    by_mpmath = getattr(mpmath, FUNCTIONS[name].__name__)
    slopes = [float(mpmath.diff(by_mpmath, x, n)) for n in (0, 1, 2)]
    got = made.value(x, 0.0, ()), made.gradient(x, 0.0, ())[0], made.hessian(x, 0.0, ())[0]
    assert got == pytest.approx(slopes, rel=1e-13, abs=0.0)


@pytest.mark.parametrize("x", [20.0, 300.0, 1000.0])
def test_far_out_tanh_is_flat_and_keeps_its_digits(x: float) -> None:
    made = surface("tanh(x)")
    with mpmath.workdps(1000):
        slope = 1 / mpmath.cosh(x) ** 2
        expected = [float(slope), float(-2 * mpmath.tanh(x) * slope)]
    got = [safe(made.gradient)(x, 0.0, ())[0], safe(made.hessian)(x, 0.0, ())[0]]
    assert got == pytest.approx(expected, rel=1e-12, abs=0.0)


def test_abs_has_the_derivative_0_at_0() -> None:
    made = surface("abs(x) + abs(y)")
    assert made.gradient(0.0, -2.0, ()) == (0.0, -1.0)
    assert made.hessian(0.0, 0.0, ()) == (0.0, 0.0, 0.0)
    gx, _ = arrays.gradient(made, np.array([-1.0, 0.0, 3.0]), np.zeros(3), ())
    np.testing.assert_array_equal(gx, [-1.0, 0.0, 1.0])


HARD = {
    "division": "1/x + y/(x*y)",
    "over an underflow": "1/exp(-1000*x) + y",
    "whole powers": "x**-3 + y**3 + (x*y)**64 + (x - y)**65",
    "roots": "x**0.5 + y**-0.5 + (x - 1)**1.5 + x**(1/3)",
    "powers": "x**y + 2**x + 10**y + (x + 2)**(x*y)",
    "functions": " + ".join(f"{name}(x*y)" for name in FUNCTIONS),
    "kinks": "abs(x) + abs(x*y)**3 + abs(y - 1)",
    "constants": "exp(1)*x + 9**9**9*(x - x) + y**2 + 1e-320*x",
    "surface": FORMULAS["himmelblau"],
}


@pytest.mark.parametrize("text", HARD.values(), ids=HARD)
def test_a_kernel_gives_the_interpreters_bits_of_a_formula(text: str) -> None:
    """Also where the run diverges."""
    pair = OPTIMIZERS["momentum"], surface(text)
    for alpha in (1e-3, 0.1, 1e3):
        one, other = (arguments(*pair, 200, alpha) for _ in range(2))
        done = interpreted.trajectory(*pair)(*one)
        assert compiled.trajectory(*pair)(*other) == done
        assert same_bits(one, other)


numbers = [0.0, -0.0, 1.0, -1.0, -2.0, 0.5, 3.0, 1e200, -1e200, 1e-200, math.inf, -math.inf]


@pytest.mark.parametrize("text", HARD.values(), ids=HARD)
def test_arrays_agree_with_the_scalars_of_a_formula_wherever_it_is_asked(text: str) -> None:
    """At poles, in overflow, at infinity: infinities and NaN, and no exception."""
    made = surface(text)
    points = [(x, y) for x in numbers for y in numbers]
    x, y = np.array(points).T
    for name in ("value", "gradient", "hessian"):
        scalar = [safe(getattr(made, name))(a, b, ()) for a, b in points]
        found = np.array(getattr(arrays, name)(made, x, y, ())).T
        np.testing.assert_allclose(found, scalar, rtol=1e-12, err_msg=name)


@pytest.mark.parametrize("engine", [interpreted, compiled])
@pytest.mark.parametrize("text", ["1/x", "log(x)", "sqrt(x)*y", "x**-2", "x**0.5", "exp(1/x**2)"])
def test_a_step_from_a_pole_is_divergence(engine: ModuleType, text: str) -> None:
    pair = OPTIMIZERS["gd"], surface(text, (0.0, 1.0))
    assert engine.trajectory(*pair)(*arguments(*pair, 5, 0.1)) == 0


@pytest.mark.parametrize(
    ("base", "exponent", "expected"),
    [
        (0.0, -1.0, math.inf),
        (-0.0, -3.0, -math.inf),
        (-0.0, -2.0, math.inf),
        (-10.0, 309.0, -math.inf),
        (-10.0, 310.0, math.inf),
        (10.0, 400.0, math.inf),
        (-1.0, 0.5, math.nan),
    ],
)
def test_a_power_is_that_of_numpy(base: float, exponent: float, expected: float) -> None:
    made = surface("x**y")
    with np.errstate(all="ignore"):
        by_numpy = np.power(base, exponent)
    for found in (safe(made.value)(base, exponent, ()), by_numpy):
        assert found == expected or (math.isnan(found) and math.isnan(expected))


def test_the_same_text_gives_the_same_functions() -> None:
    assert surface("x*y").gradient is surface("x*y").gradient


def test_equal_parts_are_computed_once() -> None:
    """No more statements than a person would write."""
    made = surface(FORMULAS["rosenbrock"])
    assert [f.__code__.co_nlocals - 3 for f in (made.value, made.gradient, made.hessian)] == [
        7, 8, 7,
    ]  # fmt: skip
