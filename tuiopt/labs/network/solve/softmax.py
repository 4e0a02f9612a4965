"""The softmax of one sample, worked class by class."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tuiopt_kernels.network.evaluation import mean_loss
from tuiopt_kernels.network.lens import Output


@dataclass(frozen=True, slots=True)
class WorkedSoftmax:
    """t_c = e^(z_c − shift), a_c = t_c/Σt for every class c; the loss is −log a_label.

    The shift is 0 but where e^z cannot be written down; it cancels in a. The loss is finite also
    where a_label is too small for float64.
    """

    z: tuple[float, ...]
    shift: float
    t: tuple[float, ...]
    total: float
    a: tuple[float, ...]
    label: int
    loss: float


def worked_softmax(output: Output, sample: int, label: int) -> WorkedSoftmax:
    """Of a sample of the batch, from 0, and its label, a class from 0."""
    z, t, a = (tuple(array[:, sample].tolist()) for array in (output.z, output.t, output.a))
    loss = mean_loss(output.z[:, [sample]], np.array([label]))
    return WorkedSoftmax(
        z, float(output.shift[sample]), t, float(output.total[sample]), a, label, loss
    )
