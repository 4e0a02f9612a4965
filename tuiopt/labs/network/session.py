"""A person in front of networks in training."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace

from tuiopt.labs.network.solve.trace import NetworkTrace
from tuiopt.session.playback import Playback
from tuiopt_kernels.network.layout import Network

SIZES = (32, 16, 8, 4, 2)
"""Samples to which the batch that is looked at can be cut down."""


@dataclass(frozen=True, slots=True)
class NetworkSession(Playback[NetworkTrace]):
    """What is looked at of the networks besides the step.

    `layer` and `unit` count from 1 and go around the end of what the selected run has; so does
    `sample`, of which the batch at the cursor decides how many there are. `training` tells whether
    the batch goes through as in training or as at test time, `size` to how many samples it is cut
    down, None for all. `errors` tells that the curves are those of the errors, not of the losses.
    """

    layer: int = 1
    unit: int = 1
    sample: int = 1
    training: bool = True
    size: int | None = None
    errors: bool = False

    def epoch(self, epochs: int) -> NetworkSession:
        """To the end of the next epoch, or of the one before, and paused."""
        ends = self.trace.scenario.first_ticks
        if epochs > 0:
            at = bisect_right(ends, self.cursor) + epochs - 1
        else:
            at = bisect_left(ends, self.cursor) + epochs
        return self.go_to(ends[min(max(at, 0), len(ends) - 1)])

    def to_layer(self, layers: int) -> NetworkSession:
        """So many hidden layers further."""
        return replace(self, layer=around(self.layer + layers, len(self._network.hidden)))

    def to_unit(self, units: int) -> NetworkSession:
        """So many units of the layer further; of the classes where no layer is hidden."""
        hidden = self._network.hidden
        width = hidden[around(self.layer, len(hidden)) - 1] if hidden else self._network.classes
        return replace(self, unit=around(self.unit + units, width))

    def to_sample(self, samples: int) -> NetworkSession:
        """So many samples further."""
        return replace(self, sample=self.sample + samples)

    def switch_mode(self) -> NetworkSession:
        """From how a batch goes through in training to how at test time, or back."""
        return replace(self, training=not self.training)

    def cut(self) -> NetworkSession:
        """The next smaller batch to look at; after two samples the whole one again."""
        sizes = (None, *SIZES)
        return replace(self, size=sizes[(sizes.index(self.size) + 1) % len(sizes)])

    def switch_curves(self) -> NetworkSession:
        """From losses to errors, or back."""
        return replace(self, errors=not self.errors)

    @property
    def _network(self) -> Network:
        """The selected run's at the cursor."""
        run = self.trace.runs[self.selected]
        return run.stage(run.at(self.cursor)).network


def around(number: int, count: int) -> int:
    """A number from 1 to `count`, around the end; 1 where there is none."""
    return (number - 1) % count + 1 if count else 1
