"""The lines of a step card, one after the other in the rows that there are."""

from __future__ import annotations

from itertools import chain

from textual.strip import Strip

from tuiopt.labs.contour.screen.draw.card.rows import CardRows, Entry

BELOW = 3
"""Rows of the effective rate, which follows, and of air: empty rows must not push them out."""


def arranged(page: CardRows, entries: list[Entry], room: int) -> list[Strip]:
    """The lines as fully as there is room for: with empty rows between, or without.

    Where rows are missing lines lose their numbers, then formulas that are too long; those that
    lead do last, the current one only for want of rows for results. If even these are too many, the
    first ones are left out.
    """
    blocks = [page.full(entry) for entry in entries]
    for leads in (lambda entry: True, lambda entry: entry.leads):
        # A line that is longer with the numbers of this step takes the empty row before it, so that
        # the ones below stay where they are.
        gaps = [
            i > 0 and leads(entry) and not (page.wide and len(blocks[i]) > 2)
            for i, entry in enumerate(entries)
        ]
        if sum(map(len, blocks)) + sum(gaps) + BELOW <= room:
            empty = page.empty()
            return [
                strip
                for gap, block in zip(gaps, blocks, strict=True)
                for strip in ([empty, *block] if gap else block)
            ]
    order = sorted(range(len(entries)), key=lambda i: (entries[i].current, entries[i].leads))
    crowded = sum(map(len, blocks)) > room
    for i in order:
        # Beside their formulas numbers give way one by one, under them all at once.
        give_way = sum(map(len, blocks)) + BELOW > room if page.wide else crowded
        if give_way and not entries[i].current:
            blocks[i] = page.brief(entries[i])
    for i in order:
        if sum(map(len, blocks)) > room:
            blocks[i] = page.bare(entries[i])
    current = next((i for i, entry in enumerate(entries) if entry.current), len(entries) - 1)
    first = 0
    while first < current and sum(map(len, blocks[first : current + 1])) > room:
        first += 1
    return list(chain.from_iterable(blocks[first:]))[: max(room, 0)]
