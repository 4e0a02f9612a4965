"""The only module that knows Numba: plain scalar functions in, cached machine code out.

A driver is bound to an optimizer and a surface, named by a digest of all that its machine code
depends on, and compiled once a machine, when it is first wanted. So no table of codes and no chain
of dispatch exists, a plug-in's function comes in like a built-in one, an edited rule recompiles
itself and nothing else, and a stale kernel cannot be met: it has another name.
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import FunctionType
from typing import Any

import numba
from llvmlite import ir
from numba import njit, types
from numba.core import config
from numba.core.compiler import CompilerBase, DefaultPassBuilder
from numba.experimental.function_type import _get_wrapper_address
from numba.extending import intrinsic

from tuiopt_kernels import cache, drivers, minibatches
from tuiopt_kernels.bind import bind, digest
from tuiopt_kernels.interpreted import descent_names, names, sweep_names
from tuiopt_kernels.network import check, evaluation, rows
from tuiopt_kernels.network import training as network_training
from tuiopt_kernels.network.rows import LANES
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

_INTEGERS = types.int64[:, ::1]

_SAMPLES = types.Array(_F, 2, "C", readonly=True)
_LABELS = types.Array(types.int64, 1, "C", readonly=True)
"""Data may be read-only."""

SWEEP = types.void(_VECTOR, _MATRIX, _INTEGERS, _F)
"""The signature of `network.training.sweep`."""

_PARTS = (*[_MATRIX] * 5, _VECTOR, _MATRIX, _VECTOR, types.int64[::1])
WORK = types.Tuple(_PARTS)  # type: ignore[no-untyped-call]
"""The type of `network.passes.Work`."""

TRAINING = types.int64(
    types.FunctionType(SWEEP),
    _VECTOR,
    _MATRIX,
    _MATRIX,
    _INTEGERS,
    _VECTOR,
    _INTEGERS,
    _SAMPLES,
    _LABELS,
    _INTEGERS,
    _VECTOR,
    types.uint8[:, :, ::1],
    types.float64[:, :, ::1],
    _MATRIX,
    WORK,
)
"""The signature of `network.training.training`."""

_MASKS = types.uint8[:, ::1]

SCORING = types.void(_INTEGERS, _VECTOR, _VECTOR, _MATRIX, _SAMPLES, _MASKS, _MATRIX, WORK)
"""The signature of `network.evaluation.scoring`."""

COMPARING = types.void(
    _INTEGERS,
    _VECTOR,
    _VECTOR,
    _MATRIX,
    _VECTOR,
    _VECTOR,
    _INTEGERS,
    _MASKS,
    _F,
    types.int64,
    WORK,
    _MASKS,
)
"""The signature of `network.check.comparing`."""


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


def _column(builder: Any, array: Any, i: Any, count: int) -> list[Any]:
    """The addresses of column i in the rows of slots: the last `count` ones."""
    size = builder.extract_value(array.shape, 1)
    first = builder.sub(array.nitems, builder.mul(size, i.type(count)))
    starts = [builder.add(first, builder.mul(size, i.type(row))) for row in range(count)]
    return [builder.gep(array.data, [builder.add(start, i)]) for start in starts]


@intrinsic
def _take_column(typing: Any, array: Any, i: Any, like: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        taken = context.make_array(array)(context, builder, values[0])
        numbers = map(builder.load, _column(builder, taken, values[1], len(like)))
        return _shaped(context, builder, like, numbers)

    return like(array, types.intp, like), generate


@intrinsic
def _give_column(typing: Any, array: Any, i: Any, numbers: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        given = context.make_array(array)(context, builder, values[0])
        column = _flat(builder, numbers, values[2])
        for number, address in zip(
            column, _column(builder, given, values[1], len(column)), strict=True
        ):
            builder.store(number, address)
        return context.get_dummy_value()

    return types.void(array, types.intp, numbers), generate


WIDE = 4 * LANES


def _vector(width: int) -> Any:
    return ir.VectorType(ir.DoubleType(), width)


def _at(builder: Any, data: Any, place: Any, width: int) -> Any:
    """The address of `width` numbers in one vector."""
    return builder.bitcast(builder.gep(data, [place]), _vector(width).as_pointer())


@contextmanager
def _counted(builder: Any, begin: Any, end: Any, step: int, *first: Any) -> Iterator[Any]:
    """A loop over range(begin, end, step) that carries values: yields [its index, the values].

    Whoever is inside puts what becomes of the values in their places, and finds there afterwards
    what they are in the end.
    """
    before, body, after = (
        builder.block,
        builder.append_basic_block("counted"),
        builder.append_basic_block("counted.end"),
    )
    builder.cbranch(builder.icmp_signed("<", begin, end), body, after)
    builder.position_at_end(body)
    phis = [builder.phi(value.type) for value in (begin, *first)]
    carried = list(phis)
    yield carried
    carried[0] = builder.add(phis[0], begin.type(step))
    builder.cbranch(builder.icmp_signed("<", carried[0], end), body, after)
    last = builder.block
    builder.position_at_end(after)
    for i, (phi, value) in enumerate(zip(phis, (begin, *first), strict=True)):
        phi.add_incoming(value, before)
        phi.add_incoming(carried[i], last)
        left = builder.phi(value.type)
        left.add_incoming(value, before)
        left.add_incoming(carried[i], last)
        carried[i] = left


@intrinsic
def _lanes(typing: Any, a: Any, b: Any, n: Any) -> Any:
    """`rows.lanes` with the eight sums in one vector: the same order, so the same bits."""

    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        rows_ = [context.make_array(a)(context, builder, value).data for value in values[:2]]
        n = values[2]
        with _counted(builder, n.type(0), n, LANES, ir.Constant(_vector(LANES), None)) as carried:
            k, sums = carried
            parts = [builder.load(_at(builder, row, k, LANES), align=8) for row in rows_]
            carried[1] = builder.fadd(sums, builder.fmul(*parts))
        total = carried[1]
        for width in (4, 2, 1):
            low, high = (
                ir.Constant(ir.VectorType(ir.IntType(32), width), [*range(i, i + width)])
                for i in (0, width)
            )
            total = builder.fadd(
                builder.shuffle_vector(total, total, low),
                builder.shuffle_vector(total, total, high),
            )
        return builder.extract_element(total, ir.IntType(32)(0))

    return _F(a, b, types.intp), generate


@intrinsic
def _blend(
    typing: Any,
    row: Any,
    rows_: Any,
    begin: Any,
    count: Any,
    weights: Any,
    at: Any,
    stride: Any,
    n: Any,
) -> Any:
    """`rows.blend` with numbers of the row kept in vectors until they are done."""

    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        row_, rows__, weights_ = (
            context.make_array(kind)(context, builder, value)
            for kind, value in ((row, values[0]), (rows_, values[1]), (weights, values[4]))
        )
        _, _, begin, count, _, at, stride, n = values
        size = builder.extract_value(rows__.shape, 1)
        first = builder.mul(begin, size)
        zero = n.type(0)

        def block(k: Any, width: int) -> None:
            to = _at(builder, row_.data, k, width)
            start = builder.load(to, align=8)
            with _counted(builder, zero, count, 1, start) as carried:
                i, sums = carried
                place = builder.add(builder.add(first, builder.mul(i, size)), k)
                numbers = builder.load(_at(builder, rows__.data, place, width), align=8)
                weight = builder.load(
                    builder.gep(weights_.data, [builder.add(at, builder.mul(i, stride))])
                )
                one = builder.insert_element(
                    ir.Constant(_vector(width), ir.Undefined), weight, ir.IntType(32)(0)
                )
                places = ir.Constant(ir.VectorType(ir.IntType(32), width), None)
                spread = builder.shuffle_vector(one, one, places)
                carried[1] = builder.fadd(sums, builder.fmul(spread, numbers))
            builder.store(carried[1], to, align=8)

        wide = builder.and_(n, n.type(-WIDE))
        for start, end, width in ((zero, wide, WIDE), (wide, n, LANES)):
            with _counted(builder, start, end, width) as carried:
                block(carried[0], width)
        return context.get_dummy_value()

    return (
        types.void(row, rows_, types.intp, types.intp, weights, types.intp, types.intp, types.intp),
        generate,
    )


_TUPLES = {"take": _take, "give": _give, "astray": _astray}
_COLUMNS = {"take": _take, "give": _give, "take_column": _take_column, "give_column": _give_column}


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


class _Pointer(types.WrapperAddressProtocol):
    """A compiled sweep as an argument: its address is looked up once, not at every call."""

    def __init__(self, sweep: Any) -> None:
        self._sweep = sweep  # whose code must not be freed
        self._address: int = _get_wrapper_address(sweep, SWEEP)  # type: ignore[no-untyped-call]

    def __wrapper_address__(self) -> int:
        return self._address

    def signature(self) -> Any:
        return SWEEP


@functools.lru_cache(maxsize=64)
def training(optimizer: Optimizer) -> network_training.Training:
    """The driver of a network's mini-batches with an optimizer's rule, as `trajectory` has it."""
    with _lock:
        sweep = _kernel(
            network_training.sweep, SWEEP, sweep_names(optimizer), _COLUMNS, pointer=True
        )
        return network_training.bound(
            _network(network_training.training, TRAINING), _Pointer(sweep)
        )


@functools.lru_cache(maxsize=1)
def scores() -> evaluation.Scores:
    """What a network makes of samples at test time, as `trajectory` has it."""
    with _lock:
        return evaluation.bound(_network(evaluation.scoring, SCORING))


@functools.lru_cache(maxsize=1)
def gradient_check() -> check.Checking:
    """The gradient check, as `trajectory` has it."""
    with _lock:
        return check.bound(_network(check.comparing, COMPARING))


@functools.lru_cache(maxsize=4)
def _network(template: Any, signature: Any) -> Any:
    return _kernel(template, signature, {}, {}, wrap=_helper, counted=False)


_VECTORS = {rows.lanes.__code__: _lanes, rows.blend.__code__: _blend}


def _helper(function: FunctionType) -> Any:
    """A network's helpers are called: put in place one by one they take far longer to compile."""
    vectors = _VECTORS.get(function.__code__)
    return vectors or _called(function)


_called = njit(  # type: ignore[call-overload]
    error_model="numpy", no_cpython_wrapper=True, no_cfunc_wrapper=True, _nrt=False
)


_inline = njit(inline="always", error_model="numpy")


def _kernel(
    template: Any,
    signature: Any,
    bound: dict[str, object],
    machine: Mapping[str, object] = _TUPLES,
    wrap: Any = _inline,
    pointer: bool = False,
    counted: bool = True,
) -> Any:
    loop = bind(template, {**bound, **machine}, wrap=wrap)
    loop.__name__ = loop.__qualname__ = name = _name(bind(template, bound))
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
