"""What `saddle` says, as code."""

import numpy as np
from claim import Moment, claim

RIDGE, GD, BALL, ADAM = "On the ridge", "GD", "Heavy ball", "Adam"


def passes(now: Moment, label: str) -> list[float]:
    """The height, and the first step above it."""
    return [1, now.first(label, lambda y: y > 1, "y")]


CLAIMS = (
    claim(
        "At a saddle the gradient is 0, yet there is no minimum",
        lambda now: [now.gradient(0, 0)[0]],
        lambda now: now.gradient(0, 0) == (0, 0) and not now.minima,
    ),
    claim(
        "One run starts exactly on the ridge, at y = 0, the others beside it, at y = 0.001",
        lambda now: [now.start(RIDGE)[1], now.start(GD)[1]],
        lambda now: now.start(GD) == now.start(BALL) == now.start(ADAM),
    ),
    claim(
        "The slope in y is only 0.002, but Adam divides by its size: it moves 0.1 in y, GD 0.0002",
        lambda now: [
            -now.at(ADAM, "grad_y"),
            round(now.at(ADAM, "update_y"), 5),
            now.at(GD, "update_y"),
        ],
    ),
    claim(
        "Adam passes y = 1 at step 11, before it comes to the saddle",
        lambda now: passes(now, ADAM),
        lambda now: now.at(ADAM, "x") < 0,
    ),
    claim("GD is still at y = 0.007", lambda now: [now.at(GD, "y")]),
    claim("The heavy ball passes y = 1 at step 19", lambda now: passes(now, BALL)),
    claim(
        "with β = 0.9 it adds up small slopes that all point the same way",
        lambda now: [now.setting(BALL, "beta")],
        lambda now: bool(np.all(now.until(BALL, "grad_y")[1:] < 0)),
    ),
    claim("GD passes y = 1 at step 38", lambda now: passes(now, GD)),
    claim(
        "each step only makes y 1.2 times as large, and it began at 0.001",
        lambda now: [now.at(GD, "y") / now.at(GD, "y", now.step - 1), now.start(GD)[1]],
    ),
    claim(
        "On the ridge the gradient in y is exactly 0, so GD keeps y = 0",
        lambda now: [max(abs(now.until(RIDGE, "grad_y")[1:])), max(abs(now.until(RIDGE, "y")))],
        lambda now: not now.until(RIDGE, "y").any() and not now.until(RIDGE, "grad_y")[1:].any(),
    ),
    claim("ends at the saddle", holds=lambda now: np.allclose(now.place(RIDGE), 0, atol=1e-4)),
)
