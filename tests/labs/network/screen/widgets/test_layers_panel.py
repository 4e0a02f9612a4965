"""The layers' panel: histograms of each layer and run, and the gradients that come back."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from network_views import network_view, spoiled
from rich.cells import cell_len
from staging import staged
from textual.strip import Strip

from tuiopt.app.draw.look import Look
from tuiopt.labs.network.screen.draw.layers.spread import spread
from tuiopt.labs.network.screen.widgets.layers_panel import LayersPanel
from tuiopt.labs.network.solve.view import View
from tuiopt.picture.palette import PALETTES
from tuiopt.picture.signs import ASCII, UNICODE

LOOK = Look(PALETTES["dark"], UNICODE, fill=True)
LETTERS = Look(PALETTES["dark"], ASCII, fill=True)
PLAIN = network_view(batch_norm=False, label="without", scale=0.5)
NORMED = network_view(batch_norm=True, label="with", seed=1, norms=np.array([0.5, 1.0, 0.6, 0.8]))
TESTED = network_view(batch_norm=True, label="with", seed=1, training=False)
DEEP = network_view(hidden=(8,) * 8, batch_norm=False)


def strips(
    views: tuple[View, ...], width: int, height: int, *, look: Look = LOOK, **state: Any
) -> list[Strip]:
    panel = staged(LayersPanel(), views=views, **{"hidden_layer": 1, **state})
    made = panel.rows(look, width, height)
    assert all(cell_len(strip.text) == strip.cell_length == width for strip in made)
    return made


def text(views: tuple[View, ...], width: int, height: int, **state: Any) -> list[str]:
    return [strip.text.rstrip() for strip in strips(views, width, height, **state)]


def test_all_layers_of_two_runs_beside_each_other() -> None:
    shown = text((PLAIN, NORMED), 102, 19, selected=1)
    assert shown[0].startswith("Layers ─")
    told = "histograms over the batch of 64 and all 16 units, z from −4 to 4, training mode"
    assert shown[0].endswith(told)
    assert re.findall(r"layer \d", shown[1]) == ["layer 1", "layer 2", "layer 3"]
    names = [row[:11].replace("\u0303", "~").strip()[:10] for row in shown[2:] if row[:4].strip()]
    assert names == ["● z", "▲ z with", "▲ z~ norme", "● ‖∂J/∂W‖", "▲ 1e−3…1e0"]
    ticks = next(row for row in shown if " −4 " in f" {row} " and "output" in row)
    assert ticks.split() == ["−4", "−2", "0", "2", "4"] * 3 + ["output"]


def test_mean_and_deviation_are_those_of_the_layer() -> None:
    shown = text((PLAIN, NORMED), 102, 19, selected=1)
    wanted = [
        values
        for view in (PLAIN, NORMED)
        for values in (
            [layer.z for layer in view.inside.layers],
            [layer.norm.tilde for layer in view.inside.layers if layer.norm],
        )
        if values
    ]
    means = [row for row in shown if "μ" in row]
    deviations = [row for row in shown if "σ" in row]
    assert len(means) == len(deviations) == len(wanted) == 3
    for over, under, values in zip(means, deviations, wanted, strict=True):
        pairs = [spread(float(v.mean()), float(v.std())) for v in values]
        assert re.findall(r"μ (\S+)", over) == [mean for mean, _ in pairs]
        assert re.findall(r"σ (\S+)", under) == [deviation for _, deviation in pairs]


def test_bars_are_in_the_order_of_the_norms_of_all_runs() -> None:
    shown = text((PLAIN, NORMED), 102, 19, selected=1)
    lengths = []
    for row, view in zip((shown[-2], shown[-1]), (PLAIN, NORMED), strict=True):
        # In each column: the bar on its floor, then the number.
        bars = re.findall(r"([▏▎▍▌▋▊▉█]+)▁* +(\S+)", row[11:])
        assert [float(number) for _, number in bars] == [float(n) for n in view.norms]
        lengths += [8 * len(bar) - 8 + " ▏▎▍▌▋▊▉█".index(bar[-1]) for bar, _ in bars]
    order = np.argsort([*PLAIN.norms, *NORMED.norms])
    assert sorted(lengths) == [lengths[i] for i in order]
    assert lengths[order[0]] < lengths[order[-1]]


def test_a_frozen_layer_has_no_gradient() -> None:
    shown = text((network_view(frozen=(1, 4)),), 102, 19)
    bars = next(row for row in shown if "‖∂J/∂W‖" in row)
    assert bars.split().count("frozen") == 2


def test_more_rows_show_activations_and_the_learned_scales() -> None:
    shown = text((PLAIN, NORMED), 102, 30, selected=1)
    assert sum("a ReLU" in row for row in shown) == 2
    named = NORMED.state.stage.network.named(NORMED.state.parameters)
    gamma = next(row for row in shown if row.startswith("▲ γ"))
    low, high = named["gamma1"].min(), named["gamma1"].max()
    assert f" {low:.3f} … {high:.2f} " in gamma
    assert any(row.startswith("▲ β") for row in shown)
    zeros = [re.findall(r"0: (\d+) %", row) for row in shown if "0: " in row]
    for found, view in zip(zeros, (PLAIN, NORMED), strict=True):
        shares = [(layer.active == 0.0).mean() for layer in view.inside.layers]
        assert found == [f"{100 * share:.0f}" for share in shares]


def test_units_that_no_sample_wakes_are_counted() -> None:
    layers = PLAIN.inside.layers
    active = layers[1].active.copy()
    active[:5] = 0.0
    changed = (layers[0], replace(layers[1], active=active), layers[2])
    seen = replace(PLAIN, inside=replace(PLAIN.inside, layers=changed))
    shown = " ".join(text((seen,), 102, 30))
    dead = int((active == 0.0).all(axis=1).sum())
    assert dead >= 5
    assert f" {dead} dead" in shown
    for kind in ("tanh", "sigmoid"):
        wide = network_view(batch_norm=False, activation=kind, scale=20.0)
        assert re.search(r"flat .*flat", " ".join(text((wide,), 102, 30)))


def test_normalised_activations_come_after_these() -> None:
    after = network_view(batch_norm="after")
    shown = text((after,), 102, 30)
    names = [row.split()[1] for row in shown if row.startswith("●")]
    assert names[:3] == ["z", "a", "a\u0303"]


def test_test_mode_is_told() -> None:
    assert text((TESTED,), 102, 19)[0].endswith("test mode: running averages")
    assert text((TESTED,), 46, 12)[0].endswith("test mode")
    # With γ and β near 1 and 0 the batch's own averages give a deviation near 1; others need not.
    trained, tested = (" ".join(text((view,), 102, 19)) for view in (NORMED, TESTED))
    assert trained != tested


def test_what_does_not_fit_scrolls_around_the_selected_layer() -> None:
    shown = text((DEEP,), 102, 19, hidden_layer=5)
    assert " layers 3–6 of 8, " in shown[0]
    assert re.findall(r"layer \d", shown[1]) == [f"layer {i}" for i in range(3, 7)]
    assert "output" not in " ".join(shown)
    assert "layers 6–8 of 8, " in text((DEEP,), 102, 19, hidden_layer=8)[0]
    assert "of 8" not in text((DEEP,), 200, 19, hidden_layer=8)[0]
    assert "of 3" not in text((PLAIN,), 72, 19)[0]  # the output alone has no room


def test_the_selected_layer_is_raised() -> None:
    heads = strips((PLAIN,), 102, 19, hidden_layer=2)[1]
    raised = [s.text for s in heads if s.style.bgcolor.triplet == LOOK.palette.raised]  # type: ignore[union-attr]
    assert raised == ["layer 2"]


def test_a_hidden_run_is_left_out_unless_it_is_selected() -> None:
    shown = text((PLAIN, NORMED), 102, 19, selected=1, hidden=frozenset({0}))
    assert not any(row.startswith("●") for row in shown)
    shown = text((PLAIN, NORMED), 102, 19, selected=0, hidden=frozenset({0}))
    assert sum(row.startswith("●") for row in shown) == 2


def test_of_many_runs_the_selected_and_the_next_ones_are_shown() -> None:
    many = (PLAIN,) * 8
    shown = text(many, 102, 12, selected=6)
    assert {row[0] for row in shown if row.startswith(tuple(UNICODE.runs))} == {"♣", "♠", "●"}
    whole = text(many, 102, 40, selected=6)
    assert {row[0] for row in whole} >= set(UNICODE.runs)


def test_runs_of_different_depth_share_the_output() -> None:
    flat = network_view(hidden=(4,), batch_norm=False, norms=np.array([0.1, 0.2]))
    shown = text((PLAIN, flat), 102, 19)
    assert shown[-1].split()[-1] == "0.200"
    assert len(re.findall("μ", " ".join(shown))) == 4
    none = network_view(hidden=(), batch_norm=False)
    assert "0.0389" in " ".join(text((none,), 102, 19))


def test_a_gradient_that_vanishes_or_explodes_is_told_with_whose_it_is() -> None:
    faint = replace(PLAIN, norms=np.array([1e-5, 1e-4, 1e-2, 0.5]))
    shown = text((faint, NORMED, faint), 102, 30, selected=1)
    assert shown[-1] == "● ■ the gradient vanishes towards the input: layer 1 hardly learns"
    assert text((faint,), 46, 19)[-1] == "● vanishing gradient"
    start = replace(PLAIN, norms=np.full(4, np.nan))
    assert not any("gradient" in row for row in text((start,), 102, 19))


@pytest.mark.parametrize("look", [LOOK, LETTERS])
@pytest.mark.parametrize(
    "views",
    [
        (PLAIN, NORMED),
        (spoiled(PLAIN), spoiled(NORMED, np.inf)),
        (spoiled(NORMED, 1e200), DEEP),
        (network_view(samples=2),),
    ],
)
def test_any_size_and_any_number_is_drawn(views: tuple[View, ...], look: Look) -> None:
    for width in (1, 2, 9, 28, 40, 60, 102, 200):
        for height in (1, 2, 6, 12, 19, 30):
            rows = strips(views, width, height, look=look, selected=len(views) - 1)
            if look is LETTERS:
                assert all(strip.text.isascii() for strip in rows)
                assert not any("?" in strip.text for strip in rows)


def test_no_number_is_cut() -> None:
    """Beside a histogram and behind a bar stands nothing but whole numbers."""
    whole = {
        text
        for view in (PLAIN, NORMED)
        for layer in view.inside.layers
        for values in (layer.z, layer.norm.tilde if layer.norm else layer.z)
        for text in spread(float(values.mean()), float(values.std()))
    }
    for width in range(40, 130, 7):
        for height in (6, 12, 19):
            found = re.findall(r"[μσ] (\S+)", " ".join(text((PLAIN, NORMED), width, height)))
            assert set(found) <= whole


def test_nothing_is_drawn_before_the_first_networks() -> None:
    assert LayersPanel().rows(LOOK, 40, 10) == []
