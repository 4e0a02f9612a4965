"""The only module that knows Numba: plain scalar functions in, cached machine code out.

A driver is bound to an optimizer and a surface, named by a digest of all that its machine code
depends on, and compiled once a machine, when it is first wanted. So no table of codes and no chain
of dispatch exists, a plug-in's function comes in like a built-in one, an edited rule recompiles
itself and nothing else, and a stale kernel cannot be met: it has another name.
"""

from __future__ import annotations

import functools
import threading
from pathlib import Path
from types import FunctionType
from typing import Any

import numba
from numba import njit, types
from numba.core import config
from numba.extending import intrinsic

from tuiopt_kernels import cache, drivers
from tuiopt_kernels.bind import bind, digest
from tuiopt_kernels.interpreted import names
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

TRAJECTORY = types.int64(
    _VECTOR,  # at
    _VECTOR,  # alpha
    _MATRIX,  # noise
    _F,  # l2
    _F,  # t0
    _VECTOR,  # params
    _VECTOR,  # hyper
    _VECTOR,  # carried
    _MATRIX,  # slots
    _VECTOR,  # box
    _MATRIX,  # out
)
"""The signature of `drivers.trajectory`."""


# Loops over tuples cost up to twice the time; these unroll. They mirror the functions of the same
# names in `drivers`.


def _address(context: Any, builder: Any, signature: Any, values: Any, i: int) -> Any:
    array = context.make_array(signature.args[0])(context, builder, values[0])
    start, stride = values[1], values[2]
    return builder.gep(array.data, [builder.add(start, builder.mul(stride, stride.type(i)))])


@intrinsic
def _take(typing: Any, array: Any, start: Any, stride: Any, like: Any) -> Any:
    result = types.UniTuple(_F, len(like))  # type: ignore[no-untyped-call]

    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        numbers = [
            builder.load(_address(context, builder, signature, values, i)) for i in range(len(like))
        ]
        return context.make_tuple(builder, result, numbers)

    return result(array, types.intp, types.intp, like), generate


@intrinsic
def _give(typing: Any, array: Any, start: Any, stride: Any, numbers: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        for i in range(len(numbers)):
            address = _address(context, builder, signature, values, i)
            builder.store(builder.extract_value(values[3], i), address)
        return context.get_dummy_value()

    return types.void(array, types.intp, types.intp, numbers), generate


@intrinsic
def _finite(typing: Any, numbers: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        # x − x is 0 for a finite x and NaN for any other; one comparison then serves all.
        total = context.get_constant(_F, 0.0)
        for i in range(len(numbers)):
            number = builder.extract_value(values[0], i)
            total = builder.fadd(total, builder.fsub(number, number))
        return builder.fcmp_ordered("ord", total, total)

    return types.boolean(numbers), generate


_TUPLES = {"take": _take, "give": _give, "finite": _finite}

_lock = threading.Lock()


@functools.lru_cache(maxsize=256)
def trajectory(optimizer: Optimizer, surface: Surface) -> drivers.Trajectory:
    """The trajectory driver for a pair, compiled or loaded from the cache.

    Raises numba.core.errors.NumbaError where a function cannot be compiled.
    """
    with _lock:
        kernel: drivers.Trajectory = _kernel(
            drivers.trajectory, TRAJECTORY, names(optimizer, surface)
        )
        return kernel


def _kernel(template: Any, signature: Any, bound: dict[str, object]) -> Any:
    inline = njit(inline="always", error_model="numpy")
    loop = bind(template, {**bound, **_TUPLES}, wrap=inline)
    loop.__name__ = loop.__qualname__ = name = _name(bind(template, bound))
    if FOLDER is not None:
        try:
            return njit(signature, cache=True, nogil=True, error_model="numpy")(loop)
        except Exception:
            # Damaged files raise anything, a full disk OSError: this once without a cache.
            cache.forget(FOLDER, name)
    return njit(signature, nogil=True, error_model="numpy")(loop)


def _name(loop: FunctionType) -> str:
    return f"{loop.__name__}_{digest(loop, _SALT)}"
