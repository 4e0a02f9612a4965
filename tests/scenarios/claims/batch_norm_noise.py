"""What `batch-norm-noise` says, as code."""

from claim import claim

NOISY, WHOLE, PLAIN_SMALL, PLAIN_WHOLE = "BN, 10", "BN, 100", "no BN, 10", "no BN, 100"
OTHERS = (WHOLE, PLAIN_SMALL, PLAIN_WHOLE)


def sizes(now):
    return sorted({run.setup.batch_size for run in now.trace.runs})


CLAIMS = (
    claim(
        "100 samples in batches of 10, or all 100 at once",
        lambda now: [len(now.data(NOISY).train), *sizes(now)],
        lambda now: now.same_start(),
    ),
    claim(
        "Train loss with batches of 10 after 50 epochs: 0.010 without BN, 0.131 with it",
        lambda now: [
            *(now.run(NOISY).setup.batch_size, now.epoch(NOISY)),
            *(now.loss(label, "train") for label in (PLAIN_SMALL, NOISY)),
        ],
    ),
    claim(
        "With all 100 in a batch there is no such noise. Dev loss is 0.335 with BN, "
        "0.336 without, since both learn by heart",
        lambda now: [
            now.run(WHOLE).setup.batch_size,
            *(now.loss(label, "dev") for label in (WHOLE, PLAIN_WHOLE)),
        ],
        lambda now: all(now.error(label, "train") == 0.0 for label in (WHOLE, PLAIN_WHOLE)),
    ),
    claim(
        "Dev loss: BN, 10 has 0.160, the others 0.413 to 0.597. "
        "Small batches alone do not do it: no BN, 10 has 0.597",
        lambda now: [
            *(now.run(NOISY).setup.batch_size, now.loss(NOISY, "dev")),
            *(choose(now.loss(label, "dev") for label in OTHERS) for choose in (min, max)),
            *(now.run(PLAIN_SMALL).setup.batch_size, now.loss(PLAIN_SMALL, "dev")),
        ],
        lambda now: now.loss(NOISY, "train") > 10 * max(now.loss(a, "train") for a in OTHERS),
    ),
)
