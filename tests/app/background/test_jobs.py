"""Work behind the screen, without a screen."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable

import pytest

from tuiopt.app.background.jobs import Job, Jobs

PATIENCE = 30.0
"""Seconds after which what should have happened counts as never happening."""


class Interface:
    """Stands for a screen: what is posted waits for its turn."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self._posted: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self.jobs: Jobs[str] = Jobs(
            self._posted.put,
            deliver=self.told.append,
            warn=lambda text: self.told.append(f"warning: {text}"),
            fail=lambda error: self.told.append(f"failure: {error}"),
        )

    def turn(self) -> None:
        """The next that is posted."""
        self._posted.get(timeout=PATIENCE)()

    def all_turns(self) -> list[str]:
        """Until nothing is under way; what is told by then."""
        while self.jobs.busy:
            self.turn()
        return self.told


@pytest.fixture
def interface() -> Interface:
    return Interface()


def test_what_a_job_returns_is_delivered(interface: Interface) -> None:
    interface.jobs.start(lambda job: "result")
    assert interface.all_turns() == ["result"]


def test_a_job_without_a_result_delivers_nothing(interface: Interface) -> None:
    interface.jobs.start(lambda job: None)
    assert interface.all_turns() == []


def test_nothing_is_told_outside_of_the_interfaces_turns(interface: Interface) -> None:
    done = threading.Event()

    def work(job: Job[str]) -> None:
        job.warn("something")
        job.deliver("part")
        done.set()

    interface.jobs.start(work)
    assert done.wait(PATIENCE)
    assert interface.told == []
    assert interface.all_turns() == ["warning: something", "part"]


def test_what_comes_on_the_way_comes_before_the_result(interface: Interface) -> None:
    taken = threading.Event()

    def work(job: Job[str]) -> str:
        job.deliver("part")
        assert taken.wait(PATIENCE)
        job.deliver("more")
        return "all"

    interface.jobs.start(work)
    interface.turn()
    taken.set()
    assert interface.all_turns() == ["part", "more", "all"]


def test_an_interface_that_is_slower_gets_the_last_part_alone(interface: Interface) -> None:
    done = threading.Event()

    def work(job: Job[str]) -> None:
        for part in "abc":
            job.deliver(part)
        done.set()

    interface.jobs.start(work)
    assert done.wait(PATIENCE)
    assert interface.all_turns() == ["c"]


def test_the_latest_request_wins(interface: Interface) -> None:
    stopped = threading.Event()

    def first(job: Job[str]) -> str:
        job.deliver("outdated")
        job.warn("outdated")
        while not job.stopped():
            pass
        stopped.set()
        return "outdated"

    interface.jobs.start(first)
    interface.jobs.start(lambda job: "latest")
    assert stopped.wait(PATIENCE), "the older one is told to stop"
    assert interface.all_turns() == ["latest"]


def test_an_outdated_job_that_fails_is_not_told_of(interface: Interface) -> None:
    goes_on = threading.Event()

    def fails(job: Job[str]) -> None:
        goes_on.wait(PATIENCE)
        raise ValueError

    interface.jobs.start(fails)
    interface.jobs.start(lambda job: "latest")
    assert interface.all_turns() == ["latest"]
    goes_on.set()
    interface.turn()
    assert interface.told == ["latest"]


def test_a_result_that_waits_for_its_turn_can_still_be_outdated(interface: Interface) -> None:
    interface.jobs.start(lambda job: "outdated")
    end = interface._posted.get(timeout=PATIENCE)
    interface.jobs.start(lambda job: "latest")
    end()
    assert interface.all_turns() == ["latest"]


def test_what_is_stopped_tells_nothing(interface: Interface) -> None:
    interface.jobs.start(lambda job: "outdated")
    interface.jobs.stop()
    assert not interface.jobs.busy
    interface.turn()
    assert interface.told == []


def test_an_exception_is_told(interface: Interface) -> None:
    def fails(job: Job[str]) -> None:
        raise ValueError("no memory")

    interface.jobs.start(fails)
    assert interface.all_turns() == ["failure: no memory"]


def test_an_exception_that_nobody_takes_is_raised_in_the_interfaces_turn() -> None:
    posted: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
    jobs: Jobs[str] = Jobs(posted.put, deliver=lambda result: None, warn=lambda text: None)

    def fails(job: Job[str]) -> None:
        raise ValueError("no memory")

    jobs.start(fails)
    with pytest.raises(ValueError, match="no memory"):
        posted.get(timeout=PATIENCE)()
    assert not jobs.busy


def test_it_is_not_busy_any_more_when_the_result_is_delivered(interface: Interface) -> None:
    interface.jobs._deliver = lambda result: interface.told.append(str(interface.jobs.busy))
    interface.jobs.start(lambda job: "result")
    assert interface.jobs.busy
    assert interface.all_turns() == ["False"]


def test_each_warning_is_told_once(interface: Interface) -> None:
    def work(job: Job[str]) -> None:
        job.warn("slow")
        job.warn("slow")

    for _ in range(2):
        interface.jobs.start(work)
        interface.all_turns()
    assert interface.told == ["warning: slow"]


def test_quitting_does_not_wait_for_a_job(interface: Interface) -> None:
    seen: list[bool] = []
    interface.jobs.start(lambda job: seen.append(threading.current_thread().daemon))
    interface.all_turns()
    assert seen == [True]
