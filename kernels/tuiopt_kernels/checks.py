"""Whether a declaration from elsewhere can be run: what a plug-in must have before it is used."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from tuiopt_kernels import arrays, interpreted
from tuiopt_kernels.cards import unworkable
from tuiopt_kernels.differences import wrong_derivative
from tuiopt_kernels.spec import Hyper, Line, Minimum, Optimizer, Surface
from tuiopt_kernels.surfaces.bowl import SPEC as BOWL

_NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")

_KEYS = "optimizer label start schedule steps_per_epoch batch_size bias_correction name"
_WORDS = "run step loss update grad x y g t gradient alpha rule curvature mixed"
TAKEN = frozenset(f"{_KEYS} {_WORDS}".split())
"""What no hyperparameter or slot may be called: it means something else in files or on cards."""

_TRIED = (0.5, -0.25, 0.0)
"""The gradients of the steps that are tried."""


class UnfitError(Exception):
    """A declaration that cannot be used; the text says why."""


def check(spec: Optimizer | Surface) -> None:
    """Tries a declaration. Raises UnfitError; what its functions raise comes through."""
    _need(bool(isinstance(spec.name, str) and _NAME.fullmatch(spec.name)), "a name of a-z, 0-9, -")
    for field in ("title", "source"):
        _need(isinstance(getattr(spec, field), str), f"text for {field}")
    _all(str, "notes", spec.notes)
    if isinstance(spec, Optimizer):
        _optimizer(spec)
    else:
        _surface(spec)


def _optimizer(spec: Optimizer) -> None:
    _hypers("hyper", spec.hyper)
    for field in ("slots", "shown"):
        _all(str, field, getattr(spec, field))
        _need(all(map(_KEY.fullmatch, getattr(spec, field))), f"names in {field}")
    _all(str, "clocked", spec.clocked)
    _need(len(spec.clocked) <= len(spec.carried), "as many carried numbers as are clocked")
    keys = [hyper.name for hyper in spec.hyperparameters] + [*spec.slots, *spec.shown]
    _need(len(set(keys)) == len(keys) and not TAKEN & set(keys), "names that are not taken")
    _need(len(spec.starts) in (0, len(spec.slots)), f"{len(spec.slots)} starts, or none")
    _need(
        all(h.default in h.interval for h in spec.hyperparameters), "defaults within their ranges"
    )
    _steps(spec)
    _card(spec)


def _steps(spec: Optimizer) -> None:
    """A few steps of one coordinate, each result looked at; then the driver, with all it binds."""
    hyper = tuple(h.default for h in spec.hyper)
    carried, slots = spec.carried, spec.first_slots(spec.learning_rate)
    _floats("carried", carried, len(carried))
    for t, g in enumerate(_TRIED, 1):
        clocked = spec.clock(float(t), hyper, carried)
        _need(isinstance(clocked, tuple) and len(clocked) == 2, "(carried, k) from the clock")
        carried, k = clocked
        _floats("the clock's carried", carried, len(spec.carried))
        _floats("the clock's k", k)
        ruled = spec.rule(g, 1.0, spec.learning_rate, hyper, k, slots)
        _need(isinstance(ruled, tuple) and len(ruled) == 3, "(update, slots, shown) from the rule")
        update, slots, shown = ruled
        _floats("update", (update,))
        _floats("the rule's slots", slots, len(spec.slots))
        _floats("the rule's shown", shown, len(spec.shown))
    if spec.solve is not None:
        _floats("the solved direction", spec.solve(0.5, -0.25, 2.0, 0.5, 1.0, hyper), 2)
    slots = spec.first_slots(spec.learning_rate) * 2
    loop: Callable[..., int] = interpreted.trajectory(spec, BOWL)
    loop(
        np.array([0.0, 1.0, 1.0, *spec.carried, *slots]),
        np.array([0.0, -1e9, 1e9, -1e9, 1e9, *hyper]),
        np.array([[spec.learning_rate, 0.0, 0.0]]),
        np.empty((3, 8 + len(slots) + 2 * len(spec.shown))),
    )


def _card(spec: Optimizer) -> None:
    for field in ("card", "rate"):
        _all(Line, field, getattr(spec, field))
        _need(all(line.name.isidentifier() for line in getattr(spec, field)), f"names in {field}")
    for corrected in (False, True):
        _need(spec.lines(corrected)[-2].name == "update", "a card whose last line is update")
    if wrong := unworkable(spec):
        raise UnfitError(wrong)


def _surface(spec: Surface) -> None:
    _need(isinstance(spec.formula, str), "text for formula")
    _hypers("params", spec.params)
    params = tuple(h.default for h in spec.params)
    for axis, bounds in zip("xy", spec.domain, strict=True):
        _floats(f"domain of {axis}", bounds, 2)
        _need(bounds[0] < bounds[1], f"low < high for the domain of {axis}")
    _floats("start", spec.start, 2)
    x, y = spec.start
    _floats("value", (spec.value(x, y, params),))
    _floats("gradient", spec.gradient(x, y, params), 2)
    _floats("hessian", spec.hessian(x, y, params), 3)
    (left, right), (bottom, top) = spec.domain
    grid = np.linspace(left, right, 5)[None, :], np.linspace(bottom, top, 5)[:, None]
    for function in (arrays.value, arrays.gradient, arrays.hessian):  # as maps evaluate them
        function(spec, *grid, params)
    if wrong := wrong_derivative(spec, params):
        raise UnfitError(wrong)
    _all(Minimum, "minima", spec.minima)
    for x, y in [(m.x, m.y) for m in spec.minima] + list(spec.saddles):
        _floats("minima and saddles", (x, y))
    _need(spec.levels in ("linear", "log"), "levels that are linear or log")
    _need(spec.axes == ("x", "y") and spec.samples == 0, "the axes x and y, and no samples,")


def _hypers(field: str, hypers: Any) -> None:
    _all(Hyper, field, hypers)
    _need(all(_KEY.fullmatch(h.name) for h in hypers), f"names in {field}")


def _all(kind: type, field: str, found: Any) -> None:
    _need(isinstance(found, tuple), f"a tuple for {field}")
    _need(all(isinstance(item, kind) for item in found), f"{kind.__name__}s in {field}")


def _floats(what: str, found: Any, count: int | None = None) -> None:
    """A tuple of finite floats, of a length if one is given."""
    length = "a tuple" if count is None else f"a tuple of {count}"
    _need(isinstance(found, tuple) and count in (None, len(found)), f"{length} for {what}")
    wrong: Sequence[Any] = [number for number in found if not isinstance(number, float)]
    _need(not wrong, f"floats for {what}, not {type(wrong[0]).__name__}" if wrong else "")
    _need(all(map(math.isfinite, found)), f"finite numbers for {what} at a trial step")


def _need(holds: bool, what: str) -> None:
    if not holds:
        raise UnfitError(f"expected {what}")
