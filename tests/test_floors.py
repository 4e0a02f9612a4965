"""The floors of the program: who may import whom."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from modules import ALL

FLOORS = {
    "tuiopt_kernels": 0,
    "tuiopt.registry": 0,
    "tuiopt.picture": 1,
    "tuiopt.storage": 1,
    "tuiopt.scenario": 1,
    "tuiopt.solving": 2,
    "tuiopt.session": 3,
    "tuiopt.export": 4,
    "tuiopt.headless": 5,
    "tuiopt.app": 6,
    "tuiopt.cli": 7,
}
"""A floor may import from itself and from those with a lower number."""

LAB_FLOORS = {
    "scenario": 1,
    "solve": 2,
    "session": 3,
    "edits": 3,
    "export": 4,
    "screen": 6,
    "summary": 7,
}
"""The same inside a lab: what stands after `tuiopt.labs.<name>`."""

LABS = "tuiopt.labs"

ONLY = {
    "numba": ("tuiopt_kernels.machine",),
    "llvmlite": ("tuiopt_kernels.machine",),
    "textual": ("tuiopt.app", "tuiopt.labs.*.screen"),
    "rich": ("tuiopt.app", "tuiopt.labs.*.screen"),
    "msgspec": ("tuiopt.scenario", "tuiopt.labs.*.scenario"),
    "platformdirs": ("tuiopt_kernels.cache", "tuiopt.storage"),
    "tomlkit": ("tuiopt.scenario.merging",),
    "argparse": ("tuiopt.cli",),
}
"""Which modules, with what is below them, may import a library; * is any lab. Numba takes no
vectors whose sums have an order, so that `machine` writes some of its own, with llvmlite."""

SCREENS = ("tuiopt.app", "tuiopt.labs.*.screen")

TOLD = (
    "tuiopt_kernels.data",
    "tuiopt_kernels.spec",
    "tuiopt_kernels.expression",
    "tuiopt_kernels.network.activations",
    "tuiopt_kernels.network.initialisations",
)
"""Of the kernels all screens may import these: descriptions, formulas, and types of arrays."""

RUN = {
    "tuiopt.app.background": {"tuiopt_kernels.cache", "tuiopt_kernels.compiled"},
    "tuiopt.labs.*.screen.solving": {"tuiopt_kernels.interpreted"},
    "tuiopt.labs.network.screen.check_screen": {
        "tuiopt_kernels.interpreted",
        "tuiopt_kernels.compiled",
        "tuiopt_kernels.network.check.Checking",
    },
    "tuiopt.labs.contour.screen.widgets.heading": {"tuiopt_kernels.arrays"},
    "tuiopt.labs.contour.screen.widgets.loss": {"tuiopt_kernels.drivers.LOSS"},
}
"""And these ones more. The first three are jobs, or start them. The heading evaluates f at a single
point, the pointer's; `LOSS` is the name of a column."""

DRAWN = (
    "tuiopt.app.draw",
    "tuiopt.app.widgets",
    "tuiopt.labs.*.screen.draw",
    "tuiopt.labs.*.screen.widgets",
)

COSTLY = {
    "tuiopt.labs.network.solve.regions.regions",
    "tuiopt.labs.network.solve.regions.decided",
    "tuiopt.labs.network.solve.histogram.spreads",
    "tuiopt.labs.network.solve.view.view",
    "tuiopt.labs.network.solve.gradient_check.checked",
    "tuiopt.labs.contour.solve.field.field",
}
"""What may be more than a frame can pay: a screen costs it first, and has a job do it."""

LIBRARIES = {"numba", "numpy", "textual", "rich", "msgspec", "platformdirs", "tomlkit"}


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def leaves(path: Path) -> Iterator[str]:
    """Every name that a file imports, in full: of `from a import b` it is a.b alone."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def lab(module: str) -> str | None:
    """The lab to which a module belongs."""
    return module.split(".")[2] if module.startswith(f"{LABS}.") else None


def floor(module: str) -> int | None:
    if lab(module) is not None:
        parts = module.split(".")
        return LAB_FLOORS[parts[3]] if len(parts) > 3 else None
    for name, number in FLOORS.items():
        if module == name or module.startswith(f"{name}."):
            return number
    return None


def within(module: str, parents: tuple[str, ...]) -> bool:
    anywhere = module.replace(f"{LABS}.{lab(module)}", f"{LABS}.*") if lab(module) else module
    return any(
        name == parent or name.startswith(f"{parent}.")
        for parent in parents
        for name in (module, anywhere)
    )


def test_every_module_is_found() -> None:
    assert {
        "tuiopt.cli.run",
        "tuiopt.labs.contour.solve.race",
        "tuiopt_kernels.optimizers.adam",
    } <= set(ALL)


@pytest.mark.parametrize("module", ALL)
def test_imports_point_down(module: str) -> None:
    own = floor(module)
    if own is None:  # tuiopt itself and __main__ are the door
        return
    upward = [name for name in imports(ALL[module]) if (floor(name) or 0) > own]
    assert not upward


@pytest.mark.parametrize("module", ALL)
def test_labs_are_known_to_the_registry_alone(module: str) -> None:
    """By the names of their parts; no lab knows another, and the shell knows none."""
    foreign = [name for name in imports(ALL[module]) if lab(name) not in (None, lab(module))]
    assert not foreign


@pytest.mark.parametrize("module", ALL)
def test_libraries_stay_in_their_rooms(module: str) -> None:
    for name in imports(ALL[module]):
        library = name.partition(".")[0]
        if library in ONLY:
            assert within(module, ONLY[library]), f"{module} imports {library}"


@pytest.mark.parametrize("module", [module for module in ALL if within(module, SCREENS)])
def test_screens_draw_what_was_computed(module: str) -> None:
    """They run no network, no driver and no data set; what does is named, with a reason."""
    named = {name for room, names in RUN.items() if within(module, (room,)) for name in names}
    kernels = {name for name in leaves(ALL[module]) if within(name, ("tuiopt_kernels",))}
    assert not {name for name in kernels - named if not within(name, TOLD)}


@pytest.mark.parametrize("module", [module for module in ALL if within(module, DRAWN)])
def test_what_draws_computes_nothing_costly(module: str) -> None:
    assert not COSTLY & {*leaves(ALL[module])}


def test_what_may_be_imported_or_may_not_is_there() -> None:
    """Else a rule about it would hold of nothing."""
    assert {name.rpartition(".")[0] for name in COSTLY} <= {*ALL}
    used = {name for module in ALL if within(module, SCREENS) for name in leaves(ALL[module])}
    assert {name for names in RUN.values() for name in names} <= used
    for name in COSTLY:
        assert hasattr(import_module(name.rpartition(".")[0]), name.rpartition(".")[2])


def test_kernels_are_a_pure_numerical_library() -> None:
    """No file names and no text: only the cache's room touches files."""
    for module, path in ALL.items():
        if module.startswith("tuiopt_kernels") and module not in (
            "tuiopt_kernels.cache",
            "tuiopt_kernels.machine.kernel",
        ):
            used = {name.partition(".")[0] for name in imports(path)}
            assert not used & {"os", "pathlib", "io", "tempfile", "shutil"}, module
