"""A run's step, worked line by line: what was put in, what came out."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass

from tuiopt.labs.contour.scenario.model import ContourRun, Problem
from tuiopt.labs.contour.solve import clock
from tuiopt.labs.contour.solve.trace import ContourRunTrace
from tuiopt_kernels import spec
from tuiopt_kernels.expression import evaluate, names, parse
from tuiopt_kernels.ieee import safe

Values = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Worked:
    """One line of a step card, for both coordinates.

    `operands` are the numbers that the expression names, for x and for y, as they were when the
    line was computed; `result` is what came out. `chosen` names those operands that are the same
    in every step because a person chose them.
    """

    name: str
    expression: ast.expr
    operands: tuple[Values, Values]
    result: tuple[float, float]
    chosen: frozenset[str]


def declared(setup: ContourRun) -> tuple[spec.Line, ...]:
    """The lines of a run's step card, from the gradient to the point."""
    return setup.optimizer.lines(setup.bias_correction, penalty=setup.l2 > 0.0)


def lines(run: ContourRunTrace) -> int:
    """How many lines there are to go through within a step of the run."""
    return len(declared(run.setup))


def card(
    problem: Problem, run: ContourRunTrace, step: int
) -> tuple[tuple[Worked, ...], Worked | None]:
    """The lines of step 1 ≤ `step` ≤ `run.last`, and the effective rate if the rule has one.

    Results and operands are the trace's own numbers; only what it does not record (g where there
    is an L2 penalty, the Hessian, auxiliary lines, the rate) is computed here. Raises ValueError
    for a line that is no arithmetic over the numbers of its step.
    """
    setup = run.setup
    row = dict(zip(run.columns, run.rows[step].tolist(), strict=True))
    before = dict(zip(run.columns, run.rows[step - 1].tolist(), strict=True))
    settings = dict(zip((h.name for h in setup.optimizer.hyper), setup.hyper, strict=True))
    settings |= {"alpha": row["learning_rate"], "l2": setup.l2}
    chosen = frozenset(settings) - (set() if setup.scheduling is None else {"alpha"})
    shared = {**settings, "t": float(step), **_clocked(setup, step - 1)}
    x, y = (
        _Coordinate(
            {**shared, **_start(setup, before, row, axis, step == 1)},
            _recorded(setup, row, axis),
        )
        for axis in "xy"
    )
    if setup.optimizer.solve is not None:
        x.couple(y, *_curvatures(problem, before))

    def work(line: spec.Line) -> Worked:
        expression = parse(line.expression)
        (in_x, out_x), (in_y, out_y) = x.work(line.name, expression), y.work(line.name, expression)
        return Worked(line.name, expression, (in_x, in_y), (out_x, out_y), chosen)

    worked = tuple(work(line) for line in declared(setup))
    rate = setup.optimizer.effective_rate(setup.bias_correction)
    return worked, None if rate is None else work(rate)


def steady_rate(run: ContourRunTrace, step: int) -> float | None:
    """The rate at which a steady gradient is followed, if it does not depend on the gradients.

    None where it does, as in rules that divide by an average of them.
    """
    setup = run.setup
    rate = setup.optimizer.effective_rate(setup.bias_correction)
    if rate is None:
        return None
    alpha = (
        float(run.column("learning_rate")[run.at(step)]) if run.at(step) else setup.learning_rate
    )
    settings = dict(zip((h.name for h in setup.optimizer.hyper), setup.hyper, strict=True))
    expression = parse(rate.expression)
    if not set(names(expression)) <= {*settings, "alpha"}:
        return None
    return evaluate(expression, {**settings, "alpha": alpha})


def _start(setup: ContourRun, before: Values, row: Values, axis: str, first: bool) -> Values:
    """What a step begins with: its gradient, and the point and the slots of the step before."""
    slots = {name: before[f"{name}_{axis}"] for name in setup.optimizer.slots}
    if first:  # row 0 records none
        slots = dict(zip(slots, setup.optimizer.first_slots(setup.learning_rate), strict=True))
    return {"gradient": row[f"grad_{axis}"], "x": before[axis], **slots}


def _clocked(setup: ContourRun, step: int) -> Values:
    """What the card needs of the numbers that the clock carries."""
    optimizer = setup.optimizer
    if not optimizer.clocked:
        return {}
    numbers = clock.carried(optimizer, setup.hyper, setup.bias_correction, step)
    return dict(zip(optimizer.clocked, numbers, strict=False))


def _recorded(setup: ContourRun, row: Values, axis: str) -> Values:
    """What the trace knows of a step's results."""
    names = ("update", *setup.optimizer.slots, *setup.optimizer.shown_with(setup.bias_correction))
    return {"x": row[axis], **{name: row[f"{name}_{axis}"] for name in names}}


def _curvatures(problem: Problem, before: Values) -> tuple[float, float, float]:
    """∂²f/∂x², ∂²f/∂x∂y and ∂²f/∂y² at the point from which a step is made."""
    hessian = safe(problem.surface.hessian)
    xx, xy, yy = hessian(before["x"], before["y"], problem.params)
    return float(xx), float(xy), float(yy)  # a regression's are NumPy's, which warn of overflow


class _Coordinate:
    """One coordinate in the course of a step: `values` are those that its lines have by now."""

    def __init__(self, values: dict[str, float], recorded: Values) -> None:
        self._values = values
        self._recorded = recorded
        self._other: _Coordinate | None = None

    def couple(self, other: _Coordinate, xx: float, xy: float, yy: float) -> None:
        """Makes x, which this is, and y known to each other, and to both what curves f there."""
        self._other, other._other = other, self
        self._values |= {"curvature": xx, "mixed": xy}
        other._values |= {"curvature": yy, "mixed": xy}

    def work(self, name: str, expression: ast.expr) -> tuple[Values, float]:
        """The operands of a line, and its result."""
        result = self._recorded.get(name)
        if result is not None:
            self._values["rule"] = result
        operands = {operand: self._known(operand) for operand in names(expression)}
        if result is None:
            result = evaluate(expression, operands)
        self._values[name] = result
        return operands, result

    def _known(self, name: str) -> float:
        if self._other is not None and name.endswith("_other"):
            return self._other._known(name.removesuffix("_other"))
        if name not in self._values:
            raise ValueError(f"step card: {name!r} is none of {', '.join(self._values)}")
        return self._values[name]
