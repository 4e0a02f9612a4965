"""Races at the borders of what numbers and scenarios can be."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pseudo_terminal import END, HOME, LEFT, PseudoTerminal, go_to_end

Start = Callable[..., PseudoTerminal]
Scenario = Callable[..., str]


def race(problem: str, *runs: str, steps: int = 40) -> str:
    tables = "\n".join(f"[[runs]]\n{run}" for run in runs)
    return f"[problem]\n{problem}\n[play]\nsteps = {steps}\nspeed = 240\n{tables}"


SOUND = 'optimizer = "adam"\nlearning_rate = 0.1'


@pytest.mark.parametrize(
    ("surface", "run", "size"),
    [
        ("rosenbrock", 'optimizer = "gd"\nlearning_rate = 0.5', (160, 40)),
        ("bowl", 'optimizer = "gd"\nlearning_rate = 1e300', (80, 24)),
        ("bowl", 'optimizer = "gd"\nlearning_rate = 1e300\nl2 = 1e300', (60, 20)),
        ("ravine", 'optimizer = "momentum"\nl2 = 1e308\nlearning_rate = 0.1', (40, 12)),
        ("rosenbrock", 'optimizer = "rmsprop"\nl2 = 1e200\nlearning_rate = 10', (120, 30)),
    ],
    ids=["gd", "learning rate", "both", "l2", "slot"],
)
def test_one_run_diverges(
    start: Start, scenario: Scenario, surface: str, run: str, size: tuple[int, int]
) -> None:
    terminal = start(scenario(race(f'surface = "{surface}"', run, SOUND)), size=size)
    terminal.wait_for("0/40")
    terminal.send(" ")
    terminal.wait_for(lambda text: "40/40" in text and "✗ at " in text)
    assert not terminal.screen.overran
    terminal.send(HOME)
    terminal.wait_for(lambda text: "0/40" in text and "✗" not in text)


def test_all_runs_diverge(start: Start, scenario: Scenario) -> None:
    wild = 'optimizer = "gd"\nlearning_rate = 1e300'
    terminal = start(scenario(race('surface = "bowl"', wild, wild, steps=5)))
    terminal.wait_for("0/5")
    terminal.send(END)
    terminal.wait_for(lambda text: "5/5" in text and text.count("✗ at ") >= 2)


@pytest.mark.parametrize(
    ("problem", "told"),
    [
        ('surface = "bowl"\nstart = [0, 0]', "converged at 0"),
        ('surface = "saddle"\nstart = [0, 0]', "no gradient"),
    ],
    ids=["minimum", "saddle"],
)
def test_a_start_without_a_gradient(
    start: Start, scenario: Scenario, problem: str, told: str
) -> None:
    runs = [f'optimizer = "{name}"' for name in ("gd", "momentum", "rmsprop", "adam")]
    terminal = start(scenario(race(problem, *runs)), size=(140, 40))
    terminal.wait_for(lambda text: "0/40" in text and told in text)
    terminal.send(END)
    terminal.wait_for(lambda text: "40/40" in text and told in text)


def test_a_race_of_one_step(start: Start, scenario: Scenario) -> None:
    terminal = start(scenario(race('surface = "bowl"', SOUND, steps=1)))
    terminal.wait_for("0/1")
    terminal.send(f"{LEFT}{LEFT}{END}")
    terminal.wait_for("1/1")
    terminal.send(f"{LEFT}{LEFT}")
    terminal.wait_for("0/1")


def test_back_and_forth_through_a_million_steps(start: Start, scenario: Scenario) -> None:
    run = 'optimizer = "gd"\nlearning_rate = 1e-6'
    problem = 'surface = "ravine"'
    terminal = start(scenario(race(problem, run, steps=1_000_000)), size=(100, 30))
    terminal.wait_for("0/1000000")
    go_to_end(terminal, 1_000_000)
    terminal.wait_for(" 1000000/1000000")
    at_end = terminal.settled()
    terminal.send(HOME)
    terminal.wait_for(" 0/1000000 ")
    at_start = terminal.settled()
    terminal.send(f"{LEFT}{LEFT}")
    assert terminal.settled() == at_start, "there is nothing before step 0"
    terminal.send(END)
    terminal.wait_for(lambda text: text == at_end)
    terminal.send(HOME)
    terminal.wait_for(lambda text: text == at_start)
