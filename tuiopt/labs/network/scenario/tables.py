"""The file of a network scenario, table by table, as `tuiopt.scenario.format` has the others.

Without NumPy: other scenarios ask these tables whose a key is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, TypeAlias

from msgspec import UNSET, Meta, UnsetType, defstruct, structs

from tuiopt.scenario.format import (
    MANY,
    BatchSize,
    DataTable,
    File,
    OptimizerRunTable,
    Seed,
    Speed,
    Spread,
    Table,
)
from tuiopt.scenario.model import MAX_STEPS
from tuiopt_kernels.network.activations import ACTIVATIONS
from tuiopt_kernels.network.initialisations import INITIALISATIONS

MAX_HIDDEN = 8
MAX_UNITS = 128
"""Of a hidden layer."""

MAX_PHASES = 8

Epochs = Annotated[int, Meta(ge=1, le=MAX_STEPS)]
Share = Annotated[float, Meta(ge=0, le=1)]
Shift = Annotated[float, Meta(ge=-1e9, le=1e9)]
"""As large as a number of a CSV may be."""

Units = Annotated[int, Meta(ge=1, le=MAX_UNITS)]
Classes = Annotated[int, Meta(ge=2, le=6)]
"""Of data that is drawn."""

if TYPE_CHECKING:
    Activation: TypeAlias = str
    Init: TypeAlias = str
else:  # which there are, only a running program knows
    Activation = Literal[tuple(ACTIVATIONS)]
    Init = Literal[tuple(INITIALISATIONS)]

KeepProb = Annotated[float, Meta(gt=0, le=1)]
Layer = Annotated[int, Meta(ge=1, le=MAX_HIDDEN + 1)]
Layers = Annotated[tuple[Layer, ...], Meta(max_length=MAX_HIDDEN + 1)]


class PhaseDataTable(DataTable, frozen=True, kw_only=True):
    section: ClassVar[str] = "phases.data"
    drawn: ClassVar[tuple[str, ...]] = ("samples", "noise", "classes")
    classes: Classes | UnsetType = UNSET
    split: tuple[Share, Share, Share] = (0.8, 0.1, 0.1)
    shift: tuple[Shift, Shift] = (0.0, 0.0)


class NetworkDataTable(PhaseDataTable, frozen=True, kw_only=True):
    """The first phase's data, and the jitter of all phases."""

    section: ClassVar[str] = "data"
    augment: Spread = 0.0


class NetworkTable(Table, frozen=True, kw_only=True):
    """A run may override every key of it."""

    section: ClassVar[str] = "network"
    hidden: Annotated[tuple[Units, ...], Meta(max_length=MAX_HIDDEN)] = (16, 16)
    activation: Activation | tuple[Activation, ...] = "relu"
    batch_norm: bool | Literal["after"] = True
    batch_norm_momentum: Annotated[float, Meta(ge=0, lt=1)] = 0.9
    init: Init = "he"
    init_scale: Annotated[float, Meta(ge=0, le=1000)] = 1.0
    keep_prob: KeepProb | tuple[KeepProb, ...] = 1.0
    freeze: Layers = ()
    seed: Seed = 0


class EarlyStoppingTable(Table, frozen=True, kw_only=True):
    section: ClassVar[str] = "early_stopping"
    patience: Epochs = 10


EarlyStopping = EarlyStoppingTable | bool
"""True is the table's defaults; false, for a run, that it does not stop early."""


class NetworkPlayTable(Table, frozen=True, kw_only=True):
    section: ClassVar[str] = "play"
    epochs: Epochs = 50
    batch_size: BatchSize = 64
    early_stopping: EarlyStopping = False
    speed: Speed = 10.0


class _Overriding(OptimizerRunTable, frozen=True, kw_only=True):
    augment: Spread | UnsetType = UNSET
    early_stopping: EarlyStopping | UnsetType = UNSET


NetworkRunTable: type[Any] = defstruct(
    "NetworkRunTable",
    [(field.name, field.type | UnsetType, UNSET) for field in structs.fields(NetworkTable)],
    bases=(_Overriding,),
    frozen=True,
    kw_only=True,
)
"""A run with the keys of [network], where it has its own."""


class PhaseTable(Table, frozen=True, kw_only=True):
    section: ClassVar[str] = "phases"
    epoch: Annotated[int, Meta(ge=2, le=MAX_STEPS)] | UnsetType
    data: PhaseDataTable | UnsetType = UNSET
    classes: Classes | UnsetType = UNSET
    freeze: Layers | UnsetType = UNSET
    reinit: Layers | UnsetType = UNSET
    learning_rate: Annotated[float, Meta(gt=0)] | UnsetType = UNSET


class NetworkFile(File, frozen=True, kw_only=True):
    data: NetworkDataTable = NetworkDataTable()
    network: NetworkTable = NetworkTable()
    play: NetworkPlayTable = NetworkPlayTable()
    runs: Annotated[tuple[NetworkRunTable, ...], MANY] | UnsetType  # type: ignore[valid-type]
    phases: Annotated[tuple[PhaseTable, ...], Meta(max_length=MAX_PHASES)] = ()


NETWORK_TABLES: tuple[type[Table], ...] = (
    NetworkFile,
    NetworkDataTable,
    NetworkPlayTable,
    NetworkRunTable,
)
"""The tables of a network's file that other labs have not, or otherwise."""
