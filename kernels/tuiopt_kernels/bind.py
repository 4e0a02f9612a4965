"""Binds functions into a template: the same plain Python serves every engine.

`bind(trajectory, {"rule": adam, "value": ravine})` is a copy of the loop that sees these functions
under these names. Nothing here knows Numba; a bound copy runs in the interpreter as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import BuiltinFunctionType, CodeType, FunctionType, ModuleType
from typing import Any

Wrap = Callable[[FunctionType], Any]


def bind(
    template: Callable[..., Any],
    names: Mapping[str, Any],
    *,
    wrap: Wrap = lambda function: function,
    replace: Mapping[Any, Any] | None = None,
) -> FunctionType:
    """A copy of `template` whose globals hold `names`.

    Every plain function that it calls is copied likewise and handed to `wrap`; every global that
    is a key of `replace` (a function of `math`, say) becomes the value found there. Raises
    TypeError for a closure: what it closed over could be neither bound nor told apart by a digest.
    """
    if not isinstance(template, FunctionType) or template.__closure__:
        raise TypeError(f"{template!r} is not a plain function without a closure")
    seen = {**template.__globals__, **names}
    for name in template.__code__.co_names:
        found = seen.get(name)
        if replace and isinstance(found, BuiltinFunctionType) and found in replace:
            seen[name] = replace[found]
        elif isinstance(found, FunctionType):
            seen[name] = wrap(bind(found, {}, wrap=wrap, replace=replace))
    copy = FunctionType(template.__code__, seen, template.__name__, template.__defaults__)
    copy.__module__ = template.__module__
    return copy


def digest(function: FunctionType, salt: str = "") -> str:
    """Twenty hexadecimal digits that name all that a bound function's machine code depends on.

    That is its bytecode, constants and global values, and those of every plain function that it
    reaches. Equal for equal functions in every process. Raises TypeError for a global whose value
    cannot be told reliably.
    """
    import hashlib  # slow to import, and needed only where kernels are compiled

    text = salt + repr(_function(function))
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def _function(function: FunctionType) -> tuple[Any, ...]:
    code = function.__code__
    used = [(name, _value(function.__globals__.get(name), code)) for name in code.co_names]
    return _code(code), _value(function.__defaults__, code), used


def _code(code: CodeType) -> tuple[Any, ...]:
    constants = [_code(c) if isinstance(c, CodeType) else repr(c) for c in code.co_consts]
    return code.co_code, code.co_names, code.co_varnames, constants


def _value(value: Any, code: CodeType) -> Any:
    if isinstance(value, FunctionType):
        return _function(value)
    if isinstance(value, ModuleType):
        members = [(name, getattr(value, name, None)) for name in code.co_names]
        return value.__name__, [(n, _value(m, code)) for n, m in members if m is not None]
    if isinstance(value, BuiltinFunctionType | type):
        return value.__module__, value.__qualname__
    if isinstance(value, tuple):
        return [_value(item, code) for item in value]
    if value is None or isinstance(value, bool | int | float | complex | str | bytes):
        return repr(value)
    raise TypeError(f"{code.co_name}: a global of type {type(value).__name__} cannot be digested")
