"""The scenario file, table by table: its keys, their types and bounds, their defaults.

A field without a default is required. A struct made from a faulty table has UNSET there, and the
default where an optional key is faulty; the fault itself is reported by whoever made the struct.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, Self

from msgspec import UNSET, Meta, Struct, UnsetType, defstruct

from tuiopt.registry import DEFAULT
from tuiopt.scenario import later
from tuiopt.scenario.catalogue import OPTIMIZERS
from tuiopt.scenario.faults import hint, listed
from tuiopt.scenario.model import MAX_RUNS, MAX_SAMPLES, MAX_STEPS
from tuiopt_kernels.schedules import SCHEDULES
from tuiopt_kernels.spec import Hyper, Interval, Optimizer, Schedule

Pair = tuple[float, float]
BatchSize = Annotated[int, Meta(ge=1, le=MAX_SAMPLES)]
Seed = Annotated[int, Meta(ge=0, le=2**63 - 1)]
Speed = Annotated[float, Meta(ge=0.1, le=240)]
Spread = Annotated[float, Meta(ge=0, le=1000)]
"""The standard deviation of what is added to data."""

LONGEST_LABEL = 40
Label = Annotated[str, Meta(min_length=1, max_length=LONGEST_LABEL, pattern=r"\S")]

Owner = Callable[[str, str], str | None]
"""(section, key) -> the lab whose files have that key in a table of that name, if one has."""


class Table(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of the file. `section` names it as `later.KEYS` does."""

    section: ClassVar[str]

    @classmethod
    def suited(cls, found: Mapping[str, Any]) -> type[Self]:
        """The struct to read a table with, where that depends on what the table says."""
        return cls

    @classmethod
    def objection(cls, key: str, owner: Owner) -> str | None:
        """What to say of a key that is no field; None where it cannot be judged."""
        if key in later.KEYS.get(cls.section, ()):
            return later.REFUSAL
        keys = cls.keys()
        if lab := owner(cls.section, key):
            return f'is for lab = "{lab}"; allowed here: {listed(keys)}'
        return f"unknown key{hint(key, keys) or ';'} allowed here: {listed(keys)}"

    @classmethod
    def keys(cls) -> tuple[str, ...]:
        """The keys that a message may name."""
        return cls.__struct_fields__


class ViewTable(Table, frozen=True, kw_only=True):
    """[low, high] of x and of y: what the map shows, or the domain."""

    section: ClassVar[str] = "view"
    x: Pair | UnsetType
    y: Pair | UnsetType


class DataTable(Table, frozen=True, kw_only=True):
    """The data of a regression; the keys `drawn` are for data that is, not for a file."""

    section: ClassVar[str] = "data"
    drawn: ClassVar[tuple[str, ...]] = ("samples", "noise")
    name: str | UnsetType = UNSET
    csv: str | UnsetType = UNSET
    samples: Annotated[int, Meta(ge=2, le=MAX_SAMPLES)] | UnsetType = UNSET
    noise: Spread | UnsetType = UNSET
    scaling: Literal["none", "standard", "minmax"] = "standard"
    seed: Seed = 0


StepsPerEpoch = Annotated[int, Meta(ge=1, le=MAX_STEPS)]


class ScheduleTable(Table, frozen=True, kw_only=True):
    """A schedule with its hyperparameters, which `suited` adds."""

    section: ClassVar[str] = "schedule"
    schedule: ClassVar[Schedule | None] = None
    kind: str | UnsetType

    @classmethod
    def suited(cls, found: Mapping[str, Any]) -> type[Self]:
        match found.get("kind"):
            case str(name) if name in SCHEDULES:
                return _schedule_table(SCHEDULES[name])
        return cls

    @classmethod
    def objection(cls, key: str, owner: Owner) -> str | None:
        owners = [s.name for s in SCHEDULES.values() if key in _names(s.hyper)]
        if not owners:
            return super().objection(key, owner)
        if cls.schedule is None:
            return None
        takes = listed(_names(cls.schedule.hyper)) or "none"
        return f"belongs to {listed(owners)}; {cls.schedule.name} takes {takes}"

    @classmethod
    def keys(cls) -> tuple[str, ...]:
        """The schedule's own keys; every schedule's as long as the kind is not known."""
        schedules = SCHEDULES.values() if cls.schedule is None else ()
        settings = [key for schedule in schedules for key in _names(schedule.hyper)]
        return tuple(dict.fromkeys([*super().keys(), *settings]))


class RunTable(Table, frozen=True, kw_only=True):
    """A run of any lab."""

    section: ClassVar[str] = "runs"
    label: Label | UnsetType = UNSET


class OptimizerRunTable(RunTable, frozen=True, kw_only=True):
    """A run with its optimizer's hyperparameters, which `suited` adds."""

    spec: ClassVar[Optimizer | None] = None
    optimizer: str | UnsetType
    schedule: ScheduleTable | UnsetType = UNSET
    batch_size: BatchSize | UnsetType = UNSET

    @classmethod
    def suited(cls, found: Mapping[str, Any]) -> type[Self]:
        match found.get("optimizer"):
            case str(name) if name in OPTIMIZERS:
                return _run_table(cls, OPTIMIZERS[name])
        return cls

    @classmethod
    def objection(cls, key: str, owner: Owner) -> str | None:
        owners = [name for name, spec in OPTIMIZERS.items() if key in _settings(spec)]
        if not owners:
            return super().objection(key, owner)
        if cls.spec is None:
            return None
        return f"belongs to {listed(owners)}; {cls.spec.name} takes {listed(_settings(cls.spec))}"

    @classmethod
    def keys(cls) -> tuple[str, ...]:
        """The run's own keys; every optimizer's as long as the run's optimizer is not known."""
        specs = OPTIMIZERS.values() if cls.spec is None else ()
        settings = [key for spec in specs for key in _settings(spec)]
        return tuple(dict.fromkeys([*super().keys(), *settings]))


MANY = Meta(min_length=1, max_length=MAX_RUNS)
"""How many runs a file has."""


class CueTable(Table, frozen=True, kw_only=True):
    section: ClassVar[str] = "cues"
    step: Annotated[int, Meta(ge=0, le=MAX_STEPS)] | UnsetType
    say: str = ""
    pause: bool = False


class File(Table, frozen=True, kw_only=True):
    """What the files of all labs have."""

    section: ClassVar[str] = ""
    format: Literal[1] | UnsetType
    title: str | UnsetType
    description: str = ""
    chapter: str = ""
    lab: str = DEFAULT
    cues: tuple[CueTable, ...] = ()
    extra: Any = None


def _settings(optimizer: Optimizer) -> list[str]:
    """The keys that set an optimizer."""
    names = _names(optimizer.hyperparameters)
    return names if optimizer.bias_correction is None else [*names, "bias_correction"]


def _names(hyperparameters: Sequence[Hyper]) -> list[str]:
    return [hyper.name for hyper in hyperparameters]


@cache
def _run_table(base: type[OptimizerRunTable], optimizer: Optimizer) -> type[Any]:
    fields = [field_of(hyper) for hyper in optimizer.hyperparameters]
    if optimizer.bias_correction is not None:
        fields.append(("bias_correction", bool, optimizer.bias_correction))
    return extended(base, optimizer.name, fields, spec=optimizer)


@cache
def _schedule_table(schedule: Schedule) -> type[Any]:
    fields = [field_of(hyper) for hyper in schedule.hyper]
    return extended(ScheduleTable, schedule.name, fields, schedule=schedule)


def field_of(hyper: Hyper) -> tuple[str, Any, Any]:
    if hyper.whole:
        bounds = Meta(ge=int(hyper.interval.low), le=MAX_STEPS)
        return hyper.name, Annotated[int, bounds], int(hyper.default)
    return hyper.name, Annotated[float, Meta(**_bounds(hyper.interval))], hyper.default


def _bounds(interval: Interval) -> dict[str, Any]:
    """The interval as msgspec has it."""
    bounds = {
        "gt" if interval.low_open else "ge": interval.low,
        "lt" if interval.high_open else "le": interval.high,
    }
    return {name: bound for name, bound in bounds.items() if math.isfinite(bound)}


def extended(base: type[Table], name: str, fields: list[Any], **attributes: Any) -> type[Any]:
    return defstruct(name, fields, bases=(base,), namespace=attributes, frozen=True, kw_only=True)
