"""What `inputs-scaled` says, as code."""

import numpy as np
from claim import claim

SMALL, RIGHT, LARGE = "α 0.3", "α 1", "α 1.8"


def inputs(now):
    return now.trace.scenario.problem.surface.mean_loss.inputs


CLAIMS = (
    claim(
        "The same data, its inputs scaled to mean 0 and deviation 1",
        lambda now: [inputs(now).mean(), inputs(now).std()],
    ),
    claim(
        "the loss of a line is equally curved every way: λmax = 1",
        lambda now: [now.curvatures(0.0, 0.0)[0]],
        lambda now: np.allclose(*now.curvatures(0.0, 0.0), rtol=1e-12),
    ),
    claim(
        "With α 1 GD is at the minimum at step 1: on a circle −g points to it, and 1/λmax",
        lambda now: [now.alpha(RIGHT), now.run(RIGHT).converged, 1],
        lambda now: np.allclose(now.place(RIGHT), (now.minima[0].x, now.minima[0].y), rtol=1e-12),
    ),
    claim(
        "α 0.3 and α 1.8 are at 0.0211 and 0.0270",
        lambda now: [
            now.alpha(SMALL),
            now.alpha(LARGE),
            now.at(SMALL, "loss"),
            now.at(LARGE, "loss"),
        ],
    ),
    claim(
        "The one walks straight, the other jumps across",
        holds=lambda now: (
            (np.diff(now.until(SMALL, "x")) > 0).all()
            and (np.diff(np.sign(now.until(LARGE, "x") - now.minima[0].x)) != 0).all()
        ),
    ),
    claim(
        "α 0.3 converged at step 39. Up to 2/λmax any α leads there: "
        "with α 1.8 the loss never rose",
        lambda now: [now.alpha(SMALL), now.run(SMALL).converged, 2, now.alpha(LARGE)],
        lambda now: (np.diff(now.until(LARGE, "loss")) < 0).all(),
    ),
)
