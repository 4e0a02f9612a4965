"""What lessons and edits leave behind, and what is done once a process."""

from __future__ import annotations

import gc
import sys
import threading
from typing import Any
from weakref import ref

import pytest
from nets_in_code import network_run, network_scenario
from piloted import Started
from races import scenario, setup
from textual.pilot import Pilot

from tuiopt.app.app import TuioptApp
from tuiopt.app.background import kernels
from tuiopt.app.background.jobs import Job
from tuiopt.app.screens.lab_screen import LabScreen
from tuiopt.labs.contour.screen.solving import solve as solve_race
from tuiopt.labs.network.screen.solving import solve as solve_network
from tuiopt_kernels import cache, compiled, interpreted

RACE = scenario(setup("gd", 0.5), setup("adam"), steps=60)
NETWORK = network_scenario(network_run(hidden=(3,)), epochs=3)


async def left(pilot: Pilot[None], given_back: list[None]) -> list[ref[Any]]:
    """Opens the other lesson, and waits until the memory of this one is given back."""
    screen = pilot.app.screen
    assert isinstance(screen, LabScreen)
    assert isinstance(pilot.app, TuioptApp)
    scenario, trace = screen.session.trace.scenario, screen.session.trace
    old = [ref(screen), ref(trace.runs[0]), *(ref(widget) for widget in screen.query("*"))]
    before = len(given_back)
    pilot.app._begin(NETWORK if scenario is RACE else RACE)
    del screen, trace
    while len(given_back) == before:
        await pilot.pause(0.01)
    await pilot.pause()
    return old


async def test_a_lesson_that_was_left_is_gone(
    started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    given_back: list[None] = []
    monkeypatch.setattr("tuiopt.app.screens.lab_screen.give_back", lambda: given_back.append(None))
    monkeypatch.setattr(compiled, "gradient_check", interpreted.gradient_check)
    # What is there at the first kernels stays for good.
    monkeypatch.setattr(kernels, "_first", threading.Lock())
    kernels._first.acquire()
    async with started(RACE, size=(160, 48)) as pilot:
        old = await left(pilot, given_back)
        await pilot.press("space", "question_mark", "escape", "c", "escape")
        old += await left(pilot, given_back)
        await pilot.press("space", "c", "right", "enter", "escape", "o", "down", "escape")
        old += await left(pilot, given_back)
        for _ in range(100):  # what is under way ends first
            await pilot.pause(0.01)
            gc.collect()
            if not [one for one in old if one() is not None]:
                break
        assert [one for one in old if one() is not None] == []


async def test_memory_is_given_back_once_the_next_lesson_is_shown(
    started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = []
    async with started(RACE, size=(80, 24)) as pilot:

        def note() -> None:
            shown.append(pilot.app.screen)

        monkeypatch.setattr("tuiopt.app.screens.lab_screen.give_back", note)
        assert isinstance(pilot.app, TuioptApp)
        pilot.app._begin(NETWORK)
        while not shown:
            await pilot.pause(0.01)
        (screen,) = shown
        assert isinstance(screen, LabScreen)
        assert screen.session.trace.scenario is NETWORK


def test_pruning_freezing_and_short_turns_are_not_for_every_request(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    done = []
    monkeypatch.setattr(kernels, "_first", threading.Lock())
    monkeypatch.setattr(compiled, "FOLDER", tmp_path)
    monkeypatch.setattr(compiled, "trajectory", interpreted.trajectory)
    monkeypatch.setattr(compiled, "training", interpreted.training)
    monkeypatch.setattr(compiled, "scores", interpreted.scores)
    monkeypatch.setattr(cache, "prune", lambda folder: done.append(folder))
    monkeypatch.setattr(gc, "freeze", lambda: done.append("freeze"))
    monkeypatch.setattr(sys, "setswitchinterval", lambda seconds: done.append("turns"))
    traces: list[Any] = []
    for _ in range(3):
        solve_race(RACE, Job(lambda call: call(), traces.append, done.append))
        solve_network(NETWORK, Job(lambda call: call(), traces.append, done.append))
    assert sum(trace.complete for trace in traces) == 6
    assert done == [tmp_path, "freeze"]
