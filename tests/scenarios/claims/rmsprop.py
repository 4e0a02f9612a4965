"""What `rmsprop` says, as code."""

import numpy as np
from claim import Moment, claim


def step_lengths(now: Moment) -> list[float]:
    return [abs(now.at("RMSprop", column)) for column in ("update_x", "update_y")]


def roots(now: Moment) -> list[float]:
    return [np.sqrt(now.at("RMSprop", column)) for column in ("s_x", "s_y")]


def slopes(now: Moment) -> tuple[float, float]:
    return now.gradient(*now.common_start())


CLAIMS = (
    claim("the gradient is −0.8 in x and 16 in y", slopes),
    claim(
        "it is 20 times as steep across the ravine as along it",
        lambda now: [-slopes(now)[1] / slopes(now)[0]],
    ),
    claim(
        "√s is 0.253 for x and 5.06 for y, again 20 times as much",
        lambda now: [*roots(now), roots(now)[1] / roots(now)[0]],
    ),
    claim(
        "g/√s has the same size in both: each moves by 0.79",
        lambda now: step_lengths(now)[:1],
        lambda now: np.isclose(*step_lengths(now)),
    ),
    claim(
        "The first step was 3.16 α: s starts at 0",
        lambda now: [-now.at("RMSprop", "update_y", 1) / now.alpha("RMSprop"), 0],
    ),
    claim(
        "Now the step is 0.44, with α = 0.25",
        lambda now: [step_lengths(now)[0], now.alpha("RMSprop")],
    ),
    claim("The step is now 0.24 in x and 0.24 in y", step_lengths),
    claim(
        "RMSprop goes straight down the diagonal",
        holds=lambda now: np.allclose(now.until("RMSprop", "x"), -now.until("RMSprop", "y")),
    ),
    claim(
        "GD has crossed the floor 20 times in 20 steps",
        lambda now: [now.crossings("GD"), now.step],
    ),
    claim(
        "RMSprop is still on the diagonal: y = −x",
        holds=lambda now: np.isclose(now.at("RMSprop", "y"), -now.at("RMSprop", "x")),
    ),
    claim(
        "GD was below a loss of 0.01 at step 31, RMSprop is at step 45",
        lambda now: [0.01, now.below("GD", 0.01), now.below("RMSprop", 0.01)],
    ),
)
