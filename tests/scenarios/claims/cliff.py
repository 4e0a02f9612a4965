"""What `cliff` says, as code."""

import numpy as np
from claim import Moment, claim

GD, RMSPROP, ADAM = "GD", "RMSprop", "Adam"


def longest(now: Moment, label: str) -> float:
    return float(abs(now.until(label, "update_x")[1:]).max())


CLAIMS = (
    claim(
        "Two plains and a cliff between them. "
        "On its edge the gradient is over a hundred times as large as on the plains",
        lambda now: [2],
        lambda now: now.gradient(0, 0)[0] < 100 * min(now.gradient(x, 0)[0] for x in (-1, 1)),
    ),
    claim(
        "The minimum is at (2, 0), beyond the cliff at x = 0",
        lambda now: [now.minima[0].x, now.minima[0].y, 0],
    ),
    claim(
        "There g is −49.80 in x, and a step of 14.94 takes it far off the map, to x = 14.93",
        lambda now: [now.at(GD, "grad_x"), now.at(GD, "update_x"), now.at(GD, "x")],
    ),
    claim(
        "no step of theirs was longer than 0.32 or 0.10 in x, the edge included",
        lambda now: [longest(now, RMSPROP), longest(now, ADAM)],
        lambda now: now.at(RMSPROP, "x") > 0 and now.at(ADAM, "x") > 0,
    ),
    claim(
        "Adam's still holds the edge. At x = 0.98 it gets on by 0.006 a step",
        lambda now: [now.at(ADAM, "x"), now.at(ADAM, "update_x")],
        lambda now: np.sqrt(now.at(ADAM, "s_hat_x")) > 10 * abs(now.at(ADAM, "grad_x")),
    ),
    claim(
        "After the long way back GD is below a loss of 0.01 at step 118. Momentum, which takes in "
        "a tenth of g a step, was so at step 42",
        lambda now: [
            0.01,
            now.below(GD, 0.01),
            1 - now.setting("Momentum", "beta"),
            now.below("Momentum", 0.01),
        ],
    ),
)
