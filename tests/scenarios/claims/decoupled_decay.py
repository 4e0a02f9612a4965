"""What `decoupled-decay` says, as code."""

import numpy as np
from claim import Moment, claim

from tuiopt.labs.contour.solve.penalty import penalised_minima

ADAM, L2, ADAMW = "Adam", "Adam, λ 0.1", "AdamW"


def diagonal(now: Moment, label: str) -> bool:
    return np.allclose(now.until(label, "x"), now.until(label, "y"), rtol=0, atol=1e-6)


def pulls(now: Moment) -> tuple[float, float]:
    """What λx adds to a step: its share of g, times the step."""
    alpha, l2 = now.alpha(L2), now.setting(L2, "l2")
    x, y = (alpha * l2 * now.at(L2, axis) / np.sqrt(now.at(L2, f"s_hat_{axis}")) for axis in "xy")
    return x, y


CLAIMS = (
    claim(
        "AdamW shrinks x and y by themselves, both by the same share",
        holds=lambda now: all(
            np.allclose(
                now.run(ADAMW).column(f"update_{axis}")[1:],
                -0.1 * 0.3 * now.run(ADAMW).column(axis)[:-1]
                - 0.1
                * now.run(ADAMW).column(f"v_hat_{axis}")[1:]
                / np.sqrt(now.run(ADAMW).column(f"s_hat_{axis}")[1:]),
                atol=1e-7,
            )
            for axis in "xy"
        ),
    ),
    claim(
        "The minimum is at (4, 4). The gradient is 20 times as large in y as in x",
        lambda now: [4, 4, now.gradient(0, 0)[1] / now.gradient(0, 0)[0]],
        lambda now: now.gradient(4, 4) == (0, 0),
    ),
    claim(
        "Adam walks along the diagonal all the same",
        holds=lambda now: np.allclose(now.run(ADAM).column("x"), now.run(ADAM).column("y")),
    ),
    claim(
        "Step 10: AdamW is on the diagonal too, λ 0.1 no longer",
        lambda now: [now.step, now.setting(L2, "l2")],
        lambda now: diagonal(now, ADAMW) and now.at(L2, "y") - now.at(L2, "x") > 0.01,
    ),
    claim(
        "λx counts for more where the gradient is small, in x",
        holds=lambda now: pulls(now)[0] > 10 * pulls(now)[1],
    ),
    claim(
        "Adam has arrived. L2 pulls x back to 1.96, y hardly: 3.87",
        lambda now: now.place(L2),
        lambda now: np.allclose(now.place(ADAM), 4, atol=1e-3),
    ),
    claim(
        "L2 halves x, to 2.00, and leaves y at 3.81, at the minimum ✜",
        lambda now: now.place(L2),
        lambda now: np.allclose(
            now.place(L2), penalised_minima(now.trace.scenario.problem, 0.1), atol=1e-3
        ),
    ),
    claim(
        "AdamW takes the same off both: it is at (2.56, 2.56)",
        lambda now: now.place(ADAMW),
        lambda now: diagonal(now, ADAMW),
    ),
)
