"""The card of one unit: batch norm, or what it makes of its inputs."""

from __future__ import annotations

import math
import re
from itertools import takewhile
from typing import Any

import numpy as np
import pytest
from network_views import network_view, spoiled
from reading_back import agrees
from rich.cells import cell_len
from staging import staged
from textual.strip import Strip

from tuiopt.app.draw.look import Look
from tuiopt.labs.network.screen.widgets.norm_card import NormCard
from tuiopt.labs.network.solve.batch_norm import unit_norm
from tuiopt.labs.network.solve.view import View
from tuiopt.picture.numbers import number
from tuiopt.picture.palette import PALETTES
from tuiopt.picture.signs import ASCII, UNICODE

LOOK = Look(PALETTES["dark"], UNICODE, fill=True)
LETTERS = Look(PALETTES["dark"], ASCII, fill=True)
NORMED = network_view(batch_norm=True)
TESTED = network_view(batch_norm=True, training=False)
AFTER = network_view(batch_norm="after", activation="tanh")
PLAIN = network_view(batch_norm=False)
TILDE = "z\u0303"
AT = {"hidden_layer": 2, "unit": 6, "sample": 3}


def strips(seen: View, width: int, height: int, *, look: Look = LOOK, **state: int) -> list[Strip]:
    card = staged(NormCard(), views=(seen,), slots=(1,), **{**AT, **state})
    made = card.rows(look, width, height)
    assert all(cell_len(strip.text) == strip.cell_length == width for strip in made)
    return made


def text(seen: View, width: int, height: int, **state: Any) -> list[str]:
    return [strip.text.rstrip() for strip in strips(seen, width, height, **state)]


def worked(shown: list[str], name: str) -> tuple[str, str]:
    """The numbers and the result behind a name, in a row or, below it, in the next ones."""
    i = next(i for i, row in enumerate(shown) if re.match(rf"  {name} [^Σ]*= [^Σ]*$", row))
    before, result = shown[i].removeprefix(f"  {name}").split("= ")
    below = takewhile(lambda row: row and "= " not in row, shown[i + 1 :])
    return before.strip() or " ".join(row.strip() for row in below), result


def test_batch_norm_of_a_unit_as_a_whole() -> None:
    shown = text(NORMED, 54, 20)
    norm = unit_norm(NORMED.inside, 2, 5)
    assert shown[0].startswith("▲ Batch norm: layer 2, unit 6 ─")
    assert shown[0].endswith(" batch of 64")
    rows = [row.split() for row in shown]
    assert rows[1] == ["μ", "mean", "of", "z", number(norm.mean)]
    assert rows[2] == ["σ²", "mean", "of", "(z", "−", "μ)²", number(norm.variance)]
    assert rows[3][0] == "γ"
    assert rows[3][-1] == number(norm.gamma)
    assert rows[4][0] == "β"
    assert rows[4][-1] == number(norm.beta)
    assert rows[6] == ["sample", "z", "z", "−", "μ", "z_norm", TILDE]
    columns = (norm.values, norm.centred, norm.normal, norm.tilde)
    for i, row in enumerate(rows[7:11]):
        assert [word for word in row if word != "▌"] == [
            str(i + 1),
            *(number(c[i]) for c in columns),
        ]
    assert re.match("▌ +3 ", shown[9])
    assert any(re.fullmatch(r" +⋮ \d+ more", row) for row in shown)
    told = " ".join(" ".join(shown).split())
    mean, variance = number(norm.running_mean), number(norm.running_variance)
    assert f"test time running μ {mean} running σ² {variance} " in told
    assert f"{TILDE} of sample 3 at test time {number(norm.test_tilde[2])}" in told


def test_mean_and_variance_are_those_of_the_batch() -> None:
    z = NORMED.inside.layers[1].z[5]
    shown = " ".join(text(NORMED, 54, 20))
    assert f" {number(float(z.mean()))} " in shown
    assert f" {number(float(z.var()))} " in shown


@pytest.mark.parametrize("width", [28, 30, 46, 54, 84])
@pytest.mark.parametrize("view", [NORMED, TESTED, AFTER])
def test_printed_results_follow_from_printed_operands(view: View, width: int) -> None:
    letter = "a" if view is AFTER else "z"
    for unit in (1, 6, 11):
        for sample in (1, 64):
            shown = text(view, width, 24, unit=unit, sample=sample)
            norm = unit_norm(view.inside, 2, unit - 1)
            for name, values in ((f"{letter}_norm", norm.normal), (letter + "\u0303", norm.tilde)):
                numbers, result = worked(shown, name)
                assert result == number(float(values[sample - 1]))
                assert agrees(numbers, result), (name, numbers, result)


def test_at_test_time_the_running_averages_are_used() -> None:
    shown = text(TESTED, 54, 20)
    assert shown[0].endswith(" test mode")
    norm = unit_norm(TESTED.inside, 2, 5)
    assert shown[1].split()[1:] == [
        "running",
        "average",
        "of",
        "the",
        "means",
        number(norm.running_mean),
    ]
    assert number(norm.running_variance) in shown[2]
    batch = TESTED.inside.layers[1].norm
    assert batch is not None
    told = " ".join(" ".join(shown).split())
    assert f"not used batch μ {number(float(batch.batch_mean[5]))} batch σ² " in told
    assert "at test time" not in told


def test_activations_are_normalised_where_batch_norm_comes_after_them() -> None:
    shown = text(AFTER, 54, 20)
    assert "mean of (a − μ)²" in shown[2]
    header = shown[6].split()
    assert header == ["sample", "a", "a", "−", "μ", "a_norm", "a\u0303"]


def test_the_selected_sample_is_always_in_the_table() -> None:
    for height in range(9, 24):
        for sample in (1, 5, 33, 64):
            shown = text(NORMED, 54, height, sample=sample)
            rows = [row for row in shown if row.startswith("▌")]
            assert [row.split()[1] for row in rows] == [str(sample)]
    table = text(network_view(batch_norm=True, samples=4), 54, 24)
    assert not any("more" in row for row in table)


def test_layers_units_and_samples_go_around_the_end() -> None:
    assert text(NORMED, 54, 20, hidden_layer=5, unit=22, sample=67) == text(NORMED, 54, 20)


def test_the_worked_lines_stay_when_rows_are_few() -> None:
    for width, height in ((28, 8), (28, 7), (54, 5)):
        told = " ".join(text(NORMED, width, height))
        assert "μ" in told
        for name in ("z_norm", TILDE):
            assert worked(text(NORMED, width, height), name)
    assert "BN: layer 2, unit 6" in text(NORMED, 28, 8)[0]


def test_without_batch_norm_a_unit_of_two_inputs_is_spelled_out() -> None:
    for width in (28, 54):
        shown = text(PLAIN, width, 20, hidden_layer=1)
        assert "layer 1, unit 6" in shown[0].lower()
        numbers, result = worked(shown, "z")
        z = float(PLAIN.inside.layers[0].z[5, 2])
        assert result == number(z)
        assert agrees(numbers, result)
        assert numbers.count("·") == 2
        assert agrees(*worked(shown, "a"))
        assert worked(shown, "a")[1] == number(max(z, 0.0))
    assert text(PLAIN, 54, 20)[0].startswith("▲ Layer 2, unit 6: no batch norm ─")


@pytest.mark.parametrize("height", [8, 12, 18, 30])
def test_of_many_inputs_the_largest_terms_come_first_and_all_add_up(height: int) -> None:
    shown = text(PLAIN, 54, height)
    state = PLAIN.state
    named = state.stage.network.named(state.parameters)
    products = named["W2"][:, 5] * PLAIN.inside.layers[0].handed[:, 2]
    rows = [row.split() for row in shown if row.strip().startswith("unit ")]
    units = [int(row[1]) - 1 for row in rows]
    sizes = np.abs(products)
    assert [sizes[i] for i in units] == sorted(sizes, reverse=True)[: len(units)]
    assert [row[-1] for row in rows] == [number(products[i]) for i in units]
    for row, i in zip(rows, units, strict=True):
        assert agrees(f"{row[2]}·{row[3]}", row[4])
        assert row[2] == number(named["W2"][i, 5])
    rest = [row.split() for row in shown if " more" in row]
    left = [i for i in range(16) if i not in units]
    assert [row[1] for row in rest] == ([str(len(left))] if left else [])
    if rest:
        assert rest[0][-1] == number(float(products[left].sum())) or not any(products[left])
    (bias,) = (row.split()[-1] for row in shown if row.startswith("  b "))
    (z,) = (row.split()[-1] for row in shown if row.startswith("  z Σ"))
    terms = [row[-1] for row in (*rows, *rest)]
    assert agrees(" + ".join([*terms, bias]), z)
    assert z == number(float(PLAIN.inside.layers[1].z[5, 2]))


@pytest.mark.parametrize("activation", ["tanh", "sigmoid", "linear"])
def test_the_activation_is_worked_out(activation: str) -> None:
    view = network_view(batch_norm=False, activation=activation)
    numbers, result = worked(text(view, 54, 20), "a")
    assert result == number(float(view.inside.layers[1].active[5, 2]))
    if activation == "sigmoid":
        found = re.fullmatch(r"1 / \(1 \+ e\^\((\S+)\)\)", numbers)
        assert found is not None
        exponent = float(found[1].replace("−", "-"))
        assert 1 / (1 + math.exp(exponent)) == pytest.approx(float(result), abs=1e-3)
    else:
        assert agrees(numbers, result)


def test_without_hidden_layers_a_class_is_worked_out() -> None:
    view = network_view(hidden=(), classes=3)
    shown = text(view, 54, 20, unit=5)  # the second of three, once around
    assert shown[0].startswith("▲ No hidden layer: class 1 ─")
    output = view.inside.output
    for name, made in (("z", output.z), ("a", output.a)):
        numbers, result = worked(shown, name)
        assert agrees(numbers, result)
        assert result == number(float(made[1, 2]))


@pytest.mark.parametrize("look", [LOOK, LETTERS])
@pytest.mark.parametrize(
    "view",
    [
        NORMED,
        TESTED,
        AFTER,
        PLAIN,
        spoiled(NORMED),
        spoiled(PLAIN, np.inf),
        spoiled(NORMED, 1e200),
        network_view(hidden=()),
        network_view(hidden=(1,), batch_norm=False, samples=1),
    ],
)
def test_any_size_and_any_number_is_drawn(view: View, look: Look) -> None:
    for width in (1, 2, 3, 9, 20, 28, 54):
        for height in (1, 2, 5, 8, 18, 70):
            for layer in (1, 2):
                rows = strips(view, width, height, look=look, hidden_layer=layer)
                assert len(rows) <= height
                if look is LETTERS:
                    assert all(strip.text.isascii() for strip in rows)
                    assert not any("?" in strip.text for strip in rows)


def test_no_number_is_cut() -> None:
    norm = unit_norm(NORMED.inside, 2, 5)
    results = [number(norm.mean), number(norm.variance), number(norm.normal[2])]
    results.append(number(norm.tilde[2]))
    for width in range(28, 85, 3):
        for height in (8, 20):
            words = " ".join(text(NORMED, width, height)).split()
            assert all(result in words for result in results), (width, height)
