"""A whole training against PyTorch: jitter, dropout, L2, a schedule, phases."""

from __future__ import annotations

import numpy as np
import pytest
from nets_in_code import network_data, network_run, network_scenario, network_schedule, phase
from network_cases import NetworkCase

from tuiopt.labs.network.scenario.model import NetworkRun, NetworkScenario, Stage
from tuiopt.labs.network.solve.engine import Engine
from tuiopt.labs.network.solve.feed import feed
from tuiopt.labs.network.solve.trace import BATCH_LOSS, NetworkRunTrace
from tuiopt.labs.network.solve.training import Trainings
from tuiopt.labs.network.solve.weights import begun
from tuiopt_kernels import compiled
from tuiopt_kernels.data import Array


def everything() -> NetworkRun:
    """From epoch 3 on with layer 1 frozen and a lower rate, from 5 on with three classes."""
    run = network_run(keep_prob=0.8, augment=0.1, l2=0.05, batch_size=15)
    run = phase(network_schedule(run, "inverse-time", decay_rate=0.1), 3, frozen=(1,))
    run = phase(run, 4, learning_rate=0.004)
    return phase(run, 5, data=network_data(50, classes=3), frozen=(), renewed=(2,))


def trained(scenario: NetworkScenario) -> NetworkRunTrace:
    trainings = Trainings(scenario, Engine(compiled.training, compiled.scores()))
    trainings.advance(scenario.steps)
    return trainings.trace().runs[0]


def test_a_whole_training_is_torchs() -> None:
    pytest.importorskip("torch")
    scenario = network_scenario(everything(), epochs=7)
    losses, parameters, running = by_torch(scenario)
    found = trained(scenario)
    assert len(losses) == found.last == 4 * 3 + 3 * 4
    np.testing.assert_allclose(found.steps[:, BATCH_LOSS], losses, rtol=1e-8)
    state = found.state(found.last)
    for one, other in ((state.parameters, parameters), (state.running, running)):
        assert np.linalg.norm(one - other) <= 1e-8 * np.linalg.norm(other)


def by_torch(scenario: NetworkScenario) -> tuple[list[float], Array, Array]:
    """The losses of all batches, the parameters and the running averages at the end."""
    import torch
    from network_by_torch import frozen, penalty, tensors, total

    losses = []
    weights = begun(scenario, 0, 0)
    parameters, running = weights.parameters, weights.running
    optimizer = None
    for i, stage in enumerate(scenario.runs[0].stages):
        if stage.renewed:
            parameters, running = carried(scenario, i, parameters, running)
            optimizer = None
        for step in range(*scenario.span(0, i)):
            case = batch(scenario, stage, step, parameters, running)
            if optimizer is None:
                named, averages = tensors(case), torch.tensor(running)
                optimizer = torch.optim.Adam(named.values())
            optimizer.param_groups[0]["lr"] = feed(scenario, 0, step, 1).rates[0]
            loss = total(case, named, averages, 0)
            optimizer.zero_grad()
            (loss + penalty(case, named)).backward()
            for name, one in named.items():
                if frozen(case, name):
                    one.grad = None
            optimizer.step()
            losses.append(loss.item())
        parameters = torch.cat([one.detach().flatten() for one in named.values()]).numpy()
        running = averages.numpy()
    return losses, parameters, running


def batch(
    scenario: NetworkScenario,
    stage: Stage,
    step: int,
    parameters: Array,
    running: Array,
) -> NetworkCase:
    """What one step takes, its samples moved by the jitter."""
    given = feed(scenario, 0, step, 1)
    rows = given.batches[0][given.batches[0] >= 0]
    train, n = stage.data.train, len(rows)
    return NetworkCase(
        stage.network,
        scenario.runs[0].l2,
        parameters,
        running,
        train.inputs[:, rows] + given.jitter[0][:, :n],
        train.labels[rows],
        np.arange(n)[np.newaxis],
        given.masks[:, :, :n],
    )


def carried(
    scenario: NetworkScenario, i: int, parameters: Array, running: Array
) -> tuple[Array, Array]:
    """Layer 1 stays, layers 2 and 3 begin anew."""
    before, after = (stage.network for stage in scenario.runs[0].stages[i - 1 : i + 1])
    first = begun(scenario, 0, i)
    for name, part in after.named(first.parameters).items():
        if name.endswith("1"):
            part[:] = before.named(parameters)[name]
    first.running[:, :4] = running[:, :4]
    return first.parameters, first.running
