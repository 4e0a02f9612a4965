"""Finds what a package declares: every public module in it defines one `SPEC`, named as its file.

Names come from the files, and a module is imported only when its name is asked for: a race of four
optimizers imports four.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol, TypeVar


class Named(Protocol):
    """An optimizer, a surface, a data set."""

    @property
    def name(self) -> str: ...


Spec = TypeVar("Spec", bound=Named)


def declared(package: str, path: Iterable[str], kind: type[Spec]) -> Mapping[str, Spec]:
    """The `SPEC` of every public module in a package, by its name, in alphabetical order.

    The name is the module's, with - for _. Packages inside it are left out: each declares its own.
    Asking for one raises TypeError where the module's `SPEC` is missing or of another kind,
    ValueError where it has another name: both are mistakes in the package itself.
    """
    found = (m.name for m in pkgutil.iter_modules(path) if not m.ispkg)
    modules = (name for name in found if not name.startswith("_"))
    return _Declared({name.replace("_", "-"): f"{package}.{name}" for name in modules}, kind)


class _Declared(Mapping[str, Spec]):
    def __init__(self, modules: Mapping[str, str], kind: type[Spec]) -> None:
        self._modules = dict(sorted(modules.items()))
        self._kind = kind

    def __getitem__(self, name: str) -> Spec:
        module = self._modules[name]
        spec = getattr(importlib.import_module(module), "SPEC", None)
        if not isinstance(spec, self._kind):
            raise TypeError(f"{module} has no SPEC of type {self._kind.__name__}")
        if spec.name != name:
            raise ValueError(f"{module}: its SPEC is called {spec.name!r}, not {name!r}")
        return spec

    def __contains__(self, name: object) -> bool:
        return name in self._modules

    def __iter__(self) -> Iterator[str]:
        return iter(self._modules)

    def __len__(self) -> int:
        return len(self._modules)
