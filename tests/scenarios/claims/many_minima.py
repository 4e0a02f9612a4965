"""What `many-minima` says, as code."""

import numpy as np
from claim import Moment, claim

GD, HOPS, MOMENTUM, ADAM = "GD", "GD, α 0.1", "Momentum", "Adam"


def dips(now: Moment, label: str) -> int:
    """How many times the loss rose after it had fallen."""
    falls = np.diff(now.until(label, "loss")) < 0
    return int(np.count_nonzero(falls[:-1] & ~falls[1:]))


CLAIMS = (
    claim("GD rests in the first one", holds=lambda now: now.run(GD).converged is not None),
    claim(
        "The lowest point is at (0, 0), with a loss of 0",
        lambda now: [
            now.minima[0].x,
            now.minima[0].y,
            now.trace.scenario.problem.value(now.minima[0].x, now.minima[0].y),
        ],
    ),
    claim(
        "GD with α = 0.02 converged at step 10, in the dip at (2.97, −1.98)",
        lambda now: [now.alpha(GD), now.run(GD).converged, *now.place(GD)],
    ),
    claim("Momentum rolls over the dips", holds=lambda now: dips(now, MOMENTUM) >= 2),
    claim(
        "α 0.1 is too large for any dip, so it comes far too, but it cannot settle",
        lambda now: [now.alpha(HOPS)],
        lambda now: now.alpha(HOPS) > 2 / now.curvatures(*now.place(GD))[1] and dips(now, HOPS) > 5,
    ),
    claim("Momentum has come to a loss of 0.21", lambda now: [now.at(MOMENTUM, "loss")]),
    claim(
        "Adam rests in the same dip as GD, at a loss of 7.96",
        lambda now: [now.at(ADAM, "loss")],
        lambda now: np.allclose(now.place(ADAM), now.place(GD), atol=0.01),
    ),
    claim(
        "Momentum is at 0.06 and keeps swinging about the tip",
        lambda now: [now.at(MOMENTUM, "loss")],
        lambda now: (
            len(set(np.sign(now.until(MOMENTUM, "y")[-40:]))) == 2
            and abs(now.until(MOMENTUM, "y")[-40:]).max() < 0.1
        ),
    ),
)
