"""Traces as files: comma-separated values, JSON lines, NumPy archives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import BinaryIO

from tuiopt.export.npz import write_npz
from tuiopt.export.table import Table
from tuiopt.export.text import write_csv, write_jsonl

FORMATS: Mapping[str, Callable[[Table, BinaryIO], None]] = MappingProxyType(
    {".csv": write_csv, ".jsonl": write_jsonl, ".npz": write_npz}
)
"""What writes a table to a binary stream, by the suffix of the file."""
