"""What `inputs-raw` says, as code."""

import numpy as np
from claim import claim

SMALL, NEAR, LARGE = "α 0.1", "α 0.3", "α 0.35"


def zigzags(now, label):
    """How often the gradient of w has changed its sign."""
    signs = np.sign(now.until(label, "grad_x")[1:])
    return int(np.count_nonzero(signs[1:] * signs[:-1] < 0))


def inputs(now):
    return now.trace.scenario.problem.surface.mean_loss.inputs


CLAIMS = (
    claim(
        "Inputs from 0 to 4 make the loss of a line long and narrow",
        lambda now: [round(inputs(now).min(), 1), round(inputs(now).max(), 1)],
    ),
    claim(
        "Three runs of GD. Across the valley the loss is 31.3 times as curved as along it",
        lambda now: [len(now.labels), now.curvatures(0.0, 0.0)[0] / now.curvatures(0.0, 0.0)[1]],
    ),
    claim(
        "After step 1 the loss of α 0.35 is 11.2, above its start, 7.5",
        lambda now: [now.step, now.alpha(LARGE), now.at(LARGE, "loss"), now.at(LARGE, "loss", 0)],
        lambda now: now.at(LARGE, "loss") > now.at(LARGE, "loss", 0),
    ),
    claim(
        "GD diverges from α = 2/λmax on, here 0.314. α 0.3 zig-zags just below it",
        lambda now: [2, 2 / now.curvatures(0.0, 0.0)[0], now.alpha(NEAR)],
        lambda now: zigzags(now, NEAR) == now.step - 1 and now.run(LARGE).diverged is not None,
    ),
    claim(
        "α 0.1 no longer zig-zags, but along the valley it is slow: "
        "0.0746 at step 40, α 0.3 has 0.0267",
        lambda now: [
            now.alpha(SMALL),
            now.at(SMALL, "loss"),
            now.step,
            now.alpha(NEAR),
            now.at(NEAR, "loss"),
        ],
        lambda now: zigzags(now, SMALL) <= 1,
    ),
    claim(
        "After 100 steps none has converged. The minimum's loss is 0.0210, α 0.1 is at 0.0256",
        lambda now: [
            now.step,
            now.trace.scenario.problem.surface.value(now.minima[0].x, now.minima[0].y),
            now.alpha(SMALL),
            now.at(SMALL, "loss"),
        ],
        lambda now: all(run.converged is None for run in now.trace.runs),
    ),
)
