"""What PyTorch makes of a network: autograd, and its optimizers."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import torch
from network_cases import RATES, NetworkCase

Array = npt.NDArray[np.float64]
Tensors = dict[str, torch.Tensor]

ACTIVATIONS: dict[str, Callable[[torch.Tensor], torch.Tensor]] = {
    "linear": lambda z: z,
    "relu": torch.relu,
    "tanh": torch.tanh,
    "sigmoid": torch.sigmoid,
}


def one_batch(case: NetworkCase) -> dict[str, Array]:
    """`loss`, `gradient` (size,), 0 where frozen, and the `running` averages after the batch."""
    named, running = tensors(case), torch.tensor(case.running)
    loss = total(case, named, running, 0)
    (loss + penalty(case, named)).backward()
    gradient = [
        (torch.zeros_like(one) if frozen(case, name) else one.grad).flatten()
        for name, one in named.items()
    ]
    return {
        "loss": loss.detach().numpy(),
        "gradient": torch.cat(gradient).numpy(),
        "running": running.numpy(),
    }


def trained(case: NetworkCase, optimizer: str) -> dict[str, Array]:
    """`losses` (steps,), and `parameters` (size,) and `running` after all batches."""
    named, running = tensors(case), torch.tensor(case.running)
    moving = [one for name, one in named.items() if not frozen(case, name)]
    rate = RATES[optimizer]
    made = {
        "gd": lambda: torch.optim.SGD(moving, rate),
        "momentum": lambda: Averaged(moving, rate),
        "rmsprop": lambda: torch.optim.RMSprop(moving, rate, alpha=0.9),
        "adam": lambda: torch.optim.Adam(moving, rate),
        "adamw": lambda: torch.optim.AdamW(moving, rate),
    }[optimizer]()
    losses = []
    for step in range(len(case.batches)):
        loss = total(case, named, running, step)
        made.zero_grad()
        (loss + penalty(case, named)).backward()
        made.step()
        losses.append(loss.item())
    parameters = torch.cat([one.detach().flatten() for one in named.values()])
    return {
        "losses": np.array(losses),
        "parameters": parameters.numpy(),
        "running": running.numpy(),
    }


class Averaged:
    """Momentum in the (1 − β) form, which PyTorch does not have."""

    def __init__(self, moving: list[torch.Tensor], rate: float) -> None:
        self.moving, self.rate = moving, rate
        self.v = [torch.zeros_like(one) for one in moving]

    def zero_grad(self) -> None:
        for one in self.moving:
            one.grad = None

    @torch.no_grad()
    def step(self) -> None:
        for one, v in zip(self.moving, self.v, strict=True):
            v.mul_(0.9).add_(0.1 * one.grad)
            one -= self.rate * v


def tensors(case: NetworkCase) -> Tensors:
    named = case.network.named(case.parameters)
    return {name: torch.tensor(part, requires_grad=True) for name, part in named.items()}


def frozen(case: NetworkCase, name: str) -> bool:
    return any(name == p.name and p.layer in case.network.frozen for p in case.network.pieces)


def penalty(case: NetworkCase, named: Tensors) -> torch.Tensor:
    weights = [(one**2).sum() for name, one in named.items() if name.startswith("W")]
    return case.l2 / (2 * case.batches.shape[1]) * torch.stack(weights).sum()


def total(case: NetworkCase, named: Tensors, running: torch.Tensor, step: int) -> torch.Tensor:
    """The mean cross-entropy of a batch; moves the running averages, by the biased variance."""
    network = case.network
    rows = torch.tensor(case.batches[step])
    a = torch.tensor(case.inputs).T[rows]
    unit = 0
    for layer, outputs in enumerate(network.hidden, 1):
        span = slice(unit, unit + outputs)
        activation = ACTIVATIONS[network.activations[layer - 1]]
        a = a @ named[f"W{layer}"]
        if network.batch_norm == "after":
            a = normalised(network.momentum, named, running[:, span], layer, activation(a))
        elif network.batch_norm:
            a = activation(normalised(network.momentum, named, running[:, span], layer, a))
        else:
            a = activation(a + named[f"b{layer}"])
        keep = network.keep_probs[layer - 1]
        if keep < 1.0:
            a = a * torch.tensor(case.masks[step][span]).T / keep
        unit += outputs
    last = len(network.hidden) + 1
    z = a @ named[f"W{last}"] + named[f"b{last}"]
    return torch.nn.functional.cross_entropy(z, torch.tensor(case.labels)[rows])


def normalised(
    momentum: float, named: Tensors, running: torch.Tensor, layer: int, z: torch.Tensor
) -> torch.Tensor:
    mean, variance = z.mean(0), z.var(0, unbiased=False)
    batch = torch.stack((mean, variance)).detach()
    running[:] = momentum * running + (1 - momentum) * batch
    norm = (z - mean) / torch.sqrt(variance + 1e-5)
    return norm * named[f"gamma{layer}"] + named[f"beta{layer}"]
