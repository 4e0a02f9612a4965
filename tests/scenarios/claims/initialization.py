"""What `initialization` says, as code."""

import math

import numpy as np
from claim import claim

from tuiopt_kernels.network.initialisations import INITIALISATIONS

ZEROS, SMALL, LARGE, HE = "zeros", "normal 0.01", "4 times He", "He"
LOST = (ZEROS, SMALL, LARGE)


def hidden_gradients(now, label):
    """The norms of the hidden layers in every step up to now."""
    return now.run(label).steps[: now.step, 3:-1]


def activations(now, label):
    """(units, n) of each hidden layer, for all of train."""
    return [layer.active for layer in now.inside(label, "train").layers]


CLAIMS = (
    claim(
        "A deep ReLU network from four starts, by gradient descent with the same α",
        lambda now: [len(now.labels)],
        lambda now: (
            {run.setup.optimizer.name for run in now.trace.runs} == {"gd"}
            and len({now.alpha(label) for label in now.labels}) == 1
            and all(set(now.network(label).activations) == {"relu"} for label in now.labels)
        ),
    ),
    claim(
        "Five hidden layers of 16 units. Before training the loss is 0.693 = ln 2 from zeros, "
        "0.850 from He, about 2394 from 4 times He",
        lambda now: [
            *(len(now.network(HE).hidden), *set(now.network(HE).hidden)),
            *(now.loss(ZEROS, "train"), math.exp(now.loss(ZEROS, "train"))),
            *(now.loss(HE, "train"), now.loss(LARGE, "train")),
            now.run(LARGE).setup.init_scale,
        ],
    ),
    claim(
        "zeros: every hidden a is 0, so only the output's b gets a gradient. "
        "The units of a layer are alike and stay alike",
        lambda now: [max(np.abs(a).max() for a in activations(now, ZEROS))],
        lambda now: (
            not hidden_gradients(now, ZEROS).any()
            and {name for name, array in now.parameters(ZEROS).items() if array.any()} == {"b6"}
        ),
    ),
    claim(
        "normal 0.01: the small W of each layer shrinks the gradient. "
        "In layer 1 its norm is less than a millionth of the output's",
        lambda now: [INITIALISATIONS["normal"].deviation(16), 1],
        lambda now: (
            now.norms(SMALL)[0] < 1e-6 * now.norms(SMALL)[-1]
            and bool(np.all(np.diff(now.norms(SMALL)) > 0))
        ),
    ),
    claim(
        "4 times He: the gradient explodes, and steps with it. Now a layer of ReLU is off "
        "for all samples; no hidden layer has a gradient",
        lambda now: [now.run(LARGE).setup.init_scale],
        lambda now: (
            now.run(LARGE).steps[: now.step, 2].max() > 1e6
            and not hidden_gradients(now, LARGE)[-1].any()
            and any(not a.any() for a in activations(now, LARGE))
        ),
    ),
    claim(
        "He is wrong on about 2 % of train. "
        "The other three say the same class for every sample: about 47 %",
        lambda now: [
            *(now.error(HE, "train"), len(LOST)),
            *{now.error(label, "train") for label in LOST},
        ],
        lambda now: all(now.says_one_class(label) for label in LOST),
    ),
)
