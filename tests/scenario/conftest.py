"""What the tests of scenario files share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from scenario_text import VALID

from tuiopt.scenario.faults import ScenarioError
from tuiopt.scenario.load import load, parse

Refusals = Callable[[str], list[str]]


@pytest.fixture
def valid() -> str:
    """The text of a small scenario without a fault."""
    return VALID


@pytest.fixture
def refusals() -> Refusals:
    """Gives the messages about a text, in order, without the file's name."""

    def messages(text: str) -> list[str]:
        with pytest.raises(ScenarioError) as raised:
            parse(text.encode(), "f", "f")
        assert all(fault.file == "f" for fault in raised.value.faults)
        return [str(fault).removeprefix("f:").strip() for fault in raised.value.faults]

    return messages


@pytest.fixture
def refusal_of_file() -> Callable[[Path], str]:
    """Gives the one message about a file, without the file's name."""

    def message(path: Path) -> str:
        with pytest.raises(ScenarioError) as raised:
            load(path)
        (fault,) = raised.value.faults
        return str(fault).removeprefix(f"{path}:").strip()

    return message
