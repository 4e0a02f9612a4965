"""From a file to a document, and from a document to a scenario, or to all that is wrong with it."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from tuiopt.registry import DEFAULT, LABS
from tuiopt.scenario import later
from tuiopt.scenario.convert import Converter
from tuiopt.scenario.data_files import DataFiles
from tuiopt.scenario.document import Document, Source
from tuiopt.scenario.faults import ScenarioError, shown
from tuiopt.scenario.model import Scenario
from tuiopt.scenario.read import decode, file_name, read
from tuiopt.scenario.syntax import tree
from tuiopt.scenario.text import one_line

FORMAT = 1
"""The version of the format that this program reads."""


def load(path: Path) -> Scenario:
    """The scenario in a file. Raises ScenarioError for whatever is wrong, and nothing else."""
    return parse(read(path), file_name(path), one_line(path.stem), path.parent)


def parse(data: bytes, file: str, name: str, folder: Path | None = None) -> Scenario:
    """The scenario in a file's bytes; the arguments as `document` has them.

    Raises ScenarioError with all that is wrong, and nothing else: with the syntax alone where the
    text is no TOML, with the format's number alone where it is not known.
    """
    return resolve(document(data, file, name, folder))


def document(data: bytes, file: str, name: str, folder: Path | None = None) -> Document:
    """The document in a file's bytes; `file` is what faults call it, `name` what it is called.

    Files that it names are looked for in `folder`; without one there are none. Raises ScenarioError
    where the text is no TOML.
    """
    text = decode(data, file)
    tables = tree(text, file)
    digest = hashlib.sha256(data).hexdigest()
    return Document(tables, Source(file, name, text, digest, tables, DataFiles(folder)))


def resolve(document: Document) -> Scenario:
    """The scenario that a document describes. Raises ScenarioError with all that is wrong with it.

    What is costly to make, data sets and formulas, is kept with the tables that it comes from: a
    document with one number changed is resolved in a few milliseconds.
    """
    tables = document.tables
    converter = Converter(document, later.replaced(tables), _owner)
    format_ = tables.get("format")
    if isinstance(format_, int) and format_ > FORMAT:
        converter.fault(("format",), f"found {shown(format_)}; made for a later tuiopt")
        raise ScenarioError(*converter.faults)
    word = tables.get("lab", DEFAULT)
    # An unknown one is for the default lab to refuse.
    lab = LABS[word] if isinstance(word, str) and word in LABS else LABS[DEFAULT]
    scenario: Scenario | None = lab.resolve.get()(converter, document)
    if scenario is None:
        raise ScenarioError(*converter.faults)
    return scenario


@cache
def _owner(section: str, key: str) -> str | None:
    """The lab whose files have a key in the tables of this name, if one has."""
    for lab in LABS.values():
        tables: tuple[type[Any], ...] = lab.tables.get()
        if any(table.section == section and key in table.__struct_fields__ for table in tables):
            return lab.name
    return None
