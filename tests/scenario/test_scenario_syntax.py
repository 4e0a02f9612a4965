"""What the TOML parser refuses is told with its line, whatever exception it comes as."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Refusals = Callable[[str], list[str]]


def test_an_unclosed_string_is_refused_with_its_line(valid: str, refusals: Refusals) -> None:
    (message,) = refusals(valid.replace('"ravine"', '"ravine'))
    assert message.startswith("5: not valid TOML: ")


def test_an_unclosed_text_is_refused_with_the_last_line(refusals: Refusals) -> None:
    assert refusals('format = 1\ntitle = """x\n\n') == ["2: not valid TOML: Unterminated string"]


def test_a_key_that_is_there_twice_is_refused_with_its_line(valid: str, refusals: Refusals) -> None:
    (message,) = refusals(valid.replace("steps = 100", "steps = 100\nsteps = 200"))
    assert message == "9: not valid TOML: Cannot overwrite a value"


@pytest.mark.parametrize("name", ["runs", "cues"])
def test_a_table_for_an_array_of_tables_is_refused_with_its_line(
    name: str, refusals: Refusals
) -> None:
    once = f"format = 1\ntitle = 'x'\n\n[{name}]\nstep = 1\n"
    assert f"4: {name}: found one table; write [[{name}]]" in refusals(once)
    (twice,) = refusals(f"{once}[{name}]\n")
    assert twice.startswith("6: not valid TOML: ")
    assert twice.endswith(f"write [[{name}]]")
    (mixed,) = refusals(f"{once}[[{name}]]\n")
    assert mixed.startswith("6: not valid TOML: ")


def test_an_array_of_tables_for_a_table_is_refused_with_its_line(
    valid: str, refusals: Refusals
) -> None:
    (message,) = refusals(valid.replace("[play]", "[[play]]"))
    assert message == "7: play: expected a table [play], found an array of 1"


def test_deep_nesting_is_refused_with_its_line(valid: str, refusals: Refusals) -> None:
    assert refusals(f"{valid}deep = {'[' * 5000}\n\n") == ["21: nested too deep"]


def test_a_number_of_thousands_of_digits_is_refused_with_its_line(
    valid: str, refusals: Refusals
) -> None:
    text = valid.replace("steps = 100", f"steps = [\n{'9' * 5000}]")
    assert refusals(text) == ["9: a number of too many digits"]


def test_a_huge_number_that_the_parser_takes_is_refused_in_a_short_line(
    valid: str, refusals: Refusals
) -> None:
    (message,) = refusals(valid.replace("steps = 100", f"steps = 0x{'f' * 5000}"))
    assert message.startswith("8: play.steps: expected a whole number from 1 to 1000000, found ")
    assert message.endswith(", found a whole number of 20000 bits")


def test_a_key_of_very_many_parts_is_refused_before_it_is_parsed(refusals: Refusals) -> None:
    assert refusals("format = 1\n" + "a." * 30_000 + "a = 1") == ["2: a key of 100 parts"]
    assert refusals("format = 1\n" + "'a' . \"b\"." * 500 + "a = 1") == ["2: a key of 100 parts"]


def test_a_fault_behind_a_very_long_array_is_found(refusals: Refusals) -> None:
    array = "[extra]\nlong = [\n" + "1,\n" * 20_000 + "]\n"
    assert refusals(f"{array}b = ?")[0].startswith("20004: not valid TOML: ")
    last = refusals(f"{array}[play]\nsteps = 0")[-1]
    assert last.startswith("20005: play.steps: ")
    assert last.endswith(", found 0")
