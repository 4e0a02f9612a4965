"""A new file with a `SPEC` is found by itself, and a mistaken one is named."""

from __future__ import annotations

import importlib
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import ModuleType

import pytest

from tuiopt_kernels import datasets, optimizers, schedules, surfaces
from tuiopt_kernels.datasets import plane
from tuiopt_kernels.discovery import declared
from tuiopt_kernels.network import activations, initialisations
from tuiopt_kernels.spec import Surface

BOWL = "from dataclasses import replace\nfrom tuiopt_kernels.surfaces.bowl import SPEC as BOWL\n"
PACKAGE = "declared_by_a_test"


@pytest.fixture
def find(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Mapping]]:
    """Makes a package of these modules, and asks what surfaces it declares."""

    def find(**modules: str) -> Mapping[str, Surface]:
        folder = tmp_path / PACKAGE
        folder.mkdir(exist_ok=True)
        for name, text in {"__init__": "", **modules}.items():
            (folder / f"{name}.py").write_text(text, encoding="utf-8")
        monkeypatch.syspath_prepend(tmp_path)
        return declared(PACKAGE, [str(folder)], Surface)

    yield find
    for name in [m for m in sys.modules if m.split(".")[0] == PACKAGE]:
        del sys.modules[name]


FOLDERS = {
    "OPTIMIZERS": optimizers,
    "SURFACES": surfaces,
    "DATASETS": datasets,
    "PLANE_DATASETS": plane,
    "SCHEDULES": schedules,
    "ACTIVATIONS": activations,
    "INITIALISATIONS": initialisations,
}
"""The packages whose files are found, by the names of their tables."""


@pytest.mark.parametrize("table", FOLDERS)
@pytest.mark.usefixtures("find")
def test_a_new_file_in_a_folder_is_found(
    table: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package: ModuleType = FOLDERS[table]
    built_in: Mapping = getattr(package, table)
    copied = tmp_path / PACKAGE
    shutil.copytree(package.__path__[0], copied)
    pattern = f"{package.__name__}.{next(iter(built_in)).replace('-', '_')}"
    (copied / "a_new_one.py").write_text(
        f"from dataclasses import replace\nfrom {pattern} import SPEC as PATTERN\n"
        "SPEC = replace(PATTERN, name='a-new-one')\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(tmp_path)
    found: Mapping = getattr(importlib.import_module(PACKAGE), table)
    assert set(found) == {*built_in, "a-new-one"}
    assert found["a-new-one"].name == "a-new-one"


def named(name: str) -> str:
    return f"{BOWL}SPEC = replace(BOWL, name={name!r})\n"


def test_finds_modules_by_the_names_of_their_files(find: Callable[..., Mapping]) -> None:
    found = find(z=named("z"), two_wells=named("two-wells"), _private="raise ImportError")
    assert list(found) == ["two-wells", "z"]
    assert [spec.name for spec in found.values()] == ["two-wells", "z"]
    assert "_private" not in found
    with pytest.raises(TypeError):
        found["b"] = found["z"]  # type: ignore[index]


def test_imports_a_module_only_when_its_name_is_asked_for(find: Callable[..., Mapping]) -> None:
    found = find(one=named("one"), two="raise ImportError")
    assert len(found) == 2
    assert "two" in found
    assert found["one"].name == "one"
    with pytest.raises(ImportError):
        found["two"]


def test_a_package_inside_declares_its_own(find: Callable[..., Mapping], tmp_path: Path) -> None:
    inner = tmp_path / PACKAGE / "inner"
    inner.mkdir(parents=True)
    (inner / "__init__.py").touch()
    (inner / "two.py").write_text(named("two"), encoding="utf-8")
    assert list(find(one=named("one"))) == ["one"]
    assert list(declared(f"{PACKAGE}.inner", [str(inner)], Surface)) == ["two"]


@pytest.mark.parametrize("text", ["", "SPEC = 3\n"])
def test_a_module_without_a_spec_is_named(find: Callable[..., Mapping], text: str) -> None:
    found = find(one=named("one"), two=text)
    with pytest.raises(TypeError, match=rf"{PACKAGE}\.two has no SPEC of type Surface"):
        found["two"]


def test_a_spec_of_another_kind_is_refused(find: Callable[..., Mapping]) -> None:
    found = find(one="from tuiopt_kernels.optimizers.gd import SPEC\n")
    with pytest.raises(TypeError, match="Surface"):
        found["one"]


def test_a_name_is_the_files(find: Callable[..., Mapping]) -> None:
    """So it is given once."""
    found = find(one=named("one"), two=named("one"))
    with pytest.raises(ValueError, match=rf"{PACKAGE}\.two: its SPEC is called 'one', not 'two'"):
        found["two"]
