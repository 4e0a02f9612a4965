"""What `parameters` says, as code."""

import numpy as np
from claim import claim

from tuiopt.labs.network.solve.counts import counts
from tuiopt_kernels.datasets.plane import PLANE_DATASETS

LINE, SMALL, NORMED, LARGE = "2-2", "2-3-2", "2-3-2, BN", "2-8-2"


def size(now, label):
    return now.network(label).size


CLAIMS = (
    claim(
        "Three hidden units part the four squares of exclusive or; "
        "without them the border is a straight line.",
        lambda now: [*now.network(SMALL).hidden, 4],
        lambda now: (
            now.data(SMALL).name == "xor"
            and "quadrant" in PLANE_DATASETS["xor"].formula
            and not now.network(LINE).hidden
        ),
    ),
    claim(
        "2-3-2 has 2·3 + 3 parameters in its hidden layer and 3·2 + 2 in its output layer: 17.",
        lambda now: [*now.widths(SMALL), 2, 3, 3, 3, 2, 2, size(now, SMALL)],
        lambda now: (
            [layer.formula for layer in counts(now.network(SMALL))] == ["2·3 + 3", "3·2 + 2"]
        ),
    ),
    claim(
        "2-2 has 6, 2-8-2 has 42",
        lambda now: [*now.widths(LINE), size(now, LINE), *now.widths(LARGE), size(now, LARGE)],
    ),
    claim(
        "With batch norm each of 3 units has γ and β instead of b: 3 parameters more, 20 in all",
        lambda now: [
            *now.network(NORMED).hidden,
            size(now, NORMED) - size(now, SMALL),
            size(now, NORMED),
        ],
        lambda now: (
            now.parameters(NORMED).keys() ^ now.parameters(SMALL).keys()
            == {"gamma1", "beta1", "b1"}
        ),
    ),
    claim(
        "After 10 epochs 2-2 is wrong on 48.0 % of train: no straight line helps",
        lambda now: [now.epoch(LINE), *now.widths(LINE), now.error(LINE, "train")],
        lambda now: bool(np.all(now.until(LINE, 2)[1:] > 0.3)),
    ),
    claim(
        "2-3-2 is wrong on 1.5 %, 2-8-2 on 0.0 %",
        lambda now: [
            *now.widths(SMALL),
            now.error(SMALL, "train"),
            *now.widths(LARGE),
            now.error(LARGE, "train"),
        ],
    ),
    claim(
        "Batch norm brings so small a network nothing here: train loss 0.111, without it 0.065",
        lambda now: [now.loss(NORMED, "train"), now.loss(SMALL, "train")],
    ),
    claim(
        "2-8-2 is down to 0.009",
        lambda now: [*now.widths(LARGE), now.loss(LARGE, "train")],
    ),
)
