"""What tests in many folders share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from piloted import Started


@pytest.fixture(autouse=True, scope="session")
def _truecolor() -> Iterator[None]:
    """Programs are started in a terminal with all colours."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TERM", "xterm-256color")
        patch.setenv("COLORTERM", "truecolor")
        patch.delenv("NO_COLOR", raising=False)
        yield


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Started:
    """Starts the program on a scenario, wholly solved, and waits for its lab's screen."""
    from piloted import solved_at_once  # tests without a screen need no Textual

    return solved_at_once(monkeypatch)


@pytest.fixture
def valid() -> str:
    """The text of a small scenario without a fault."""
    from scenario_text import VALID

    return VALID


@pytest.fixture
def refusals() -> Callable[[str], list[str]]:
    """Gives the messages about a text, in order, without the file's name."""
    from scenario_text import refusals_of

    return refusals_of


@pytest.fixture
def refusal_of_file() -> Callable[[Path], str]:
    """Gives the one message about a file, without the file's name."""
    from scenario_text import refusal_of

    return refusal_of
