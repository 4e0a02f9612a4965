"""The scenario file, table by table: its keys, their types and bounds, their defaults.

A field without a default is required. A struct made from a faulty table has UNSET there, and the
default where an optional key is faulty; the fault itself is reported by whoever made the struct.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, Self

from msgspec import UNSET, Meta, Struct, UnsetType, defstruct

from tuiopt.scenario import later
from tuiopt.scenario.faults import hint, listed
from tuiopt.scenario.model import MAX_RUNS, MAX_SAMPLES, MAX_STEPS
from tuiopt_kernels.optimizers import OPTIMIZERS
from tuiopt_kernels.spec import Hyper, Interval, Optimizer, Surface
from tuiopt_kernels.surfaces import SURFACES

Pair = tuple[float, float]
BatchSize = Annotated[int, Meta(ge=1, le=MAX_SAMPLES)]
Seed = Annotated[int, Meta(ge=0, le=2**63 - 1)]


class Table(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of the file. `section` names it as `later.KEYS` does."""

    section: ClassVar[str]

    @classmethod
    def suited(cls, found: Mapping[str, Any]) -> type[Self]:
        """The struct to read a table with, where that depends on what the table says."""
        return cls

    @classmethod
    def objection(cls, key: str) -> str | None:
        """What to say of a key that is no field; None where it cannot be judged."""
        if key in later.KEYS.get(cls.section, ()):
            return later.REFUSAL
        keys = cls.keys()
        return f"unknown key{hint(key, keys) or ';'} allowed here: {listed(keys)}"

    @classmethod
    def keys(cls) -> tuple[str, ...]:
        """The keys that a message may name."""
        return cls.__struct_fields__


class SurfaceTable(Table, frozen=True, kw_only=True):
    """A surface with its parameters, which `suited` adds."""

    section: ClassVar[str] = "surface"
    name: str | UnsetType

    @classmethod
    def suited(cls, found: Mapping[str, Any]) -> type[Self]:
        match found.get("name"):
            case str(name) if name in SURFACES:
                return _surface_table(SURFACES[name])
        return cls

    @classmethod
    def objection(cls, key: str) -> str | None:
        return None if cls is SurfaceTable else super().objection(key)


class ViewTable(Table, frozen=True, kw_only=True):
    section: ClassVar[str] = "view"
    x: Pair | UnsetType
    y: Pair | UnsetType


class ProblemTable(Table, frozen=True, kw_only=True):
    section: ClassVar[str] = "problem"
    surface: str | SurfaceTable | UnsetType
    regression: str | UnsetType = UNSET
    start: Pair | UnsetType = UNSET
    view: ViewTable | UnsetType = UNSET
    noise: Annotated[float, Meta(ge=0)] = 0.0
    seed: Seed = 0


class DataTable(Table, frozen=True, kw_only=True):
    """The data of a regression; `samples` and `noise` are for data that is drawn."""

    section: ClassVar[str] = "data"
    name: str | UnsetType = UNSET
    csv: str | UnsetType = UNSET
    samples: Annotated[int, Meta(ge=2, le=MAX_SAMPLES)] | UnsetType = UNSET
    noise: Annotated[float, Meta(ge=0, le=1000)] | UnsetType = UNSET
    scaling: Literal["none", "standard", "minmax"] = "standard"
    seed: Seed = 0

    @classmethod
    def objection(cls, key: str) -> str | None:
        return later.REFUSAL if key in later.DATA else super().objection(key)


class PlayTable(Table, frozen=True, kw_only=True):
    section: ClassVar[str] = "play"
    steps: Annotated[int, Meta(ge=1, le=MAX_STEPS)] = 200
    speed: Annotated[float, Meta(ge=0.1, le=240)] = 10.0
    batch_size: BatchSize | UnsetType = UNSET


class RunTable(Table, frozen=True, kw_only=True):
    """A run with its optimizer's hyperparameters, which `suited` adds."""

    section: ClassVar[str] = "runs"
    spec: ClassVar[Optimizer | None] = None
    optimizer: str | UnsetType
    label: Annotated[str, Meta(min_length=1, max_length=40, pattern=r"\S")] | UnsetType = UNSET
    start: Pair | UnsetType = UNSET
    batch_size: BatchSize | UnsetType = UNSET

    @classmethod
    def suited(cls, found: Mapping[str, Any]) -> type[Self]:
        match found.get("optimizer"):
            case str(name) if name in OPTIMIZERS:
                return _run_table(OPTIMIZERS[name])
        return cls

    @classmethod
    def objection(cls, key: str) -> str | None:
        owners = [name for name, spec in OPTIMIZERS.items() if key in _settings(spec)]
        if not owners:
            return super().objection(key)
        if cls.spec is None:
            return None
        return f"belongs to {listed(owners)}; {cls.spec.name} takes {listed(_settings(cls.spec))}"

    @classmethod
    def keys(cls) -> tuple[str, ...]:
        """The run's own keys; every optimizer's as long as the run's optimizer is not known."""
        specs = OPTIMIZERS.values() if cls.spec is None else ()
        settings = [key for spec in specs for key in _settings(spec)]
        return tuple(dict.fromkeys([*super().keys(), *settings]))


class CueTable(Table, frozen=True, kw_only=True):
    section: ClassVar[str] = "cues"
    step: Annotated[int, Meta(ge=0, le=MAX_STEPS)] | UnsetType
    say: str = ""
    pause: bool = False


class File(Table, frozen=True, kw_only=True):
    section: ClassVar[str] = ""
    format: Literal[1] | UnsetType
    title: str | UnsetType
    description: str = ""
    chapter: str = ""
    lab: str = "contour"
    problem: ProblemTable | UnsetType
    data: DataTable | UnsetType = UNSET
    play: PlayTable = PlayTable()
    runs: Annotated[tuple[RunTable, ...], Meta(min_length=1, max_length=MAX_RUNS)] | UnsetType
    cues: tuple[CueTable, ...] = ()
    extra: Any = None


def _settings(optimizer: Optimizer) -> list[str]:
    """The keys that set an optimizer."""
    names = [hyper.name for hyper in optimizer.hyperparameters]
    return names if optimizer.bias_correction is None else [*names, "bias_correction"]


@cache
def _run_table(optimizer: Optimizer) -> type[Any]:
    fields = [_field(hyper) for hyper in optimizer.hyperparameters]
    if optimizer.bias_correction is not None:
        fields.append(("bias_correction", bool, optimizer.bias_correction))
    return _extended(RunTable, optimizer.name, fields, spec=optimizer)


@cache
def _surface_table(surface: Surface) -> type[Any]:
    return _extended(SurfaceTable, surface.name, [_field(hyper) for hyper in surface.params])


def _field(hyper: Hyper) -> tuple[str, Any, Any]:
    return hyper.name, Annotated[float, Meta(**_bounds(hyper.interval))], hyper.default


def _bounds(interval: Interval) -> dict[str, Any]:
    """The interval as msgspec has it."""
    bounds = {
        "gt" if interval.low_open else "ge": interval.low,
        "lt" if interval.high_open else "le": interval.high,
    }
    return {name: bound for name, bound in bounds.items() if math.isfinite(bound)}


def _extended(base: type[Table], name: str, fields: list[Any], **attributes: Any) -> type[Any]:
    return defstruct(name, fields, bases=(base,), namespace=attributes, frozen=True, kw_only=True)
