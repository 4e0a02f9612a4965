"""The optimizers and surfaces that a scenario may name: the built-in ones and those of plug-ins.

Plug-ins come from installed packages (entry points of the groups `tuiopt.optimizers` and
`tuiopt.surfaces`, looked for only once a name is not built in) and from files that a person names
on the command line; never from a scenario.

A declaration that is sent to another process goes by its name, so that rules of files, which could
be imported nowhere, arrive too.
"""

from __future__ import annotations

import copyreg
import sys
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple, TypeVar

from tuiopt.scenario.text import cut, one_line
from tuiopt_kernels import optimizers, surfaces
from tuiopt_kernels.spec import Optimizer, Surface

Spec = TypeVar("Spec", Optimizer, Surface)

WARNINGS: list[str] = []
"""Which plug-ins were left out and why, a line each."""


class PluginFile(NamedTuple):
    """A Python file, with its source as it was when it was run."""

    path: Path
    source: bytes


class Plugin(NamedTuple):
    """A declaration, and where it is from: a file, or a package, which `origin` names."""

    spec: Any
    origin: str
    file: PluginFile | None


class Catalogue(Mapping[str, Spec]):
    """Declarations by their names, the built-in ones first. A name that is built in stays so."""

    def __init__(self, built_in: Mapping[str, Spec], group: str, kind: type[Spec]) -> None:
        self._built_in: Mapping[str, Spec] = built_in
        self._group = group
        self._kind: type[Spec] = kind
        self._added: dict[str, Plugin] = {}
        self._looked = False

    def __getitem__(self, name: str) -> Spec:
        if name in self._built_in:
            return self._built_in[name]
        spec: Spec = self._plugins()[name].spec
        return spec

    def __iter__(self) -> Iterator[str]:
        yield from self._built_in
        yield from self._plugins()

    def __len__(self) -> int:
        return len(self._built_in) + len(self._plugins())

    def origin(self, name: str) -> str:
        """The file or the package that a plug-in comes from; "" for what is built in."""
        return "" if name in self._built_in else self._plugins()[name].origin

    def file(self, name: str) -> PluginFile | None:
        """The file that a plug-in comes from; None for one of a package, and what is built in."""
        return None if name in self._built_in else self._plugins()[name].file

    def add(self, found: object, origin: str, file: PluginFile | None = None) -> None:
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
            _left_out(origin, f'"{found.name}" comes from {self._added[found.name].origin} already')
        else:
            self._added[found.name] = Plugin(found, origin, file)

    def _plugins(self) -> Mapping[str, Plugin]:
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
    _run(PluginFile(path, path.read_bytes()))


def _run(file: PluginFile) -> None:
    path, source = file
    origin = one_line(str(path))
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
        SURFACES.add(found, origin, file)
    elif isinstance(found, Optimizer):
        OPTIMIZERS.add(found, origin, file)
    else:
        _left_out(origin, "its SPEC is neither an Optimizer nor a Surface")


def _left_out(origin: str, reason: str) -> None:
    WARNINGS.append(f"plug-in {origin} is left out: {reason}")


def _told(error: BaseException) -> str:
    return cut(f"{type(error).__name__}: {error}".replace("UnfitError: ", ""), 300)


def _reduced(spec: Optimizer | Surface) -> str | tuple[Any, ...]:
    """For pickles and copies: a declaration by its name and by what the catalogue has otherwise.

    One that no catalogue knows is reduced as any object is.
    """
    catalogue = _catalogue(type(spec))
    if spec.name not in catalogue:
        return spec.__reduce_ex__(4)
    known = catalogue[spec.name]
    given = {field.name: getattr(spec, field.name) for field in fields(spec)}
    changed = {name: value for name, value in given.items() if value != getattr(known, name)}
    return _known, (type(spec), spec.name, catalogue.file(spec.name), changed)


def _known(
    kind: type[Spec], name: str, file: PluginFile | None, changed: Mapping[str, Any]
) -> Spec:
    """The declaration of that name with other fields, in whatever process.

    A file that has not been run here is run as it was there.
    """
    catalogue = _catalogue(kind)
    if file is not None and name not in catalogue:
        _run(file)
    spec: Spec = catalogue[name]
    return replace(spec, **changed) if changed else spec


def _catalogue(kind: type[Optimizer] | type[Surface]) -> Catalogue[Any]:
    return OPTIMIZERS if issubclass(kind, Optimizer) else SURFACES


copyreg.pickle(Optimizer, _reduced)
copyreg.pickle(Surface, _reduced)
