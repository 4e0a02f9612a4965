"""What `network-decay` says, as code."""

from claim import claim

STAYS, INVERSE, COSINE = "constant", "inverse-time", "cosine"
ALL = (STAYS, INVERSE, COSINE)


def span(now, label):
    """The lowest and the highest train loss in the last ten epochs."""
    last = now.until(label, 0)[-10:]
    return last.min(), last.max()


CLAIMS = (
    claim(
        "GD in mini-batches of 8 samples, with a constant α, with inverse-time decay, "
        "and down to 0 by a cosine",
        lambda now: [*{run.setup.batch_size for run in now.trace.runs}, 0],
        lambda now: (
            {run.setup.optimizer.name for run in now.trace.runs} == {"gd"}
            and [s and s.schedule.name for s in (r.setup.scheduling for r in now.trace.runs)]
            == [None, INVERSE, COSINE]
        ),
    ),
    claim(
        "α0 = 0.5 for all, 100 steps an epoch. inverse-time divides it by 1 + 0.2·epoch, "
        "cosine lowers it to 0 until the end",
        lambda now: [
            *{run.setup.learning_rate for run in now.trace.runs},
            now.trace.scenario.first_ticks[1],
            *(1, round(now.run(STAYS).steps[0, 0] / now.run(INVERSE).steps[0, 0] - 1, 9)),
            round(now.run(COSINE).steps[-1, 0], 6),
        ],
    ),
    claim(
        "Epoch 1: train loss 0.101 with constant, 0.119 with inverse-time",
        lambda now: [now.epoch(STAYS), *(now.loss(label, "train") for label in (STAYS, INVERSE))],
    ),
    claim(
        "α is 0.500, 0.071 and 0.173 now. In the last 10 epochs the train loss of constant "
        "ranged from 0.024 to 0.047",
        lambda now: [*(now.alpha(label) for label in ALL), 10, *span(now, STAYS)],
        lambda now: now.epoch(STAYS) == 30,
    ),
    claim(
        "In the last 10 epochs it ranged from 0.023 to 0.034; inverse-time from 0.022 to 0.025, "
        "cosine from 0.0188 to 0.0190",
        lambda now: [10, *(x for label in ALL for x in span(now, label))],
    ),
)
