"""The log of a failure."""

from __future__ import annotations

from pathlib import Path

import pytest

from tuiopt.storage import folders, log


def failure() -> Exception:
    canary = "a local variable"
    try:
        raise LookupError("nothing here")
    except LookupError as error:
        assert canary
        return error


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(folders.tempfile, "tempdir", str(folder))
    return folder


def usual(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The user's own folder for logs."""
    monkeypatch.setattr(folders.platformdirs, "user_log_path", lambda *_, **__: folder)


def test_a_failure_is_kept_without_local_variables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual(tmp_path / "state" / "log", monkeypatch)
    path = log.write_failure(failure())
    assert path is not None
    assert path.parent == tmp_path / "state" / "log"
    text = path.read_text(encoding="utf-8")
    assert text.startswith("Traceback")
    assert text.endswith("LookupError: nothing here\n")
    assert "a local variable" not in text


def test_where_the_usual_folder_cannot_be_written_it_is_a_temporary_file(
    temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual(Path("/dev/null/log"), monkeypatch)
    path = log.write_failure(failure())
    assert path is not None
    assert path.parent == temporary


def test_without_a_home_it_is_a_temporary_file(
    temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def homeless(*_: object, **__: object) -> Path:
        raise RuntimeError("could not determine the home directory")

    monkeypatch.setattr(folders.platformdirs, "user_log_path", homeless)
    path = log.write_failure(failure())
    assert path is not None
    assert path.parent == temporary


def test_where_nothing_can_be_written_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    usual(Path("/dev/null/log"), monkeypatch)
    monkeypatch.setattr(folders.tempfile, "tempdir", "/dev/null")
    assert log.write_failure(failure()) is None
