"""Every module of the program and its file."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path


def package(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


def modules() -> Iterator[tuple[str, Path]]:
    for name in ("tuiopt", "tuiopt_kernels"):
        root = package(name)
        for path in sorted(root.rglob("*.py")):
            parts = path.relative_to(root).with_suffix("").parts
            yield ".".join((name, *parts)).removesuffix(".__init__"), path


ALL = dict(modules())
