"""What sets runs apart besides their optimizers and learning rates, in words for a table."""

from __future__ import annotations

from collections.abc import Sequence

from tuiopt.app.draw.schedule import told
from tuiopt.picture.numbers import setting
from tuiopt.scenario.model import OptimizerRun


def of_rule(setup: OptimizerRun, setups: Sequence[OptimizerRun], steps: int) -> list[str]:
    """What is no default, or not the same in all runs of an optimizer, of any lab."""
    optimizer = setup.optimizer
    alike = [other for other in setups if other.optimizer == optimizer]
    words = [
        f"{hyper.symbol} {setting(value)}"
        for i, (hyper, value) in enumerate(zip(optimizer.hyper, setup.hyper, strict=True))
        if value != hyper.default or any(other.hyper[i] != value for other in alike)
    ]
    if optimizer.bias_correction is not None and (
        setup.bias_correction != optimizer.bias_correction
        or any(other.bias_correction != setup.bias_correction for other in alike)
    ):
        words.append("corrected" if setup.bias_correction else "uncorrected")
    words += told(setup, steps)
    if any(other.l2 for other in setups):
        words.append(f"λ {setting(setup.l2)}")
    if any(other.batch_size != setup.batch_size for other in setups):
        words.append("all samples" if setup.batch_size is None else f"batch {setup.batch_size}")
    return words
