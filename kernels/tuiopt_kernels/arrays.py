"""A surface's functions on whole arrays, through NumPy: for maps, where nothing needs compiling."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from operator import truediv
from types import FunctionType
from typing import Any

import numpy as np
import numpy.typing as npt

from tuiopt_kernels.bind import bind
from tuiopt_kernels.spec import Floats, Surface

Array = npt.NDArray[np.float64]

NUMPY: dict[Any, Any] = {
    math.sqrt: np.sqrt,
    math.exp: np.exp,
    math.log: np.log,
    math.log1p: np.log1p,
    math.sin: np.sin,
    math.cos: np.cos,
    math.tan: np.tan,
    math.tanh: np.tanh,
    math.sinh: np.sinh,
    math.cosh: np.cosh,
    math.atan: np.arctan,
    math.fabs: np.fabs,
    math.pow: np.power,
    truediv: np.divide,
}


def elementwise(function: Callable[..., Any]) -> Callable[..., Any]:
    """A plain scalar function on arrays. What is none, a regression's method, takes them itself."""
    return _elementwise(function) if isinstance(function, FunctionType) else function


@functools.lru_cache(maxsize=64)
def _elementwise(function: FunctionType) -> FunctionType:
    return bind(function, {}, replace=NUMPY)


def _spread(result: Any, shape: tuple[int, ...]) -> Array:
    return np.broadcast_to(np.asarray(result, dtype=np.float64), shape)


def value(surface: Surface, x: Array, y: Array, params: Floats) -> Array:
    """f at every point; x and y broadcast against each other. Overflow gives inf, silently."""
    shape = np.broadcast_shapes(x.shape, y.shape)
    with np.errstate(all="ignore"):
        return _spread(elementwise(surface.value)(x, y, params), shape)


def gradient(surface: Surface, x: Array, y: Array, params: Floats) -> tuple[Array, Array]:
    """(∂f/∂x, ∂f/∂y) at every point."""
    shape = np.broadcast_shapes(x.shape, y.shape)
    with np.errstate(all="ignore"):
        gx, gy = elementwise(surface.gradient)(x, y, params)
    return _spread(gx, shape), _spread(gy, shape)


def hessian(surface: Surface, x: Array, y: Array, params: Floats) -> tuple[Array, Array, Array]:
    """(∂²f/∂x², ∂²f/∂x∂y, ∂²f/∂y²) at every point."""
    shape = np.broadcast_shapes(x.shape, y.shape)
    with np.errstate(all="ignore"):
        xx, xy, yy = elementwise(surface.hessian)(x, y, params)
    return _spread(xx, shape), _spread(xy, shape), _spread(yy, shape)
