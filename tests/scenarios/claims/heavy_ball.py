"""What `heavy-ball` says, as code."""

import numpy as np
from claim import Moment, claim

AVERAGE, BALL, SCALED = "Momentum", "Heavy ball", "Ball, α 0.03"


def ratio(now: Moment, column: str) -> float:
    return now.at(BALL, column) / now.at(AVERAGE, column)


def factor(now: Moment) -> float:
    return 1 - now.setting(AVERAGE, "beta")


def same_path(now: Moment) -> bool:
    return all(
        np.allclose(now.until(SCALED, axis), now.until(AVERAGE, axis), rtol=0, atol=1e-12)
        for axis in "xy"
    )


CLAIMS = (
    claim(
        "Both have β = 0.9 and α = 0.3; a third run has α = 0.03",
        lambda now: [now.setting(BALL, "beta"), now.alpha(BALL), now.alpha(SCALED)],
        lambda now: (
            now.alpha(AVERAGE) == now.alpha(BALL)
            and len({now.setting(label, "beta") for label in now.labels}) == 1
        ),
    ),
    claim(
        "The first step of the heavy ball is 10 times as long as momentum's",
        lambda now: [ratio(now, "update_x")],
        lambda now: np.isclose(ratio(now, "update_x"), ratio(now, "update_y"), rtol=1e-12),
    ),
    claim("1/(1−β) = 10", lambda now: [1, 1 / factor(now)]),
    claim(
        "along x the heavy ball's step 5 is still 8.9 times as long",
        lambda now: [now.step, ratio(now, "update_x")],
    ),
    claim(
        "At step 11 the heavy ball has passed x = 0",
        lambda now: [now.first(BALL, lambda x: x > 0, "x"), 0],
    ),
    claim("momentum is still at x = −7.74", lambda now: [now.at(AVERAGE, "x")]),
    claim(
        "a heavy ball with α(1−β) = 0.03 takes the same steps, with v 10 times as large",
        lambda now: [
            now.alpha(BALL) * factor(now),
            now.at(SCALED, "v_x") / now.at(AVERAGE, "v_x"),
        ],
        lambda now: same_path(now) and now.alpha(SCALED) == 0.03,
    ),
    claim("multiplied by (1−β), here 0.1", lambda now: [factor(now)], same_path),
)
