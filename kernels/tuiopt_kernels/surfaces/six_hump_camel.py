"""The six-hump camel: six minima in pairs, f(x, y) = f(−x, −y), two of them the deepest."""

from __future__ import annotations

from tuiopt_kernels.spec import Floats, Minimum, Surface


def value(x: float, y: float, params: Floats) -> float:
    xx, yy = x * x, y * y
    return xx * (4.0 - xx * (2.1 - xx / 3.0)) + yy * (4.0 * yy - 4.0) + x * y


def gradient(x: float, y: float, params: Floats) -> tuple[float, float]:
    xx, yy = x * x, y * y
    return x * (8.0 - xx * (8.4 - 2.0 * xx)) + y, y * (16.0 * yy - 8.0) + x


def hessian(x: float, y: float, params: Floats) -> tuple[float, float, float]:
    xx, yy = x * x, y * y
    return 8.0 - xx * (25.2 - 10.0 * xx), 1.0, 48.0 * yy - 8.0


SPEC = Surface(
    name="six-hump-camel",
    title="Six-hump camel",
    formula="(4−2.1x²+x⁴/3)x² + xy + (4y²−4)y²",
    value=value,
    gradient=gradient,
    hessian=hessian,
    domain=((-2.0, 2.0), (-1.0, 1.0)),
    start=(1.6, 0.8),
    minima=(
        Minimum(0.08984201310031806, -0.7126564030207396),
        Minimum(-0.08984201310031806, 0.7126564030207396),
        Minimum(1.703606714969981, -0.7960835686726251, is_global=False),
        Minimum(-1.703606714969981, 0.7960835686726251, is_global=False),
        Minimum(1.6071047529201972, 0.5686514548841314, is_global=False),
        Minimum(-1.6071047529201972, -0.5686514548841314, is_global=False),
    ),
    saddles=(
        (0.0, 0.0),
        (1.1092053368047865, -0.7682680925095399),
        (-1.1092053368047865, 0.7682680925095399),
        (1.2960702671671092, 0.6050843880386585),
        (-1.2960702671671092, -0.6050843880386585),
        (1.6380679841897785, 0.22867406904439408),
        (-1.6380679841897785, -0.22867406904439408),
    ),
    source="Dixon and Szegö (eds.), Towards global optimisation 2, 1978",
)
