"""What the scenarios of all labs have: their document, their texts, their cues."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import UNSET

from tuiopt.scenario.convert import Converter
from tuiopt.scenario.document import Document
from tuiopt.scenario.format import CueTable, File
from tuiopt.scenario.model import Cue
from tuiopt.scenario.text import one_line, prose


def heading(top: File, document: Document) -> dict[str, Any]:
    """The fields of a `Scenario` that say what it is."""
    assert top.title is not UNSET
    return {
        "document": document,
        "title": one_line(top.title),
        "description": prose(top.description),
        "chapter": one_line(top.chapter),
    }


def check_cue_steps(converter: Converter, tables: Sequence[CueTable], steps: int) -> None:
    """Every cue must come."""
    for i, cue in enumerate(tables):
        if cue.step is not UNSET and cue.step > steps:
            converter.refused(("cues", i, "step"), cue.step, f"a step from 0 to {steps}")


def cues_of(converter: Converter, tables: Sequence[CueTable]) -> tuple[Cue, ...]:
    """The cues in order of their steps, of one step in the file's order."""
    for i, cue in enumerate(tables):
        if converter.sound(("cues", i)) and not (cue.say.strip() or cue.pause):
            converter.fault(("cues", i), "has no effect; give it say, or pause = true")
    cues = [Cue(cue.step, prose(cue.say), cue.pause) for cue in tables if cue.step is not UNSET]
    return tuple(sorted(cues, key=lambda cue: cue.step))
