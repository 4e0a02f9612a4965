"""What `vanishing-gradients` says, as code."""

import numpy as np
from claim import claim

from tuiopt.labs.network.solve.vanishing import gradient_flow
from tuiopt_kernels.network.initialisations import INITIALISATIONS

SIGMOID, RELU, NORMED = "sigmoid", "ReLU, He", "sigmoid, BN"


def flow(now, label):
    return gradient_flow(now.network(label), now.norms(label)).kind


CLAIMS = (
    claim(
        "Six hidden layers: on its way back to the input the gradient fades with sigmoid, "
        "not with ReLU and He",
        lambda now: [len(now.network(SIGMOID).hidden)],
    ),
    claim(
        "All three have the same α. He draws weights with deviation √(2/n), for ReLU; "
        "the sigmoid networks have √(1/n)",
        lambda now: [
            len(now.labels),
            *(
                round(n * INITIALISATIONS[kind].deviation(n) ** 2, 9)
                for kind, n in (("he", 16), ("xavier", 16))
            ),
        ],
        lambda now: (
            len({now.alpha(label) for label in now.labels}) == 1
            and [run.setup.init for run in now.trace.runs] == ["xavier", "he", "xavier"]
        ),
    ),
    claim(
        "sigmoid: the gradient's norm is 0.616 in the output layer, 0.00008 in layer 1. "
        "With ReLU layer 1 has 0.239, with BN 0.216",
        lambda now: [
            *(now.norms(SIGMOID)[-1], now.norms(SIGMOID)[0], 1),
            *(1, now.norms(RELU)[0], now.norms(NORMED)[0]),
        ],
        lambda now: [flow(now, a) for a in now.labels] == ["vanishing", "steady", "steady"],
    ),
    claim(
        "σ′ is at most 1/4, so a layer of sigmoid mostly shrinks what comes back",
        lambda now: [1, 1 / (0.5 * (1 - 0.5))],
        lambda now: bool(np.all(np.diff(now.norms(SIGMOID)) > 0)),
    ),
    claim(
        "ReLU is wrong on 8.5 % of train by now",
        lambda now: [now.error(RELU, "train")],
    ),
    claim(
        "sigmoid says one class for all samples: about 49 % wrong on train",
        lambda now: [now.error(SIGMOID, "train")],
        lambda now: now.says_one_class(SIGMOID),
    ),
    claim(
        "ReLU has about 2 %; sigmoid with batch norm learns, too: below 10 %",
        lambda now: [now.error(RELU, "train"), 10],
        lambda now: now.error(NORMED, "train") < 10.0,
    ),
)
