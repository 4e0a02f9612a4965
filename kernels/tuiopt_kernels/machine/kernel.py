"""A template bound to functions, compiled, named by all that its machine code depends on."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import numba
from numba import njit
from numba.core import config
from numba.core.compiler import CompilerBase, DefaultPassBuilder

from tuiopt_kernels import cache, drivers
from tuiopt_kernels.bind import bind, digest
from tuiopt_kernels.machine import tuples, vectors, words
from tuiopt_kernels.network import exponential, rows, training

if config.DISABLE_JIT:  # type: ignore[attr-defined]
    # Numba would hand back plain functions, which cannot call what is written here.
    raise ImportError("NUMBA_DISABLE_JIT is set")

FOLDER, WARNING = cache.folder()
"""Where kernels are kept, and what to tell the user if that is not the usual place."""

if FOLDER is not None:
    config.CACHE_DIR = str(FOLDER)  # type: ignore[attr-defined]


def salt(files: Iterable[Path]) -> str:
    """Of the names of all kernels: an edit of what decides how code is made, or another Numba."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(files)]
    return "\0".join((numba.__version__, *texts))


# `rows` has the lanes, `exponential` the numbers of what is written down beside this file.
_SALT = salt((*Path(__file__).parent.glob("*.py"), Path(rows.__file__), Path(exponential.__file__)))


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


_WRITTEN: dict[CodeType, Any] = {
    plain.__code__: written
    for plain, written in (
        (drivers.take, tuples.take),
        (drivers.give, tuples.give),
        (drivers.astray, tuples.astray),
        (training.take_column, tuples.take_column),
        (training.give_column, tuples.give_column),
        (training.call, words.call),
        (exponential.exponential, words.exponential),
        (rows.dot, vectors.dot),
        (rows.dots, vectors.dots),
        (rows.inner, vectors.inner),
        (rows.blend, vectors.blend),
    )
}
"""What stands for plain functions, wherever they are called; of these the salt tells."""


def kernel(
    template: Any,
    signature: Any,
    bound: dict[str, object],
    wrap: Any = inline,
    pointer: bool = False,
    counted: bool = True,
    elsewhere: Callable[[], None] = lambda: None,
) -> Any:
    """A template compiled, or from the cache.

    Parameters
    ----------
    bound : what the template sees under these names
    wrap : what becomes of the functions that it calls
    pointer : whether it shall have an `address`
    counted : whether arrays are counted, as the ones that outlive a call must be
    elsewhere : called before it is compiled, so that another process may do that first
    """

    def placed(function: FunctionType) -> Any:
        return _WRITTEN.get(function.__code__) or wrap(function)

    def named(function: FunctionType) -> Any:
        return None if function.__code__ in _WRITTEN else function

    name = f"{template.__name__}_{digest(bind(template, bound, wrap=named), _SALT)}"
    jit = functools.partial(
        njit,
        signature,
        nogil=True,
        error_model="numpy",
        no_cfunc_wrapper=not pointer,
        pipeline_class=_Pipeline,
        _nrt=counted,
    )

    def made(cached: bool) -> Any:
        loop = bind(template, bound, wrap=placed)
        loop.__name__ = loop.__qualname__ = name
        return jit(cache=cached)(loop)

    if FOLDER is not None:
        if name not in cache.names(FOLDER):
            elsewhere()
        try:
            found = made(cached=True)
            # One that was compiled now has all that the compiler knew, some thousand objects.
            return _lightened(found if found.stats.cache_hits else made(cached=True))
        except Exception:
            # Damaged files raise anything, a full disk OSError: this once without a cache.
            cache.forget(FOLDER, name)
    return made(cached=False)


def _lightened(kernel: Any) -> Any:
    """A kernel from the cache without what others would be linked with, half of its memory: kernels
    are called by their addresses alone.
    """
    for compiled in kernel.overloads.values():
        compiled.library._shared_module = compiled.library._compiled_object = None
    return kernel


def address(kernel: Any) -> int:
    """Where a kernel begins, for `words.call`; whoever has it keeps the kernel too."""
    (compiled,) = kernel.overloads.values()
    name = compiled.fndesc.llvm_cfunc_wrapper_name
    found: int = compiled.library.get_pointer_to_function(name)
    return found
