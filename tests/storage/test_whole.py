from __future__ import annotations

import os
from pathlib import Path

import pytest

from tuiopt.storage.whole import whole_file


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_the_file_appears_when_the_block_has_ended(tmp_path: Path) -> None:
    path = tmp_path / "a b é.csv"
    with whole_file(path) as out:
        out.write(b"whole")
        assert not path.exists()
    assert path.read_bytes() == b"whole"
    assert names(tmp_path) == [path.name]


@pytest.mark.parametrize("error", [OSError, KeyboardInterrupt, SystemExit])
@pytest.mark.parametrize("replace", [False, True])
def test_nothing_is_left_of_a_block_that_fails(
    tmp_path: Path, error: type[BaseException], replace: bool
) -> None:
    def fail_halfway() -> None:
        with whole_file(tmp_path / "a.csv", replace=replace) as out:
            out.write(b"half")
            raise error

    with pytest.raises(error):
        fail_halfway()
    assert names(tmp_path) == []


def test_a_file_that_fails_to_be_replaced_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")
    with pytest.raises(OSError), whole_file(path, replace=True):  # noqa: PT011
        raise OSError
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.csv"]


def test_an_existing_file_is_refused_before_the_block_runs(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")
    with pytest.raises(FileExistsError), whole_file(path):
        pytest.fail("the block ran")
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize("links", [True, False], ids=["hard links", "no hard links"])
def test_a_file_that_appears_meanwhile_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    if not links:
        monkeypatch.setattr(os, "link", no_links)
    path = tmp_path / "a.csv"
    with pytest.raises(FileExistsError), whole_file(path):
        path.write_bytes(b"another's")
    assert path.read_bytes() == b"another's"
    assert names(tmp_path) == ["a.csv"]


def no_links(source: object, target: object) -> None:
    raise PermissionError


def test_a_file_system_without_hard_links_will_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", no_links)
    with whole_file(tmp_path / "a.csv") as out:
        out.write(b"whole")
    assert (tmp_path / "a.csv").read_bytes() == b"whole"
    assert names(tmp_path) == ["a.csv"]


def test_a_symbolic_link_is_refused_even_if_it_points_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.symlink_to(tmp_path / "nowhere.csv")
    with pytest.raises(FileExistsError), whole_file(path):
        pytest.fail("the block ran")
    assert names(tmp_path) == ["a.csv"]


def test_replacing_a_symbolic_link_leaves_what_it_points_to(tmp_path: Path) -> None:
    target = tmp_path / "target.csv"
    target.write_bytes(b"precious")
    path = tmp_path / "a.csv"
    path.symlink_to(target)
    with whole_file(path, replace=True) as out:
        out.write(b"new")
    assert target.read_bytes() == b"precious"
    assert not path.is_symlink()
    assert path.read_bytes() == b"new"


def test_a_folder_is_never_replaced(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError), whole_file(tmp_path, replace=True):
        pytest.fail("the block ran")


def test_the_users_umask_decides_who_may_read(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        with whole_file(tmp_path / "a.csv"):
            pass
    finally:
        os.umask(before)
    assert (tmp_path / "a.csv").stat().st_mode & 0o777 == 0o640


def test_the_longest_name_will_do(tmp_path: Path) -> None:
    path = tmp_path / ("a" * 251 + ".csv")
    with whole_file(path):
        pass
    assert names(tmp_path) == [path.name]
