"""A unit without batch norm, worked out for a sample: z = Σ w·a + b and a = h(z)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from textual.strip import Strip

from tuiopt.app.draw.network.cards.card_rows import CardRows
from tuiopt.app.draw.network.cards.sections import Section, Table
from tuiopt.app.draw.network.cards.worked import worked_sum
from tuiopt.app.draw.numbers import number
from tuiopt.labs.network.view import View
from tuiopt_kernels.data import Array

SPELLED_OUT = 2
"""Inputs up to which all products stand in one line."""

FIRST = 7
"""Cells of the names of terms, "unit 12"."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Of a view, the unit `number` of a hidden layer, both from 1."""

    view: View
    layer: int
    number: int

    @property
    def weights(self) -> tuple[Array, float]:
        """(inputs,), and b."""
        state = self.view.state
        named = state.stage.network.named(state.parameters)
        i = self.number - 1
        return named[f"W{self.layer}"][:, i], float(named[f"b{self.layer}"][i])

    @property
    def inputs(self) -> Array:
        """(inputs, n): the data, or what the layer before hands on."""
        inside = self.view.inside
        return inside.inputs if self.layer == 1 else inside.layers[self.layer - 2].handed

    @property
    def z(self) -> Array:
        """(n,)"""
        row: Array = self.view.inside.layers[self.layer - 1].z[self.number - 1]
        return row

    @property
    def active(self) -> Array:
        """(n,)"""
        row: Array = self.view.inside.layers[self.layer - 1].active[self.number - 1]
        return row

    @property
    def activation(self) -> str:
        return self.view.state.stage.network.activations[self.layer - 1]


def unit_sections(page: CardRows, unit: Unit, sample: int) -> list[Section | Table]:
    """The parts of its card for a sample, from 1."""
    i = sample - 1
    weights, bias = unit.weights
    inputs, z = unit.inputs, float(unit.z[i])
    activated = Section(0, page.worked("a", _activated(unit.activation, z), float(unit.active[i])))
    if len(inputs) <= SPELLED_OUT:
        terms = [(float(w), float(x)) for w, x in zip(weights, inputs[:, i], strict=True)]
        names = (*(f"x{j}" for j in range(1, len(inputs) + 1)), "z", "a")
        values = (*inputs, unit.z, unit.active)
        return [
            Section(1, [page.said("z = Σ w·x + b, a = h(z)", "z = Σ w·x + b")]),
            Table(2, lambda rows: page.samples(names, values, sample, rows), len(unit.z) + 1),
            Section(0, page.worked("z", worked_sum([*terms, (bias,)]), z)),
            Section(0, activated.rows, apart=False),
        ]
    return [
        Section(3, [page.said("z = Σ w·a + b, the largest terms first", "z = Σ w·a + b")]),
        Table(2, lambda rows: _terms(page, weights, inputs[:, i], rows), len(inputs) + 1),
        Section(1, [page.quantity("b", ("bias",), bias)], apart=False),
        Section(0, [page.quantity("z", ("Σ w·a + b",), z)], apart=False),
        Section(0, activated.rows),
    ]


def _terms(page: CardRows, weights: Array, inputs: Array, rows: int) -> list[Strip]:
    """The largest products, and the sum of all others."""
    with np.errstate(all="ignore"):
        products = weights * inputs
    order = np.argsort(-np.abs(products), kind="stable")
    names = ("w", "a", "w·a")
    columns = page.columns(names, FIRST)
    shown = len(order) if rows > len(order) else max(rows - 2, 0)
    strips = [page.header(FIRST, "", [names[c] for c in columns])]
    for j in order[:shown]:
        numbers = [(weights, inputs, products)[c][j] for c in columns]
        strips.append(page.row(FIRST, f"unit {j + 1}", numbers))
    if shown < len(order):
        rest = float(products[order[shown:]].sum())
        strips.append(page.rest(len(order) - shown, rest))
    return strips


def _activated(activation: str, z: float) -> str:
    written = number(z)
    match activation:
        case "relu":
            return f"max(0, {written})"
        case "tanh":
            return f"tanh({written})"
        case "sigmoid":
            return f"1 / (1 + e^({number(-z)}))"
    return written
