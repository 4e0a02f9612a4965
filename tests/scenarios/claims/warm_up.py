"""What `warm-up` says, as code."""

import numpy as np
from claim import Moment, claim

CONSTANT, COSINE, WARM, SMALL = "constant", "cosine", "warm-up", "α 0.001"
LARGE = (CONSTANT, COSINE, WARM)


def limit(now: Moment, x: float, y: float) -> float:
    return 2 / now.curvatures(x, y)[0]


CLAIMS = (
    claim(
        "Warm-up lets α grow at first",
        holds=lambda now: bool(np.all(np.diff(now.run(WARM).column("learning_rate")[1:41]) > 0)),
    ),
    claim(
        "Three runs have α0 = 0.02",
        lambda now: [sum(now.alpha(label) == 0.02 for label in now.labels), now.alpha(WARM)],
    ),
    claim(
        "The curvature at the start allows 2/λmax = 0.0023, the one at the minimum 0.04",
        lambda now: [
            2,
            limit(now, *now.common_start()),
            limit(now, now.minima[0].x, now.minima[0].y),
        ],
    ),
    claim(
        "constant and cosine diverge at step 3",
        lambda now: [now.run(COSINE).diverged.step],
        lambda now: now.run(CONSTANT).diverged.step == now.step,
    ),
    claim("warm-up has come to α = 0.0015", lambda now: [now.at(WARM, "learning_rate")]),
    claim(
        "warm-up is over: α is 0.02, and the ground is flat enough by now",
        lambda now: [now.at(WARM, "learning_rate")],
        lambda now: now.at(WARM, "learning_rate") < limit(now, *now.place(WARM)),
    ),
    claim(
        "From here on α falls along a cosine",
        holds=lambda now: bool(
            np.all(np.diff(now.run(WARM).column("learning_rate")[now.step + 1 :]) < 0)
        ),
    ),
    claim(
        "α 0.001 was safe from the start, but it is slow: its loss is 5.68, that of warm-up 0.04",
        lambda now: [now.alpha(SMALL), now.at(SMALL, "loss"), now.at(WARM, "loss")],
        lambda now: now.alpha(SMALL) < limit(now, *now.common_start()),
    ),
    claim(
        "warm-up ends at a loss of 0.021, α 0.001 at 1.85",
        lambda now: [now.at(WARM, "loss"), now.alpha(SMALL), now.at(SMALL, "loss")],
    ),
)
