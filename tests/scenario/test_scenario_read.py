"""Files that are no text of a sensible size are refused in one line, and never waited for."""

from __future__ import annotations

import gzip
import io
import os
import socket
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tuiopt.scenario.load import load, parse
from tuiopt.scenario.read import MAX_BYTES, file_name

Refusal = Callable[[Path], str]


def test_a_missing_file_is_refused_with_the_systems_reason(
    tmp_path: Path, refusal_of_file: Refusal
) -> None:
    assert refusal_of_file(tmp_path / "none.toml") == "No such file or directory"


def test_a_directory_is_refused_with_the_systems_reason(
    tmp_path: Path, refusal_of_file: Refusal
) -> None:
    assert refusal_of_file(tmp_path) == "Is a directory"


def test_a_file_without_permission_is_refused_with_the_systems_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refusal_of_file: Refusal
) -> None:
    def denied(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "f.toml"
    path.write_text("format = 1")
    monkeypatch.setattr(os, "open", denied)  # a mode of 0 would not stop the superuser
    assert refusal_of_file(path) == "Permission denied"


def test_a_loop_of_symbolic_links_is_refused_with_the_systems_reason(
    tmp_path: Path, refusal_of_file: Refusal
) -> None:
    path = tmp_path / "loop.toml"
    path.symlink_to(path)
    assert "symbolic links" in refusal_of_file(path)


def test_a_path_that_no_file_can_have_is_refused(refusal_of_file: Refusal) -> None:
    assert refusal_of_file(Path("a\0b.toml")).endswith("embedded null byte")
    assert "too long" in refusal_of_file(Path("x" * 5000))


def test_a_file_of_a_gigabyte_is_refused(tmp_path: Path, refusal_of_file: Refusal) -> None:
    path = tmp_path / "large.toml"
    with path.open("wb") as file:
        file.truncate(2**30)
    assert refusal_of_file(path) == "too large: a scenario has at most 64 KiB"


def test_a_file_of_just_64_kib_is_read(tmp_path: Path, valid: str) -> None:
    path = tmp_path / "full.toml"
    path.write_text(valid + "#" * (MAX_BYTES - len(valid)))
    assert load(path).title == "Momentum damps the ravine"


def test_a_file_of_one_byte_more_is_refused(tmp_path: Path, refusal_of_file: Refusal) -> None:
    path = tmp_path / "over.toml"
    path.write_text("#" * (MAX_BYTES + 1))
    assert "too large" in refusal_of_file(path)


def test_a_device_is_refused(refusal_of_file: Refusal) -> None:
    assert refusal_of_file(Path("/dev/zero")) == "not a regular file but a device"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_that_nobody_writes_to_is_refused_at_once(
    tmp_path: Path, refusal_of_file: Refusal
) -> None:
    path = tmp_path / "pipe.toml"
    os.mkfifo(path)
    assert refusal_of_file(path) == "not a regular file but a pipe"


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no sockets with names here")
def test_a_socket_is_refused(refusal_of_file: Refusal) -> None:
    # A socket's path is short, so it is not in pytest's own deep folder.
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as listener:
        path = Path(folder) / "s"
        listener.bind(str(path))
        assert refusal_of_file(path)


@pytest.mark.parametrize("text", ["", " \n\t\n", "\ufeff"])
def test_an_empty_file_is_refused(text: str, refusals: Callable[[str], list[str]]) -> None:
    assert refusals(text) == ["1: the file is empty"]


def test_a_byte_order_mark_crlf_and_tabs_are_accepted(valid: str) -> None:
    text = "\ufeff" + valid.replace(" = ", "\t=\t").replace("\n", "\r\n")
    assert parse(text.encode(), "f", "f").runs == parse(valid.encode(), "f", "f").runs


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ("format = 1\ntitle = 'é'\n".encode("latin-1"), 2),
        ("format = 1".encode("utf-16"), 1),
        (b"format = 1\n\ntitle = 'a\0b'", 3),
    ],
    ids=["latin-1", "utf-16", "nul"],
)
def test_text_in_another_encoding_is_refused_with_its_line(
    data: bytes, line: int, tmp_path: Path, refusal_of_file: Refusal
) -> None:
    path = tmp_path / "f.toml"
    path.write_bytes(data)
    message = refusal_of_file(path)
    assert message.startswith(f"{line}: ")
    assert message.endswith("save as UTF-8")


def test_an_archive_is_refused_as_not_text(
    tmp_path: Path, valid: str, refusal_of_file: Refusal
) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("f.toml", valid)
    for data, kind in [(buffer.getvalue(), "zip"), (gzip.compress(valid.encode()), "gzip")]:
        path = tmp_path / "f.toml"
        path.write_bytes(data)
        assert refusal_of_file(path) == f"1: not text but a {kind} archive: unpack it first"


def test_a_files_name_is_printable_in_messages() -> None:
    assert file_name(Path(os.fsdecode(b"a\xff\x1b[31m\n.toml"))) == "a\ufffd\ufffd[31m\ufffd.toml"
