"""A surface as a plug-in."""

from math import exp

from tuiopt_kernels.spec import Minimum, Surface


def value(x, y, params):
    return 1.0 - exp(-x * x - y * y)


def gradient(x, y, params):
    e = 2.0 * exp(-x * x - y * y)
    return x * e, y * e


def hessian(x, y, params):
    e = 2.0 * exp(-x * x - y * y)
    return e * (1.0 - 2.0 * x * x), -2.0 * x * y * e, e * (1.0 - 2.0 * y * y)


SPEC = Surface(
    name="bump",
    title="Bump",
    formula="1 − exp(−x² − y²)",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((-2.0, 2.0), (-2.0, 2.0)),
    start=(-1.0, 0.5),
    minima=(Minimum(0.0, 0.0),),
)
