"""The sign of a number, for rules that follow it."""

from __future__ import annotations


def sign(value: float) -> float:
    """1, −1, or 0 for zero."""
    return 1.0 if value > 0.0 else -1.0 if value < 0.0 else 0.0
