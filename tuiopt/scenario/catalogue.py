"""The optimizers and surfaces that a scenario may name: the built-in ones and those of plug-ins.

Plug-ins come from installed packages (entry points of the groups `tuiopt.optimizers` and
`tuiopt.surfaces`, looked for only once a name is not built in) and from files that a person names
on the command line; never from a scenario.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import TypeVar

from tuiopt.scenario.text import cut, one_line
from tuiopt_kernels import optimizers, surfaces
from tuiopt_kernels.spec import Optimizer, Surface

Spec = TypeVar("Spec", Optimizer, Surface)

WARNINGS: list[str] = []
"""Which plug-ins were left out and why, a line each."""


class Catalogue(Mapping[str, Spec]):
    """Declarations by their names, the built-in ones first. A name that is built in stays so."""

    def __init__(self, built_in: Mapping[str, Spec], group: str, kind: type[Spec]) -> None:
        self._built_in: Mapping[str, Spec] = built_in
        self._group = group
        self._kind: type[Spec] = kind
        self._added: dict[str, tuple[Spec, str]] = {}
        self._looked = False

    def __getitem__(self, name: str) -> Spec:
        return self._built_in[name] if name in self._built_in else self._plugins()[name][0]

    def __iter__(self) -> Iterator[str]:
        yield from self._built_in
        yield from self._plugins()

    def __len__(self) -> int:
        return len(self._built_in) + len(self._plugins())

    def origin(self, name: str) -> str:
        """The file or the package that a plug-in comes from; "" for what is built in."""
        return "" if name in self._built_in else self._plugins()[name][1]

    def add(self, found: object, origin: str) -> None:
        """Takes a declaration in; a warning says why one is left out."""
        from tuiopt_kernels.checks import check

        if not isinstance(found, self._kind):
            _left_out(origin, f"{type(found).__name__} is no {self._kind.__name__}")
            return
        try:
            check(found)
        except Exception as error:
            _left_out(origin, _told(error))
            return
        if found.name in self._built_in:
            _left_out(origin, f'"{found.name}" is built in')
        elif found.name in self._added:
            _left_out(origin, f'"{found.name}" comes from {self._added[found.name][1]} already')
        else:
            self._added[found.name] = found, origin

    def _plugins(self) -> Mapping[str, tuple[Spec, str]]:
        if not self._looked:
            self._looked = True
            from importlib.metadata import entry_points  # as slow as all else that a check imports

            for entry in entry_points(group=self._group):
                origin = f"{entry.dist.name if entry.dist else ''} ({entry.value})"
                try:
                    found = entry.load()
                except (Exception, SystemExit) as error:
                    _left_out(origin, _told(error))
                else:
                    self.add(found, origin)
        return self._added


OPTIMIZERS = Catalogue(optimizers.OPTIMIZERS, "tuiopt.optimizers", Optimizer)
SURFACES = Catalogue(surfaces.SURFACES, "tuiopt.surfaces", Surface)


def add_file(path: Path) -> None:
    """Runs a Python file and takes its `SPEC` in. OSError where it cannot be read."""
    origin = one_line(str(path))
    source = path.read_bytes()
    # Neither imported nor cached: an edited file is never met as it was.
    module = ModuleType(f"tuiopt_plugin_{path.stem}")
    module.__file__ = str(path)
    sys.modules[module.__name__] = module
    try:
        exec(compile(source, str(path), "exec"), module.__dict__)
    except (Exception, SystemExit) as error:
        _left_out(origin, _told(error))
        return
    found = getattr(module, "SPEC", None)
    if isinstance(found, Surface):
        SURFACES.add(found, origin)
    elif isinstance(found, Optimizer):
        OPTIMIZERS.add(found, origin)
    else:
        _left_out(origin, "its SPEC is neither an Optimizer nor a Surface")


def _left_out(origin: str, reason: str) -> None:
    WARNINGS.append(f"plug-in {origin} is left out: {reason}")


def _told(error: BaseException) -> str:
    return cut(f"{type(error).__name__}: {error}".replace("UnfitError: ", ""), 300)
