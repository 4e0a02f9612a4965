"""The arrows of a step, as vectors and as cells."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from races import scenario, setup

from tuiopt.app.draw.look import Look
from tuiopt.app.draw.map.picture import Marks
from tuiopt.app.draw.viewport import Viewport
from tuiopt.labs.contour.screen.draw.map.arrow import LONGEST, SHORTEST, Arrow, arrows
from tuiopt.labs.contour.screen.draw.map.arrow_marks import lay, put_names
from tuiopt.labs.contour.solve.race import solve
from tuiopt.labs.contour.solve.trace import ContourRunTrace
from tuiopt.picture.palette import PALETTES
from tuiopt.picture.signs import ASCII, UNICODE

VIEW = Viewport(((-10.0, 10.0), (-5.0, 5.0)), 40, 10)  # 4 dots a unit, both ways
LOOK = Look(PALETTES["dark"], UNICODE, fill=True)
NOT_WRITTEN = np.zeros(400, bool)


def run(optimizer: str, learning_rate: float = 0.5, steps: int = 100) -> ContourRunTrace:
    return solve(scenario(setup(optimizer, learning_rate), steps=steps)).runs[0]


def vector(trace: ContourRunTrace, name: str, step: int) -> tuple[float, float]:
    return float(trace.column(f"{name}_x")[step]), float(trace.column(f"{name}_y")[step])


def of(arrow: Arrow) -> tuple[float, float]:
    """What an arrow shows, without its magnification."""
    return tuple(
        (tip - begin) / arrow.magnification
        for begin, tip in zip(arrow.begin, arrow.tip, strict=True)
    )  # type: ignore[return-value]


def test_a_step_has_its_gradient_and_its_update_from_where_it_began() -> None:
    adam = run("adam")
    assert arrows(VIEW, adam, 0, None) == ()
    against, update = arrows(VIEW, adam, 7, None)
    gx, gy = vector(adam, "grad", 7)
    assert (against.name, against.style, against.step) == ("−g", "dotted", 7)
    assert of(against) == pytest.approx((-gx, -gy))
    assert (update.name, update.style, update.step) == ("Δ", "double", 7)
    assert of(update) == pytest.approx(vector(adam, "update", 7))
    assert against.begin == update.begin == tuple(adam.rows[6, 1:3])


@pytest.mark.parametrize(
    ("optimizer", "inside", "name", "column"),
    [
        ("adam", "g", None, ""),
        ("adam", "v", "−v", "v"),
        ("adam", "s", "−v\u0302", "v_hat"),
        ("adam", "v_hat", "−v\u0302", "v_hat"),
        ("adam", "s_hat", "−v\u0302", "v_hat"),
        ("adam", "update", "Δ", "update"),
        ("adam", "x", "Δ", "update"),
        ("rmsprop", "s", None, ""),
        ("rmsprop", "x", "Δ", "update"),
        ("gd", "x", "Δ", "update"),
        ("momentum", "v", "−v", "v"),
    ],
)
def test_inside_a_step_the_last_vector_is_drawn(
    optimizer: str, inside: str, name: str | None, column: str
) -> None:
    trace = run(optimizer)
    against, *made = arrows(VIEW, trace, 7, inside)
    assert (against.name, against.step) == ("−g", 8)
    assert [arrow.name for arrow in made] == ([name] if name else [])
    for arrow in made:
        sign = 1.0 if column == "update" else -1.0
        vx, vy = vector(trace, column, 8)
        assert of(arrow) == pytest.approx((sign * vx, sign * vy))
        assert arrow.begin == tuple(trace.rows[7, 1:3])


def test_after_the_last_step_there_is_none_to_be_inside_of() -> None:
    assert arrows(VIEW, run("gd"), 100, "g") == ()


def test_magnifications_are_round_and_arrows_neither_short_nor_long() -> None:
    diagonal = math.hypot(*VIEW.dots)
    for name in ("gd", "momentum", "rmsprop", "adam"):
        trace = run(name)
        for step in range(1, 101):
            for arrow in arrows(VIEW, trace, step, None):
                mantissa = f"{arrow.magnification:e}".partition("e")[0]
                assert float(mantissa) in (1.0, 2.0, 5.0)
                dots = [4.0 * (b - a) for a, b in zip(arrow.begin, arrow.tip, strict=True)]
                assert SHORTEST <= math.hypot(*dots) / diagonal <= LONGEST


def with_updates(lengths: list[float]) -> ContourRunTrace:
    """A run along x with these updates."""
    trace = run("gd", steps=len(lengths))
    rows = trace.rows.copy()
    for name, values in (("update_x", lengths), ("update_y", 0.0)):
        rows[1:, trace.columns.index(name)] = values
    return ContourRunTrace(trace.setup, rows, None, None)


def test_a_magnification_stays_while_arrows_are_neither_short_nor_long() -> None:
    """1.5 and 0.95 alone would get different ones."""
    trace = with_updates([1.5, 0.95] * 150)
    kept = {arrows(VIEW, trace, step, None)[-1].magnification for step in range(1, 301)}
    assert len(kept) == 1
    alone = {
        arrows(VIEW, with_updates([length]), 1, None)[-1].magnification for length in (1.5, 0.95)
    }
    assert len(alone) == 2


@pytest.mark.parametrize("length", [0.0, math.inf, -math.inf, math.nan, 5e-324, 1e-12])
def test_what_cannot_be_drawn_has_no_arrow(length: float) -> None:
    made = arrows(VIEW, with_updates([1.0, length]), 2, None)
    assert [arrow.name for arrow in made] == ["−g"]


def test_a_view_without_size_has_no_arrows() -> None:
    assert arrows(replace(VIEW, view=((1.0, 1.0), (2.0, 2.0))), run("gd"), 1, None) == ()


# As cells


def drawn(*made: Arrow, look: Look = LOOK, signs: Marks | None = None) -> list[str]:
    marks, tips = lay(look, VIEW, made)
    marks |= signs or {}
    put_names(look, VIEW, tips, marks, NOT_WRITTEN)
    return [
        "".join(marks.get(row * 40 + column, " ")[0] for column in range(40)) for row in range(10)
    ]


def arrow(tip: tuple[float, float], name: str = "Δ", style: str = "double") -> Arrow:
    return Arrow(name, (0.25, 0.25), tip, 1.0, style, 1)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("tip", "row", "text"),
    [
        ((5.0, 0.25), 4, "→ Δ"),
        ((4.0, 4.0), 1, "↗ Δ"),
        ((-5.0, 0.25), 4, "Δ ←"),
        ((-4.0, -4.0), 9, "Δ ↙"),
        ((0.25, 3.5), 1, "↑"),
        ((0.25, -3.5), 8, "↓"),
    ],
)
def test_an_arrow_ends_in_a_tip_with_its_name_beside(
    tip: tuple[float, float], row: int, text: str
) -> None:
    rows = drawn(arrow(tip))
    assert text in rows[row]
    assert sum("Δ" in row for row in rows) == 1
    if text == "↑":
        assert rows[0].index("Δ") == rows[1].index("↑")
    if text == "↓":
        assert rows[9].index("Δ") == rows[8].index("↓")


def test_a_dotted_arrow_has_fewer_dots_than_a_double_one() -> None:
    def dots(style: str) -> int:
        rows = "".join(drawn(arrow((5.0, 0.25), style=style)))
        return sum(bin(ord(c) - 0x2800).count("1") for c in rows if "⠀" <= c <= "⣿")

    assert 3 * dots("dotted") < dots("double")
    assert dots("double") >= 30


def test_arrows_are_cut_at_the_edge_with_their_name_on_the_map() -> None:
    rows = drawn(arrow((1e9, 0.25), "−g"))
    assert rows[4].endswith("→")
    assert any("−g" in row for row in rows)
    assert "↑ Δ" in drawn(arrow((0.25, 4.9)))[0]
    assert "↓ Δ" in drawn(arrow((0.25, -4.9)))[9]
    outside = replace(arrow((30.0, 0.0)), begin=(20.0, 0.0))
    assert not "".join(drawn(outside)).strip()


def test_a_name_takes_no_cell_from_anything_else() -> None:
    sign = ("●", (0, 0, 0), None, True)
    free = drawn(arrow((5.0, 0.25)))[4].index("Δ")
    rows = drawn(arrow((5.0, 0.25)), signs={4 * 40 + free: sign})
    assert rows[4][free] == "●"
    assert sum("Δ" in row for row in rows) == 1
    assert "Δ" not in "".join(drawn(arrow((5.0, 0.25)), signs=dict.fromkeys(range(400), sign)))


def test_a_name_does_not_read_as_a_part_of_a_sign() -> None:
    sign = ("▲", (0, 0, 0), None, True)
    free = drawn(arrow((5.0, 0.25)))[4].index("Δ")
    rows = drawn(arrow((5.0, 0.25)), signs={4 * 40 + free + 1: sign})
    assert "→Δ ▲" in rows[4]
    both = drawn(arrow((4.0, 0.25), "−g"), arrow((5.0, 0.25)))
    assert not any("−gΔ" in row or "Δ−g" in row or "g→" in row or "Δ→" in row for row in both)
    same = drawn(arrow((5.0, 0.25), "−g"), arrow((5.0, 0.25)))
    assert "→ −g" in same[4]
    assert "Δ" in same[3]


def test_names_at_the_border_stand_beside_their_own_tips() -> None:
    rows = drawn(arrow((9.9, 1.25), "−g"), arrow((9.9, -0.75)))
    tips = [i for i, row in enumerate(rows) if row.endswith("→")]
    assert tips == [3, 5]
    assert rows[2].endswith("−g")
    assert rows[6].endswith("Δ")
    assert not set(rows[4]) & set("−gΔ")


def test_a_letter_with_an_accent_takes_one_cell() -> None:
    marks, tips = lay(LOOK, VIEW, [arrow((5.0, 0.25), "−v\u0302")])
    put_names(LOOK, VIEW, tips, marks, NOT_WRITTEN)
    assert "v\u0302" in [char for char, *_ in marks.values()]


def test_in_ascii_arrows_are_ascii() -> None:
    rows = drawn(arrow((5.0, 0.25), "−v\u0302"), look=Look(PALETTES["dark"], ASCII, fill=True))
    assert all(row.isascii() for row in rows)
    assert "> -v^" in rows[4]
