"""A kernel called by its address, and an exponential that goes into vectors."""

from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba import types
from numba.extending import intrinsic

from tuiopt_kernels.network.exponential import (
    COEFFICIENTS,
    LN2_HIGH,
    LN2_LOW,
    LOG2_E,
    LOWEST,
    SHIFT,
)


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
def exponential(typing: Any, x: Any) -> Any:
    """`network.exponential.exponential`, operation by operation."""

    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        number, word = ir.DoubleType(), ir.IntType(64)
        x = values[0]
        shifted = builder.fadd(builder.fmul(x, number(LOG2_E)), number(SHIFT))
        k = builder.fsub(shifted, number(SHIFT))
        r = builder.fsub(x, builder.fmul(k, number(LN2_HIGH)))
        r = builder.fsub(r, builder.fmul(k, number(LN2_LOW)))
        square = builder.fmul(r, r)
        odd = even = number(0.0)
        for high, low in zip(COEFFICIENTS[::2], COEFFICIENTS[1::2], strict=True):
            odd = builder.fadd(builder.fmul(odd, square), number(high))
            even = builder.fadd(builder.fmul(even, square), number(low))
        p = builder.fadd(builder.fmul(odd, r), even)
        bits = builder.add(builder.bitcast(shifted, word), word(1023))
        power = builder.bitcast(builder.shl(bits, word(52)), number)
        low = builder.fcmp_ordered("<", x, number(LOWEST))
        return builder.select(low, number(0.0), builder.fmul(p, power))

    return types.float64(types.float64), generate
