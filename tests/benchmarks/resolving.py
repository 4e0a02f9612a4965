"""How long a lesson's document takes to become a scenario again after one number was changed.

    python tests/benchmarks/resolving.py [REPETITIONS]

Milliseconds: the median and the longest, for every bundled lesson; those of each lab at last.
"""

from __future__ import annotations

import statistics
import sys
import time

import tuiopt
from tuiopt.scenario.bundled import bundled
from tuiopt.scenario.load import resolve


def main() -> None:
    repetitions = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    labs: dict[str, list[float]] = {}
    for name in bundled():
        scenario = tuiopt.load(name)
        times = []
        for i in range(repetitions):
            document = scenario.document.put(("runs", 0, "learning_rate"), 0.01 + 1e-4 * i)
            begin = time.perf_counter()
            scenario = resolve(document)
            times.append(1e3 * (time.perf_counter() - begin))
        labs.setdefault(scenario.lab, []).append(statistics.median(times))
        print(f"{name:<24}{statistics.median(times):6.2f}{max(times):8.2f}")
    for lab, medians in labs.items():
        print(f"{lab}: median {statistics.median(medians):.2f}, slowest lesson {max(medians):.2f}")


if __name__ == "__main__":
    main()
