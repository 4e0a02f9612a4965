"""What `rosenbrock` says, as code."""

from claim import Moment, claim


def steepest(now: Moment) -> float:
    """The largest curvature at the start."""
    return now.curvatures(*now.common_start())[0]


CLAIMS = (
    claim("the minimum at (1, 1)", lambda now: [now.minima[0].x, now.minima[0].y]),
    claim(
        "All three start at (−1.2, 1); the minimum is at (1, 1)",
        lambda now: [
            len(now.labels),
            *now.common_start(),
            now.minima[0].x,
            now.minima[0].y,
        ],
    ),
    claim(
        "The floor of the valley runs along y = x²",
        holds=lambda now: all(abs(now.gradient(x, x * x)[1]) < 1e-12 for x in (-1, 0, 0.5, 1)),
    ),
    claim("The curvature at the start is about 1506", lambda now: [steepest(now)]),
    claim(
        "GD has α = 0.001; above 2/λmax = 0.0013 it could not settle there",
        lambda now: [now.alpha("GD"), 2, 2 / steepest(now)],
    ),
    claim(
        "Momentum is the first below a loss of 0.1, at step 122",
        lambda now: [0.1, now.below("Momentum", 0.1)],
        lambda now: now.first_below(0.1) == "Momentum",
    ),
    claim("GD has only come to x = −0.93", lambda now: [now.at("GD", "x")]),
    claim("Adam is below 0.1 at step 185", lambda now: [0.1, now.below("Adam", 0.1)]),
    claim(
        "Nobody has arrived",
        holds=lambda now: all(run.converged is None for run in now.trace.runs),
    ),
    claim(
        "at step 300 the lowest loss is Adam's, 0.010, and GD is still at x = −0.76",
        lambda now: [now.step, now.at("Adam", "loss"), now.at("GD", "x")],
        lambda now: now.lowest() == "Adam",
    ),
)
