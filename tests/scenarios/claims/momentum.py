"""What `momentum` says, as code."""

import math

from claim import claim

GD, SAME, OTHER = "GD", "β 0.9", "β 0.5, α 2.2"

CLAIMS = (
    claim(
        "GD beside momentum with two settings",
        lambda now: [sum(run.setup.optimizer.name == "momentum" for run in now.trace.runs)],
    ),
    claim(
        "GD and momentum with β = 0.9 share α = 0.95",
        lambda now: [now.setting(SAME, "beta"), now.alpha(SAME)],
        lambda now: now.alpha(GD) == now.alpha(SAME),
    ),
    claim(
        "The third run is momentum with β = 0.5 and α = 2.2",
        lambda now: [now.setting(OTHER, "beta"), now.alpha(OTHER)],
    ),
    claim("GD jumps 3.8 across the ravine", lambda now: [-now.at(GD, "update_y")]),
    claim(
        "Momentum with β = 0.9 goes a tenth as far",
        lambda now: [now.setting(SAME, "beta"), now.at(SAME, "update_y") / now.at(GD, "update_y")],
    ),
    claim(
        "v starts at 0 and takes in (1−β)g",
        lambda now: [0],
        lambda now: math.isclose(
            now.at(SAME, "v_y"), (1 - now.setting(SAME, "beta")) * now.at(SAME, "grad_y")
        ),
    ),
    claim(
        "β = 0.5 with α = 2.2 is the first below a loss of 0.01, at step 11",
        lambda now: [
            now.setting(OTHER, "beta"),
            now.alpha(OTHER),
            0.01,
            now.below(OTHER, 0.01),
        ],
        lambda now: now.first_below(0.01) == OTHER,
    ),
    claim(
        "With this α GD would diverge: its limit is 1",
        lambda now: [2 / now.curvatures(0, 0)[0]],
        lambda now: now.alpha(OTHER) > 1,
    ),
    claim(
        "In 20 steps GD has crossed the floor 20 times, β = 0.9 three times",
        lambda now: [
            now.step,
            now.crossings(GD),
            now.setting(SAME, "beta"),
            now.crossings(SAME),
        ],
    ),
    claim(
        "β = 0.9 is below 0.01 at step 24, but does not stop there",
        lambda now: [now.setting(SAME, "beta"), 0.01, now.below(SAME, 0.01)],
        lambda now: now.run(SAME).column("loss")[now.step + 1] > 0.01,
    ),
    claim(
        "with the same α, GD ends below β = 0.9. β = 0.5 with α = 2.2 ends lowest",
        lambda now: [now.setting(SAME, "beta"), now.setting(OTHER, "beta"), now.alpha(OTHER)],
        lambda now: now.order() == [OTHER, GD, SAME],
    ),
)
