"""What `adam` says, as code."""

import math

import numpy as np
from claim import Moment, claim

ADAM, RAW = "Adam", "uncorrected"


def betas(now: Moment, label: str = ADAM) -> tuple[float, float]:
    return now.setting(label, "beta1"), now.setting(label, "beta2")


def settings(now: Moment, label: str) -> tuple[float, ...]:
    return now.alpha(label), *now.run(label).setup.hyper


CLAIMS = (
    claim(
        "The averages v and s start at 0 and are too small at first",
        lambda now: [0],
        lambda now: 0 < now.trace.runs[0].column("v_y")[1] < now.gradient(*now.common_start())[1],
    ),
    claim(
        "v̂ = v/(1−β1^t), ŝ = s/(1−β2^t)",
        holds=lambda now: all(
            math.isclose(
                now.run(ADAM).column(f"{slot}_hat_x")[20],
                now.run(ADAM).column(f"{slot}_x")[20] / (1 - beta**20),
            )
            for slot, beta in zip("vs", betas(now), strict=True)
        ),
    ),
    claim(
        "Both runs are Adam with α = 0.3, β1 = 0.9 and β2 = 0.999",
        lambda now: [now.alpha(ADAM), *betas(now)],
        lambda now: settings(now, ADAM) == settings(now, RAW),
    ),
    claim(
        "The second one goes without bias correction",
        holds=lambda now: [run.setup.bias_correction for run in now.trace.runs] == [True, False],
    ),
    claim(
        "The corrected first step is α in both coordinates, 0.3",
        lambda now: [now.alpha(ADAM)],
        lambda now: np.allclose(
            [now.at(ADAM, "update_x"), now.at(ADAM, "update_y")], [0.3, -0.3], rtol=1e-6
        ),
    ),
    claim(
        "Without correction it is α(1−β1)/√(1−β2) = 3.16 α",
        lambda now: [now.at(RAW, "update_x") / now.alpha(RAW)],
        lambda now: math.isclose(
            now.at(RAW, "update_x"),
            now.alpha(RAW) * (1 - betas(now)[0]) / math.sqrt(1 - betas(now)[1]),
            rel_tol=1e-6,
        ),
    ),
    claim(
        "In step 1 the gradient was −0.9 in x and 12 in y",
        lambda now: [1, now.at(ADAM, "grad_x", 1), now.at(ADAM, "grad_y", 1)],
    ),
    claim(
        "The corrected step was 0.3 in each",
        lambda now: [round(now.at(ADAM, "update_x", 1), 6)],
        lambda now: math.isclose(now.at(ADAM, "update_y", 1), -0.3, rel_tol=1e-6),
    ),
    claim(
        "v fills up in about 10 steps, s in about 1000",
        lambda now: [1 / (1 - beta) for beta in betas(now)],
    ),
    claim(
        "Uncorrected, √s is far too small: step 5 is 1.60 long in x",
        lambda now: [now.step, now.at(RAW, "update_x")],
    ),
    claim(
        "At step 7 the uncorrected run has passed the minimum, to x = 0.85",
        lambda now: [now.first(RAW, lambda x: x > 0, "x"), now.at(RAW, "x")],
    ),
    claim("Adam is still at x = −6.91", lambda now: [now.at(ADAM, "x")]),
    claim("the uncorrected loss ends lower", holds=lambda now: now.lowest() == RAW),
    claim("1−β2^t is still only 0.058", lambda now: [1 - betas(now)[1] ** now.step]),
)
