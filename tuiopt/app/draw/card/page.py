"""The lines of a step card, one after the other in the rows that there are."""

from __future__ import annotations

from itertools import chain

from textual.strip import Strip

from tuiopt.app.draw.card.rows import CardRows, Entry

RATE = 2
"""Rows of the effective rate, which follows: empty rows must not push it out."""


def arranged(page: CardRows, entries: list[Entry], room: int) -> list[Strip]:
    """The lines as fully as there is room for: with empty rows between, without, results only.

    If even these are too many, the first ones are left out.
    """
    blocks = [page.full(entry) for entry in entries]
    for leads in (lambda entry: True, lambda entry: entry.leads):
        # A line that is longer with the numbers of this step takes the empty row before it, so that
        # the ones below stay where they are.
        gaps = [
            i > 0 and leads(entry) and not (page.wide and len(blocks[i]) > 2)
            for i, entry in enumerate(entries)
        ]
        if sum(map(len, blocks)) + sum(gaps) + RATE <= room:
            empty = page.empty()
            return [
                strip
                for gap, block in zip(gaps, blocks, strict=True)
                for strip in ([empty, *block] if gap else block)
            ]
    for shorter in (page.brief, page.bare):
        if sum(map(len, blocks)) > room:
            blocks = [shorter(entry) for entry in entries]
    current = next((i for i, entry in enumerate(entries) if entry.current), len(entries) - 1)
    first = 0
    while first < current and sum(map(len, blocks[first : current + 1])) > room:
        first += 1
    return list(chain.from_iterable(blocks[first:]))[: max(room, 0)]
