"""How much memory lessons and edits leave behind, and how long keys wait.

    python tests/benchmarks/memory.py [lessons | edits | networks] ...

In a pseudo-terminal of 160×48 cells, "lessons" opens 130 of them one after another, through the
list; "edits" starts a race anew 30 times a second for a minute, elsewhere, or with a run more or
less; "networks" trains two networks as often anew, with another learning rate, by a key that is
there for this alone. A line is ten lessons, or ten seconds: megabytes that are resident, and how
long a key waits, in milliseconds, for the first thing that is written after it. At the end stands
how often the folder of compiled kernels was listed; to prune it lists it twice. With KERNELS=FOLDER
kernels are kept there, so that a second time none is compiled.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import ClassVar

sys.path.append(str(Path(__file__).parents[1] / "helpers"))

from pseudo_terminal import DOWN, END, LEFT, RIGHT, PseudoTerminal

from tuiopt.app.lessons.index import lessons

SIZE = (160, 48)
OPENED, TEN = 130, 10
EDITS_PER_SECOND, SECONDS = 30, 60
ENTER = "\r"
HEADING = b"Open a lesson"
EDITS = ((RIGHT, ENTER), (LEFT, ENTER), ("b",))

PROGRAM = """
import os, sys
from tuiopt.cli import main

kernels = os.environ["NUMBA_CACHE_DIR"]
listed = open(os.environ["LISTED"], "ab", buffering=0)

def note(event, arguments):
    if event in ("os.scandir", "os.listdir") and str(arguments[0]) == kernels:
        listed.write(b".")

sys.addaudithook(note)
{before}
sys.exit(main())
"""

NETWORK_KEY = """
import dataclasses
from tuiopt.labs.network.screen.screen import NetworkScreen
from tuiopt.labs.network.solve.training import beginning
from tuiopt.scenario.load import resolve

RUN = ("runs", 0)

def edit(screen):
    document = screen.session.trace.scenario.document
    rate = 0.02 if document.at(RUN)["learning_rate"] != 0.02 else 0.03
    document = document.put((*RUN, "learning_rate"), rate)
    document = document.put((*RUN, "label"), f"α {rate}")  # so that there is an answer
    trace = beginning(resolve(document))
    screen._solving.stop()
    screen._show(dataclasses.replace(screen.session, trace=trace, cursor=0))
    screen._solve()

NetworkScreen.key_upper_e = edit
"""


class Measured(PseudoTerminal):
    """Draws nothing, which would take time; measures how long each key waits."""

    waits: ClassVar[list[float]] = []

    def _draw(self, text: str) -> None:
        pass

    def press(self, key: str) -> None:
        """Waits until something is written."""
        began = monotonic()
        self.send(key)
        while not self._read(1.0):
            assert monotonic() - began < 10.0, f"nothing comes of {key!r}"
        self.waits.append(1e3 * (monotonic() - began))

    def see(self, text: bytes) -> None:
        """Waits until a text is written."""
        began = monotonic()
        while text not in self.output:
            assert monotonic() - began < 10.0, f"{text!r} is never seen"
            self._read(1.0)

    def rest(self, silence: float) -> None:
        """Until nothing is written for some seconds."""
        while self._read(silence):
            pass
        self.output = b""

    @property
    def resident(self) -> float:
        """Megabytes."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        (line,) = (line for line in status.splitlines() if line.startswith("VmRSS:"))
        return int(line.split()[1]) / 1024


def open_lessons(terminal: Measured, told: Callable[[int], None]) -> None:
    for opened in range(1, OPENED + 1):
        terminal.press("o")
        terminal.see(HEADING)
        terminal.rest(0.15)
        for _ in range(opened % len(lessons())):
            terminal.press(DOWN)
        terminal.press(ENTER)
        terminal.rest(0.3)
        if opened % TEN == 0:
            told(opened)


def edit(terminal: Measured, told: Callable[[int], None]) -> None:
    for key in (DOWN, END, "c"):  # momentum is the second run
        terminal.press(key)
    press_often(terminal, EDITS, told)


def edit_networks(terminal: Measured, told: Callable[[int], None]) -> None:
    press_often(terminal, (("E",),), told)


def press_often(
    terminal: Measured, edits: tuple[tuple[str, ...], ...], told: Callable[[int], None]
) -> None:
    """The keys of one edit after those of the other, over and over."""
    began, done = monotonic(), 0
    for second in range(1, SECONDS + 1):
        while monotonic() < began + second:
            for key in edits[done % len(edits)]:
                terminal.press(key)
            done += 1
            while (left := began + done / EDITS_PER_SECOND - monotonic()) > 0:
                terminal.pump(left)
        terminal.output = b""
        if second % TEN == 0:
            told(second)


MEASURES = {
    "lessons": ("", [], open_lessons),
    "edits": ("", [], edit),
    "networks": (NETWORK_KEY, ["batch-norm"], edit_networks),
}
"""What the program has besides, what it opens, and what is done to it."""


def measure(name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder, "listed")
        own = {
            "NUMBA_CACHE_DIR": os.environ.get("KERNELS", str(Path(folder, "kernels"))),
            "LISTED": str(listed),
            "TERM": "xterm-256color",
        }
        env = {**os.environ, **own, "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
        before, opened, work = MEASURES[name]
        argv = [sys.executable, "-c", PROGRAM.format(before=before), *opened]
        terminal = Measured(argv, size=SIZE, env=env, cwd=Path(folder))

        def told(done: int) -> None:
            waits = sorted(terminal.waits) or [0.0]
            shares = (waits[int(share * (len(waits) - 1))] for share in (0.5, 0.99, 1.0))
            columns = " ".join(f"{number:8.1f}" for number in (terminal.resident, *shares))
            print(f"{done:10} {columns}", flush=True)
            terminal.waits.clear()

        try:
            terminal.rest(2.0)
            print(f"{name:>10} {'MB':>8} {'median':>8} {'99 %':>8} {'longest':>8}")
            told(0)
            work(terminal, told)
        finally:
            terminal.close()
        print(f"the kernels' folder was listed {listed.stat().st_size} times")


def main() -> None:
    for name in sys.argv[1:] or MEASURES:
        measure(name)


if __name__ == "__main__":
    main()
