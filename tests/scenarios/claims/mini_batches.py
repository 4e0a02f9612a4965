"""What `mini-batches` says, as code."""

from claim import claim

BATCH, MINI, ONE = "batch", "mini-batch", "stochastic"
SIZES = (BATCH, MINI, ONE)


def size(now, label):
    run = now.run(label)
    return run.scenario.batch_size(run.index, run.scenario.stage_of(run.index, now.done(label)))


def steps(now, label, epochs=1):
    return now.trace.scenario.first_steps(now.run(label).index)[epochs]


def epoch_of(now, label, step):
    """The epoch that ends with a step."""
    return now.trace.scenario.first_steps(now.run(label).index).index(step)


CLAIMS = (
    claim("A step from 1, 64 or all samples", lambda now: [size(now, ONE), size(now, MINI)]),
    claim(
        "Gradient descent on a network: in an epoch batch takes 1 step, mini-batch 5, "
        "stochastic 320",
        lambda now: [steps(now, label) for label in SIZES],
        lambda now: {run.setup.optimizer.name for run in now.trace.runs} == {"gd"},
    ),
    claim(
        "The same start, the same α = 0.1, the same 320 samples in the same order. "
        "Steps are counted as stochastic takes them",
        lambda now: [*{now.alpha(label) for label in SIZES}, len(now.data(ONE).train)],
        lambda now: now.same_start() and now.trace.scenario.steps == now.run(ONE).last,
    ),
    claim(
        "An epoch, 320 samples for each. Train loss: 0.638 after 1 step of batch, "
        "0.511 after 5 of mini-batch, 0.228 after 320",
        lambda now: [
            len(now.data(ONE).train),
            *(x for label in SIZES for x in (now.loss(label, "train"), now.done(label))),
        ],
        lambda now: {now.epoch(label) for label in SIZES} == {1},
    ),
    claim(
        "In epoch 2 stochastic rose from 0.228 to 0.233",
        lambda now: [now.epoch(ONE), now.loss(ONE, "train", 1), now.loss(ONE, "train")],
    ),
    claim(
        "mini-batch fell from 0.511 to 0.374",
        lambda now: [now.loss(MINI, "train", 1), now.loss(MINI, "train")],
        lambda now: now.epoch(MINI) == 2,
    ),
    claim(
        "batch has done 20 steps: 0.286. mini-batch had 0.287 after 20, in epoch 4. "
        "A step from all was worth no more here than one from a fifth",
        lambda now: [
            *(now.done(BATCH), now.loss(BATCH, "train")),
            *(now.loss(MINI, "train", 4), steps(now, MINI, 4), epoch_of(now, MINI, 20)),
        ],
        lambda now: (
            size(now, MINI) * 5 == size(now, BATCH)
            and abs(now.loss(MINI, "train", 4) - now.loss(BATCH, "train")) < 0.01
        ),
    ),
)
