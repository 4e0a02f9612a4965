"""What `own-step-sizes` says, as code."""

import math

import numpy as np
from claim import Moment, claim

GD, ADAGRAD, ADADELTA, RPROP = "GD", "Adagrad", "Adadelta", "Rprop"


def diagonal(now: Moment, label: str) -> bool:
    return np.allclose(now.until(label, "x"), -now.until(label, "y"), rtol=0, atol=0.01)


def first_step(now: Moment, label: str) -> float:
    return now.at(label, "update_x", 1)


CLAIMS = (
    claim(
        "Adagrad, Adadelta and Rprop find a step size for x and one for y. GD has one α for both",
        holds=lambda now: (
            [run.setup.optimizer.name for run in now.trace.runs]
            == [label.lower() for label in (GD, ADAGRAD, ADADELTA, RPROP)]
        ),
    ),
    claim(
        "The ravine is 20 times as steep in y as in x",
        lambda now: [-now.gradient(*now.common_start())[1] / now.gradient(*now.common_start())[0]],
    ),
    claim(
        "Adagrad steps 2 in x and in y: g/√s has the same size in both. Rprop steps 0.1 each way, "
        "Adadelta 0.003",
        lambda now: [first_step(now, label) for label in (ADAGRAD, RPROP, ADADELTA)],
        lambda now: all(diagonal(now, label) for label in (ADAGRAD, RPROP, ADADELTA)),
    ),
    claim(
        "Rprop multiplies its step by 1.2 while the sign of g stays. "
        "It was 0.1, now it is 0.52 in x and in y",
        lambda now: [
            now.at(RPROP, "update_x") / now.at(RPROP, "update_x", now.step - 1),
            first_step(now, RPROP),
            now.at(RPROP, "update_x"),
        ],
        lambda now: now.at(RPROP, "update_y") == -now.at(RPROP, "update_x"),
    ),
    claim(
        "Rprop is the first below a loss of 0.01, at step 18. Where a sign changes it halves",
        lambda now: [0.01, now.below(RPROP, 0.01)],
        lambda now: now.first_below(0.01) == RPROP and now.setting(RPROP, "eta_minus") == 0.5,
    ),
    claim("GD is at x = −3.18", lambda now: [now.at(GD, "x")]),
    claim(
        "Adagrad is below 0.01 at step 26. s only grows, so its steps only shrink: "
        "from 2 at first to 0.015 in x",
        lambda now: [
            0.01,
            now.below(ADAGRAD, 0.01),
            first_step(now, ADAGRAD),
            now.at(ADAGRAD, "update_x"),
        ],
        lambda now: (
            bool(np.all(np.diff(now.until(ADAGRAD, "s_x")[1:]) > 0))
            and bool(np.all(np.diff(now.until(ADAGRAD, "update_x")[1:]) < 0))
        ),
    ),
    claim(
        "Adadelta is still at x = −7.69. It has no α to choose: its steps grow from √ε = 0.001",
        lambda now: [now.at(ADADELTA, "x"), math.sqrt(now.setting(ADADELTA, "epsilon"))],
        lambda now: now.alpha(ADADELTA) == 1.0 < 4 * first_step(now, ADADELTA) / 0.01,
    ),
)
