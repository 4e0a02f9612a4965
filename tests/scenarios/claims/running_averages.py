"""What `running-averages` says, as code."""

import numpy as np
from claim import claim

LAST, SHORT, LONG = "last batch", "average 0.9", "average 0.99"
ALL = (LAST, SHORT, LONG)


def momenta(now):
    return [now.network(label).momentum for label in ALL]


def same_weights(now):
    """To the last bit."""
    first, *others = (now.run(label).state(now.done(label)) for label in ALL)
    return all(
        np.array_equal(first.parameters, other.parameters)
        and not np.array_equal(first.running, other.running)
        for other in others
    )


def started(now):
    """The running means and variances before training, one row each."""
    running = now.run(LONG).state(0).running
    return running[:, : sum(now.network(LONG).hidden)]


CLAIMS = (
    claim(
        "Mini-batches of 4. r ← m·r + (1 − m)·batch with m = 0, 0.9 and 0.99: "
        "it reaches back about 1, 10 or 100 batches",
        lambda now: [
            *{run.setup.batch_size for run in now.trace.runs},
            *(1, *momenta(now), *(1 / (1 - m) for m in momenta(now))),
        ],
    ),
    claim(
        "0.99⁵⁰ = 0.61: after 50 batches average 0.99 is for the most part still the mean 0 and "
        "variance 1 that it began with",
        lambda now: [
            *(momenta(now)[-1], momenta(now)[-1] ** now.step, now.step, momenta(now)[-1]),
            *(x for row in started(now) for x in set(row)),
        ],
    ),
    claim(
        "The three have the same weights, bit for bit",
        lambda now: [len(now.labels)],
        same_weights,
    ),
    claim(
        "From epoch 15 to 16 dev error went from 9.5 to 27.0 % with the last batch's μ and σ², "
        "from 8.0 to 8.5 % with average 0.9",
        lambda now: [
            *(now.epoch(LAST) - 1, now.epoch(LAST)),
            *(now.error(LAST, "dev", -2), now.error(LAST, "dev")),
            *(now.error(SHORT, "dev", -2), now.error(SHORT, "dev"), momenta(now)[1]),
        ],
        lambda now: momenta(now)[0] == 0.0,
    ),
    claim(
        "The same weights and three dev errors: 34.5 %, 8.0 % and 7.5 %. "
        "A batch of 4 alone tells too little about all samples",
        lambda now: [
            *(len(now.labels), *(now.error(label, "dev") for label in ALL)),
            *{run.setup.batch_size for run in now.trace.runs},
        ],
        same_weights,
    ),
)
