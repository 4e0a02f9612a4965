"""Finds what a package declares: every public module in it defines one `SPEC`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Protocol, TypeVar


class Named(Protocol):
    """An optimizer, a surface, a data set."""

    @property
    def name(self) -> str: ...


Spec = TypeVar("Spec", bound=Named)


def declared(package: str, path: Iterable[str], kind: type[Spec]) -> Mapping[str, Spec]:
    """The `SPEC` of every public module in a package, by its name, in alphabetical order.

    Raises TypeError where a module's `SPEC` is missing or of another kind, ValueError where two
    share a name: both are mistakes in the package itself.
    """
    found: dict[str, Spec] = {}
    for module in pkgutil.iter_modules(path):
        if module.name.startswith("_"):
            continue
        spec = getattr(importlib.import_module(f"{package}.{module.name}"), "SPEC", None)
        if not isinstance(spec, kind):
            raise TypeError(f"{package}.{module.name} has no SPEC of type {kind.__name__}")
        if spec.name in found:
            raise ValueError(f"{package}.{module.name}: the name {spec.name!r} is taken")
        found[spec.name] = spec
    return MappingProxyType(dict(sorted(found.items())))
