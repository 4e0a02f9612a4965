"""What `two-wells` says, as code."""

from claim import Moment, claim

GD, SLOW, FAST = "GD", "Momentum 0.05", "Momentum 0.1"


def depth(now: Moment, *, deep: bool) -> float:
    (well,) = [at for at in now.minima if at.is_global == deep]
    return now.trace.scenario.problem.surface.value(well.x, well.y, ())


def others_are_right(now: Moment) -> bool:
    return now.at(GD, "x") > 0.5 and now.at(SLOW, "x") > 0.5


CLAIMS = (
    claim(
        "The shallow well on the right goes down to −1.09, the deep one on the left to −2.06",
        lambda now: [depth(now, deep=False), depth(now, deep=True)],
        lambda now: (
            [at.is_global for at in sorted(now.minima, key=lambda at: at.x)] == [True, False]
        ),
    ),
    claim("All start on the right", holds=lambda now: now.common_start()[0] > 1),
    claim(
        "Momentum with α = 0.1 enters the shallow well first: its loss is below 0 at step 8",
        lambda now: [now.alpha(FAST), 0, now.below(FAST, 0)],
        lambda now: now.first_below(0) == FAST and now.at(FAST, "x") > 0.5,
    ),
    claim(
        "It has rolled through: at step 22 it passes x = 0 on its way to the left",
        lambda now: [now.first(FAST, lambda x: x < 0, "x"), 0],
    ),
    claim("The others are still on the right", holds=others_are_right),
    claim(
        "Momentum with α = 0.05 has climbed to a loss of 0.02, and falls back",
        lambda now: [now.alpha(SLOW), now.at(SLOW, "loss")],
        lambda now: now.at(SLOW, "loss") > now.run(SLOW).column("loss")[now.step + 1],
    ),
    claim(
        "GD has converged at step 39, at x = 0.91 in the shallow well",
        lambda now: [now.run(GD).converged, now.at(GD, "x")],
    ),
    claim(
        "Momentum with α = 0.1 ends in the deep well, with α = 0.05 in the shallow one",
        lambda now: [now.alpha(FAST), now.alpha(SLOW)],
        lambda now: (
            abs(now.at(FAST, "loss") - depth(now, deep=True)) < 0.01
            and abs(now.at(SLOW, "loss") - depth(now, deep=False)) < 0.01
        ),
    ),
)
