"""What is said of networks in training."""

from __future__ import annotations

from tuiopt.app.draw.words.optimizers import OptimizerWords
from tuiopt.labs.network.scenario.model import NetworkRun, NetworkScenario
from tuiopt.scenario.model import Run


class NetworkWords(OptimizerWords[NetworkScenario]):
    """Words about data, layers and regularisation."""

    @property
    def search(self) -> list[str]:
        return [*super().search, *(word for run in self.scenario.runs for word in _parts(run))]

    @property
    def length(self) -> str:
        return f"{self.scenario.epochs} epochs, {super().length}"

    def settings(self, run: Run) -> list[str]:
        from tuiopt.labs.network.screen.draw.differences import apart  # not before the first title

        settings = super().settings(run)
        assert isinstance(run, NetworkRun)
        differ = apart(run, self.scenario.runs)
        return [*settings, *(words for words in differ if words not in run.label)]


def _parts(run: NetworkRun) -> list[str]:
    """What a person may look for in a network."""
    network = run.stages[0].network
    parts = {
        "batch norm": network.norm,
        "dropout": min(network.keep_probs, default=1.0) < 1.0,
        "L2": run.l2,
        "early stopping": run.patience is not None,
        "transfer learning": len(run.stages) > 1,
    }
    return [*network.activations, run.init, *(word for word, there in parts.items() if there)]
