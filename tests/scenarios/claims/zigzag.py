"""What `zigzag` says, as code."""

from claim import Moment, claim

SLOW, FAST, LIMIT = "α 0.5", "α 0.95", "α 1"


def curvature(now: Moment) -> tuple[float, float]:
    return now.curvatures(0, 0)


CLAIMS = (
    claim(
        "20 times as curved across as along",
        lambda now: [curvature(now)[0] / curvature(now)[1]],
    ),
    claim("The curvature is 2 across the ravine and 0.1 along it", curvature),
    claim(
        "only if α < 2/λmax = 1",
        lambda now: [2, 2 / curvature(now)[0]],
    ),
    claim(
        "α 0.5 stands on the floor after its first step",
        lambda now: [now.alpha(SLOW)],
        lambda now: now.step == 1 and now.at(SLOW, "y") == 0,
    ),
    claim(
        "α 0.95 has jumped across it, from y = 2 to y = −1.8",
        lambda now: [now.alpha(FAST), now.at(FAST, "y", 0), now.at(FAST, "y")],
    ),
    claim(
        "α 0.95 has crossed the floor 10 times in 10 steps",
        lambda now: [now.alpha(FAST), now.crossings(FAST), now.step],
    ),
    claim(
        "turns the sign of y and keeps 0.9 of its size",
        lambda now: [-now.at(FAST, "y") / now.at(FAST, "y", now.step - 1)],
    ),
    claim(
        "α 1 is exactly at the limit: it swings between y = 2 and y = −2",
        lambda now: [now.alpha(LIMIT), max(now.until(LIMIT, "y")), min(now.until(LIMIT, "y"))],
        lambda now: now.alpha(LIMIT) == 2 / curvature(now)[0],
    ),
    claim(
        "never comes closer to the floor",
        holds=lambda now: set(abs(now.run(LIMIT).column("y"))) == {2.0},
    ),
    claim(
        "Along the floor the larger α is faster",
        holds=lambda now: now.at(SLOW, "x") < now.at(FAST, "x") < 0,
    ),
    claim(
        "α 0.95 is below a loss of 0.01 at step 33, α 0.5 is still at 0.14",
        lambda now: [
            now.alpha(FAST),
            0.01,
            now.below(FAST, 0.01),
            now.alpha(SLOW),
            now.at(SLOW, "loss"),
        ],
    ),
    claim(
        "α 0.5 gets below 0.01 at step 59",
        lambda now: [now.alpha(SLOW), 0.01, now.below(SLOW, 0.01)],
    ),
)
