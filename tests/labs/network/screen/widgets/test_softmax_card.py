"""The card of the softmax, and that of the parameters."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
from network_views import network_view, spoiled
from reading_back import agrees
from rich.cells import cell_len
from staging import staged
from textual.strip import Strip

from tuiopt.app.draw.look import Look
from tuiopt.labs.network.screen.widgets.counts_card import CountsCard
from tuiopt.labs.network.screen.widgets.softmax_card import SoftmaxCard
from tuiopt.labs.network.screen.widgets.view_rows import ViewRows
from tuiopt.labs.network.solve.view import View
from tuiopt.picture.numbers import number
from tuiopt.picture.palette import PALETTES
from tuiopt.picture.signs import ASCII, UNICODE

LOOK = Look(PALETTES["dark"], UNICODE, fill=True)
LETTERS = Look(PALETTES["dark"], ASCII, fill=True)
FOUR = network_view(classes=4)
LARGE = network_view(classes=6, scale=9.0, batch_norm=False)


def strips(
    seen: View, width: int, height: int, *, card: type[ViewRows] = SoftmaxCard, **state: Any
) -> list[Strip]:
    made, look = card(), state.pop("look", LOOK)
    staged(made, views=(seen,), slots=(1,), **state)
    rows = made.rows(look, width, height)
    assert all(cell_len(strip.text) == strip.cell_length == width for strip in rows)
    return list(rows)  # type: ignore[arg-type]


def text(seen: View, width: int, height: int, **state: Any) -> list[str]:
    return [strip.text.rstrip() for strip in strips(seen, width, height, **state)]


@pytest.mark.parametrize("view", [FOUR, network_view()])
@pytest.mark.parametrize("width", [54, 84])
def test_every_class_has_its_z_t_and_a(view: View, width: int) -> None:
    for sample in (1, 3, 64):
        shown = text(view, width, 18, sample=sample)
        assert shown[0].startswith(f"▲ Softmax: sample {sample} of 64 ─")
        output, label = view.inside.output, int(view.labels[sample - 1])
        total = number(float(output.total[sample - 1]))
        rows = [row for row in shown if re.match(r"[ ▌] class \d", row)]
        assert len(rows) == len(output.z)
        for i, row in enumerate(rows):
            assert row.startswith("▌" if i == label else " ")
            z, t, a = row[9:].split()[:3]
            assert (z, t, a) == tuple(
                number(float(array[i, sample - 1])) for array in (output.z, output.t, output.a)
            )
            assert agrees(f"{t} / {total}", a)
        assert [row.split() for row in shown if "Σt " in row][-1] == ["Σt", total]
        (loss,) = (row for row in shown if row.startswith("  loss"))
        numbers, result = loss.removeprefix("  loss ").split("= ")
        assert numbers.strip() == f"−log({number(float(output.a[label, sample - 1]))})"
        assert agrees(numbers.strip(), result)
        guess = int(output.a[:, sample - 1].argmax())
        assert ("right: " if guess == label else f"wrong: class {guess} ") in " ".join(shown)


def test_bars_are_as_long_as_the_shares_and_have_the_classes_colours() -> None:
    rows = [row for row in strips(FOUR, 84, 18) if "class " in row.text]
    rows = [row for row in rows if re.match(r"[ ▌] class \d", row.text)]
    lengths = []
    for i, row in enumerate(rows):
        color = LOOK.palette.classes[i]
        (bar,) = (
            s.text
            for s in row
            if s.style.color.triplet == color and "class" not in s.text  # type: ignore[union-attr]
        )
        lengths.append(8 * len(bar) - 8 + " ▏▎▍▌▋▊▉█".index(bar[-1]))
    shares = FOUR.inside.output.a[:, 0]
    assert lengths == [max(round(240 * share), 1) for share in shares]


def test_large_z_are_shifted_and_this_is_told() -> None:
    shown = 0
    for sample in range(1, 65):
        rows = text(LARGE, 54, 18, sample=sample)
        told = " ".join(" ".join(rows).split())
        shift = float(LARGE.inside.output.shift[sample - 1])
        assert ("max z" in told) == (shift != 0.0)
        (loss,) = (row for row in rows if row.startswith("  loss"))
        numbers, result = loss.removeprefix("  loss ").split("= ")
        assert agrees(numbers.strip(), result), (numbers, result)
        if numbers.startswith("log(") and shift:
            shown += 1
            assert number(abs(shift)) in numbers
    assert shown


@pytest.mark.parametrize("look", [LOOK, LETTERS])
@pytest.mark.parametrize("card", [SoftmaxCard, CountsCard])
@pytest.mark.parametrize(
    "view",
    [FOUR, LARGE, spoiled(FOUR), spoiled(FOUR, np.inf), network_view(hidden=()), network_view()],
)
def test_any_size_and_any_number_is_drawn(view: View, card: type[ViewRows], look: Look) -> None:
    for width in (1, 2, 3, 9, 20, 28, 54):
        for height in (1, 2, 5, 8, 18):
            rows = strips(view, width, height, card=card, look=look)
            if look is LETTERS:
                assert all(strip.text.isascii() for strip in rows)
                assert not any("?" in strip.text for strip in rows)


def test_no_number_is_cut() -> None:
    output = FOUR.inside.output
    for width in range(24, 90):
        words = " ".join(text(FOUR, width, 18)).split()
        assert all(number(float(a)) in words for a in output.a[:, 0]), width


def test_the_parameters_are_counted_layer_by_layer() -> None:
    view = network_view(hidden=(16, 16), batch_norm=True)
    assert [row.split("  ")[-1].strip() for row in text(view, 54, 9, card=CountsCard)[1:]] == [
        "= 64",
        "= 288",
        "= 34",
        "386",
    ]
    shown = text(view, 54, 9, card=CountsCard)
    assert shown[0].startswith("▲ Parameters ─")
    assert shown[0].endswith(" 386 learnable in all")
    assert "2·16 + 16 γ + 16 β" in shown[1]
    assert "16·2 + 2" in shown[3]
    narrow = text(view, 30, 9, card=CountsCard)
    assert narrow[2] == "  layer 2  16·16+16γ+16β = 288"
    few = text(view, 54, 3, card=CountsCard)
    assert few[-1].split() == ["in", "all", "386"]


def test_frozen_layers_are_told() -> None:
    shown = text(
        network_view(hidden=(16, 16), batch_norm=False, frozen=(1,)), 54, 9, card=CountsCard
    )
    assert shown[0].endswith(" 354 in all, 48 of them frozen")
    assert shown[1].split()[-3:] == ["frozen", "=", "48"]


def test_nothing_is_drawn_before_the_first_networks() -> None:
    for card in (SoftmaxCard, CountsCard):
        assert card().rows(LOOK, 54, 18) == []
