"""The sums of `network.rows` in vectors: the same order and rounding, so the same bits.

Several rows are summed up at once, so that what was loaded serves all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from llvmlite import ir
from numba import types
from numba.extending import intrinsic

from tuiopt_kernels.network.rows import LANES

ROWS = 4
"""How many rows are summed up at once; the rest go one by one."""

WIDE = 4 * LANES
"""How many numbers of a single row are."""

_INDEX = ir.IntType(32)
_NUMBER = ir.DoubleType()


def _vector(width: int) -> Any:
    return ir.VectorType(_NUMBER, width)


def _zeros(width: int) -> Any:
    return ir.Constant(_vector(width), None)


def _load(builder: Any, data: Any, place: Any, width: int) -> Any:
    return builder.load(_at(builder, data, place, width), align=8)


def _at(builder: Any, data: Any, place: Any, width: int) -> Any:
    """The address of `width` numbers in one vector."""
    return builder.bitcast(builder.gep(data, [place]), _vector(width).as_pointer())


def _spread(builder: Any, number: Any, width: int) -> Any:
    """A vector that holds one number everywhere."""
    one = builder.insert_element(ir.Constant(_vector(width), ir.Undefined), number, _INDEX(0))
    return builder.shuffle_vector(one, one, ir.Constant(ir.VectorType(_INDEX, width), None))


def _as_it_is(module: Any) -> Any:
    """Keeps LLVM from unrolling a loop, which here takes time and gains nothing."""
    loop = module.add_metadata([ir.Constant(_INDEX, len(module.metadata))])
    loop.operands = (loop, module.add_metadata(["llvm.loop.unroll.disable"]))
    return loop


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
    again = builder.cbranch(builder.icmp_signed("<", carried[0], end), body, after)
    again.set_metadata("llvm.loop", _as_it_is(builder.module))
    last = builder.block
    builder.position_at_end(after)
    for i, (phi, value) in enumerate(zip(phis, (begin, *first), strict=True)):
        phi.add_incoming(value, before)
        phi.add_incoming(carried[i], last)
        left = builder.phi(value.type)
        left.add_incoming(value, before)
        left.add_incoming(carried[i], last)
        carried[i] = left


def _split(builder: Any, begin: Any, end: Any, *steps: int) -> Iterator[tuple[Any, int]]:
    """Loops that go through a range in ever smaller steps: yields (index, step) inside each."""
    for step in steps:
        whole = builder.add(begin, builder.and_(builder.sub(end, begin), end.type(-step)))
        with _counted(builder, begin, whole, step) as carried:
            yield carried[0], step
        begin = whole


def _fused(builder: Any, a: Any, b: Any, c: Any) -> Any:
    """a·b + c, rounded once: `network.fused`; a function of C where a processor has no such."""
    kind = c.type
    name = f"llvm.fma.v{kind.count}f64" if isinstance(kind, ir.VectorType) else "llvm.fma.f64"
    function = builder.module.globals.get(name)
    if function is None:
        function = ir.Function(builder.module, ir.FunctionType(kind, [kind] * 3), name)
    return builder.call(function, (a, b, c))


def _halved(builder: Any, sums: Any) -> Any:
    """The sum of the lanes: of halves, of their halves, and so on."""
    width = LANES
    while width > 1:
        width //= 2
        low, high = (
            ir.Constant(ir.VectorType(_INDEX, width), [*range(i, i + width)]) for i in (0, width)
        )
        sums = builder.fadd(
            builder.shuffle_vector(sums, sums, low), builder.shuffle_vector(sums, sums, high)
        )
    return builder.extract_element(sums, _INDEX(0))


def _dots(builder: Any, pairs: list[tuple[Any, Any]], n: Any) -> list[Any]:
    """Σ a·b for each pair: addresses of the first numbers."""
    whole = builder.and_(n, n.type(-LANES))
    with _counted(builder, n.type(0), whole, LANES, *[_zeros(LANES)] * len(pairs)) as carried:
        k = carried[0]
        for i, (a, b) in enumerate(pairs, 1):
            one, other = (_load(builder, row, k, LANES) for row in (a, b))
            carried[i] = _fused(builder, one, other, carried[i])
    totals = [_halved(builder, sums) for sums in carried[1:]]
    with _counted(builder, whole, n, 1, *totals) as carried:
        place = [carried[0]]
        for i, (a, b) in enumerate(pairs, 1):
            one, other = (builder.load(builder.gep(row, place)) for row in (a, b))
            carried[i] = _fused(builder, one, other, carried[i])
    return [*carried[1:]]


class _Matrix:
    """The rows of a C-contiguous matrix."""

    def __init__(self, context: Any, builder: Any, kind: Any, value: Any) -> None:
        self._builder = builder
        array = context.make_array(kind)(context, builder, value)
        self._data = array.data
        self._width = builder.extract_value(array.shape, 1)

    def row(self, i: Any) -> Any:
        """The address of its first number."""
        return self._builder.gep(self._data, [self._builder.mul(i, self._width)])


@intrinsic
def dot(typing: Any, a: Any, b: Any, n: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        rows = [
            context.make_array(kind)(context, builder, value).data
            for kind, value in zip((a, b), values[:2], strict=True)
        ]
        return _dots(builder, [(rows[0], rows[1])], values[2])[0]

    return types.float64(a, b, types.intp), generate


@intrinsic
def dots(
    typing: Any, rows: Any, a: Any, count_a: Any, b: Any, count_b: Any, out: Any, at: Any, n: Any
) -> Any:
    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        matrix = _Matrix(context, builder, rows, values[0])
        _, a, count_a, b, count_b, _, at, n = values
        data = context.make_array(out)(context, builder, values[5]).data
        zero = n.type(0)
        for j, many in _split(builder, zero, count_b, ROWS, 1):
            others = [matrix.row(builder.add(b, builder.add(j, j.type(u)))) for u in range(many)]
            with _counted(builder, zero, count_a, 1) as carried:
                i = carried[0]
                place = builder.add(builder.add(at, j), builder.mul(i, count_b))
                one = matrix.row(builder.add(a, i))
                totals = _dots(builder, [(one, other) for other in others], n)
                for u, total in enumerate(totals):
                    builder.store(total, builder.gep(data, [builder.add(place, n.type(u))]))
        return context.get_dummy_value()

    size = types.intp
    return types.void(rows, size, size, size, size, out, size, size), generate


@intrinsic
def inner(typing: Any, rows: Any, a: Any, b: Any, count: Any, out: Any, at: Any, n: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        matrix = _Matrix(context, builder, rows, values[0])
        _, a, b, count, _, at, n = values
        data = context.make_array(out)(context, builder, values[4]).data
        for j, many in _split(builder, n.type(0), count, ROWS, 1):
            units = [builder.add(j, j.type(u)) for u in range(many)]
            ones, others = ([matrix.row(builder.add(row, u)) for u in units] for row in (a, b))
            pairs = list(zip(ones, others, strict=True))
            for unit, total in zip(units, _dots(builder, pairs, n), strict=True):
                builder.store(total, builder.gep(data, [builder.add(at, unit)]))
        return context.get_dummy_value()

    size = types.intp
    return types.void(rows, size, size, size, out, size, size), generate


@intrinsic
def blend(
    typing: Any,
    rows: Any,
    to: Any,
    count_to: Any,
    begin: Any,
    count: Any,
    weights: Any,
    at: Any,
    across: Any,
    along: Any,
    n: Any,
) -> Any:
    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        matrix = _Matrix(context, builder, rows, values[0])
        _, to, count_to, begin, count, _, at, across, along, n = values
        data = context.make_array(weights)(context, builder, values[5]).data
        zero = n.type(0)
        for first, many in _split(builder, zero, count_to, ROWS, 1):
            units = [builder.add(first, first.type(u)) for u in range(many)]
            starts = [
                builder.gep(data, [builder.add(at, builder.mul(unit, across))]) for unit in units
            ]
            results = [matrix.row(builder.add(to, unit)) for unit in units]
            widths = (LANES, 1) if many > 1 else (WIDE, LANES, 1)
            for k, width in _split(builder, zero, n, *widths):
                with _counted(builder, zero, count, 1, *[_zeros(width)] * many) as carried:
                    i = carried[0]
                    numbers = _load(builder, matrix.row(builder.add(begin, i)), k, width)
                    step = [builder.mul(i, along)]
                    for u, start in enumerate(starts, 1):
                        weight = _spread(builder, builder.load(builder.gep(start, step)), width)
                        carried[u] = _fused(builder, weight, numbers, carried[u])
                for row, sums in zip(results, carried[1:], strict=True):
                    builder.store(sums, _at(builder, row, k, width), align=8)
        return context.get_dummy_value()

    size = types.intp
    counts = (size, size, size, size)
    return types.void(rows, *counts, weights, size, size, size, size), generate
