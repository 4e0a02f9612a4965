"""A kernel called by its address, and a power of two made of its bits."""

from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba import types
from numba.extending import intrinsic


@intrinsic
def call(typing: Any, function: Any, *arguments: Any) -> Any:
    """`network.training.call`: Numba's own pointers cost 17 µs each at every call from Python."""

    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        kinds = [context.get_value_type(kind) for kind in arguments]
        kernel = ir.FunctionType(context.get_value_type(types.void), kinds)
        given = [builder.extract_value(values[1], i) for i in range(len(kinds))]
        builder.call(builder.inttoptr(values[0], kernel.as_pointer()), given)
        return context.get_dummy_value()

    return types.void(function, types.StarArgTuple(arguments)), generate  # type: ignore[no-untyped-call]


@intrinsic
def power(typing: Any, sum_: Any) -> Any:
    """`network.exponential.power`."""

    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        word = ir.IntType(64)
        bits = builder.bitcast(values[0], word)
        exponent = builder.shl(builder.add(bits, word(1023)), word(52))
        return builder.bitcast(exponent, ir.DoubleType())

    return types.float64(types.float64), generate
