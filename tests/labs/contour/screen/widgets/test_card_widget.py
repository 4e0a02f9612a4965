"""The step card as it stands on the screen, at every width and within a step."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from races import scenario, setup
from rich.cells import cell_len
from staging import staged
from textual.strip import Strip

from tuiopt.app.draw.look import Look
from tuiopt.labs.contour.screen.widgets.card import StepCard
from tuiopt.labs.contour.solve.card import card, lines
from tuiopt.labs.contour.solve.race import solve
from tuiopt.labs.contour.solve.trace import ContourTrace
from tuiopt.picture.numbers import number
from tuiopt.picture.palette import PALETTES
from tuiopt.picture.signs import ASCII, UNICODE

LOOK = Look(PALETTES["dark"], UNICODE, fill=True)
LETTERS = Look(PALETTES["dark"], ASCII, fill=True)
ADAM = replace(setup("adam", 0.3, start=(-9.0, 2.0), label="Adam"), start=(-9.0, 2.0))
MADE = scenario(ADAM, setup("gd", 3.0, label="Wild"), steps=60)
TRACE = solve(MADE)
LINES = lines(TRACE.runs[0])


def rows(
    width: int,
    height: int,
    *,
    cursor: int = 18,
    inside: int | None = None,
    selected: int = 0,
    trace: ContourTrace = TRACE,
    look: Look = LOOK,
) -> list[Strip]:
    widget = StepCard()
    slots = (3, 0, 4, 5)[: len(trace.runs)]
    staged(widget, trace=trace, slots=slots, selected=selected, cursor=cursor, inside=inside)
    return widget.rows(look, width, height)


def text(strips: list[Strip]) -> list[str]:
    return [strip.text.rstrip() for strip in strips]


def test_a_wide_card_shows_how_every_number_came_about() -> None:
    assert text(rows(72, 24)) == [
        "◆ Adam, step 18 ──── α 0.3   β1 0.9   β2 0.999   ε 1e−8   bias-corrected",
        "                                            x                          y",
        "  g ∇f at step 17                     −0.4116                     −1.122",
        "",
        "  v β1·v+(1−β1)·g     .9·−0.4960 + .1·−0.4116     .9·−0.3559 + .1·−1.122",
        "                                    = −0.4876                  = −0.4325",
        "",
        "  v̂ v/(1−β1¹⁸)               −0.4876 / 0.8499           −0.4325 / 0.8499",
        "                                    = −0.5737                  = −0.5089",
        "",
        "  s β2·s+(1−β2)·g² .999·0.007776+.001·0.4116²   .999·0.05617+.001·1.122²",
        "                                   = 0.007937                  = 0.05737",
        "",
        "  ŝ s/(1−β2¹⁸)             0.007937 / 0.01785          0.05737 / 0.01785",
        "                                     = 0.4447                    = 3.214",
        "",
        "  Δ −α·v̂/(√ŝ+ε)          −.3·−0.5737 / 0.6669        −.3·−0.5089 / 1.793",
        "                                     = 0.2581                  = 0.08516",
        "",
        "  x x + Δ                     −4.116 + 0.2581          −0.5612 + 0.08516",
        "                                     = −3.858                  = −0.4760",
        "",
        "  α/(√ŝ+ε)  effective rate             0.4499                     0.1673",
    ]


def test_a_card_of_medium_width_has_the_numbers_under_the_formula() -> None:
    shown = text(rows(50, 22))
    assert shown[:9] == [
        "◆ Adam, step 18 ──────── α 0.3   β1 0.9   β2 0.999",
        "                                  x              y",
        "  g ∇f at step 17           −0.4116         −1.122",
        "  v β1·v + (1−β1)·g         −0.4876        −0.4325",
        "    x .9·−0.4960 + .1·−0.4116",
        "    y .9·−0.3559 + .1·−1.122",
        "  v̂ v/(1−β1¹⁸)              −0.5737        −0.5089",
        "    x −0.4876 / 0.8499",
        "    y −0.4325 / 0.8499",
    ]
    assert shown[-1] == "  α/(√ŝ+ε)  effective rate   0.4499         0.1673"


def test_a_narrow_card_has_names_and_results() -> None:
    assert text(rows(28, 9)) == [
        "◆ Adam, step 18 ────── α 0.3",
        "               x           y",
        " g       −0.4116      −1.122",
        " v       −0.4876     −0.4325",
        " v̂       −0.5737     −0.5089",
        " s      0.007937     0.05737",
        " ŝ        0.4447       3.214",
        " Δ        0.2581     0.08516",
        " x        −3.858     −0.4760",
    ]


def test_where_rows_are_short_empty_ones_go_first_then_the_numbers() -> None:
    def count(height: int) -> tuple[int, int]:
        shown = text(rows(72, height))
        return sum(not row for row in shown), sum("= " in row for row in shown)

    assert count(24) == (7, 6)
    assert count(21) == count(23) == (4, 6)
    assert count(18) == (1, 6)
    assert [count(height)[1] for height in range(17, 10, -1)] == [5, 4, 3, 2, 1, 0, 0]


def test_what_leads_keeps_its_numbers_longest_but_for_the_current_line() -> None:
    def worked(height: int, inside: int | None) -> list[str]:
        shown = text(rows(72, height, cursor=17 + (inside is None), inside=inside))
        # The first letter, as an accent is a character of its own.
        return [row[2] for row, below in pairwise(shown) if "= " in below]

    assert worked(17, None) == ["v", "s", "s", "Δ", "x"]
    assert worked(14, None) == ["s", "Δ"]
    assert worked(13, None) == ["Δ"]
    assert worked(12, 3) == ["v"]


def test_the_effective_rate_and_the_air_below_it_come_before_numbers() -> None:
    for height in range(13, 40):
        shown = text(rows(72, height))
        assert any("effective rate" in row for row in shown)
        assert len(shown) < height or not shown[-1]


def test_a_long_formula_stands_under_its_result_while_there_is_room() -> None:
    trace = solve(scenario(setup("rprop", 0.5), steps=9))
    words = "min(max(factor·η, η_min), η_max)"
    for height, there in ((40, True), (16, True), (9, False)):
        strips = rows(53, height, cursor=9, trace=trace)
        assert any(words in strip.text for strip in strips) is there


@pytest.mark.parametrize("look", [LOOK, LETTERS])
@pytest.mark.parametrize("inside", [None, 1, 4, LINES - 1])
def test_no_row_is_too_wide_and_no_number_is_cut(look: Look, inside: int | None) -> None:
    for cursor in (0, 1, 17, 59):
        step = cursor if inside is None else cursor + 1
        known = LINES if inside is None else inside
        results = card(TRACE.scenario.problem, TRACE.runs[0], step)[0][:known] if step else ()
        for width in (26, 28, 39, 40, 50, 71, 72, 84, 99):
            for height in (9, 12, 16, 25, 40):
                strips = rows(width, height, cursor=cursor, inside=inside, look=look)
                assert len(strips) <= height
                assert all(cell_len(strip.text) == width for strip in strips)
                words = " ".join(strip.text for strip in strips).split()
                for line in results:
                    for result in line.result:
                        assert look.text(number(result)) in words, (width, height, line.name)


def test_inside_a_step_the_later_lines_are_not_known() -> None:
    strips = rows(72, 30, cursor=17, inside=3)
    shown = text(strips)
    assert shown[0].startswith("◆ Adam, step 18 ")
    marked = [i for i, row in enumerate(shown) if row.startswith("▌")]
    assert [shown[i].split()[0] for i in marked] == ["▌", "▌"]
    assert shown[marked[0]].split()[1:3] == ["v̂", "v/(1−β1¹⁸)"]
    assert shown[marked[1]].split() == ["▌", "=", "−0.5737", "=", "−0.5089"]
    raised = LOOK.palette.raised
    for i, strip in enumerate(strips):
        grounds = {segment.style.bgcolor.triplet for segment in strip}  # type: ignore[union-attr]
        assert (raised in grounds) == (i in marked)
    known, unknown = shown[: marked[1] + 1], shown[marked[1] + 1 :]
    assert not any("?" in row for row in known)
    assert [row.split() for row in unknown if "?" in row] == [
        *[["?", "?"]] * 4,
        ["α/(√ŝ+ε)", "effective", "rate", "?", "?"],
    ]
    later = {"0.007937", "0.4447", "0.2581", "−3.858"}
    assert not later & set(" ".join(unknown).split())


@pytest.mark.parametrize("width", [50, 72])
def test_every_line_stays_in_its_row_while_a_step_is_gone_through(width: int) -> None:
    def names(inside: int | None) -> list[str]:
        shown = text(rows(width, 34, cursor=17 + (inside is None), inside=inside))
        return [row[2:4].strip() for row in shown[2:]]

    for inside in range(1, LINES):
        assert names(inside) == names(None)
        shown = text(rows(width, 34, cursor=17, inside=inside))
        last = max(i for i, row in enumerate(shown) if row.startswith("▌"))
        assert not any(row.startswith("    ") and "?" not in row for row in shown[last + 1 :])


def test_a_line_that_grows_with_its_numbers_moves_no_other() -> None:
    near = replace(ADAM, start=(-1e-4, 2e-4), learning_rate=1e-5)
    trace = solve(scenario(near, steps=30))
    grown = text(rows(72, 23, cursor=20, trace=trace))
    assert any(row.startswith("    x .999·") for row in grown)
    for name in ("v", "ŝ", "Δ", "x"):
        before, after = (
            [i for i, row in enumerate(shown) if row.startswith(f"  {name} ")]
            for shown in (text(rows(72, 23)), grown)
        )
        assert before == after


def test_at_the_start_the_first_step_is_to_come() -> None:
    shown = text(rows(72, 30, cursor=0))
    assert shown[0].startswith("◆ Adam, next: step 1 ─")
    assert shown[2].split() == ["g", "∇f", "at", "step", "0", "?", "?"]
    assert "s/(1−β2¹)" in " ".join(shown)
    assert sum(row.split()[-2:] == ["?", "?"] for row in shown if row) == LINES + 1


def test_a_run_that_has_diverged_keeps_its_last_step_and_says_why() -> None:
    wild = TRACE.runs[1]
    assert wild.diverged is not None
    told = f"Diverged at step {wild.diverged.step}: |y| → ∞."
    for cursor, inside in ((wild.last + 1, None), (wild.last, 2), (60, None), (40, 1)):
        for width, height in ((72, 12), (50, 9), (28, 9)):
            shown = text(rows(width, height, cursor=cursor, inside=inside, selected=1))
            assert shown[0].startswith(f"● Wild, step {wild.last} ─")
            assert told in " ".join(" ".join(shown).split())
            assert not any("?" in row for row in shown)
    assert told not in " ".join(text(rows(72, 20, cursor=wild.last, selected=1)))


def test_a_run_that_diverges_at_once_has_no_step_to_show() -> None:
    far = solve(scenario(setup("gd", 1e300), steps=5))
    assert far.runs[0].last == 0
    shown = text(rows(72, 20, cursor=3, trace=far))
    assert any(row.startswith("  Diverged at step 1") for row in shown)
    assert sum("?" in row for row in shown) == 4


def test_the_current_line_is_seen_however_few_rows_there_are() -> None:
    for height in range(3, 12):
        for inside in range(1, LINES):
            shown = text(rows(50, height, cursor=17, inside=inside))
            assert any(row.startswith("▌") for row in shown)
        assert any(row.startswith("  x ") for row in text(rows(50, height)))


def test_noise_and_a_penalty_are_in_the_gradients_line() -> None:
    noisy = solve(scenario(ADAM, steps=20, noise=0.5))
    assert "  g ∇f+noise at step 17 " in text(rows(72, 30, trace=noisy))[2]
    penalised = solve(scenario(replace(ADAM, l2=0.1), steps=20))
    shown = text(rows(84, 40, trace=penalised))
    assert shown[2].startswith("  g ∇f + λ·x ")
    assert shown[2].endswith("·−0.5612") or "+ .1·−" in shown[2]
    assert "λ 0.1" in shown[0]


def test_a_run_that_differs_from_the_usual_rule_says_so() -> None:
    plain = solve(scenario(replace(ADAM, bias_correction=False), steps=20))
    shown = text(rows(72, 40, trace=plain))
    assert "no bias correction" in text(rows(84, 40, trace=plain))[0]
    assert any("does not correct the bias: v and s stand" in row for row in shown)
    assert not any("the bias:" in row for row in text(rows(72, 40)))


def test_a_long_label_leaves_the_step_in_the_title() -> None:
    long = solve(scenario(replace(ADAM, label="Adam of a very long name " * 9), steps=20))
    for width in (28, 50, 72):
        assert "…, step 18 " in text(rows(width, 20, trace=long))[0]


def test_a_card_in_ascii() -> None:
    for width in (28, 50, 72):
        shown = text(rows(width, 40, look=LETTERS))
        assert all(row.isascii() for row in shown)
    assert "  v^ v/(1-b1^18)  " in shown[7] + shown[6] + shown[8]
    assert any(".9*-0.4960 + .1*-0.4116" in row for row in shown)


def test_a_penalty_says_where_it_moves_the_minimum_to() -> None:
    def said(surface: str, **own: float) -> str:
        run = setup("gd", 0.01, start=(0.5, 1.0), **own)
        return " ".join(
            " ".join(text(rows(72, 40, trace=solve(scenario(run, surface=surface))))).split()
        )

    # (10 + λ, 8; 8, 10 + λ) (x, y) = (34, 38) on booth
    assert "With λ = 2 the minimum moves to (1.300, 2.300): ✜ on the map." in said("booth", l2=2.0)
    assert "With λ = 0.1 the minima move: ✜ on the map." in said("himmelblau", l2=0.1)
    assert "✜" not in said("booth")
    assert "✜" not in said("monkey-saddle")
