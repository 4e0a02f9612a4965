"""What `softmax` says, as code."""

import math

import numpy as np
from claim import claim

ZEROS, LINEAR, DEEP = "2-4, zeros", "2-4", "2-16-16-4"

CLAIMS = (
    claim("Softmax: four classes", lambda now: [now.data(DEEP).classes]),
    claim(
        "Four spiral arms, four outputs. Softmax turns the outputs' z into probabilities "
        "that add up to 1",
        lambda now: [
            *(now.data(DEEP).classes, now.network(DEEP).classes),
            round(now.inside(DEEP, "train").output.a.sum(axis=0).max(), 12),
        ],
        lambda now: now.data(DEEP).name == "spirals",
    ),
    claim(
        "2-4, zeros gives each of 4 classes the probability 1/4: a loss of ln 4 = 1.386",
        lambda now: [
            *(*now.widths(ZEROS), now.data(ZEROS).classes),
            *(1, 1 / now.inside(ZEROS, "train").output.a[0, 0]),
            *(math.exp(now.loss(ZEROS, "train")), now.loss(ZEROS, "train")),
        ],
        lambda now: bool(np.all(now.inside(ZEROS, "train").output.a == 0.25)),
    ),
    claim(
        "2-4 has the same layers and other weights",
        lambda now: now.widths(LINEAR),
        lambda now: now.network(LINEAR) == now.network(ZEROS) and not now.same_start(),
    ),
    claim(
        "2-16-16-4 is wrong on 11.9 % of train, 2-4 on about 63 %",
        lambda now: [
            *(*now.widths(DEEP), now.error(DEEP, "train")),
            *(*now.widths(LINEAR), now.error(LINEAR, "train")),
        ],
    ),
    claim(
        "For every sample the four probabilities add up to 1",
        lambda now: [len(now.inside(DEEP, "train").output.a), 1],
        lambda now: np.allclose(now.inside(DEEP, "train").output.a.sum(axis=0), 1.0, atol=1e-15),
    ),
    claim(
        "Both 2-4 have a train loss of 1.05: without hidden layers it is convex in the weights, "
        "and zeros is as good a start as any",
        lambda now: [*now.widths(LINEAR), now.loss(LINEAR, "train")],
        lambda now: abs(now.loss(LINEAR, "train") - now.loss(ZEROS, "train")) < 0.001,
    ),
    claim(
        "2-4 has straight borders: about 60 % wrong on train",
        lambda now: [*now.widths(LINEAR), now.error(LINEAR, "train")],
    ),
    claim(
        "2-16-16-4 bends them: about 2 % on train, 5.0 % on dev",
        lambda now: [*now.widths(DEEP), *(now.error(DEEP, part) for part in ("train", "dev"))],
    ),
)
