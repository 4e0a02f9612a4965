"""How faults are written."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tuiopt.scenario.faults import Fault, Path, ScenarioError, key_of, shown


@pytest.mark.parametrize(
    ("line", "key", "written"),
    [
        (12, "runs[2].l2", "f.toml:12: runs[2].l2: no"),
        (None, "title", "f.toml: title: no"),
        (3, "", "f.toml:3: no"),
        (None, "", "f.toml: no"),
    ],
)
def test_a_fault_leaves_out_what_it_does_not_know(line: int | None, key: str, written: str) -> None:
    assert str(Fault("f.toml", line, key, "no")) == written


def test_an_error_has_its_faults_in_the_order_of_their_lines() -> None:
    faults = [Fault("f", 9, "", "c"), Fault("f", 2, "", "a"), Fault("f", 2, "", "b")]
    error = ScenarioError(*faults)
    assert [fault.message for fault in error.faults] == ["a", "b", "c"]
    assert str(error) == "f:2: a\nf:2: b\nf:9: c"


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ((), ""),
        (("runs", 0), "runs[1]"),
        (("runs", 1, "schedule", "kind"), "runs[2].schedule.kind"),
        (("a.b", "", "\x1b"), '"a.b".""."\ufffd"'),
        (("x" * 100,), "x" * 59 + "…"),
    ],
)
def test_a_key_counts_from_one_and_is_short_and_printable(path: Path, key: str) -> None:
    assert key_of(path) == key


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (True, "true (a boolean)"),
        (3, "3"),
        (10**4000, "a whole number of 13288 bits"),
        (float("nan"), "nan"),
        ("\ufeffa\u200db", '"\ufffda\ufffdb" (a string)'),
        ("a\n" + "x" * 100, '"a\ufffd' + "x" * 57 + '…" (a string)'),
        (date(1979, 5, 27), "1979-05-27 (a date or time)"),
        ([1, "a"], '[1, "a" (a string)]'),
        ([1] * 5, "an array of 5"),
        ([[]], "an array of 1"),
        ({"a": 1}, "a table"),
    ],
    ids=str,
)
def test_a_value_is_shown_in_a_few_words(value: Any, words: str) -> None:
    assert shown(value) == words
