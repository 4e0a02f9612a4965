"""Newton's method: x ← x − α (H + μI)⁻¹ g, which divides the gradient by the curvature."""

from __future__ import annotations

from tuiopt_kernels.optimizers._clocks import still
from tuiopt_kernels.spec import NOT_NEGATIVE, Floats, Hyper, Line, Optimizer


def solve(
    gx: float, gy: float, hxx: float, hxy: float, hyy: float, hyper: Floats
) -> tuple[float, float]:
    (damping,) = hyper
    hxx += damping
    hyy += damping
    determinant = hxx * hyy - hxy * hxy
    return (hyy * gx - hxy * gy) / determinant, (hxx * gy - hxy * gx) / determinant


def rule(
    g: float, x: float, alpha: float, hyper: Floats, k: Floats, slots: Floats
) -> tuple[float, Floats, Floats]:
    return -alpha * g, (), ()


SPEC = Optimizer(
    name="newton",
    title="Newton's method",
    rule=rule,
    clock=still,
    equation="x ← x − α (H + μI)⁻¹ g",
    card=(
        Line("h", "curvature + damping", penalised=False),
        Line("h", "curvature + l2 + damping", penalised=True),
        Line("c", "mixed"),
        Line("det", "h*h_other - c**2"),
        Line("n", "h_other*g - c*g_other"),
        Line("update", "-alpha*n/det"),
    ),
    source="Nocedal & Wright, Numerical optimization, chapter 3, 2006",
    hyper=(
        Hyper("damping", "μ", 0.0, NOT_NEGATIVE, "log", "added to the curvature in x and in y"),
    ),
    learning_rate=1.0,
    solve=solve,
    notes=(
        "h is ∂²f/∂x² in x and ∂²f/∂y² in y, c is ∂²f/∂x∂y; a prime marks the other coordinate's "
        "number. n/det solves H d = g by Cramer's rule.",
        "A quadratic's minimum is reached in one step from anywhere. Elsewhere H may be "
        "indefinite: the step then leads to a saddle or uphill, unless μ is large enough. Where "
        "det is 0 there is no step, and the run ends.",
    ),
)
