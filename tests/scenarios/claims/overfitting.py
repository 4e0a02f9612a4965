"""What `overfitting` says, as code."""

import math

import numpy as np
from claim import claim

NOTHING, PENALTY, DROPOUT = "nothing", "L2, λ 0.2", "dropout, 0.5"
CURED = (PENALTY, DROPOUT)


def weights(now, label):
    """All W as one vector."""
    named = now.parameters(label)
    return np.concatenate([array.ravel() for name, array in named.items() if name[0] == "W"])


CLAIMS = (
    claim(
        "A large network on 100 samples",
        lambda now: [len(now.data(NOTHING).train)],
        lambda now: (
            [now.run(label).setup.l2 > 0 for label in now.labels] == [False, True, False]
            and [min(now.network(label).keep_probs) < 1 for label in now.labels]
            == [False, False, True]
        ),
    ),
    claim(
        "1218 parameters for 100 samples. L2 adds λ/2m·‖W‖², m the batch size; "
        "dropout keeps each hidden unit with probability 0.5",
        lambda now: [
            *(now.network(NOTHING).size, len(now.data(NOTHING).train)),
            *(2, *set(now.network(DROPOUT).keep_probs)),
        ],
    ),
    claim(
        "dropout's last batch has a loss of 0.383, all of train one of 0.206: "
        "at test time no unit is dropped.",
        lambda now: [now.batch_loss(DROPOUT), now.loss(DROPOUT, "train")],
    ),
    claim(
        "L2 makes weights small, not zero: ‖W‖ is 5.7 here, 14.3 with nothing",
        lambda now: [math.hypot(*weights(now, label)) for label in (PENALTY, NOTHING)],
        lambda now: bool(np.all(weights(now, PENALTY) != 0.0)),
    ),
    claim(
        "nothing is wrong on 1.0 % of train and 8.3 % of dev: high variance. "
        "Its dev loss was 0.182 at epoch 10 and is 0.338",
        lambda now: [
            *(now.error(NOTHING, part) for part in ("train", "dev")),
            *(now.loss(NOTHING, "dev", 10), 10, now.loss(NOTHING, "dev")),
        ],
        lambda now: now.diagnosis(NOTHING) == "high variance",
    ),
    claim(
        "Dev loss: 0.455 with nothing, 0.145 with L2, 0.159 with dropout",
        lambda now: [now.loss(label, "dev") for label in (NOTHING, *CURED)],
    ),
    claim(
        "On train it is lowest with nothing: 0.035",
        lambda now: [now.loss(NOTHING, "train")],
        lambda now: (
            min(now.labels, key=lambda label: now.loss(label, "train")) == NOTHING
            and [now.diagnosis(label) for label in CURED] == ["fine", "fine"]
        ),
    ),
)
