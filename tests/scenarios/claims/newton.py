"""What `newton` says, as code."""

import numpy as np
from claim import Moment, claim

NEWTON, DAMPED, GD = "Newton", "Newton, μ 20", "GD"


def parabola(now: Moment) -> bool:
    """Whether the step led to the minimum of the quadratic that f is like at its beginning."""
    at = [now.at(NEWTON, axis, now.step - 1) for axis in "xy"]
    problem = now.trace.scenario.problem
    xx, xy, yy = problem.surface.hessian(*at, problem.params)
    step = np.linalg.solve([[xx, xy], [xy, yy]], np.negative(now.gradient(*at)))
    return np.allclose(np.add(at, step), now.place(NEWTON), rtol=1e-9)


CLAIMS = (
    claim("Near a minimum a few steps will do", holds=lambda now: now.run(NEWTON).converged < 10),
    claim(
        "Two runs know its curvature: Newton's method, and the same with μ = 20 added to it",
        lambda now: [
            sum(run.setup.optimizer.name == "newton" for run in now.trace.runs),
            now.setting(DAMPED, "damping"),
        ],
    ),
    claim(
        "Newton's second step leads far off the map, to a loss of 1412",
        lambda now: [round(now.at(NEWTON, "loss"))],
        lambda now: now.step == 2 and now.at(NEWTON, "y") < now.trace.scenario.problem.view[1][0],
    ),
    claim("it goes where a parabola would have its minimum", holds=parabola),
    claim(
        "At step 5 Newton's loss is below 0.01, at step 7 it is 0",
        lambda now: [now.below(NEWTON, 0.01), 0.01, 7, now.run(NEWTON).column("loss")[7]],
    ),
    claim(
        "With μ = 20 the steps are shorter, and the loss falls in each of them",
        lambda now: [now.setting(DAMPED, "damping")],
        lambda now: (
            bool(np.all(np.diff(now.until(DAMPED, "loss")) < 0))
            and abs(now.until(DAMPED, "update_y")[1:]).max()
            < abs(now.until(NEWTON, "update_y")[1:]).max()
        ),
    ),
    claim(
        "GD has only come to x = −1.01, Adam to −0.99",
        lambda now: [now.at(GD, "x"), now.at("Adam", "x")],
    ),
    claim(
        "Newton with μ is below 0.01 since step 85",
        lambda now: [0.01, now.below(DAMPED, 0.01)],
        lambda now: bool(np.all(now.until(DAMPED, "loss")[85:] < 0.01)),
    ),
    claim("A step takes a Hessian: four numbers here", lambda now: [2 * 2]),
)
