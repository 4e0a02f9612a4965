"""Documents that no file has, for scenarios made in code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tuiopt.scenario.data_files import DataFiles
from tuiopt.scenario.document import Document, Source
from tuiopt.scenario.trees import Branch, grown


def document_of(tables: Mapping[str, Any], name: str = "test", digest: str = "0" * 64) -> Document:
    """The document with these tables, as if a file had them."""
    branch = grown(tables)
    assert isinstance(branch, Branch)
    return Document(branch, Source(f"{name}.toml", name, "", digest, branch, DataFiles(None)))
