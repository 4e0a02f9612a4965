"""What the help of each lab says: its keys, its signs, the selected run's optimizer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tuiopt.app import keys
from tuiopt.picture.signs import Signs
from tuiopt_kernels.spec import Optimizer


@dataclass(frozen=True, slots=True)
class Section:
    """A title and rows of something short and what is said of it. Where the short thing is ""
    the text begins at the left; a row of two "" is empty."""

    title: str
    rows: Sequence[tuple[str, str]]


Tables = Mapping[str, tuple[keys.Key, ...]]


def key_sections(tables: Tables, signs: Signs) -> list[Section]:
    return [
        Section(
            title,
            [
                (keys.spelled(shown, ascii_only=signs.ascii_only), does)
                for shown, does in keys.listed(table)
            ],
        )
        for title, table in tables.items()
    ]


def optimizer_section(optimizer: Optimizer) -> Section:
    return Section(f"This optimizer: {optimizer.title}", _about(optimizer))


def _about(optimizer: Optimizer) -> list[tuple[str, str]]:
    """Rule, hyperparameters, other names, source."""
    rows = [("", part.strip()) for part in optimizer.equation.split(";")]
    rows.append(("", ""))
    rows += [
        (hyper.symbol, f"{hyper.name}: {hyper.role}; {hyper.interval}")
        for hyper in optimizer.hyperparameters
    ]
    for note in filter(None, (*optimizer.notes, optimizer.source)):
        rows += [("", ""), ("", note)]
    return rows
