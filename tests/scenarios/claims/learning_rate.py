"""What `learning-rate` says, as code."""

import numpy as np
from claim import claim

SMALL, RIGHT, LARGE = "α 0.02", "α 0.8", "α 1.08"

CLAIMS = (
    claim(
        "Gradient descent three times from the same start. Only the learning rate α differs",
        lambda now: [len(now.labels)],
        lambda now: {run.setup.optimizer.name for run in now.trace.runs} == {"gd"},
    ),
    claim(
        "Three runs of GD start at (−9, 0.4), with α = 0.8, 0.02 and 1.08",
        lambda now: [
            len(now.labels),
            *now.common_start(),
            now.alpha(RIGHT),
            now.alpha(SMALL),
            now.alpha(LARGE),
        ],
    ),
    claim(
        "At step 3 the largest α has the lowest loss, 2.43",
        lambda now: [now.step, now.at(LARGE, "loss")],
        lambda now: now.lowest() == LARGE and now.alpha(LARGE) == max(map(now.alpha, now.labels)),
    ),
    claim(
        "each step makes it 1.16 times as wide",
        lambda now: [-now.at(LARGE, "y") / now.at(LARGE, "y", now.step - 1)],
    ),
    claim(
        "At step 11 the loss of α 1.08 is above its start, 4.21, for the first time",
        lambda now: [
            now.first(LARGE, lambda loss: loss > loss[0], "loss"),
            now.alpha(LARGE),
            now.at(LARGE, "loss", 0),
        ],
    ),
    claim(
        "From now on it only grows",
        holds=lambda now: bool(np.all(np.diff(now.run(LARGE).column("loss")[now.step :]) > 0)),
    ),
    claim(
        "α 0.8 is below a loss of 0.01 at step 37",
        lambda now: [now.alpha(RIGHT), 0.01, now.below(RIGHT, 0.01)],
    ),
    claim(
        "α 0.02 has only come from x = −9 to x = −8.36",
        lambda now: [now.alpha(SMALL), now.at(SMALL, "x", 0), now.at(SMALL, "x")],
    ),
    claim(
        "At step 120 α 1.08 is called diverged: |y| is 21.7 million, "
        "more than a million domain widths outside",
        lambda now: [
            now.run(LARGE).diverged.step,
            now.alpha(LARGE),
            abs(now.run(LARGE).diverged.value),
            1e6,
        ],
        lambda now: (
            now.run(LARGE).diverged.quantity == "y"
            and abs(now.run(LARGE).diverged.value) > 10 + 1e6 * 20
        ),
    ),
    claim(
        "After 130 steps α 0.02 still has a loss of 2.41",
        lambda now: [now.step, now.alpha(SMALL), now.at(SMALL, "loss")],
    ),
    claim("it never rose", holds=lambda now: bool(np.all(np.diff(now.until(SMALL, "loss")) < 0))),
)
