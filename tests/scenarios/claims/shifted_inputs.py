"""What `shifted-inputs` says, as code."""

import numpy as np
from claim import claim

from tuiopt_kernels.datasets.plane import PLANE_DATASETS
from tuiopt_kernels.parts import parts

NOTHING, PENALTY, DROPOUT = "nothing", "L2, λ 0.1", "dropout, 0.8"


def shift(now):
    """How far dev lies from the dev of the last stage, the same but for the shift, unscaled."""
    first, last = (now.run(NOTHING).setup.stages[i].data for i in (0, -1))
    drawn = PLANE_DATASETS["moons"].samples(800, 0.1, 2, 0)
    train = parts(*drawn, (0.5, 0.375, 0.125), 0, "none", (0.0, 0.0)).train
    moved = (first.dev.inputs - last.dev.inputs) * train.inputs.std(axis=1)[:, np.newaxis]
    assert np.allclose(moved, moved[:, :1])
    return moved[:, 0].round(9)


CLAIMS = (
    claim(
        "The inputs of dev and test are shifted",
        holds=lambda now: bool(np.all(shift(now) > 0.1)),
    ),
    claim(
        "400 samples of two moons to train on. To the 300 of dev (0.5, 0.3) was added",
        lambda now: [
            *(len(now.data(NOTHING).train), now.data(NOTHING).classes),
            *(len(now.data(NOTHING).dev), *shift(now)),
        ],
        lambda now: now.data(NOTHING).name == "moons",
    ),
    claim(
        "nothing is wrong on 0.0 % of train, 19.3 % of dev. By the numbers that is high variance",
        lambda now: [now.error(NOTHING, part) for part in ("train", "dev")],
        lambda now: now.diagnosis(NOTHING) == "high variance",
    ),
    claim(
        "The cures for variance do not close the gap: dev error 19.3 % with L2, "
        "18.7 % with dropout, train error 0.0 % with both",
        lambda now: [
            *(now.error(label, "dev") for label in (PENALTY, DROPOUT)),
            max(now.error(label, "train") for label in (PENALTY, DROPOUT)),
        ],
    ),
    claim(
        "From epoch 51 on all layers are frozen and dev comes from where train does: "
        "the same networks err on 0.0 % of it",
        lambda now: [
            now.stage(NOTHING).first_epoch,
            max(now.error(label, "dev") for label in now.labels),
        ],
        lambda now: all(
            now.network(label).frozen == {1, 2, 3}
            and now.loss(label, "train") == now.loss(label, "train", 50)
            for label in now.labels
        ),
    ),
)
