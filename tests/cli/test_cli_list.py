from __future__ import annotations

import json
from collections.abc import Callable
from subprocess import CompletedProcess
from typing import Any

import pytest

from tuiopt.cli import main
from tuiopt.cli.plain import width
from tuiopt.cli.table import LINE
from tuiopt.labs.network.scenario.model import NetworkScenario
from tuiopt.scenario.bundled import ORDER, bundled, find
from tuiopt.scenario.load import load
from tuiopt_kernels.datasets import DATASETS
from tuiopt_kernels.datasets.plane import PLANE_DATASETS
from tuiopt_kernels.optimizers import OPTIMIZERS
from tuiopt_kernels.schedules import SCHEDULES
from tuiopt_kernels.surfaces import SURFACES

Command = Callable[..., CompletedProcess[bytes]]

EVERYTHING = {
    "optimizers": list(OPTIMIZERS),
    "surfaces": list(SURFACES),
    "schedules": list(SCHEDULES),
    "datasets": [*DATASETS, *PLANE_DATASETS],
    "scenarios": list(ORDER),
}


def no_constant(token: str) -> None:
    pytest.fail(f"{token} is not JSON")


def listed(words: list[str], capsys: pytest.CaptureFixture[str]) -> Any:
    assert main(["list", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out, parse_constant=no_constant)


def test_json_has_everything(capsys: pytest.CaptureFixture[str]) -> None:
    facts = listed([], capsys)
    assert list(facts) == sorted(facts)
    assert {topic: [item["name"] for item in items] for topic, items in facts.items()} == EVERYTHING


@pytest.mark.parametrize("topic", EVERYTHING)
def test_a_topic_alone(topic: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert set(listed([topic], capsys)) == {topic}
    assert main(["list", topic]) == 0
    text = capsys.readouterr().out
    assert text.splitlines()[0] == topic.upper()
    assert all(f"\n{name}: " in text for name in EVERYTHING[topic])


def test_json_tells_hyperparameters_with_their_ranges(capsys: pytest.CaptureFixture[str]) -> None:
    adam = next(
        item for item in listed(["optimizers"], capsys)["optimizers"] if item["name"] == "adam"
    )
    hyper = {item["name"]: item for item in adam["hyperparameters"]}
    assert list(hyper) == ["learning_rate", "beta1", "beta2", "epsilon", "l2"]
    assert hyper["learning_rate"]["high"] is None
    beta1 = hyper["beta1"]
    assert (beta1["symbol"], beta1["default"]) == ("β1", 0.9)
    assert (beta1["low"], beta1["low_open"]) == (0.0, False)
    assert (beta1["high"], beta1["high_open"]) == (1.0, True)
    assert adam["bias_correction"] is True


def test_json_tells_minima_and_domain(capsys: pytest.CaptureFixture[str]) -> None:
    ravine = next(
        item for item in listed(["surfaces"], capsys)["surfaces"] if item["name"] == "ravine"
    )
    assert ravine["domain"] == [[-10.0, 10.0], [-10.0, 10.0]]
    assert ravine["minima"] == [{"x": 0.0, "y": 0.0, "global": True, "smooth": True}]


def test_scenarios_are_told_in_the_order_of_teaching_with_their_lab(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert set(ORDER) == set(bundled())
    labs = {item["name"]: item["lab"] for item in listed(["scenarios"], capsys)["scenarios"]}
    networks = [name for name, lab in labs.items() if lab == "network"]
    assert [name for name in ORDER if isinstance(load(find(name)), NetworkScenario)] == networks
    assert main(["list", "scenarios"]) == 0
    text = capsys.readouterr().out
    assert text.count("\n  lab  network\n") == len(networks) > 0


def test_schedules_are_told_with_their_ranges(capsys: pytest.CaptureFixture[str]) -> None:
    listing = {item["name"]: item for item in listed(["schedules"], capsys)["schedules"]}
    every = listing["staircase"]["hyperparameters"][1]
    assert (every["name"], every["default"], every["low"], every["high"]) == ("every", 10, 1, None)
    assert every["whole"] is True
    assert listing["inverse-time"]["expression"] == "alpha0/(1 + decay_rate*k)"
    assert main(["list", "schedules"]) == 0
    text = capsys.readouterr().out
    assert "α_t = α0/(1 + r·k), k the epoch" in text
    assert "  every   n  10   whole, ≥ 1" in text


def test_data_sets_are_told_with_what_they_are_for(capsys: pytest.CaptureFixture[str]) -> None:
    listing = {item["name"]: item for item in listed(["datasets"], capsys)["datasets"]}
    assert {(item["samples"], item["noise"]) for item in listing.values()} == {(1000, 0.2)}
    assert {name: (item["problem"], item["inputs"]) for name, item in listing.items()} == {
        **dict.fromkeys(DATASETS, ("regression", 1)),
        **dict.fromkeys(PLANE_DATASETS, ("network", 2)),
    }
    two, more = ({"default": 2, "low": 2, "high": high} for high in (2, 6))
    assert {name: item["classes"] for name, item in listing.items()} == {
        "line": None,
        "two-groups": two,
        **dict.fromkeys(PLANE_DATASETS, two),
        "blobs": more,
        "spirals": more,
    }
    assert main(["list", "datasets"]) == 0
    text = capsys.readouterr().out
    assert text.count("  for      regressions: input x1, a number\n") == 1
    assert text.count("  for      regressions: input x1, a class\n  classes  2\n") == 1
    assert text.count("  for      networks: inputs x1 and x2, a class\n  classes  2\n") == 4
    assert text.count("  classes  2 to 6, 2 by default\n") == 2
    assert text.count("  samples  1000 by default\n  noise    0.2 by default\n") == len(listing)


def test_text_fits_80_columns_and_names_every_hyperparameter(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["list"]) == 0
    text = capsys.readouterr().out
    assert [line for line in text.splitlines() if width(line) > LINE] == []
    hypers = [hyper for spec in OPTIMIZERS.values() for hyper in spec.hyperparameters]
    assert all(f"\n  {hyper.name} " in text for hyper in hypers)


def test_text_is_ascii_where_it_must_be(tuiopt: Command) -> None:
    done = tuiopt("list", env={"PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"x <- x - alpha" in done.stdout
    assert b"alpha0*q^floor((k-1)/n)" in done.stdout
