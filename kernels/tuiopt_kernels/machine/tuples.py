"""Tuples of numbers from and to arrays, without a Python loop, which costs up to twice the time.

They mirror the functions of the same names in `drivers` and `network.training`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from numba import types
from numba.extending import intrinsic


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
def take(typing: Any, array: Any, i: Any, like: Any) -> Any:
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
def give(typing: Any, array: Any, i: Any, numbers: Any) -> Any:
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
def astray(typing: Any, x: Any, y: Any, box: Any, numbers: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        x, y, borders, row = values
        # x − x is 0 for a finite x and NaN for any other; one comparison then serves all.
        total = context.get_constant(types.float64, 0.0)
        for number in _flat(builder, numbers, row):
            total = builder.fadd(total, builder.fsub(number, number))
        gone = builder.fcmp_unordered("uno", total, total)
        low_x, high_x, low_y, high_y = _flat(builder, box, borders)
        for low, at, high in ((low_x, x, high_x), (low_y, y, high_y)):
            gone = builder.or_(gone, builder.fcmp_unordered("<", at, low))
            gone = builder.or_(gone, builder.fcmp_unordered(">", at, high))
        return gone

    return types.boolean(types.float64, types.float64, box, numbers), generate


def _column(builder: Any, array: Any, i: Any, count: int) -> list[Any]:
    """The addresses of column i in the rows of slots: the last `count` ones."""
    size = builder.extract_value(array.shape, 1)
    first = builder.sub(array.nitems, builder.mul(size, i.type(count)))
    starts = [builder.add(first, builder.mul(size, i.type(row))) for row in range(count)]
    return [builder.gep(array.data, [builder.add(start, i)]) for start in starts]


@intrinsic
def take_column(typing: Any, array: Any, i: Any, like: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        taken = context.make_array(array)(context, builder, values[0])
        numbers = map(builder.load, _column(builder, taken, values[1], len(like)))
        return _shaped(context, builder, like, numbers)

    return like(array, types.intp, like), generate


@intrinsic
def give_column(typing: Any, array: Any, i: Any, numbers: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        given = context.make_array(array)(context, builder, values[0])
        column = _flat(builder, numbers, values[2])
        for number, address in zip(
            column, _column(builder, given, values[1], len(column)), strict=True
        ):
            builder.store(number, address)
        return context.get_dummy_value()

    return types.void(array, types.intp, numbers), generate
