"""A run of the network lab at one step, as a screen shows it."""

from __future__ import annotations

from dataclasses import dataclass

from tuiopt.labs.network.trace import NetworkRunTrace, State
from tuiopt.scenario.network.model import Labels
from tuiopt_kernels.data import Array
from tuiopt_kernels.network.lens import Inside
from tuiopt_kernels.network.passes import Masks


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """A network after `step` steps of its run, and one batch's way through it.

    `epoch` counts the complete epochs. The batch is the one that the next step takes, at the end
    the last one, cut down to as many samples as a person wants to see: `inside.inputs` (2, n),
    `labels` (n,), in training mode or as at test time (`inside.training`). `norms` are the
    gradient's norms by layer, (layers,), of the step that led here, NaN at the start. `masks` are
    the step's dropout, (units, n) uint8, 1 = kept, None where no layer has it.
    """

    run: NetworkRunTrace
    step: int
    epoch: int
    state: State
    labels: Labels
    inside: Inside
    norms: Array
    masks: Masks | None = None
