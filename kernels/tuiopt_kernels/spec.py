"""The declarations that stand beside a rule, a surface or a schedule.

Everything a person sees of one (help, `list`, validation, the step card, the common tests) is made
from these, so a new one needs its function and its `SPEC`, no more.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from tuiopt_kernels.data import Array

Floats = tuple[float, ...]

Rule = Callable[[float, float, float, Floats, Floats, Floats], tuple[float, Floats, Floats]]
"""`rule(g, x, alpha, hyper, k, slots) -> (update, slots, shown)`, for one coordinate.

`g` is the gradient at `x` (noise and L2 included), `alpha` the learning rate of this step, `hyper`
the optimizer's own hyperparameters, `k` what its clock made for this step, `slots` the state.
`update` is what is added to `x`, `slots` the state after the step, `shown` the quantities derived
from it that a person wants to see (v̂, ŝ). Tuples have the optimizer's own lengths; all float64.
A variable keeps the type that it has at first: in a compiled rule it has one.
"""

Clock = Callable[[float, Floats, Floats], tuple[Floats, Floats]]
"""`clock(t, hyper, carried) -> (carried, k)`, once a step for all coordinates; t = 1, 2, ..."""


def still(t: float, hyper: Floats, carried: Floats) -> tuple[Floats, Floats]:
    """The clock of rules that do not depend on t."""
    return carried, ()


Solve = Callable[[float, float, float, float, float, Floats], tuple[float, float]]
"""`solve(gx, gy, hxx, hxy, hyy, hyper) -> (dx, dy)`, once a step, for rules that couple x and y.

It turns the gradient, by the Hessian (the L2 penalty's λ included in both), into a direction that
the rule then gets for `g`. Where none can be found it is not finite: division by 0 gives infinities
and NaN, as in all of a kernel.
"""

Value = Callable[[float, float, Floats], float]
"""`value(x, y, params) -> f`"""

Gradient = Callable[[float, float, Floats], tuple[float, float]]
"""`gradient(x, y, params) -> (∂f/∂x, ∂f/∂y)`"""

Hessian = Callable[[float, float, Floats], tuple[float, float, float]]
"""`hessian(x, y, params) -> (∂²f/∂x², ∂²f/∂x∂y, ∂²f/∂y²)`"""


Rate = Callable[[float, Array, Array, float, Floats], Array]
"""`rate(alpha0, t, k, T, hyper) -> α_t`; t, k and α_t are arrays of one length."""


@dataclass(frozen=True, slots=True)
class Interval:
    """The finite numbers between two bounds; a bound is excluded where it is marked open."""

    low: float = -math.inf
    high: float = math.inf
    low_open: bool = False
    high_open: bool = False

    def __contains__(self, value: float) -> bool:
        if not math.isfinite(value):
            return False
        above = value > self.low if self.low_open else value >= self.low
        below = value < self.high if self.high_open else value <= self.high
        return above and below

    def __str__(self) -> str:
        """The interval in words, to follow "a number": "> 0", "in [0, 1)"."""
        if self.low == -math.inf and self.high == math.inf:
            return "finite"
        if self.high == math.inf:
            return f"{'>' if self.low_open else '≥'} {self.low:g}"
        if self.low == -math.inf:
            return f"{'<' if self.high_open else '≤'} {self.high:g}"
        opening = "(" if self.low_open else "["
        closing = ")" if self.high_open else "]"
        return f"in {opening}{self.low:g}, {self.high:g}{closing}"


POSITIVE = Interval(low=0.0, low_open=True)
NOT_NEGATIVE = Interval(low=0.0)
DECAY = Interval(low=0.0, high=1.0, high_open=True)


@dataclass(frozen=True, slots=True)
class Hyper:
    """A number that a person may set; `name` is its key in scenario files.

    `whole` tells that it counts something: only whole numbers are meant.
    """

    name: str
    symbol: str
    default: float
    interval: Interval
    scale: Literal["linear", "log", "one-minus-log"]
    role: str
    whole: bool = False

    @property
    def allowed(self) -> str:
        """What it takes, in words: "in [0, 1)", "whole, ≥ 1"."""
        return f"whole, {self.interval}" if self.whole else str(self.interval)


def decay_rate(name: str, symbol: str, default: float, role: str) -> Hyper:
    """A β of an exponentially weighted average: in [0, 1), searched on the scale of 1 − β."""
    return Hyper(name, symbol, default, DECAY, "one-minus-log", role)


def small_divisor(default: float) -> Hyper:
    """The ε that keeps a divisor away from zero."""
    return Hyper("epsilon", "ε", default, POSITIVE, "log", "keeps the divisor away from zero")


def weight_decay(default: float) -> Hyper:
    """Decoupled weight decay; not λ, which is the symbol of `L2`: a run may have both."""
    role = "decoupled weight decay: x loses α times this share of itself a step"
    return Hyper("weight_decay", "λ_w", default, NOT_NEGATIVE, "log", role)


L2 = Hyper("l2", "λ", 0.0, NOT_NEGATIVE, "log", "L2 penalty: λx joins the gradient")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the step card: `name = expression`.

    The expression is Python arithmetic (+ - * / **, `a if b > c else d`, the functions that
    `expression.FUNCTIONS` lists) over the hyperparameters' names, `alpha`, `l2`, `t`, `g`, `x`, the
    slots, what is `clocked` and the names of earlier lines; on the right side a slot, `x` or what
    is clocked has the value from before this line. `corrected` limits the line to runs with (True)
    or without (False) bias correction, `penalised` likewise to runs with or without an L2 penalty.

    `rule` alone stands for what the rule returned, where its arithmetic is not told. Where a rule
    couples the coordinates, `curvature` is ∂²f/∂x² in x and ∂²f/∂y² in y, `mixed` is ∂²f/∂x∂y, and
    a name that ends in `_other` is the other coordinate's number.
    """

    name: str
    expression: str
    corrected: bool | None = None
    penalised: bool | None = None


GRADIENT = Line("g", "gradient")
"""The first line of every step card. `gradient` is what the trace records: ∇f and the noise."""

PENALISED_GRADIENT = Line("g", "gradient + l2*x")
"""The first line where there is an L2 penalty."""

POINT = Line("x", "x + update")
"""The last line of every step card."""


@dataclass(frozen=True, slots=True)
class Optimizer:
    """An update rule with all that belongs to it.

    `hyper` lists the rule's own hyperparameters in the order in which `rule` and `clock` take
    them. `carried` is what the clock carries before the first step; where it leaves that as it
    was, it does so at every later step. `clocked` names the first of these numbers where the card
    needs them. `bias_correction` is the default of that switch, None where the rule has none.
    Slots and `shown` name what the rule returns, in its order. `starts` holds what the slots start
    from, "learning_rate" for a run's own; () where all start at 0. `scheduled` is False where the
    learning rate is no more than such a start, so that no schedule could change it. `solve` is
    there only where the coordinates are coupled.

    `card` holds the lines between the gradient and the point; the last one of a run is `update`,
    what is added to x; () tells what the rule returns without its arithmetic. `rate` is the
    effective learning rate of one coordinate, α times what a steady gradient is multiplied by in
    the end, or () where there is nothing to compare; its expression may use all that the card's
    may.
    """

    name: str
    title: str
    rule: Rule
    clock: Clock = still
    card: tuple[Line, ...] = ()
    source: str = ""
    equation: str = ""
    hyper: tuple[Hyper, ...] = ()
    slots: tuple[str, ...] = ()
    starts: tuple[float | Literal["learning_rate"], ...] = ()
    shown: tuple[str, ...] = ()
    carried: Floats = ()
    clocked: tuple[str, ...] = ()
    solve: Solve | None = None
    bias_correction: bool | None = None
    learning_rate: float = 0.01
    scheduled: bool = True
    rate: tuple[Line, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def hyperparameters(self) -> tuple[Hyper, ...]:
        """All numbers that a run of this optimizer may set, the learning rate first."""
        alpha = Hyper("learning_rate", "α", self.learning_rate, POSITIVE, "log", "learning rate")
        return (alpha, *self.hyper, L2)

    def first_slots(self, learning_rate: float) -> Floats:
        """The slots of one coordinate before the first step."""
        starts = self.starts or (0.0,) * len(self.slots)
        return tuple(learning_rate if at == "learning_rate" else at for at in starts)

    def first_carried(self, bias_correction: bool) -> Floats:
        """What the clock carries before the first step of a run with or without correction.

        Zeros where it is switched off, which makes every 1/(1 − β^t) equal to 1.
        """
        if bias_correction or self.bias_correction is None:
            return self.carried
        return (0.0,) * len(self.carried)

    def lines(self, bias_correction: bool, penalty: bool = False) -> tuple[Line, ...]:
        """The step card of a run with or without bias correction and an L2 penalty."""
        gradient = PENALISED_GRADIENT if penalty else GRADIENT
        untold = (Line(name, "rule") for name in (*self.slots, *self.shown, "update"))
        card = (line for line in self.card or untold if line.penalised in (None, penalty))
        return (gradient, *_meant(tuple(card), bias_correction), POINT)

    def effective_rate(self, bias_correction: bool) -> Line | None:
        """The effective learning rate of a run with or without bias correction, if it has one."""
        return next(iter(_meant(self.rate, bias_correction)), None)

    def shown_with(self, bias_correction: bool) -> tuple[str, ...]:
        """The derived quantities that mean something: hats exist only where corrected."""
        return self.shown if bias_correction or self.bias_correction is None else ()


def _meant(lines: tuple[Line, ...], bias_correction: bool) -> tuple[Line, ...]:
    return tuple(line for line in lines if line.corrected in (None, bias_correction))


@dataclass(frozen=True, slots=True)
class Minimum:
    """A minimum of a surface; `smooth` is False where f has a kink and no gradient."""

    x: float
    y: float
    is_global: bool = True
    smooth: bool = True


@dataclass(frozen=True, slots=True)
class Surface:
    """A function f(x, y) with exact first and second derivatives, and what is known of it.

    `params` lists the parameters in the order in which the functions take them. `domain` is
    ((low, high) of x, (low, high) of y). `levels` says how contour levels are spaced between the
    lowest and the highest value of a view: evenly, or evenly in the logarithm. `axes` names the
    coordinates as a person reads them; `samples` counts those of a regression's data.
    """

    name: str
    title: str
    formula: str
    value: Value
    gradient: Gradient
    hessian: Hessian
    domain: tuple[tuple[float, float], tuple[float, float]]
    start: tuple[float, float]
    source: str = ""
    minima: tuple[Minimum, ...] = ()
    saddles: tuple[tuple[float, float], ...] = ()
    params: tuple[Hyper, ...] = ()
    levels: Literal["linear", "log"] = "log"
    notes: tuple[str, ...] = field(default=())
    axes: tuple[str, str] = ("x", "y")
    samples: int = 0


@dataclass(frozen=True, slots=True)
class DerivedSurface(Surface):
    """A surface whose functions follow from the rest of it: that alone is compared."""

    value: Value = field(compare=False)
    gradient: Gradient = field(compare=False)
    hessian: Hessian = field(compare=False)


@dataclass(frozen=True, slots=True)
class Schedule:
    """How α_t of step t comes from the α0 that a run was given.

    k is the epoch of step t, 1 + ⌊(t−1)/steps_per_epoch⌋, and T the number of steps. `hyper` lists
    the settings in the order in which `rate` takes them; `before_end` names those that are steps of
    the run and have to be less than T. `expression` says `rate` once more, in the arithmetic of
    step cards over `alpha0`, `t`, `k`, `T`, `pi` and the settings' names.
    """

    name: str
    title: str
    rate: Rate
    equation: str
    expression: str
    source: str
    hyper: tuple[Hyper, ...] = ()
    before_end: tuple[str, ...] = ()
