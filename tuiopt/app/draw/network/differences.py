"""What sets networks apart, in words for a table and for the preview of a lesson."""

from __future__ import annotations

from collections.abc import Sequence

from tuiopt.app.draw.numbers import setting
from tuiopt.app.draw.table.differences import of_rule
from tuiopt.scenario.network.model import NetworkRun


def differences(setups: Sequence[NetworkRun], steps: int) -> list[list[str]]:
    """For every run what is not the same in all of them; what its label says is left out."""
    apart = apart_from(setups)
    return [
        [words for words in (*of_rule(setup, setups, steps), *own) if words not in setup.label]
        for setup, own in zip(setups, apart, strict=True)
    ]


def apart_from(setups: Sequence[NetworkRun]) -> list[list[str]]:
    """For every run the settings of its network and its training that others have otherwise."""
    table = [_settings(setup) for setup in setups]
    differ = [len(set(column)) > 1 for column in zip(*table, strict=True)]
    return [[words for words, told in zip(row, differ, strict=True) if told] for row in table]


def _settings(setup: NetworkRun) -> list[str]:
    """All of a network's settings, as it is at first, always as many."""
    network = setup.stages[0].network
    frozen = ", ".join(map(str, sorted(network.frozen)))
    return [
        "-".join(map(str, (network.inputs, *network.hidden, network.classes))),
        _one_or_all(network.activations),
        {True: "BN", False: "without BN", "after": "BN after activation"}[network.batch_norm],
        f"BN momentum {setting(network.momentum)}" if network.norm else "",
        f"{_scale(setup.init_scale)}{setup.init} init",
        f"keep_prob {_one_or_all([setting(p) for p in network.keep_probs])}",
        f"frozen {frozen}" if frozen else "nothing frozen",
        f"jitter {setting(setup.augment)}",
        "no early stopping" if setup.patience is None else f"patience {setup.patience}",
        f"seed {setup.seed}",
    ]


def _one_or_all(words: Sequence[str]) -> str:
    """Words of the layers, once where all have the same."""
    return ", ".join(words if len(set(words)) > 1 else words[:1])


def _scale(init_scale: float) -> str:
    return "" if init_scale == 1.0 else f"{setting(init_scale)}·"
