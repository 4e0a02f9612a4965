"""What there is, for programs. A bound that is not there is null, since JSON has no infinity."""

from __future__ import annotations

import math

from tuiopt.scenario.bundled import Lesson
from tuiopt.scenario.catalogue import OPTIMIZERS, SURFACES
from tuiopt_kernels.data import CLASSES, NOISE, SAMPLES, DataSet, PlaneDataSet
from tuiopt_kernels.spec import Hyper, Optimizer, Schedule, Surface

Facts = dict[str, object]


def optimizer(spec: Optimizer) -> Facts:
    """`bias_correction` is that switch's default, null where the optimizer has none.

    `scheduled` tells whether its learning rate may have a schedule. `plugin` is the file or package
    that it comes from, null for what is built in.
    """
    return {
        "name": spec.name,
        "title": spec.title,
        "equation": spec.equation,
        "hyperparameters": [_hyper(hyper) for hyper in spec.hyperparameters],
        "bias_correction": spec.bias_correction,
        "slots": spec.slots,
        "hats": spec.shown,
        "source": spec.source,
        "notes": spec.notes,
        "scheduled": spec.scheduled,
        "plugin": OPTIMIZERS.origin(spec.name) or None,
    }


def schedule(spec: Schedule) -> Facts:
    """`expression` is arithmetic over alpha0, t, k (the epoch), T (all steps), hyperparameters."""
    return {
        "name": spec.name,
        "title": spec.title,
        "equation": spec.equation,
        "expression": spec.expression,
        "hyperparameters": [_hyper(hyper) for hyper in spec.hyper],
        "source": spec.source,
    }


def surface(spec: Surface) -> Facts:
    """Points are [x, y], the domain [[low, high] of x, [low, high] of y]."""
    return {
        "name": spec.name,
        "title": spec.title,
        "formula": spec.formula,
        "parameters": [_hyper(hyper) for hyper in spec.params],
        "domain": spec.domain,
        "start": spec.start,
        "minima": [
            {"x": point.x, "y": point.y, "global": point.is_global, "smooth": point.smooth}
            for point in spec.minima
        ],
        "saddles": spec.saddles,
        "source": spec.source,
        "notes": spec.notes,
        "plugin": SURFACES.origin(spec.name) or None,
    }


def dataset(spec: DataSet | PlaneDataSet) -> Facts:
    """`problem` tells what it is for, a regression or a network.

    `classes` is null where labels are numbers. `samples`, `noise` and the `default` of `classes`
    are what is drawn unless the scenario says otherwise.
    """
    if isinstance(spec, PlaneDataSet):
        problem, inputs, most_classes = "network", 2, spec.most_classes
    else:
        problem, inputs, most_classes = "regression", 1, CLASSES if spec.classes else 0
    classes = {"default": CLASSES, "low": CLASSES, "high": most_classes}
    return {
        "name": spec.name,
        "title": spec.title,
        "formula": spec.formula,
        "problem": problem,
        "inputs": inputs,
        "classes": classes if most_classes else None,
        "samples": SAMPLES,
        "noise": NOISE,
    }


def scenario(facts: Lesson) -> Facts:
    return {
        "name": facts.name,
        "title": facts.title,
        "chapter": facts.chapter,
        "lab": facts.lab,
        "description": facts.description,
    }


def _hyper(hyper: Hyper) -> Facts:
    interval = hyper.interval
    return {
        "name": hyper.name,
        "symbol": hyper.symbol,
        "default": hyper.default,
        "low": _bound(interval.low),
        "high": _bound(interval.high),
        "low_open": interval.low_open,
        "high_open": interval.high_open,
        "scale": hyper.scale,
        "whole": hyper.whole,
        "role": hyper.role,
    }


def _bound(number: float) -> float | None:
    return number if math.isfinite(number) else None
