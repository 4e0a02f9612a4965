"""Traces as files: comma-separated values, JSON lines, NumPy archives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import BinaryIO

from tuiopt.export.npz import write_npz
from tuiopt.export.text import write_csv, write_jsonl
from tuiopt.labs.trace import Trace

FORMATS: Mapping[str, Callable[[Trace, BinaryIO], None]] = MappingProxyType(
    {".csv": write_csv, ".jsonl": write_jsonl, ".npz": write_npz}
)
"""What writes a trace to a binary stream, by the suffix of the file."""
