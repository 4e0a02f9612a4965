"""Slots: which colour of a palette and which sign each run has."""

from __future__ import annotations

from tuiopt.picture.signs import UNICODE

HOME_SLOTS = {"gd": 0, "momentum": 1, "rmsprop": 2, "adam": 3}
"""The course's four optimizers keep their colour and sign in every lesson."""


def run_slots(kinds: list[str]) -> list[int]:
    """Of each run by its optimizer: their own for the four, the next free for others."""
    taken: set[int] = set()
    slots: list[int | None] = []
    for kind in kinds:
        home = HOME_SLOTS.get(kind)
        slots.append(home if home is not None and home not in taken else None)
        if slots[-1] is not None:
            taken.add(slots[-1])
    beyond = len(HOME_SLOTS)
    free = [*range(beyond, len(UNICODE.runs)), *range(beyond)]
    for i, slot in enumerate(slots):
        if slot is None:
            slots[i] = next(candidate for candidate in free if candidate not in taken)
            taken.add(slots[i])  # type: ignore[arg-type]
    return [slot for slot in slots if slot is not None]
