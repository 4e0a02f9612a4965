"""Two formulas have one kernel only if they are computed alike."""

from __future__ import annotations

import pytest

from tuiopt_kernels import drivers, formulas
from tuiopt_kernels.bind import bind, digest
from tuiopt_kernels.interpreted import names
from tuiopt_kernels.optimizers import OPTIMIZERS


def name(text: str) -> str:
    made = formulas.surface(text, ((-2.0, 2.0), (-2.0, 2.0)), (0.0, 0.0))
    return digest(bind(drivers.trajectory, names(OPTIMIZERS["gd"], made)))


DIFFERENT = """
    x y x+y x-y y-x x*y x/y y/x x**y y**x 2*x 2*y 3*x x**2 x**3 x*2.0000000000000004
    sin(x) cos(x) exp(x) log(x) sqrt(x) tanh(x) atan(x) sinh(x) cosh(x) tan(x) abs(x) abs(y)
    x+1 x-1 1/x 1-x 1e200*x 1e300*x 1e200*x*1e200 1e200*1e200
"""


def test_different_formulas_have_different_names() -> None:
    assert len({name(text) for text in DIFFERENT.split()}) == len(DIFFERENT.split())


@pytest.mark.parametrize(
    ("one", "other"),
    [("x**2", "x * x"), ("2*3*x", "6*x"), ("x + y", "(y + x)"), ("x - -x", "2*x"), ("-x", "-1*x")],
)
def test_what_is_computed_alike_has_one_name(one: str, other: str) -> None:
    assert name(one) == name(other)
