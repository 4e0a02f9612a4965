"""What `scaled-inputs` says, as code."""

import numpy as np
from claim import claim

from tuiopt_kernels.datasets.plane import PLANE_DATASETS

GD, ADAM, NORMED = "GD 0.1", "Adam 0.01", "GD 0.1, BN"
PLAIN = (GD, ADAM)


def raw(now, part):
    """(2, n), as it stands in the file."""
    return getattr(now.run(GD).setup.stages[0].data, part).inputs


def are_moons(now):
    """Whether the file has the samples of two moons, x1 and x2 each in its own units."""
    drawn, _ = PLANE_DATASETS["moons"].samples(500, 0.15, 2, 0)
    points = {(round(400 + 200 * x1), round(1 + x2, 2)) for x1, x2 in drawn.T}
    return {(round(x1), round(x2, 2)) for x1, x2 in raw(now, "train").T} <= points


def saturated(now, label):
    """The share of all a in layer 1 that are beyond ±0.99, for all of train."""
    return (np.abs(now.inside(label, "train").layers[0].active) > 0.99).mean()


def scaled_by_train(now):
    train = raw(now, "train")
    mean, deviation = train.mean(axis=1), train.std(axis=1)
    return np.allclose(now.data(GD).dev.inputs.T, (raw(now, "dev").T - mean) / deviation)


CLAIMS = (
    claim(
        "Two moons, one input of which is in other units",
        lambda now: [now.data(GD).classes],
        are_moons,
    ),
    claim(
        "x1 goes from 167 to 852, x2 from 0.21 to 2.31. "
        "So z is far from 0 in layer 1, where tanh is flat",
        lambda now: [
            *(x for row in raw(now, "train") for x in (row.min(), row.max())),
            *(0, 1),
        ],
        lambda now: np.abs(now.inside(GD, "train").layers[0].z).mean() > 100,
    ),
    claim(
        "GD and Adam: more than 99 % of all a in layer 1 are beyond ±0.99. "
        "Its gradient is less than a thousandth of the output's",
        lambda now: [99, 1, 0.99],
        lambda now: all(
            saturated(now, label) > 0.99 and now.norms(label)[0] < 1e-3 * now.norms(label)[-1]
            for label in PLAIN
        ),
    ),
    claim(
        "GD and Adam say one class for all samples: about 49 % wrong. With BN it is above 20 %",
        lambda now: [*{round(now.error(label, "train"), 9) for label in PLAIN}, 20],
        lambda now: (
            all(now.says_one_class(label) for label in PLAIN) and now.error(NORMED, "train") > 20.0
        ),
    ),
    claim(
        "From epoch 31 on train has mean 0 and deviation 1 in x1 and x2; all layers begin anew. "
        "After one epoch 12.0 % are wrong with GD",
        lambda now: [
            now.stage(GD).first_epoch,
            *(round(moment(now.data(GD).train.inputs), 9) for moment in (np.mean, np.std)),
            now.error(GD, "train"),
        ],
        lambda now: (
            now.stage(GD).renewed == {1, 2, 3} and now.epoch(GD) == now.stage(GD).first_epoch
        ),
    ),
    claim(
        "Wrong on train: GD 4.7 %, Adam 1.0 %, with BN 2.0 %. "
        "Dev is scaled by the mean and deviation of train",
        lambda now: [now.error(label, "train") for label in now.labels],
        scaled_by_train,
    ),
)
