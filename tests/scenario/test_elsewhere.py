"""A scenario that was copied or sent to another process is the same one, and does the same."""

from __future__ import annotations

import copy
import math
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import numpy as np
import pytest
from nets_in_code import network_data, network_run, network_scenario, network_schedule, phase
from solved import csv_digest

from tuiopt.labs.network.scenario.model import NetworkScenario, Samples
from tuiopt.scenario import catalogue
from tuiopt.scenario.bundled import find, lessons
from tuiopt.scenario.load import load, parse
from tuiopt.scenario.model import Scenario
from tuiopt_kernels import formulas
from tuiopt_kernels.optimizers import OPTIMIZERS
from tuiopt_kernels.spec import Optimizer, Surface
from tuiopt_kernels.surfaces import SURFACES

T = TypeVar("T")

TESTS = Path(__file__).parents[1]
PLUGINS = TESTS / "plugins"
HELPERS = TESTS / "helpers"

FORMULA = """
[problem]
formula = "x**2/2 + exp(sin(y))"
domain = { x = [-2, 2], y = [-3, 3] }
start = [-1.5, 2]
noise = 0.1
"""
LINE = """
[problem]
regression = "least-squares"
[data]
name = "line"
[play]
batch_size = 64
"""
CLASSES = """
[problem]
regression = "logistic"
[data]
name = "two-groups"
samples = 600
"""
POINTS = """
[problem]
regression = "least-squares"
[data]
csv = "points.csv"
scaling = "standard"
"""
BUMP = """
[problem]
surface = "bump"
domain = { x = [-3, 3], y = [-2, 2] }
"""


def race(problem: str, optimizer: str = "newton", folder: Path | None = None) -> Scenario:
    runs = "".join(f'[[runs]]\noptimizer = "{name}"\n' for name in (optimizer, "adam"))
    return parse(f'format = 1\ntitle = "A race"\n{problem}\n{runs}'.encode(), "f", "f", folder)


def of_points() -> Scenario:
    """From a file that is gone afterwards."""
    with TemporaryDirectory() as folder:
        rows = "".join(f"{x},{math.sin(x)}\n" for x in range(20))
        Path(folder, "points.csv").write_text(f"x1,label\n{rows}")
        return race(POINTS, folder=Path(folder))


def everything() -> NetworkScenario:
    """Batch norm, dropout, jitter, L2, a schedule, early stopping, phases with other data."""
    run = network_run(keep_prob=0.7, augment=0.1, l2=0.05, patience=2)
    run = phase(network_schedule(run, "inverse-time", decay_rate=0.1), 3, renewed=(2,))
    run = phase(run, 5, data=network_data(50, classes=3), frozen=(1,))
    return network_scenario(run, network_run("gd", batch_norm="after", batch_size=7), epochs=7)


SMALL: dict[str, Callable[[], Scenario]] = {
    "a network with everything": everything,
    "a race on a formula": lambda: race(FORMULA),
    "a race on mini-batches": lambda: race(LINE),
    "a race on classes": lambda: race(CLASSES),
    "a race on points of a file": of_points,
}
NETWORKS = [lesson.name for lesson in lessons() if lesson.lab == "network"]
ALL = [*SMALL, *NETWORKS]


def made(name: str) -> Scenario:
    return SMALL[name]() if name in SMALL else load(find(name))


def pickled(one: T) -> T:
    loaded: T = pickle.loads(pickle.dumps(one))
    return loaded


COPIES: dict[str, Callable[[Any], Any]] = {
    "copied": copy.copy,
    "copied deeply": copy.deepcopy,
    "pickled": pickled,
}

PROGRAM = f"""\
import pickle, sys
scenario = pickle.load(sys.stdin.buffer)
sys.path.insert(0, {str(HELPERS)!r})
from solved import csv_digest
print(csv_digest(scenario))
"""


def solved_elsewhere(pickle: bytes) -> str:
    """The digest of what another process writes."""
    done = subprocess.run(
        [sys.executable, "-P", "-c", PROGRAM], input=pickle, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode().strip()


@pytest.mark.parametrize("way", COPIES)
@pytest.mark.parametrize("name", ALL)
def test_a_copy_is_equal(name: str, way: str) -> None:
    scenario = made(name)
    for _ in range(2):
        other = COPIES[way](scenario)
        assert other == scenario
        assert hash(other) == hash(scenario)
        assert other.digest == scenario.digest
        csv_digest(scenario)  # now it has been asked for whatever it keeps


@pytest.mark.parametrize("name", ALL)
def test_another_process_does_the_same_to_the_bit(name: str) -> None:
    scenario = made(name)
    expected = csv_digest(scenario)
    assert solved_elsewhere(pickle.dumps(scenario)) == expected


def test_a_file_that_is_read_twice_makes_equal_scenarios() -> None:
    assert load(find("transfer")) == load(find("transfer"))


def changed_sample(samples: Samples, number: float) -> Samples:
    inputs = samples.inputs.copy()
    inputs[1, -1] += number
    return Samples(inputs, samples.labels)


@pytest.mark.parametrize("part", ["train", "dev", "test"])
@pytest.mark.parametrize("stage", [0, -1])
def test_one_other_number_among_the_samples_makes_another_scenario(part: str, stage: int) -> None:
    scenario = everything()

    def moved(number: float) -> NetworkScenario:
        stages = [*scenario.runs[0].stages]
        data = stages[stage].data
        samples = changed_sample(getattr(data, part), number)
        stages[stage] = replace(stages[stage], data=replace(data, **{part: samples}))
        run = replace(scenario.runs[0], stages=tuple(stages))
        return replace(scenario, runs=(run, *scenario.runs[1:]))

    assert moved(0.0) == scenario
    assert moved(1e-9) != scenario


def test_samples_of_another_type_are_others() -> None:
    samples = network_data().train
    assert Samples(samples.inputs, samples.labels.astype(np.int32)) != samples  # type: ignore[arg-type]
    assert Samples(samples.inputs[:, :-1], samples.labels[:-1]) != samples


@pytest.mark.parametrize("way", COPIES)
def test_the_samples_of_a_copy_cannot_be_changed_either(way: str) -> None:
    data = COPIES[way](everything().runs[0].stages[-1].data)
    for samples in (data.train, data.dev, data.test):
        for array in (samples.inputs, samples.labels):
            with pytest.raises(ValueError, match="read-only"):
                array[:] = 0


def test_a_hash_does_not_look_at_every_sample() -> None:
    samples = network_data(train=1000).train
    assert hash(changed_sample(samples, 1.0)) == hash(samples)
    surface = race(LINE).problem.surface  # type: ignore[attr-defined]
    mean = replace(surface.mean_loss, targets=surface.mean_loss.targets + 1.0)
    other = replace(surface, mean_loss=mean)
    assert hash(other) == hash(surface)
    assert other != surface


def test_what_stages_share_a_copy_shares() -> None:
    """So that whatever is made of data is made once."""
    (first, second, third) = pickled(everything()).runs[0].stages  # type: ignore[attr-defined]
    assert first.data is second.data is not third.data


def test_a_formula_is_its_text_whenever_its_functions_were_made() -> None:
    box = ((-1.0, 1.0), (-1.0, 1.0))
    one = formulas.surface("x*y", box, (0.5, 0.5))
    formulas._functions.cache_clear()
    other = formulas.surface("x*y", box, (0.5, 0.5))
    assert one.value is not other.value
    assert one == other == pickled(one)
    assert hash(one) == hash(other)
    assert one != formulas.surface("y*x", box, (0.5, 0.5))
    assert one != replace(one, domain=((-2.0, 1.0), (-1.0, 1.0)))
    wide = replace(one, domain=((-2.0, 1.0), (-1.0, 1.0)))
    assert pickled(wide) == wide


@pytest.mark.parametrize("spec", [*OPTIMIZERS.values(), *SURFACES.values()], ids=lambda s: s.name)
def test_what_is_built_in_stays_itself(spec: Optimizer | Surface) -> None:
    assert pickled(spec) is copy.copy(spec) is copy.deepcopy(spec) is spec


@pytest.mark.parametrize(
    "spec",
    [
        replace(OPTIMIZERS["adam"], learning_rate=0.5, notes=("mine",)),
        replace(OPTIMIZERS["adam"], name="nobodys"),
        replace(SURFACES["bowl"], start=(0.25, 0.5)),
        replace(SURFACES["bowl"], name="nobodys"),
    ],
    ids=lambda spec: f"{type(spec).__name__} {spec.name}",
)
def test_a_changed_declaration_stays_changed(spec: Optimizer | Surface) -> None:
    assert pickled(spec) == spec


# Plug-ins


@pytest.fixture
def plugins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with two plug-ins, which have been run, for this test alone."""
    monkeypatch.setattr(catalogue.OPTIMIZERS, "_added", {})
    monkeypatch.setattr(catalogue.SURFACES, "_added", {})
    for name in ("sign_descent", "bump"):
        path = tmp_path / f"{name}.py"
        path.write_bytes((PLUGINS / path.name).read_bytes())
        catalogue.add_file(path)
    yield tmp_path
    for name in ("sign_descent", "bump"):
        sys.modules.pop(f"tuiopt_plugin_{name}", None)


@pytest.mark.parametrize("way", COPIES)
def test_a_copy_of_a_race_with_plugins_is_equal(way: str, plugins: Path) -> None:
    scenario = race(BUMP, "sign-descent")
    assert COPIES[way](scenario) == scenario


def test_plugins_arrive_as_they_were_run(plugins: Path) -> None:
    """Whatever has become of their files."""
    scenario = race(BUMP, "sign-descent")
    expected = csv_digest(scenario)
    (plugins / "bump.py").unlink()
    (plugins / "sign_descent.py").write_text("raise SystemExit(3)")
    assert solved_elsewhere(pickle.dumps(scenario)) == expected


def test_a_process_that_has_a_plugin_runs_nothing(
    plugins: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = pickle.dumps(race(BUMP, "sign-descent"))
    ran: list[object] = []
    monkeypatch.setattr(catalogue, "_run", ran.append)
    pickle.loads(sent)
    assert not ran
    monkeypatch.setattr(catalogue.OPTIMIZERS, "_added", {})
    with pytest.raises(KeyError, match="sign-descent"):
        pickle.loads(sent)
    assert [file.path for file in ran] == [plugins / "sign_descent.py"]  # type: ignore[attr-defined]
