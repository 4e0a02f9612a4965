"""What `early-stopping` says, as code."""

import numpy as np
from claim import claim

END, LONG, SHORT = "to the end", "patience 20", "patience 2"


def patience(now, label):
    return now.run(label).setup.patience


def stopped(now, label):
    """The epoch after which a run has stopped just now."""
    run = now.run(label)
    assert run.stopped == now.epoch(label) == now.epoch(END)
    return run.stopped


def best(now, label):
    """The epoch whose network is kept, the one with the lowest dev loss up to now."""
    run = now.run(label)
    assert run.best == 1 + int(np.argmin(now.until(label, 1)[1:]))
    return run.best


CLAIMS = (
    claim(
        "Training ends once the loss on dev has not been lower for some epochs. "
        "The best network is kept",
        holds=lambda now: [patience(now, label) for label in now.labels] == [None, 20, 2],
    ),
    claim(
        "Three equal networks of 4482 parameters, 100 samples. Two watch the dev loss, "
        "with a patience of 2 and of 20 epochs",
        lambda now: [
            *(len(now.labels), now.network(END).size, len(now.data(END).train)),
            sum(patience(now, label) is not None for label in now.labels),
            *(patience(now, SHORT), patience(now, LONG)),
        ],
        lambda now: now.same_start(),
    ),
    claim(
        "patience 2 stops after epoch 11: its dev loss was 0.241 at epoch 9, "
        "and higher in the 2 epochs since",
        lambda now: [
            *(patience(now, SHORT), stopped(now, SHORT)),
            *(now.loss(SHORT, "dev", best(now, SHORT)), best(now, SHORT)),
            stopped(now, SHORT) - best(now, SHORT),
        ],
    ),
    claim(
        "It was: at epoch 18 the dev loss of the others is 0.194",
        lambda now: [now.epoch(END), now.loss(END, "dev")],
        lambda now: now.loss(LONG, "dev") == now.loss(END, "dev"),
    ),
    claim(
        "patience 20 stops after epoch 38 and keeps the network of epoch 18. "
        "Since then train fell from 0.086 to 0.025, dev rose to 0.277",
        lambda now: [
            *(patience(now, LONG), stopped(now, LONG), best(now, LONG)),
            *(now.loss(LONG, "train", best(now, LONG)), now.loss(LONG, "train")),
            now.loss(LONG, "dev"),
        ],
        lambda now: now.loss(LONG, "dev") > now.loss(LONG, "dev", best(now, LONG)),
    ),
    claim(
        "to the end: 0.003 on train, 0.507 on dev. "
        "The other has a dev loss of 0.194, for less work",
        lambda now: [
            *(now.loss(END, part) for part in ("train", "dev")),
            now.loss(LONG, "dev", now.run(LONG).best),
        ],
        lambda now: now.run(LONG).last < now.run(END).last,
    ),
)
