"""Starts the interactive program in pseudo-terminals."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

if sys.platform == "win32":
    collect_ignore_glob = ["*.py"]
else:
    from pseudo_terminal import PseudoTerminal

UNWANTED = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "TERM_PROGRAM", "LC_ALL", "LC_CTYPE")


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A person's environment, with a home and caches that last for the session."""
    home = tmp_path_factory.mktemp("home")
    env = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    for name in (*UNWANTED, "PYTHONDONTWRITEBYTECODE"):
        env.pop(name, None)
    return env | {
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "NUMBA_CACHE_DIR": str(tmp_path_factory.mktemp("kernels")),
        "PYTHONPYCACHEPREFIX": str(tmp_path_factory.mktemp("bytecode")),
    }


Start = Callable[..., "PseudoTerminal"]


@pytest.fixture
def start(environment: dict[str, str], tmp_path: Path) -> Iterator[Start]:
    """`start(*words)`: `tuiopt *words` in a terminal of `size` (columns, rows).

    `env` adds variables, or removes those that are None. `script` is Python code that stands for
    `python -m tuiopt`. Other settings are the terminal's.
    """
    started: list[PseudoTerminal] = []

    def run(
        *words: str,
        size: tuple[int, int] = (80, 24),
        env: dict[str, str | None] | None = None,
        script: str | None = None,
        **settings: bool,
    ) -> PseudoTerminal:
        merged = environment | (env or {})
        argv = [sys.executable, *(("-m", "tuiopt") if script is None else ("-c", script)), *words]
        terminal = PseudoTerminal(
            argv,
            size=size,
            env={name: value for name, value in merged.items() if value is not None},
            cwd=tmp_path,
            **settings,
        )
        started.append(terminal)
        return terminal

    yield run
    for terminal in started:
        terminal.close()


@pytest.fixture
def scenario(tmp_path: Path) -> Callable[..., str]:
    """`scenario(text)`: writes a file of `[problem]`, `[play]`, runs and cues; its name."""

    def write(body: str, *, title: str = "A test") -> str:
        path = tmp_path / "test.toml"
        path.write_text(f'format = 1\ntitle = "{title}"\n{body}', encoding="utf-8")
        return path.name

    return write
