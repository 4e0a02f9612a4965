"""The only module that knows Numba: plain scalar functions in, cached machine code out.

A driver is bound to an optimizer and a surface, named by a digest of all that its machine code
depends on, and compiled once a machine, when it is first wanted. So no table of codes and no chain
of dispatch exists, a plug-in's function comes in like a built-in one, an edited rule recompiles
itself and nothing else, and a stale kernel cannot be met: it has another name.
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType
from typing import Any

import numba
from numba import njit, types
from numba.core import config
from numba.core.compiler import CompilerBase, DefaultPassBuilder
from numba.extending import intrinsic

from tuiopt_kernels import cache, drivers, minibatches
from tuiopt_kernels.bind import bind, digest
from tuiopt_kernels.interpreted import descent_names, names
from tuiopt_kernels.regression_surface import RegressionSurface
from tuiopt_kernels.regressions import Regression
from tuiopt_kernels.spec import Optimizer, Surface

FOLDER, WARNING = cache.folder()
"""Where kernels are kept, and what to tell the user if that is not the usual place."""

if FOLDER is not None:
    config.CACHE_DIR = str(FOLDER)  # type: ignore[attr-defined]

_SALT = numba.__version__ + Path(__file__).read_text(encoding="utf-8")
"""This file decides how code is made, so an edit of it, or another Numba, renames all kernels."""

_F = types.float64
_VECTOR = types.float64[::1]
_MATRIX = types.float64[:, ::1]

TRAJECTORY = types.int64(_VECTOR, _VECTOR, _MATRIX, _MATRIX)
"""The signature of `drivers.trajectory`."""

DESCENT = types.int64(
    _VECTOR, _VECTOR, _MATRIX, _MATRIX, _VECTOR, _VECTOR, types.int64[:, ::1], types.int64
)
"""The signature of `minibatches.descent`."""


# Loops over tuples cost up to twice the time; these unroll. They mirror the functions of the same
# names in `drivers`.


def _is_tuple(shape: Any) -> bool:
    return isinstance(shape, types.BaseTuple)


def _width(shape: Any) -> int:
    return sum(_width(part) for part in shape) if _is_tuple(shape) else 1


def _flat(builder: Any, shape: Any, value: Any) -> list[Any]:
    if not _is_tuple(shape):
        return [value]
    parts = [(part, builder.extract_value(value, i)) for i, part in enumerate(shape)]
    return [number for part in parts for number in _flat(builder, *part)]


def _shaped(context: Any, builder: Any, shape: Any, numbers: Iterator[Any]) -> Any:
    if not _is_tuple(shape):
        return next(numbers)
    parts = [_shaped(context, builder, part, numbers) for part in shape]
    return context.make_tuple(builder, shape, parts)


def _addresses(builder: Any, array: Any, i: Any, width: int) -> list[Any]:
    row = builder.gep(array.data, [builder.mul(i, i.type(width))])
    return [builder.gep(row, [i.type(column)]) for column in range(width)]


@intrinsic
def _take(typing: Any, array: Any, i: Any, like: Any) -> Any:
    width = _width(like)

    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        taken = context.make_array(array)(context, builder, values[0])
        i = values[1]
        last = builder.sub(builder.sdiv(taken.nitems, i.type(width)), i.type(1))
        i = builder.select(builder.icmp_signed("<", i, last), i, last)
        numbers = map(builder.load, _addresses(builder, taken, i, width))
        return _shaped(context, builder, like, numbers)

    return like(array, types.intp, like), generate


@intrinsic
def _give(typing: Any, array: Any, i: Any, numbers: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        given = context.make_array(array)(context, builder, values[0])
        row = _flat(builder, numbers, values[2])
        for number, address in zip(
            row, _addresses(builder, given, values[1], len(row)), strict=True
        ):
            builder.store(number, address)
        return context.get_dummy_value()

    return types.void(array, types.intp, numbers), generate


@intrinsic
def _astray(typing: Any, x: Any, y: Any, box: Any, numbers: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        x, y, borders, row = values
        # x − x is 0 for a finite x and NaN for any other; one comparison then serves all.
        total = context.get_constant(_F, 0.0)
        for number in _flat(builder, numbers, row):
            total = builder.fadd(total, builder.fsub(number, number))
        gone = builder.fcmp_unordered("uno", total, total)
        low_x, high_x, low_y, high_y = _flat(builder, box, borders)
        for low, at, high in ((low_x, x, high_x), (low_y, y, high_y)):
            gone = builder.or_(gone, builder.fcmp_unordered("<", at, low))
            gone = builder.or_(gone, builder.fcmp_unordered(">", at, high))
        return gone

    return types.boolean(_F, _F, box, numbers), generate


_TUPLES = {"take": _take, "give": _give, "astray": _astray}


class _Pipeline(CompilerBase):
    """Numba's own without what a loop over scalars does not need: a fifth of the time.

    Above all the static single assignment that LLVM makes once more. Without it a variable of a
    rule has one type.
    """

    UNNEEDED = ("inline_closure_likes", "reconstruct_ssa", "strip_phis", "nopython_rewrites")

    def define_pipelines(self) -> list[Any]:
        passes = DefaultPassBuilder.define_nopython_pipeline(self.state)  # type: ignore[no-untyped-call]
        passes.passes = [one for one in passes.passes if one[0].name() not in self.UNNEEDED]
        passes.finalize()
        return [passes]


_lock = threading.Lock()


def trajectory(optimizer: Optimizer, surface: Surface) -> drivers.Trajectory | minibatches.Descent:
    """The trajectory driver for a pair, or a regression's `descent`; compiled, or from the cache.

    Raises numba.core.errors.NumbaError where a function cannot be compiled.
    """
    if isinstance(surface, RegressionSurface):  # never cached: it has all its data
        return descent(optimizer, surface.mean_loss.regression)
    return _trajectory(optimizer, surface)


@functools.lru_cache(maxsize=256)
def _trajectory(optimizer: Optimizer, surface: Surface) -> drivers.Trajectory:
    with _lock:
        kernel: drivers.Trajectory = _kernel(
            drivers.trajectory, TRAJECTORY, names(optimizer, surface)
        )
        return kernel


@functools.lru_cache(maxsize=256)
def descent(optimizer: Optimizer, regression: Regression) -> minibatches.Descent:
    """The mini-batch driver for a pair, as `trajectory` has it."""
    with _lock:
        kernel: minibatches.Descent = _kernel(
            minibatches.descent, DESCENT, descent_names(optimizer, regression)
        )
        return kernel


def _kernel(template: Any, signature: Any, bound: dict[str, object]) -> Any:
    inline = njit(inline="always", error_model="numpy")
    loop = bind(template, {**bound, **_TUPLES}, wrap=inline)
    loop.__name__ = loop.__qualname__ = name = _name(bind(template, bound))
    jit = functools.partial(
        njit,
        signature,
        nogil=True,
        error_model="numpy",
        no_cfunc_wrapper=True,
        pipeline_class=_Pipeline,
    )
    if FOLDER is not None:
        try:
            return jit(cache=True)(loop)
        except Exception:
            # Damaged files raise anything, a full disk OSError: this once without a cache.
            cache.forget(FOLDER, name)
    return jit()(loop)


def _name(loop: FunctionType) -> str:
    return f"{loop.__name__}_{digest(loop, _SALT)}"
