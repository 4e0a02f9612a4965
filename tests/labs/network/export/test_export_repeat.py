"""An archive alone, with the settings that stand in the scenario, is enough to train again.

Nothing of tuiopt is used to do so: NumPy with derivatives by hand, PyTorch with its own.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from nets_in_code import network_data, network_run, network_scenario, network_schedule, phase

from tuiopt.export.npz import write_npz
from tuiopt.labs.network.export import NetworkTable
from tuiopt.labs.network.scenario.model import NetworkRun
from tuiopt.labs.network.solve.training import train

Archive = Mapping[str, Any]

BETA1, BETA2, EPSILON = 0.9, 0.999, 1e-8
KEEP_PROB, L2, MOMENTUM = 0.8, 0.5, 0.9
TOLERANCE = 1e-8


def archive_of(run: NetworkRun, epochs: int) -> Archive:
    out = io.BytesIO()
    write_npz(NetworkTable(train(network_scenario(run, epochs=epochs))), out)
    return np.load(io.BytesIO(out.getvalue()), allow_pickle=False)


def under(archive: Archive, folder: str) -> dict[str, np.ndarray]:
    return {name.removeprefix(folder): archive[name] for name in archive if name.startswith(folder)}


def close(found: np.ndarray, due: np.ndarray) -> None:
    np.testing.assert_allclose(found, due, rtol=0.0, atol=TOLERANCE)


# A dense network with tanh and two hidden layers, in NumPy


def gradients(
    theta: dict[str, np.ndarray], x: np.ndarray, y: np.ndarray
) -> tuple[float, dict[str, np.ndarray]]:
    """The mean cross-entropy of a batch, and its derivatives with those of the penalty."""
    a1 = np.tanh(x @ theta["W1"] + theta["b1"])
    a2 = np.tanh(a1 @ theta["W2"] + theta["b2"])
    z = a2 @ theta["W3"] + theta["b3"]
    shares = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    rows = np.arange(len(y))
    loss = -np.log(shares[rows, y]).mean()
    shares[rows, y] -= 1.0
    d3 = shares / len(y)
    d2 = (d3 @ theta["W3"].T) * (1.0 - a2**2)
    d1 = (d2 @ theta["W2"].T) * (1.0 - a1**2)
    g = {}
    for layer, (below, d) in enumerate(((x, d1), (a1, d2), (a2, d3)), 1):
        g[f"W{layer}"] = below.T @ d + L2 / len(y) * theta[f"W{layer}"]
        g[f"b{layer}"] = d.sum(axis=0)
    return float(loss), g


class Adam:
    def __init__(self) -> None:
        self.t = 0
        self.v: dict[str, np.ndarray] = {}
        self.s: dict[str, np.ndarray] = {}

    def step(
        self, theta: dict[str, np.ndarray], g: dict[str, np.ndarray], alpha: float
    ) -> dict[str, np.ndarray]:
        self.t += 1
        new = dict(theta)
        for name, d in g.items():
            self.v[name] = BETA1 * self.v.get(name, 0.0) + (1 - BETA1) * d
            self.s[name] = BETA2 * self.s.get(name, 0.0) + (1 - BETA2) * d**2
            v, s = self.v[name] / (1 - BETA1**self.t), self.s[name] / (1 - BETA2**self.t)
            new[name] = theta[name] - alpha * v / (np.sqrt(s) + EPSILON)
        return new


def test_numpy_repeats_a_dense_network_through_its_phases() -> None:
    """Phase 2 freezes a layer, phase 3 thaws it, has other data with a class more, renews one."""
    run = network_run(hidden=(4, 3), activation="tanh", batch_norm=False, l2=L2)
    run = phase(run, 6, frozen=(1,), learning_rate=0.02)
    run = phase(run, 11, frozen=(), data=network_data(35, classes=3, seed=2), renewed=(2,))
    archive = archive_of(run, 22)
    theta, adam = under(archive, "0/initial/"), Adam()
    x, y = archive["x_train"], archive["y_train"]
    for t in range(len(archive["0/step"])):
        epoch = archive["0/epoch"][t]
        if epoch == 11 and archive["0/epoch"][t - 1] == 10:
            x, y = archive["phase3/x_train"], archive["phase3/y_train"]
            theta, adam = theta | under(archive, "0/phase3/initial/"), Adam()
        batch = archive["0/batches"][t]
        batch = batch[batch >= 0]
        loss, g = gradients(theta, x[batch], y[batch])
        if 6 <= epoch < 11:
            del g["W1"], g["b1"]
        norm = np.sqrt(sum((d**2).sum() for d in g.values()))
        close(
            np.array([loss, norm]),
            np.array([archive[f"0/{n}"][t] for n in ("batch_loss", "grad_norm")]),
        )
        theta = adam.step(theta, g, archive["0/learning_rate"][t])
    assert t + 1 >= 60
    final = under(archive, "0/final/")
    assert set(theta) == set(final)
    for name, due in final.items():
        close(theta[name], due)


# Batch norm, dropout, jitter and a schedule, in PyTorch


@pytest.mark.parametrize("where", ["before", "after"])
def test_pytorch_repeats_batch_norm_dropout_jitter_and_l2(where: str) -> None:
    torch = pytest.importorskip("torch")
    run = network_run(
        hidden=(5, 4),
        batch_norm="after" if where == "after" else True,
        momentum=MOMENTUM,
        keep_prob=KEEP_PROB,
        augment=0.1,
        l2=L2,
        learning_rate=0.02,
        batch_size=13,
    )
    run = network_schedule(replace(run, batch_size=13), "exponential", base=0.97)
    archive = archive_of(run, 20)
    numbers = [name for name in archive if archive[name].dtype.kind in "iuf"]
    data = {name: torch.from_numpy(archive[name]) for name in numbers}
    state = {n.removeprefix("0/initial/"): v.clone() for n, v in data.items() if "/initial/" in n}
    theta = {n: v.requires_grad_() for n, v in state.items() if not n.startswith("running")}
    optimizer = torch.optim.Adam(theta.values(), eps=EPSILON)

    def normalised(a: Any, layer: int) -> Any:
        mean, var = a.mean(0), a.var(0, unbiased=False)
        for name, batch in ((f"running_mean{layer}", mean), (f"running_var{layer}", var)):
            state[name] = MOMENTUM * state[name] + (1 - MOMENTUM) * batch.detach()
        return (a - mean) / torch.sqrt(var + 1e-5) * theta[f"gamma{layer}"] + theta[f"beta{layer}"]

    steps = len(data["0/step"])
    assert steps >= 60
    for t in range(steps):
        there = data["0/batches"][t] >= 0
        rows = data["0/batches"][t][there]
        a = data["x_train"][rows] + data["0/jitter"][t][there]
        for layer in (1, 2):
            z = a @ theta[f"W{layer}"]
            a = torch.relu(z) if where == "after" else torch.relu(normalised(z, layer))
            a = normalised(a, layer) if where == "after" else a
            a = a * data[f"0/dropout_masks{layer}"][t][there] / KEEP_PROB
        loss = torch.nn.functional.cross_entropy(
            a @ theta["W3"] + theta["b3"], data["y_train"][rows]
        )
        squares = sum((theta[f"W{layer}"] ** 2).sum() for layer in (1, 2, 3))
        optimizer.zero_grad()
        (loss + L2 / (2 * len(rows)) * squares).backward()
        close(loss.item(), archive["0/batch_loss"][t])
        optimizer.param_groups[0]["lr"] = data["0/learning_rate"][t].item()
        optimizer.step()
    final = under(archive, "0/final/")
    assert set(final) == set(state)
    for name, due in final.items():
        close(state[name].detach().numpy(), due)
