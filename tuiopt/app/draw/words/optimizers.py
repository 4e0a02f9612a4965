"""What is said of runs that have an optimizer, in any lab."""

from __future__ import annotations

from typing import TypeVar

from tuiopt.app.draw.words import Words
from tuiopt.picture.numbers import setting
from tuiopt.scenario.model import OptimizerRun, Run, Scenario

S = TypeVar("S", bound=Scenario)


class OptimizerWords(Words[S]):
    """Words about optimizers and their hyperparameters."""

    @property
    def search(self) -> list[str]:
        optimizers = [_optimizer_of(run).optimizer for run in self.scenario.runs]
        return [*super().search, *(word for spec in optimizers for word in (spec.name, spec.title))]

    def about(self, run: Run) -> str:
        return _optimizer_of(run).optimizer.title

    def settings(self, run: Run) -> list[str]:
        """A usual ε is not among them."""
        from tuiopt.app.draw.schedule import told  # NumPy, which the first title has not yet

        run = _optimizer_of(run)
        optimizer = run.optimizer
        alpha = f"α {setting(run.learning_rate)}"
        schedule = told(run, self.scenario.steps)
        settings = schedule if schedule and schedule[0].startswith(alpha) else [alpha, *schedule]
        for hyper, value in zip(optimizer.hyper, run.hyper, strict=True):
            if hyper.name != "epsilon" or value != hyper.default:
                settings.append(f"{hyper.symbol} {setting(value)}")
        if run.l2:
            settings.append(f"λ {setting(run.l2)}")
        if run.bias_correction != bool(optimizer.bias_correction):
            settings.append("bias corrected" if run.bias_correction else "bias not corrected")
        if run.batch_size is not None:
            settings.append(f"batch {run.batch_size}")
        return settings


def _optimizer_of(run: Run) -> OptimizerRun:
    assert isinstance(run, OptimizerRun)
    return run
