"""The letters and columns that the commands write."""

from __future__ import annotations

import pytest

from tuiopt.cli.plain import plain, width
from tuiopt.cli.table import LINE, table, wrapped
from tuiopt_kernels.optimizers import OPTIMIZERS
from tuiopt_kernels.surfaces import SURFACES


@pytest.mark.parametrize(
    ("text", "ascii_text"),
    [
        ("α β1 λ π", "alpha beta1 lambda pi"),
        ("x ← x − α v̂/(√ŝ + ε)", "x <- x - alpha v_hat/(sqrts_hat + epsilon)"),
        ("g² x³ ≥ 0", "g^2 x^3 >= 0"),
        ("Méthode générale", "Methode generale"),
        ("½·(a)", "1/2*(a)"),
        ("競走", "??"),
    ],
)
def test_ascii_spells_what_it_has_no_sign_for(text: str, ascii_text: str) -> None:
    assert plain(text, "ascii") == ascii_text
    assert plain(text, "utf-8") == text


def test_latin_1_keeps_its_own_letters() -> None:
    assert plain("é² ≥ α", "iso-8859-1") == "é² >= alpha"


@pytest.mark.parametrize("encoding", ["ascii", "utf-8", "iso-8859-1", None])
def test_nothing_steers_the_terminal(encoding: str | None) -> None:
    text = plain("a\x1b[31mb\x07\x9bc\udcff\u202ed", encoding)
    assert text.isprintable()
    assert [char for char in text if char.isalnum()] == list("a31mbcd")


def test_ascii_can_spell_every_formula_of_the_zoo() -> None:
    texts = [spec.equation for spec in OPTIMIZERS.values()]
    texts += [spec.formula for spec in SURFACES.values()]
    texts += [hyper.symbol for spec in OPTIMIZERS.values() for hyper in spec.hyperparameters]
    assert [text for text in texts if "?" in plain(text, "ascii")] == []


@pytest.mark.parametrize(("text", "cells"), [("abc", 3), ("v̂", 1), ("競走", 4), ("", 0)])
def test_width_is_in_cells(text: str, cells: int) -> None:
    assert width(text) == cells


def test_columns_are_aligned_by_cells() -> None:
    rows = [("a", "1", "x"), ("競走", "22", "y"), ("v̂", "3", "")]
    assert table(rows, right={1}) == "a      1  x\n競走  22  y\nv̂      3"


def test_the_last_column_goes_on_below_itself_where_that_is_wanted() -> None:
    rows = [("name", "word " * 30), ("b", "c")]
    assert table(rows).count("\n") == 1
    lines = table(rows, indent="  ", wrap=True).splitlines()
    assert len(lines) > 2
    assert all(len(line) <= LINE for line in lines)
    assert all(line.startswith("        word") for line in lines[1:-1])
    assert lines[-1] == "  b     c"


def test_a_paragraph_is_wrapped_between_words() -> None:
    assert wrapped("") == [""]
    assert wrapped("one " * 30, "- ", "  ")[1].startswith("  one")
