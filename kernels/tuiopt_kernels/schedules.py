"""Learning-rate schedules: how α_t of step t comes from the α0 that a run was given.

`k` is the epoch of step t, 1 + ⌊(t−1)/steps_per_epoch⌋, and T the number of steps. `rates` computes
them. No NumPy here: to read a scenario takes none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tuiopt_kernels.spec import NOT_NEGATIVE, POSITIVE, Hyper, Interval

SHARE = Interval(low=0.0, high=1.0, low_open=True)
COURSE = "Ng, Deep Learning Specialization, course 2, week 2: learning rate decay"


@dataclass(frozen=True, slots=True)
class Schedule:
    """A kind of schedule; `hyper` in the order in which `rates` takes them.

    `expression` is the arithmetic of step cards, with floor, cos and pi, over `alpha0`, `t`, `k`,
    `T` and the hyperparameters' names. `before_end` names hyperparameters that are steps of the run
    and have to be less than T.
    """

    name: str
    title: str
    equation: str
    expression: str
    source: str
    hyper: tuple[Hyper, ...] = ()
    before_end: tuple[str, ...] = ()


_C = Hyper("c", "c", 1.0, POSITIVE, "log", "what α0 is multiplied by")

SCHEDULES: Mapping[str, Schedule] = MappingProxyType(
    {
        schedule.name: schedule
        for schedule in (
            Schedule(
                name="constant",
                title="Constant",
                equation="α_t = α0",
                expression="alpha0",
                source="as without a schedule",
            ),
            Schedule(
                name="inverse-time",
                title="Inverse time decay",
                equation="α_t = α0/(1 + r·k), k the epoch",
                expression="alpha0/(1 + decay_rate*k)",
                source=COURSE,
                hyper=(Hyper("decay_rate", "r", 1.0, NOT_NEGATIVE, "log", "how soon α falls"),),
            ),
            Schedule(
                name="exponential",
                title="Exponential decay",
                equation="α_t = α0·b^k, k the epoch",
                expression="alpha0*base**k",
                source=COURSE,
                hyper=(Hyper("base", "b", 0.95, SHARE, "one-minus-log", "share left by an epoch"),),
            ),
            Schedule(
                name="inverse-sqrt",
                title="Inverse square root of the epoch",
                equation="α_t = α0·c/√k, k the epoch",
                expression="alpha0*c/sqrt(k)",
                source=COURSE,
                hyper=(_C,),
            ),
            Schedule(
                name="inverse-sqrt-step",
                title="Inverse square root of the step",
                equation="α_t = α0·c/√t, t the step",
                expression="alpha0*c/sqrt(t)",
                source=COURSE,
                hyper=(_C,),
            ),
            Schedule(
                name="staircase",
                title="Staircase",
                equation="α_t = α0·q^⌊(k−1)/n⌋, k the epoch",
                expression="alpha0*factor**floor((k - 1)/every)",
                source=COURSE,
                hyper=(
                    Hyper("factor", "q", 0.5, SHARE, "linear", "share left by a stair"),
                    Hyper(
                        "every",
                        "n",
                        10.0,
                        Interval(low=1.0),
                        "log",
                        "epochs from stair to stair",
                        whole=True,
                    ),
                ),
            ),
            Schedule(
                name="cosine",
                title="Cosine annealing",
                equation="α_t = α0·(1 + cos(π·(t−1)/T))/2, t the step of T",
                expression="alpha0*(1 + cos(pi*(t - 1)/T))/2",
                source="Loshchilov, Hutter, SGDR: Stochastic Gradient Descent with Warm Restarts, "
                "2017, without restarts",
            ),
            Schedule(
                name="warmup-cosine",
                title="Linear warm-up, then cosine annealing",
                equation="α_t = α0·t/w for t ≤ w; then α0·(1 + cos(π·(t−1−w)/(T−w)))/2",
                expression="alpha0*t/warmup if warmup >= t else "
                "alpha0*(1 + cos(pi*(t - 1 - warmup)/(T - warmup)))/2",
                source="Goyal et al., Accurate, Large Minibatch SGD, 2017, for the warm-up; "
                "Loshchilov, Hutter 2017 for the cosine",
                hyper=(
                    Hyper(
                        "warmup",
                        "w",
                        0.0,
                        NOT_NEGATIVE,
                        "linear",
                        "steps in which α rises to α0, fewer than T",
                        whole=True,
                    ),
                ),
                before_end=("warmup",),
            ),
        )
    }
)
"""By their names in scenario files."""
