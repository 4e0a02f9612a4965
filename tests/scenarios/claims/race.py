"""What `race` says, as code."""

from claim import claim

CLAIMS = (
    claim("Four optimizers", lambda now: [len({run.setup.optimizer for run in now.trace.runs})]),
    claim(
        "The ground falls steeply across the way to the minimum, gently along it",
        holds=lambda now: now.curvatures(0, 0) == (2.0, 0.1),
    ),
    claim("All four start at (−9, 2)", lambda now: [len(now.labels), *now.common_start()]),
    claim(
        "GD has crossed the valley floor in each of its 8 steps",
        lambda now: [now.crossings("GD")],
        lambda now: now.crossings("GD") == now.step,
    ),
    claim("Momentum has crossed it once", holds=lambda now: now.crossings("Momentum") == 1),
    claim(
        "RMSprop has evened out the axes: it walks along the floor, |y| below 0.001, "
        "in steps of 0.19",
        lambda now: [0.001, now.at("RMSprop", "update_x")],
        lambda now: abs(now.at("RMSprop", "y")) < 0.001,
    ),
    claim(
        "Momentum is the first with a loss below 0.01, at step 24",
        lambda now: [0.01, now.below("Momentum", 0.01)],
        lambda now: now.first_below(0.01) == "Momentum",
    ),
    claim(
        "it is too fast to stop there",
        holds=lambda now: now.run("Momentum").column("loss")[now.step + 1] > 0.01,
    ),
    claim(
        "Momentum has run 1.29 past the minimum and turns back",
        lambda now: [max(now.until("Momentum", "x"))],
        lambda now: now.at("Momentum", "update_x") < 0 < now.at("Momentum", "update_x", 36),
    ),
    claim(
        "GD is below 0.01 since step 33",
        lambda now: [0.01, now.below("GD", 0.01)],
        lambda now: max(now.run("GD").column("loss")[33:]) < 0.01,
    ),
    claim(
        "At the end RMSprop has the lowest loss, then GD, Momentum and Adam",
        holds=lambda now: now.order() == ["RMSprop", "GD", "Momentum", "Adam"],
    ),
)
