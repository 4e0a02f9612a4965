"""What `bias-variance` says, as code."""

from claim import claim

SMALL, LARGE = "2-2-2", "2-32-32-2"


def wrong(now, label):
    return [now.error(label, part) for part in ("train", "dev")]


CLAIMS = (
    claim(
        "2-2-2 has 12 parameters, 2-32-32-2 has 1218. Both train on 50 samples; "
        "300 others are dev.",
        lambda now: [
            *(*now.widths(SMALL), now.network(SMALL).size),
            *(*now.widths(LARGE), now.network(LARGE).size),
            *(len(now.data(SMALL).train), len(now.data(SMALL).dev)),
        ],
        lambda now: now.data(SMALL) is now.data(LARGE),
    ),
    claim(
        "2-2-2 is wrong on 34.0 % of train and 45.3 % of dev: high bias, and high variance as well",
        lambda now: [*now.widths(SMALL), *wrong(now, SMALL)],
        lambda now: now.diagnosis(SMALL) == "high bias and high variance",
    ),
    claim(
        "2-32-32-2 is wrong on 0.0 % of train and 18.3 % of dev: high variance. "
        "It knows these 50 samples, not yet the spirals.",
        lambda now: [*now.widths(LARGE), *wrong(now, LARGE), len(now.data(LARGE).train)],
        lambda now: now.diagnosis(LARGE) == "high variance" and now.data(LARGE).name == "spirals",
    ),
    claim(
        "From epoch 101 on there are 550 samples to train on. They are new: at first "
        "2-32-32-2 is wrong on 14.0 % of them.",
        lambda now: [
            *(now.stage(LARGE).first_epoch, len(now.data(LARGE).train)),
            *(*now.widths(LARGE), now.error(LARGE, "train")),
        ],
        lambda now: now.epoch(LARGE) == now.stage(LARGE).first_epoch,
    ),
    claim(
        "More data has cured the variance: 1.8 % on train, 2.5 % on dev",
        lambda now: wrong(now, LARGE),
        lambda now: now.diagnosis(LARGE) == "fine",
    ),
    claim(
        "2-2-2 still has high bias: 40.5 % and 42.3 %",
        lambda now: [*now.widths(SMALL), *wrong(now, SMALL)],
        lambda now: now.diagnosis(SMALL) == "high bias",
    ),
)
