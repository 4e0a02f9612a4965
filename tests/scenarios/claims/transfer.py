"""What `transfer` says, as code."""

import numpy as np
from claim import claim

TRAINED, RANDOM = "trained layers", "random layers"


def unmoved(now, label, since, layers):
    """Whether the layers' tensors are the same bits as after an epoch."""
    run = now.run(label)
    before = run.state(now.trace.scenario.first_steps(run.index)[since])
    old, new = before.stage.network.named(before.parameters), now.parameters(label)
    return all(np.array_equal(old[name], new[name]) for name in new if int(name[1:]) in layers)


CLAIMS = (
    claim(
        "Two spiral arms are learned first; then, from few samples, four. "
        "The hidden layers are kept",
        lambda now: [stage.data.classes for stage in now.run(TRAINED).setup.stages[:2]],
        lambda now: now.run(TRAINED).setup.stages[1].renewed == {3},
    ),
    claim(
        "trained layers learns two arms from 800 samples. random layers is frozen: "
        "it keeps the weights that it drew",
        lambda now: [now.data(TRAINED).classes, len(now.data(TRAINED).train)],
        lambda now: now.network(RANDOM).frozen == {1, 2, 3} and now.same_start(),
    ),
    claim(
        "trained layers is wrong on 2.0 % of dev. Now come four arms, 80 samples, "
        "a new output layer; hidden layers are frozen",
        lambda now: [
            now.error(TRAINED, "dev"),
            now.run(TRAINED).setup.stages[1].data.classes,
            len(now.run(TRAINED).setup.stages[1].data.train),
        ],
        lambda now: (
            unmoved(now, RANDOM, 0, (1, 2, 3))
            and all(
                run.setup.stages[1].network.frozen == {1, 2}
                and run.setup.stages[1].first_epoch == now.epoch(TRAINED) + 1
                for run in now.trace.runs
            )
        ),
    ),
    claim(
        "Only the output layer has moved since. Wrong on dev: 12.0 % with trained layers, "
        "59.0 % with random ones",
        lambda now: [now.error(label, "dev") for label in (TRAINED, RANDOM)],
        lambda now: all(
            unmoved(now, label, 30, (1, 2)) and not unmoved(now, label, 31, (3,))
            for label in now.labels
        ),
    ),
    claim(
        "Since epoch 91 all layers move, with an α of 0.003: 4.0 % and 29.5 %. "
        "What two arms taught helps with four",
        lambda now: [
            *(now.stage(TRAINED).first_epoch, now.alpha(TRAINED)),
            *(now.error(label, "dev") for label in (TRAINED, RANDOM)),
            *(stage.data.classes for stage in now.run(TRAINED).setup.stages[:2]),
        ],
        lambda now: not unmoved(now, TRAINED, 90, (1,)),
    ),
)
