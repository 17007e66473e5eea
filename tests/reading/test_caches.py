"""Files that may be thrown away: whatever is wrong with one, it is as if it were not there."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from socloc import caches, networks
from socloc.networks import remembered
from tests.reading.examined import no_waiting

KEPT = b"kept for later"


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-3] ^= 1
    path.write_bytes(data)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def lengthen(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\0")


def empty(path: Path) -> None:
    path.write_bytes(b"")


def let_others_write(path: Path) -> None:
    path.chmod(0o602)


def let_the_group_write(path: Path) -> None:
    path.chmod(0o620)


def let_others_write_into_the_folder(path: Path) -> None:
    path.parent.chmod(0o702)


def let_the_group_write_into_the_folder(path: Path) -> None:
    path.parent.chmod(0o720)


def become_a_link(path: Path) -> None:
    path.symlink_to(path.rename(path.with_name("elsewhere")))


def become_a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path, 0o600)


def become_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def go(path: Path) -> None:
    path.unlink()


def go_with_the_folder(path: Path) -> None:
    shutil.rmtree(path.parent)


SPOILERS: list[Callable[[Path], None]] = [
    *(flip, cut, lengthen, empty, let_others_write, let_the_group_write, let_others_write_into_the_folder),
    *(let_the_group_write_into_the_folder, become_a_link, become_a_pipe, become_a_folder, go, go_with_the_folder),
]


def kept(folder: Path, data: bytes = KEPT) -> Path:
    """A file that is kept in a new folder."""
    path = folder / "cache" / "file"
    caches.keep(path, data)
    return path


@pytest.mark.parametrize("data", [KEPT, b"", bytes(range(256))])
def test_what_is_kept_is_read(data: bytes, tmp_path: Path) -> None:
    assert caches.read(kept(tmp_path, data)) == data


def test_what_is_kept_is_for_its_owner_alone_and_leaves_nothing_else(tmp_path: Path) -> None:
    path = kept(tmp_path)
    caches.keep(path, b"newer")
    assert caches.read(path) == b"newer"
    assert [one.name for one in path.parent.iterdir()] == ["file"]
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


@pytest.mark.parametrize("spoil", SPOILERS, ids=lambda spoil: spoil.__name__)
def test_a_spoiled_file_is_no_file(spoil: Callable[[Path], None], tmp_path: Path) -> None:
    path = kept(tmp_path)
    assert caches.read(path) == KEPT
    spoil(path)
    with no_waiting():
        assert caches.read(path) is None


@pytest.mark.parametrize("whose", ["file", "cache"])
def test_what_is_somebody_elses_is_not_read(whose: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = kept(tmp_path)
    theirs = path if whose == "file" else path.parent
    stat, lstat = os.stat, os.lstat

    def of(path: str | Path, state: os.stat_result) -> os.stat_result:
        fields = list(state)
        return os.stat_result([*fields[:4], state.st_uid + 1, *fields[5:]]) if str(path) == str(theirs) else state

    monkeypatch.setattr(os, "stat", lambda path, **options: of(path, stat(path, **options)))
    monkeypatch.setattr(os, "lstat", lambda path: of(path, lstat(path)))
    assert caches.read(path) is None


def test_a_file_that_is_too_large_is_neither_read_nor_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    largest = b"x" * 100_000  # more than the size of a folder
    monkeypatch.setattr(caches, "MAX_BYTES", len(largest))
    path = kept(tmp_path, largest)
    caches.keep(path, b"more" + largest)
    assert caches.read(path) == largest
    monkeypatch.setattr(caches, "MAX_BYTES", len(largest) - 1)
    assert caches.read(path) is None


def test_where_nothing_can_be_kept_nothing_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    caches.keep(tmp_path / "file" / "in a file", KEPT)
    caches.keep(tmp_path / ("long" * 100) / "name", KEPT)
    (tmp_path / "folder" / "file").mkdir(parents=True)
    caches.keep(tmp_path / "folder" / "file", KEPT)
    assert caches.read(tmp_path / "folder" / "file") is None


def test_nothing_is_written_where_others_may_have_put_a_link(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o777)
    victim = tmp_path / "victim"
    victim.write_bytes(b"precious")
    (shared / f"file.{os.getpid()}.new").symlink_to(victim)
    caches.keep(shared / "file", KEPT)
    assert victim.read_bytes() == b"precious"
    assert not (shared / "file").exists()


def test_a_network_is_kept_as_it_was_read(tmp_path: Path) -> None:
    path = networks.BUILT_IN / "weibo.yaml"
    found, _ = networks.load("weibo")
    assert found
    assert remembered.recall(path, tmp_path) is None
    remembered.keep(path, tmp_path, found)
    assert remembered.recall(path, tmp_path) == found


@pytest.mark.parametrize("spoil", [flip, cut, lengthen, empty, let_others_write])
def test_a_spoiled_network_is_read_anew(spoil: Callable[[Path], None], tmp_path: Path) -> None:
    path = networks.BUILT_IN / "weibo.yaml"
    found, _ = networks.load("weibo")
    assert found
    remembered.keep(path, tmp_path, found)
    (kept,) = tmp_path.rglob("weibo-*")
    spoil(kept)
    assert remembered.recall(path, tmp_path) is None


def test_a_network_whose_file_has_changed_is_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "weibo.yaml"
    shutil.copy(networks.BUILT_IN / "weibo.yaml", path)
    found, _ = networks.load("weibo")
    assert found
    remembered.keep(path, tmp_path / "cache", found)
    path.write_bytes(path.read_bytes() + b"# more\n")
    assert remembered.recall(path, tmp_path / "cache") is None


@pytest.mark.parametrize("module", ["facts.py", "reader.py", "format.py", "dialect.py"])
def test_a_network_of_another_shape_is_read_anew_even_where_all_files_have_one_time(
    module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in networks.BUILT_IN.glob("*.py"):
        shutil.copy2(path, tmp_path)
    changed = tmp_path / module
    monkeypatch.setattr(remembered, "__file__", str(tmp_path / "remembered.py"))
    path, cache = networks.BUILT_IN / "weibo.yaml", tmp_path / "cache"
    found, _ = networks.load("weibo")
    assert found
    remembered.keep(path, cache, found)
    assert remembered.recall(path, cache) == found
    before = changed.stat()
    changed.write_bytes(changed.read_bytes() + b"# another shape\n")
    os.utime(changed, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert remembered.recall(path, cache) is None
