"""What `network-optimizers` says, as code."""

from claim import claim

SLOW, QUICK, MOMENTUM = "GD 0.1", "GD 0.5", "Momentum 0.5"
RMSPROP, ADAM = "RMSprop 0.01", "Adam 0.01"

CLAIMS = (
    claim(
        "GD, momentum, RMSprop and Adam train the same network on two spirals, "
        "GD with two values of α",
        lambda now: [
            now.data(SLOW).classes,
            len({now.alpha(label) for label in now.labels if label.startswith("GD")}),
        ],
        lambda now: (
            [run.setup.optimizer.name for run in now.trace.runs]
            == ["gd", "gd", "momentum", "rmsprop", "adam"]
            and len({run.setup.stages[0].network for run in now.trace.runs}) == 1
        ),
    ),
    claim(
        "The same start and the same mini-batches of 50",
        lambda now: [*{run.setup.batch_size for run in now.trace.runs}],
        lambda now: now.same_start(),
    ),
    claim(
        "Momentum's V averages gradients, so its α compares with that of GD",
        holds=lambda now: "(1−β)" in now.run(MOMENTUM).setup.optimizer.equation,
    ),
    claim(
        "GD 0.1 is wrong on about 35 % of train, RMSprop 0.01 on 10.9 %, with a tenth of the α",
        lambda now: [
            *(now.alpha(SLOW), now.error(SLOW, "train")),
            *(now.alpha(RMSPROP), now.error(RMSPROP, "train")),
            now.alpha(RMSPROP) / now.alpha(SLOW),
        ],
    ),
    claim(
        "Train loss: GD 0.1 has 0.539, Adam 0.01 has 0.059, GD 0.5 has 0.051. "
        "Here a larger α did for GD what Adam did",
        lambda now: [
            x for label in (SLOW, ADAM, QUICK) for x in (now.alpha(label), now.loss(label, "train"))
        ],
    ),
    claim(
        "All but GD 0.1 are below 0.02",
        lambda now: [now.alpha(SLOW), 0.02],
        lambda now: [label for label in now.labels if now.loss(label, "train") >= 0.02] == [SLOW],
    ),
)
