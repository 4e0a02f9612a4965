"""The labs, each by one record of where its parts are.

A part is named, "module:name", and imported when it is asked for: whoever reads a file, or lists
what there is, needs neither NumPy nor a screen. This is the only table of labs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True, slots=True)
class Part:
    """Something of a lab's, by the names of its module and of itself."""

    where: str

    def get(self) -> Any:
        """What is named."""
        module, name = self.where.split(":")
        return getattr(import_module(module), name)


@dataclass(frozen=True, slots=True)
class Lab:
    """A lab. `name` is what `lab = "..."` says; `title` stands before its subjects in a preview.

    `counted` is what solving counts while it goes on, "" where that is not worth saying. The parts
    and what they are:

    tables : tuple[type[Table], ...], the tables of its files that other labs have not, or otherwise
    resolve : (Converter, Document) -> Scenario | None, None where there are faults
    solve : (Scenario, watch) -> a trace, without a screen; watch(done, total) may raise
    export : (trace) -> export.Table
    summary : (trace, threshold) -> str
    words : (Scenario) -> Words, what lists, previews and the title row say of a scenario
    screen : (Scenario, Look) -> LabScreen
    """

    name: str
    title: str
    counted: str
    tables: Part
    resolve: Part
    solve: Part
    export: Part
    summary: Part
    words: Part
    screen: Part


CONTOUR = Lab(
    name="contour",
    title="Surface",
    counted="",
    tables=Part("tuiopt.labs.contour.scenario.tables:CONTOUR_TABLES"),
    resolve=Part("tuiopt.labs.contour.scenario.resolve:contour_of"),
    solve=Part("tuiopt.labs.contour.solve.race:solve"),
    export=Part("tuiopt.labs.contour.export:ContourTable"),
    summary=Part("tuiopt.labs.contour.summary:summary"),
    words=Part("tuiopt.labs.contour.screen.words:ContourWords"),
    screen=Part("tuiopt.labs.contour.screen.screen:ContourScreen"),
)

NETWORK = Lab(
    name="network",
    title="Network",
    counted="epochs",
    tables=Part("tuiopt.labs.network.scenario.tables:NETWORK_TABLES"),
    resolve=Part("tuiopt.labs.network.scenario.resolve:network_of"),
    solve=Part("tuiopt.labs.network.solve.training:train"),
    export=Part("tuiopt.labs.network.export:NetworkTable"),
    summary=Part("tuiopt.labs.network.summary:network_summary"),
    words=Part("tuiopt.labs.network.screen.words:NetworkWords"),
    screen=Part("tuiopt.labs.network.screen.screen:NetworkScreen"),
)

LABS: Mapping[str, Lab] = MappingProxyType({lab.name: lab for lab in (CONTOUR, NETWORK)})
"""By their names."""

DEFAULT = CONTOUR.name
"""The lab of a file that names none."""
