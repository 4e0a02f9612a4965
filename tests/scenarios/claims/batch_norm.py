"""What `batch-norm` says, as code."""

import numpy as np
from claim import claim

WITHOUT, WITH = "without BN", "with BN"


def total(now, name):
    """How many numbers a kind of tensor has in all hidden layers."""
    label = WITHOUT if name == "b" else WITH
    return sum(
        array.size
        for key, array in now.parameters(label).items()
        if key in {f"{name}{layer}" for layer in (1, 2, 3)}
    )


def moments(now):
    """The mean and the deviation of every unit's z_norm, (2, units)."""
    normal = np.vstack([layer.norm.normal for layer in now.view(WITH).inside.layers])
    return np.array([normal.mean(axis=1), normal.std(axis=1)])


CLAIMS = (
    claim(
        "Two networks on the same mini-batches, from the same weights. "
        "One normalizes z in its hidden layers",
        lambda now: [len(now.labels)],
        lambda now: (
            now.same_start() and [now.network(a).batch_norm for a in now.labels] == [False, True]
        ),
    ),
    claim(
        "2-16-16-16-2 on two spirals. without BN has 626 parameters, with BN has 674: "
        "48 γ and 48 β instead of 48 b",
        lambda now: [
            *(*now.widths(WITH), now.data(WITH).classes),
            *(now.network(label).size for label in (WITHOUT, WITH)),
            *(total(now, name) for name in ("gamma", "beta", "b")),
        ],
        lambda now: now.data(WITH).name == "spirals",
    ),
    claim(
        "Over a mini-batch every unit's z_norm has mean 0 and deviation 1",
        lambda now: moments(now).mean(axis=1).round(3),
        lambda now: bool(np.ptp(moments(now), axis=1).max() < 1e-3),
    ),
    claim(
        "γ and β, trained like weights, make z̃ of it",
        holds=lambda now: bool(
            np.all(now.parameters(WITH)["gamma1"] != 1.0)
            and np.all(now.parameters(WITH)["beta1"] != 0.0)
        ),
    ),
    claim(
        "After 10 epochs with BN is wrong on 2.1 % of train, without BN on 41.0 %",
        lambda now: [now.epoch(WITH), *(now.error(a, "train") for a in (WITH, WITHOUT))],
    ),
    claim(
        "without BN learns it as well, but later: 11.5 % now, where with BN was after epoch 7",
        lambda now: [
            now.error(WITHOUT, "train"),
            np.flatnonzero(now.until(WITH, 2) <= now.until(WITHOUT, 2)[-1])[0],
        ],
    ),
)
