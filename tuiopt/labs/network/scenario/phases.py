"""What changes from an epoch on, for all runs."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import UNSET, UnsetType, structs

from tuiopt.labs.network.scenario.data import data_of
from tuiopt.labs.network.scenario.model import Data
from tuiopt.labs.network.scenario.tables import NetworkFile, PhaseDataTable, PhaseTable
from tuiopt.scenario.convert import Converter
from tuiopt.scenario.data_files import DataFiles
from tuiopt.scenario.faults import Path


class Phase(NamedTuple):
    """The data from an epoch on and, where they change, the frozen layers and the learning rate.

    `reinit` are the layers that begin anew.
    """

    first_epoch: int
    data: Data
    freeze: tuple[int, ...] | UnsetType = UNSET
    learning_rate: float | UnsetType = UNSET
    reinit: tuple[int, ...] = ()


def phases_of(converter: Converter, top: NetworkFile, files: DataFiles) -> tuple[Phase, ...] | None:
    """The phases, the file's [data] being the first; None where the data of one is not sound.

    Faults go to the converter.
    """
    _check_epochs(converter, top)
    table: PhaseDataTable = top.data
    data = data_of(converter, ("data",), table, files, ("data", "classes"))
    phases = [] if data is None else [Phase(1, data)]
    for i, given in enumerate(top.phases):
        path = ("phases", i)
        keys = [key for key in given.__struct_fields__ if key != "epoch"]
        if converter.sound(path) and all(getattr(given, key) is UNSET for key in keys):
            converter.fault(path, f"has no effect; give it one of {', '.join(keys)}")
        if given.data is not UNSET or given.classes is not UNSET:
            table = _table(converter, path, given, table)
            own = given.classes is not UNSET
            classes_at = (*path, "classes") if own else (*path, "data", "classes")
            data = data_of(converter, (*path, "data"), table, files, classes_at)
        if data is not None and given.epoch is not UNSET:
            reinit = () if given.reinit is UNSET else given.reinit
            rest = given.freeze, given.learning_rate, reinit
            phases.append(Phase(given.epoch, data, *rest))
    return tuple(phases) if len(phases) == 1 + len(top.phases) else None


def _check_epochs(converter: Converter, top: NetworkFile) -> None:
    last = 1
    for i, phase in enumerate(top.phases):
        where = ("phases", i, "epoch")
        if phase.epoch is UNSET:
            continue
        if converter.sound(("play", "epochs")) and phase.epoch > top.play.epochs:
            converter.refused(where, phase.epoch, f"an epoch up to the last, {top.play.epochs}")
        elif phase.epoch <= last:
            converter.refused(where, phase.epoch, f"an epoch after {last}, as phases are in order")
        last = max(last, phase.epoch)


def _table(
    converter: Converter, path: Path, given: PhaseTable, table: PhaseDataTable
) -> PhaseDataTable:
    """What a phase makes of the table of the data before it."""
    if given.data is not UNSET:
        table = given.data
    if given.classes is UNSET:
        return table
    if given.data is not UNSET and given.data.classes is not UNSET:
        converter.fault((*path, "classes"), "stands beside data.classes; only one is allowed")
    elif table.csv is not UNSET:
        converter.fault((*path, "classes"), "is for data that is drawn, not for csv")
        return table
    return structs.replace(table, classes=given.classes)
