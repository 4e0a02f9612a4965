"""Signals as exceptions, also where something in between swallows them."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tuiopt.cli.signals import ENDING, Check, ending_by_exception

each = pytest.mark.parametrize("number", ENDING, ids=lambda number: number.name)


@pytest.fixture(autouse=True)
def usual_handlers() -> Iterator[None]:
    """Whoever runs the tests may have some ignored, as nohup does."""
    before = {number: signal.getsignal(number) for number in ENDING}
    for number in ENDING:
        usual = signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL
        signal.signal(number, usual)
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def status_of(work: Callable[[Check], object]) -> object:
    """What a program ends with whose work is done in the block; None where nothing ends it."""
    try:
        with ending_by_exception() as check:
            work(check)
    except SystemExit as end:
        return end.code
    return None


def swallowed() -> None:
    with suppress(SystemExit):
        signal.raise_signal(signal.SIGINT)


@each
def test_a_signal_ends_the_block_with_128_plus_n(number: signal.Signals) -> None:
    done = []

    def work(check: Check) -> None:
        signal.raise_signal(number)
        done.append("not reached")

    assert (status_of(work), done) == (128 + number, [])


@each
def test_handlers_are_as_they_were(number: signal.Signals) -> None:
    before, hook = signal.getsignal(number), sys.unraisablehook
    assert status_of(lambda check: signal.raise_signal(number)) == 128 + number
    assert signal.getsignal(number) == before
    assert sys.unraisablehook is hook


@each
def test_what_is_ignored_stays_so(number: signal.Signals) -> None:
    signal.signal(number, signal.SIG_IGN)
    assert status_of(lambda check: signal.raise_signal(number)) is None
    assert signal.getsignal(number) == signal.SIG_IGN


def test_a_signal_that_was_swallowed_is_raised_when_asked() -> None:
    done = []

    def work(check: Check) -> None:
        check()
        swallowed()
        check()
        done.append("not reached")

    assert (status_of(work), done) == (130, [])


def test_a_signal_that_was_swallowed_is_raised_at_the_end() -> None:
    assert status_of(lambda check: swallowed()) == 130


def test_an_error_that_a_signal_became_is_the_signals() -> None:
    """Modules of C turn whatever happens while they are imported into an ImportError."""

    def work(check: Check) -> None:
        swallowed()
        raise ImportError

    assert status_of(work) == 130


def test_other_errors_are_left_alone() -> None:
    with pytest.raises(ImportError), ending_by_exception():
        raise ImportError


def test_a_signal_in_a_destructor_is_not_told_but_raised_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Ends:
        def __del__(self) -> None:
            signal.raise_signal(signal.SIGINT)

    class Fails:
        def __del__(self) -> None:
            raise ValueError

    told: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda found: told.append(found.exc_type))

    def work(check: Check) -> None:
        Fails()
        Ends()
        check()

    assert (status_of(work), told) == (130, [ValueError])


def test_a_training_ends_by_a_signal_that_the_compiler_swallowed(tmp_path: Path) -> None:
    text = 'format = 1\ntitle = ""\nlab = "network"\nruns = [{ optimizer = "gd" }]\n'
    (tmp_path / "net.toml").write_text(text)
    program = (
        "import signal, sys; from contextlib import suppress\n"
        "from tuiopt.cli import main; from tuiopt.labs.network.solve import training\n"
        "real = training.compiled_where_possible\n"
        "def compiled(warn):\n"
        "    with suppress(BaseException):\n"
        "        signal.raise_signal(signal.SIGINT)\n"
        "    return real(warn)\n"
        "training.compiled_where_possible = compiled\n"
        "training.Training._train = lambda run, upto: sys.exit('trained')\n"
        "sys.exit(main(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "run", "net.toml", "-o", "a.csv"],
        cwd=tmp_path,
        capture_output=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")
    assert [path.name for path in tmp_path.iterdir()] == ["net.toml"]
