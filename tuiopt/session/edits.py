"""What a person changes in a scenario: its document becomes another one, to be resolved anew.

Whether the other document is sound is for `resolve` to say, in the words that a file would get.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from tuiopt.scenario.document import Document

Edit: TypeAlias = Callable[[Any], Document]
"""Of a lab's session; RefusedError for what no document could say."""


class RefusedError(Exception):
    """A change that cannot be made; the text says why."""
