"""The labs' records: each part is where its name says, and nothing else tells labs apart."""

from __future__ import annotations

import ast
from dataclasses import fields
from pathlib import Path

import pytest
from modules import ALL

from tuiopt.registry import LABS, Lab, Part
from tuiopt.scenario.bundled import lessons
from tuiopt.scenario.format import Table
from tuiopt.scenario.model import Scenario

PARTS = [
    (lab, field.name)
    for lab in LABS.values()
    for field in fields(Lab)
    if isinstance(getattr(lab, field.name), Part)
]

OF_A_LAB = ("Contour", "Network")
"""What the names of classes of one lab alone begin with."""


@pytest.mark.parametrize(("lab", "part"), PARTS, ids=lambda value: getattr(value, "name", value))
def test_every_part_is_where_its_name_says(lab: Lab, part: str) -> None:
    found = getattr(lab, part).get()
    if part == "tables":
        assert all(issubclass(table, Table) for table in found)
    else:
        assert callable(found)


@pytest.mark.parametrize("lab", LABS.values(), ids=lambda lab: lab.name)
def test_a_lab_has_the_name_under_which_it_stands_and_lessons(lab: Lab) -> None:
    assert LABS[lab.name] is lab
    assert any(lesson.lab == lab.name for lesson in lessons())
    scenarios = [cls for cls in subclasses(Scenario) if cls.lab == lab.name]
    assert len(scenarios) == 1


def subclasses(cls: type[Scenario]) -> list[type[Scenario]]:
    for lab in LABS.values():
        lab.resolve.get()
    return [one for one in cls.__subclasses__() if one.__module__.startswith("tuiopt.")]


@pytest.mark.parametrize("module", ALL)
def test_no_module_asks_what_lab_something_is_of(module: str) -> None:
    """`assert isinstance` tells a type checker what is known; an `if` would be a table of labs."""
    tree = ast.parse(Path(ALL[module]).read_text(encoding="utf-8"))
    told = {
        id(node)
        for stated in ast.walk(tree)
        if isinstance(stated, ast.Assert)
        for node in ast.walk(stated)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "isinstance":
            names = {name.id for name in ast.walk(node.args[1]) if isinstance(name, ast.Name)}
            asked = {name for name in names if name.startswith(OF_A_LAB)}
            assert not asked or id(node) in told, f"{module}:{node.lineno} asks for {asked}"
