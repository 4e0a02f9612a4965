"""Runs `python -m tuiopt` as a person would: in a process of its own, in a folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

COMMAND = (sys.executable, "-m", "tuiopt")

RACE = """\
format = 1
title = "Two on the ravine"
[problem]
surface = "ravine"
[play]
steps = 30
[[runs]]
optimizer = "gd"
label = "GD"
learning_rate = 0.1
[[runs]]
optimizer = "adam"
learning_rate = 0.5
"""


@pytest.fixture(autouse=True)
def usual_streams(monkeypatch: pytest.MonkeyPatch) -> None:
    """Unbuffered streams would hide what happens at the last flush."""
    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)
    monkeypatch.setenv("PYTHONIOENCODING", "utf-8")


@pytest.fixture
def command() -> tuple[str, ...]:
    """The words that start tuiopt, for tests that need the process while it runs."""
    return COMMAND


@pytest.fixture
def race(tmp_path: Path) -> Path:
    """A scenario of two runs and 30 steps."""
    path = tmp_path / "two.toml"
    path.write_text(RACE)
    return path


@pytest.fixture
def tuiopt(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """`tuiopt(*words, env={...}, ...)`: what the command did; other arguments go to subprocess."""

    def run(
        *words: str | bytes, env: dict[str, str] | None = None, **settings: Any
    ) -> subprocess.CompletedProcess[bytes]:
        given: dict[str, Any] = {"stdin": subprocess.DEVNULL, "cwd": tmp_path, "timeout": 120}
        if not {"stdout", "stderr"} & set(settings):
            given["capture_output"] = True
        return subprocess.run([*COMMAND, *words], env=os.environ | (env or {}), **given | settings)

    return run


@pytest.fixture
def terminal() -> Any:
    """A pseudo-terminal: (our end, the command's end)."""
    ours, theirs = os.openpty()
    yield ours, theirs
    os.close(ours)
    os.close(theirs)
