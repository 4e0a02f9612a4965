"""The kernels' speed: against C, against formulas, against PyTorch and Optax; in the end one table.

    python tests/benchmarks/speed.py [against_c | formulas | against_torch | against_optax] ...

Without a name all of them. Both engines of a pair run in turn on one thread; a pair's ratio is the
median over the repeats, "±" the range of their middle half. Of what is not installed the table
says so. Needs a quiet machine: two minutes, four where nothing is cached.
"""

from __future__ import annotations

import importlib
import statistics
import sys

from paired import Result, measure

COMPARISONS = ("against_c", "formulas", "against_torch", "against_optax")


def compare(name: str) -> str:
    """Prints a line a pair; the comparison's own line of the table."""
    try:
        comparison = importlib.import_module(name)
        print(f"\n{comparison.TITLE}\n{'ns/step':26} {'one':>10} {'other':>10} {'ratio':>10} ±")
        results = {}
        for contest in comparison.contests():
            results[contest.name] = result = measure(contest, comparison.REPEATS)
            times = f"{1e9 * result.one:10.2f} {1e9 * result.other:10.2f}"
            print(f"{contest.name:26} {times} {result.ratio:10.3f} {result.spread:.3f}", flush=True)
    except (ModuleNotFoundError, FileNotFoundError) as missing:
        what = getattr(missing, "name", None) or missing.filename  # type: ignore[union-attr]
        return f"{name}: left out, {what} is not installed"
    return line(comparison.TITLE, results, comparison.GOAL)


def line(title: str, results: dict[str, Result], goal: str) -> str:
    ranked = sorted(results, key=lambda name: results[name].ratio)
    mean = statistics.geometric_mean(result.ratio for result in results.values())
    ends = "   ".join(f"{results[name].ratio:9.3f} {name:22}" for name in (ranked[0], ranked[-1]))
    return f"{title:36} {len(results):5} {mean:9.3f}   {ends}   {goal}"


def main() -> None:
    lines = [compare(name) for name in sys.argv[1:] or COMPARISONS]
    head = f"{'pairs':>5} {'mean':>9}   {'least':>9} {'':22}   {'most':>9} {'':22}   goal"
    print(f"\n{'(geometric means)':36} {head}", *lines, sep="\n")


if __name__ == "__main__":
    main()
