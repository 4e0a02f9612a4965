"""tuiopt: race optimizers over a contour map, or train small networks, in the terminal.

>>> import tuiopt
>>> trace = tuiopt.solve(tuiopt.load("race"))
>>> trace["Adam"].loss

Nothing heavy is imported before it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tuiopt.headless import Run, Scenario, ScenarioError, Trace, load, solve

__version__ = "0.1.0"

__all__ = ["Run", "Scenario", "ScenarioError", "Trace", "__version__", "load", "solve"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from tuiopt import headless

    return getattr(headless, name)


def __dir__() -> list[str]:
    return __all__
