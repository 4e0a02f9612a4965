"""A template bound to functions, compiled, named by all that its machine code depends on."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import FunctionType
from typing import Any

import numba
from numba import njit, types
from numba.core import config
from numba.core.compiler import CompilerBase, DefaultPassBuilder
from numba.experimental.function_type import _get_wrapper_address

from tuiopt_kernels import cache
from tuiopt_kernels.bind import bind, digest
from tuiopt_kernels.network import rows

FOLDER, WARNING = cache.folder()
"""Where kernels are kept, and what to tell the user if that is not the usual place."""

if FOLDER is not None:
    config.CACHE_DIR = str(FOLDER)  # type: ignore[attr-defined]


def salt(files: Iterable[Path]) -> str:
    """Of the names of all kernels: an edit of what decides how code is made, or another Numba."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(files)]
    return "\0".join((numba.__version__, *texts))


# `rows` has the order of the sums that `vectors` writes down.
_SALT = salt((*Path(__file__).parent.glob("*.py"), Path(rows.__file__)))


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


inline = njit(inline="always", error_model="numpy")
"""Puts a function in place: for the few lines of a rule or of a surface."""

called = njit(  # type: ignore[call-overload]
    error_model="numpy",
    no_cpython_wrapper=True,
    no_cfunc_wrapper=True,
    _nrt=False,
    pipeline_class=_Pipeline,
)
"""Leaves a function a function of its own: for loops, which would take far longer in place."""


class Pointer(types.WrapperAddressProtocol):
    """A kernel as an argument of another: its address is looked up once, not at every call."""

    def __init__(self, kernel: Any, signature: Any) -> None:
        self._kernel = kernel  # whose code must not be freed
        self._address: int = _get_wrapper_address(kernel, signature)  # type: ignore[no-untyped-call]
        self._signature = signature

    def __wrapper_address__(self) -> int:
        return self._address

    def signature(self) -> Any:
        return self._signature


def kernel(
    template: Any,
    signature: Any,
    bound: dict[str, object],
    machine: Mapping[str, object],
    wrap: Any = inline,
    pointer: bool = False,
    counted: bool = True,
) -> Any:
    """A template compiled, or from the cache.

    Parameters
    ----------
    bound : what the template sees under these names, part of the kernel's name
    machine : what stands for functions of the template's own module
    wrap : what becomes of the functions that the template calls
    pointer : whether it shall have an address for `Pointer`
    counted : whether arrays are counted, as the ones that outlive a call must be
    """
    loop = bind(template, {**bound, **machine}, wrap=wrap)
    # Of what the machine puts in place the salt tells.
    loop.__name__ = loop.__qualname__ = name = _name(
        bind(template, {**bound, **dict.fromkeys(machine)})
    )
    jit = functools.partial(
        njit,
        signature,
        nogil=True,
        error_model="numpy",
        no_cfunc_wrapper=not pointer,
        pipeline_class=_Pipeline,
        _nrt=counted,
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
