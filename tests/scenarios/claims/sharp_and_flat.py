"""What `sharp-and-flat` says, as code."""

import numpy as np
from claim import Moment, claim

SMALL, MIDDLE, LARGE = "α 0.02", "α 0.1", "α 0.2"


def steepest(now: Moment, *, flat: bool) -> float:
    """The largest curvature at one of the minima."""
    (at,) = [at for at in now.minima if (at.x > 0) == flat]
    return now.curvatures(at.x, at.y)[0]


CLAIMS = (
    claim(
        "The sharp minimum is at the left, the flat one at the right. Three runs of GD get the "
        "same noisy gradients",
        lambda now: [len(now.labels)],
        lambda now: (
            steepest(now, flat=False) > 10 * steepest(now, flat=True)
            and now.trace.scenario.problem.noise > 0
        ),
    ),
    claim(
        "α 0.02 settles in the sharp minimum, at a loss of 0.06. Its curvature is about 38: "
        "the limit of α is 2/λmax = 0.053",
        lambda now: [
            now.alpha(SMALL),
            now.at(SMALL, "loss"),
            steepest(now, flat=False),
            2,
            2 / steepest(now, flat=False),
        ],
        lambda now: now.at(SMALL, "x") < -1.4,
    ),
    claim(
        "α 0.1 is above the limit and cannot settle, but its steps are too short to leave",
        lambda now: [now.alpha(MIDDLE)],
        lambda now: (
            2 / now.alpha(MIDDLE) < steepest(now, flat=False)
            and now.run(MIDDLE).column("x").max() < -1
        ),
    ),
    claim(
        "since step 20 its loss went from 0.08 to 0.76",
        lambda now: [
            20,
            now.until(MIDDLE, "loss")[20:].min(),
            now.until(MIDDLE, "loss")[20:].max(),
        ],
    ),
    claim(
        "α 0.2 was thrown out and has found the flat minimum, where the curvature is about 1",
        lambda now: [now.alpha(LARGE), steepest(now, flat=True)],
        lambda now: now.at(LARGE, "x") > 1,
    ),
    claim(
        "α 0.2 ends at the lowest loss, 0.047",
        lambda now: [now.alpha(LARGE), now.at(LARGE, "loss")],
        lambda now: now.lowest() == LARGE and np.all(now.until(LARGE, "x")[60:] > 1),
    ),
)
