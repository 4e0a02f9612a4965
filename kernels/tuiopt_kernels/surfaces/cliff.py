"""A cliff between two plains: the gradient is small on both, and huge on the edge."""

from __future__ import annotations

from math import exp, fabs, tanh

from tuiopt_kernels.spec import Floats, Minimum, Surface

# 1/(1+exp(x/0.05)) in forms that cannot overflow: (1 − tanh 10x)/2 for f, and its derivative,
# which is even in x, from exp(−20|x|).


def edge(x: float) -> float:
    """−f'/200 of the cliff: 1/4 on the edge, nothing on the plains."""
    fall = exp(-20.0 * fabs(x))
    return fall / ((1.0 + fall) * (1.0 + fall))


def value(x: float, y: float, params: Floats) -> float:
    return 5.0 * (1.0 - tanh(10.0 * x)) + 0.05 * (x - 2.0) * (x - 2.0) + 0.05 * y * y


def gradient(x: float, y: float, params: Floats) -> tuple[float, float]:
    return 0.1 * (x - 2.0) - 200.0 * edge(x), 0.1 * y


def hessian(x: float, y: float, params: Floats) -> tuple[float, float, float]:
    return 0.1 + 4000.0 * edge(x) * tanh(10.0 * x), 0.0, 0.1


SPEC = Surface(
    name="cliff",
    title="Cliff",
    formula="10/(1+exp(x/0.05)) + 0.05(x−2)² + 0.05y²",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((-3.0, 3.0), (-3.0, 3.0)),
    start=(-2.5, 1.0),
    minima=(Minimum(2.0000000000000084, 0.0),),
    source="made for this project; why it matters: Pascanu, Mikolov and Bengio, On the difficulty "
    "of training recurrent neural networks, 2013",
    notes=("The edge is over a hundred times as steep as the plains: a step there may go far.",),
)
