"""The file of a race, table by table: what other labs have not, or otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, ClassVar, Self

from msgspec import UNSET, Meta, UnsetType

from tuiopt.scenario.catalogue import SURFACES
from tuiopt.scenario.format import (
    MANY,
    BatchSize,
    DataTable,
    File,
    OptimizerRunTable,
    Owner,
    Pair,
    Seed,
    Speed,
    StepsPerEpoch,
    Table,
    ViewTable,
    extended,
    field_of,
)
from tuiopt.scenario.model import MAX_STEPS
from tuiopt_kernels.spec import Surface


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
    def objection(cls, key: str, owner: Owner) -> str | None:
        return None if cls is SurfaceTable else super().objection(key, owner)


class ProblemTable(Table, frozen=True, kw_only=True):
    section: ClassVar[str] = "problem"
    surface: str | SurfaceTable | UnsetType
    formula: str | UnsetType = UNSET
    domain: ViewTable | UnsetType = UNSET
    regression: str | UnsetType = UNSET
    start: Pair | UnsetType = UNSET
    view: ViewTable | UnsetType = UNSET
    noise: Annotated[float, Meta(ge=0)] = 0.0
    seed: Seed = 0


class PlayTable(Table, frozen=True, kw_only=True):
    section: ClassVar[str] = "play"
    steps: Annotated[int, Meta(ge=1, le=MAX_STEPS)] = 200
    speed: Speed = 10.0
    steps_per_epoch: StepsPerEpoch | UnsetType = UNSET
    batch_size: BatchSize | UnsetType = UNSET


class ContourRunTable(OptimizerRunTable, frozen=True, kw_only=True):
    start: Pair | UnsetType = UNSET
    steps_per_epoch: StepsPerEpoch | UnsetType = UNSET


class ContourFile(File, frozen=True, kw_only=True):
    problem: ProblemTable | UnsetType
    data: DataTable | UnsetType = UNSET
    play: PlayTable = PlayTable()
    runs: Annotated[tuple[ContourRunTable, ...], MANY] | UnsetType


CONTOUR_TABLES: tuple[type[Table], ...] = (ContourFile, DataTable, PlayTable, ContourRunTable)
"""The tables of a race's file that other labs have not, or otherwise."""


@cache
def _surface_table(surface: Surface) -> type[Any]:
    return extended(SurfaceTable, surface.name, [field_of(hyper) for hyper in surface.params])
