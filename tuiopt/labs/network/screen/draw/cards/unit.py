"""A unit without batch norm, worked out for a sample: z = Σ w·a + b and a of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from textual.strip import Strip

from tuiopt.labs.network.screen.draw.cards.card_rows import CardRows
from tuiopt.labs.network.screen.draw.cards.sections import Section, Table
from tuiopt.labs.network.screen.draw.cards.worked import worked_sum
from tuiopt.labs.network.solve.view import View
from tuiopt.picture.numbers import number
from tuiopt_kernels.data import Array
from tuiopt_kernels.network.activations import ACTIVATIONS

SPELLED_OUT = 2
"""Inputs up to which all products stand in one line."""

FIRST = 7
"""Cells of the names of terms, "unit 12"."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Of a view, the unit `number` of a layer, both from 1; the last layer's are the classes."""

    view: View
    layer: int
    number: int

    @property
    def weights(self) -> tuple[Array, float]:
        """(inputs,), and b."""
        state = self.view.state
        named = state.stage.network.named(state.parameters)
        weights, bias = named[f"W{self.layer}"], named[f"b{self.layer}"]
        return weights[:, self._row], float(bias[self._row])

    @property
    def inputs(self) -> Array:
        """(inputs, n): the data, or what the layer before hands on."""
        inside = self.view.inside
        return inside.inputs if self.layer == 1 else inside.layers[self.layer - 2].handed

    @property
    def z(self) -> Array:
        """(n,)"""
        inside = self.view.inside
        row: Array = (inside.output if self.last else inside.layers[self.layer - 1]).z[self._row]
        return row

    @property
    def active(self) -> Array:
        """(n,)"""
        inside = self.view.inside
        rows = inside.output.a if self.last else inside.layers[self.layer - 1].active
        row: Array = rows[self._row]
        return row

    @property
    def last(self) -> bool:
        return self.layer > len(self.view.inside.layers)

    @property
    def _row(self) -> int:
        return self.number - 1


def unit_sections(page: CardRows, unit: Unit, sample: int) -> list[Section | Table]:
    """The parts of its card for a sample, from 1."""
    i = sample - 1
    weights, bias = unit.weights
    inputs, z = unit.inputs, float(unit.z[i])
    activated = Section(0, page.worked("a", _activated(unit, i), float(unit.active[i])))
    of = "e^z / Σ e^z" if unit.last else "h(z)"
    if len(inputs) <= SPELLED_OUT:
        terms = [(float(w), float(x)) for w, x in zip(weights, inputs[:, i], strict=True)]
        names = (*(f"x{j}" for j in range(1, len(inputs) + 1)), "z", "a")
        values = (*inputs, unit.z, unit.active)
        return [
            Section(1, [page.said(f"z = Σ w·x + b, a = {of}", "z = Σ w·x + b")]),
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


def _activated(unit: Unit, i: int) -> str:
    """What a sample's a is made of."""
    z = float(unit.z[i])
    if unit.last:
        output = unit.view.inside.output
        return f"{number(float(output.t[unit.number - 1, i]))} / {number(float(output.total[i]))}"
    activation = ACTIVATIONS[unit.view.state.stage.network.activations[unit.layer - 1]]
    return activation.card.format(z=number(z), minus_z=number(-z))
