"""The signatures of all drivers."""

from __future__ import annotations

from typing import Any

from numba import types

_F = types.float64
_I = types.int64
_VECTOR = types.float64[::1]
_MATRIX = types.float64[:, ::1]
_CUBE = types.float64[:, :, ::1]
_SAMPLES = types.Array(_F, 2, "C", readonly=True)  # data may be read-only
_LABELS = types.Array(_I, 1, "C", readonly=True)
_TABLE = types.int64[:, ::1]
_MASKS = types.uint8[:, ::1]


def _tuple(*kinds: Any) -> Any:
    return types.Tuple(kinds)  # type: ignore[no-untyped-call]


TRAJECTORY = _I(_VECTOR, _VECTOR, _MATRIX, _MATRIX)
"""Of `drivers.trajectory`."""

DESCENT = _I(_VECTOR, _VECTOR, _MATRIX, _MATRIX, _VECTOR, _VECTOR, _TABLE, _I)
"""Of `minibatches.descent`."""

SWEEP = types.void(_VECTOR, _MATRIX, _TABLE, _F)
"""Of `network.training.sweep`."""

FORWARD = types.void(_TABLE, _VECTOR, _VECTOR, _MATRIX, _VECTOR, _MATRIX, _MASKS, _I, types.boolean)
"""Of `network.passes.forward`."""

BACKWARD = types.void(_TABLE, _VECTOR, _VECTOR, _VECTOR, _VECTOR, _MATRIX, _MASKS, _I, _I)
"""Of `network.passes.backward`."""

TRAINING = _I(
    *(_I, _I, _I),
    _tuple(_VECTOR, _MATRIX, _MATRIX),
    _tuple(_TABLE, _VECTOR, _TABLE),
    _tuple(_SAMPLES, _LABELS),
    _tuple(_TABLE, _VECTOR, types.uint8[:, :, ::1], _CUBE),
    _MATRIX,
    _tuple(_VECTOR, _VECTOR, _MATRIX),
)
"""Of `network.training.training`; forward, backward and sweep are addresses, the tuples hold the
fields of `TrainState`, `Model`, `TrainingSet`, `Feed` and `Workspace`."""
