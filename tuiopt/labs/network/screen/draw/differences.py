"""What sets networks apart, in words for a table and for the preview of a lesson."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tuiopt.app.draw.table.differences import of_rule
from tuiopt.labs.network.scenario.model import NetworkRun
from tuiopt.picture.numbers import setting
from tuiopt_kernels.network.activations import ACTIVATIONS


def differences(setups: Sequence[NetworkRun], steps: int) -> list[list[str]]:
    """For every run what is not the same in all of them; what its label says is left out."""
    told = ((setup, of_rule(setup, setups, steps) + apart(setup, setups)) for setup in setups)
    return [[words for words in row if not _said(words, setup.label)] for setup, row in told]


def _said(words: str, label: str) -> bool:
    """Whether a label says as much, if only the name of an initialization."""
    name, init, _ = words.casefold().partition(" init")
    return words in label or (bool(init) and name in re.findall(r"\w+", label.casefold()))


def apart(setup: NetworkRun, setups: Sequence[NetworkRun]) -> list[str]:
    """The settings of a run's network, as it is at first, and training that others have otherwise.

    The optimizer's are not among them, nor the size of the mini-batches.
    """
    columns = zip(*map(_settings, setups), strict=True)
    differ = [len(set(column) - {""}) > 1 for column in columns]
    return [words for words, told in zip(_settings(setup), differ, strict=True) if told and words]


def _settings(setup: NetworkRun) -> list[str]:
    """Always as many words; "" for what a network does not have."""
    network = setup.stages[0].network
    frozen = ", ".join(map(str, sorted(network.frozen)))
    scale = "" if setup.init_scale == 1.0 else f"{setting(setup.init_scale)}·"
    return [
        "-".join(map(str, (network.inputs, *network.hidden, network.classes))),
        _one_or_all([ACTIVATIONS[name].title for name in network.activations]),
        {True: "BN", False: "without BN", "after": "BN after activation"}[network.batch_norm],
        f"BN momentum {setting(network.momentum)}" if network.norm else "",
        f"{scale}{setup.init} init",
        f"keep_prob {_one_or_all([setting(p) for p in network.keep_probs])}",
        f"frozen {frozen}" if frozen else "nothing frozen",
        f"jitter {setting(setup.augment)}",
        "no early stopping" if setup.patience is None else f"patience {setup.patience}",
        f"seed {setup.seed}",
    ]


def _one_or_all(words: Sequence[str]) -> str:
    """Words of the layers, once where all have the same."""
    return ", ".join(words if len(set(words)) > 1 else words[:1])
