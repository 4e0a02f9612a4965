"""What 30 edits a second of a network for a minute leave in memory, and how long each takes.

    python tests/benchmarks/network_edits.py [LESSON]

Without a screen: the document is resolved anew, the first picture's trace is made, and the training
behind the screen begins again. A line is ten seconds: megabytes that are resident, and the median
and the longest of what the interface's thread does for an edit, in milliseconds.
"""

from __future__ import annotations

import queue
import statistics
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import monotonic, perf_counter
from typing import Any

import tuiopt
from tuiopt.app.jobs import Jobs
from tuiopt.app.network_solving import solve
from tuiopt.labs.network.training import beginning
from tuiopt.scenario.load import resolve

EDITS_PER_SECOND, SECONDS, TEN = 30, 60, 10


def resident() -> float:
    """Megabytes."""
    status = Path("/proc/self/status").read_text()
    (line,) = (line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024


def main() -> None:
    posted: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
    shown: list[Any] = [None]

    def show(trace: Any) -> None:
        shown[0] = trace

    jobs: Jobs[Any] = Jobs(posted.put, show, print)
    scenario: Any = tuiopt.load(sys.argv[1] if len(sys.argv) > 1 else "batch-norm")
    began, times = monotonic(), []
    for edit in range(EDITS_PER_SECOND * SECONDS):
        begin = perf_counter()
        rate = 0.01 + 1e-6 * edit
        scenario = resolve(scenario.document.put(("runs", 0, "learning_rate"), rate))
        show(beginning(scenario))
        jobs.start(partial(solve, scenario))
        times.append(1e3 * (perf_counter() - begin))
        while (left := began + (edit + 1) / EDITS_PER_SECOND - monotonic()) > 0:
            try:
                posted.get(timeout=left)()
            except queue.Empty:
                break
        if (edit + 1) % (EDITS_PER_SECOND * TEN) == 0:
            second = (edit + 1) // EDITS_PER_SECOND
            print(f"{second:3} {resident():8.1f} {statistics.median(times):8.1f} {max(times):8.1f}")
            times.clear()


if __name__ == "__main__":
    main()
