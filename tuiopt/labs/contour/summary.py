"""The outcome of a race, a row a run."""

from __future__ import annotations

from tuiopt.cli.cells import NOTHING, alpha
from tuiopt.cli.output import shown
from tuiopt.cli.table import table
from tuiopt.labs.contour.solve.race import first_below
from tuiopt.labs.contour.solve.trace import ContourRunTrace, ContourTrace, Divergence


def summary(trace: ContourTrace, threshold: float) -> str:
    """Title, a line about the race, and the table, in letters that standard output has."""
    scenario = trace.scenario
    head = ("run", "optimizer", "α", "final loss", f"first below {threshold:g}", "outcome")
    rows = [head, *(_row(run, threshold) for run in trace.runs)]
    lines = [
        scenario.title,
        f"{scenario.problem.surface.name}, {scenario.steps} steps",
        "",
        table([[shown(cell) for cell in row] for row in rows], right={2, 3, 4}),
    ]
    return "\n".join(lines)


def _row(run: ContourRunTrace, threshold: float) -> tuple[str, ...]:
    below = first_below(run, threshold)
    return (
        run.setup.label,
        run.setup.optimizer.name,
        alpha(run.setup),
        f"{run.column('loss')[-1]:.6g}",
        NOTHING if below is None else str(below),
        _outcome(run),
    )


def _outcome(run: ContourRunTrace) -> str:
    if run.diverged is not None:
        return f"diverged at {run.diverged.step}: {_cause(run.diverged)}"
    if run.converged is not None:
        return f"converged at {run.converged}"
    return NOTHING


def _cause(divergence: Divergence) -> str:
    """What went astray, by the name of its column: `v_x = inf`, `x = 1.2e+07`."""
    name = divergence.quantity
    if divergence.value is None:
        return name
    if divergence.axis not in (None, name):
        name = f"{name}_{divergence.axis}"
    return f"{name} = {divergence.value:g}"
