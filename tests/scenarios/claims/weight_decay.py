"""What `weight-decay` says, as code."""

import numpy as np
from claim import Moment, claim

from tuiopt.labs.contour.solve.penalty import penalised_minima

NONE, SOME, MUCH = "λ 0", "λ 2", "λ 8"


def decayed(now: Moment, label: str) -> bool:
    """Whether every step was x ← (1 − αλ)x − α∇f."""
    keeps = 1 - now.alpha(label) * now.setting(label, "l2")
    return all(
        np.allclose(
            now.until(label, axis)[1:],
            keeps * now.until(label, axis)[:-1]
            - now.alpha(label) * now.until(label, f"grad_{axis}")[1:],
            rtol=1e-12,
        )
        for axis in "xy"
    )


def own_minimum(now: Moment, label: str) -> tuple[float, float]:
    (found,) = penalised_minima(now.trace.scenario.problem, now.setting(label, "l2"))
    return found


def balance(now: Moment) -> bool:
    at = np.array(own_minimum(now, SOME))
    return np.allclose(now.gradient(*at), -now.setting(SOME, "l2") * at, rtol=1e-12)


CLAIMS = (
    claim(
        "An L2 penalty adds λ/2·(x² + y²) to what a run goes down",
        lambda now: [2],
        lambda now: decayed(now, NONE) and decayed(now, SOME),
    ),
    claim(
        "Three runs of GD with α = 0.05. λ pulls x and y towards 0",
        lambda now: [len(now.labels), now.alpha(NONE), 0],
        lambda now: (
            {run.setup.optimizer.name for run in now.trace.runs} == {"gd"}
            and len({now.alpha(label) for label in now.labels}) == 1
        ),
    ),
    claim(
        "With λ = 8 each step first keeps 1 − αλ = 0.6 of x and y, then takes −α∇f",
        lambda now: [
            now.setting(MUCH, "l2"),
            1,
            1 - now.alpha(MUCH) * now.setting(MUCH, "l2"),
        ],
        lambda now: decayed(now, MUCH),
    ),
    claim(
        "it pulls the way that f falls. At step 6 λ 2 has a loss of 3.02, λ 0 one of 17.09",
        lambda now: [
            now.step,
            now.setting(SOME, "l2"),
            now.at(SOME, "loss"),
            now.setting(NONE, "l2"),
            now.at(NONE, "loss"),
        ],
        lambda now: -np.dot(now.gradient(*now.common_start()), now.common_start()) < 0,
    ),
    claim(
        "λ 2 has come to its own minimum, at (1.30, 2.30), where the slope of f and the pull "
        "cancel",
        lambda now: [now.setting(SOME, "l2"), *own_minimum(now, SOME)],
        lambda now: np.allclose(now.place(SOME), own_minimum(now, SOME), atol=0.1) and balance(now),
    ),
    claim(
        "Its loss rises again",
        holds=lambda now: now.at(SOME, "loss") > now.at(SOME, "loss", now.step - 1),
    ),
    claim(
        "The loss column leaves the penalty out: 1.22 for λ 2 and 8.10 for λ 8",
        lambda now: [
            now.at(SOME, "loss"),
            now.setting(SOME, "l2"),
            now.at(MUCH, "loss"),
            now.setting(MUCH, "l2"),
        ],
        lambda now: now.at(MUCH, "loss") == now.trace.scenario.problem.value(*now.place(MUCH)),
    ),
    claim(
        "the smaller x and y",
        holds=lambda now: (
            np.hypot(*now.place(MUCH)) < np.hypot(*now.place(SOME)) < np.hypot(*now.place(NONE))
        ),
    ),
)
