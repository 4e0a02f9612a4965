"""What a run of networks is given, and where: its own keys, else those that all runs share."""

from __future__ import annotations

from typing import Any

from msgspec import UNSET

from tuiopt.labs.network.scenario.tables import EarlyStoppingTable, NetworkFile, NetworkTable
from tuiopt.scenario.convert import Converter
from tuiopt.scenario.faults import Path

HOMES = {
    **dict.fromkeys(NetworkTable.__struct_fields__, "network"),
    "batch_size": "play",
    "early_stopping": "play",
    "augment": "data",
}
"""In which table a key stands that a run may override."""


class Given:
    """A run's keys by their names. `path` leads to its table."""

    def __init__(self, top: NetworkFile, path: Path, table: Any) -> None:
        self.path = path
        self.table = table
        self._top = top

    def __getitem__(self, key: str) -> Any:
        own = getattr(self.table, key)
        return getattr(getattr(self._top, HOMES[key]), key) if own is UNSET else own

    def where(self, key: str) -> Path:
        """The path of a key's value."""
        own = getattr(self.table, key) is not UNSET
        return (*self.path, key) if own else (HOMES[key], key)

    def sound(self, converter: Converter, *keys: str) -> bool:
        """Whether nothing is wrong with the keys, wherever they stand."""
        places = [place for key in keys for place in ((*self.path, key), (HOMES[key], key))]
        return all(map(converter.sound, places))

    def each(self, key: str) -> tuple[Any, ...]:
        """What each hidden layer has of what is given once for all, or as an array."""
        value = self[key]
        return value if isinstance(value, tuple) else (value,) * len(self["hidden"])

    @property
    def normed(self) -> Any:
        """Where there is batch norm: nowhere without hidden layers."""
        return bool(self["hidden"]) and self["batch_norm"]

    @property
    def patience(self) -> int | None:
        """Of early stopping, None where there is none."""
        match self["early_stopping"]:
            case EarlyStoppingTable(patience=patience):
                return patience
            case True:
                return EarlyStoppingTable().patience
        return None
