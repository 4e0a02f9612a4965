"""Text from a file, made safe to show: no character of it can steer a terminal.

Everything else is kept as it is. Nothing is markup, nothing is ever evaluated.
"""

from __future__ import annotations

import re

# C0, DEL, C1, the line and paragraph separators, whatever reorders lines, byte-order marks,
# surrogates.
CONTROL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_CONTROL_IN_PROSE = re.compile(CONTROL.pattern.replace("\x00-\x1f", "\x00-\x09\x0b-\x1f"))


def one_line(text: str) -> str:
    """Text for one line: every control character, line breaks too, becomes U+FFFD."""
    return CONTROL.sub("\ufffd", text)


def prose(text: str) -> str:
    """Text for a box: line breaks are kept, as LF; a tab is one space; the rest as `one_line`."""
    return _CONTROL_IN_PROSE.sub("\ufffd", text.replace("\r\n", "\n").replace("\t", " "))


def cut(text: str, length: int) -> str:
    """The text on one line, its end replaced by … where it is longer than `length`."""
    return one_line(text if len(text) <= length else text[: length - 1] + "…")
