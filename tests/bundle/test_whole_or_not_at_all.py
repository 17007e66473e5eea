"""A bundle is replaced whole or not at all, whatever happens; nothing else is ever replaced; no litter stays."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from socloc.bundle.write import write_file, write_folder
from socloc.bundle.zipped import zipped
from socloc.errors import SoclocError
from tests.bundle.crashing import COMPLETED, INTERRUPTED, REFUSED
from tests.bundle.replacing import manifest
from tests.cli import campaigns
from tests.cli.running import LIMIT, Ran, inside, start

ROOT = Path(__file__).parents[2]
KILLED, KILLED_IN_A_FILE = -9, -25  # SIGKILL, SIGXFSZ
ENDS = {
    "killed": KILLED,
    "killed in a file": KILLED_IN_A_FILE,
    "interrupted": INTERRUPTED,
    "disk full": REFUSED,
    "file cut": REFUSED,
}
NO_BUNDLE = "there.txt"


def after(accident: str, kind: str, folder: Path) -> list[dict[str, Any]]:
    """What came of every accident of a kind; see crashing.py."""
    command = [sys.executable, "-m", "tests.bundle.crashing", accident, kind, str(folder)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=LIMIT, check=False)
    assert ran.returncode == 0, ran.stderr.decode()
    rows: list[dict[str, Any]] = json.loads(ran.stdout)
    return rows


@pytest.mark.parametrize("kind", ["folder", "zip", "first"])
@pytest.mark.parametrize("accident", ENDS)
def test_an_accident_leaves_the_old_bundle_or_the_new_one(accident: str, kind: str, tmp_path: Path) -> None:
    *rows, last = after(accident, kind, tmp_path)
    before = "none" if kind == "first" else "old"
    assert {row["target"] for row in rows} == {before, "new"}
    assert [row["ended"] for row in rows].count(ENDS[accident]) >= 2, "the accident hardly ever happened"
    assert rows[-1]["ended"] == COMPLETED
    refused = [row for row in rows if row["ended"] == REFUSED]
    assert all((row["target"], row["beside"]) == (before, []) for row in refused)
    assert (last["target"], last["beside"]) == ("new", []), "the next run sweeps what the others left"


@pytest.mark.parametrize("accident", ENDS)
def test_where_folders_cannot_be_exchanged_only_a_kill_can_come_between(accident: str, tmp_path: Path) -> None:
    *rows, last = after(accident, "no exchange", tmp_path)
    between = [row for row in rows if row["target"] not in ("old", "new")]
    assert {row["target"] for row in between} <= {"none"}
    assert len(between) == (1 if accident == "killed" else 0)
    assert (last["target"], last["beside"]) == ("new", []), "the next run sweeps what the others left"


LOCKS = (
    "import fcntl, os, sys; fcntl.flock(os.open(sys.argv[1], os.O_RDONLY), fcntl.LOCK_EX); print(flush=True); input()"
)


def test_what_a_running_process_writes_is_not_swept(tmp_path: Path) -> None:
    names = {name: tmp_path / f".{name}.new" for name in ("b.locked", "b.young", "b.litter", "b.7", "b", "c.litter")}
    for name, folder in names.items():
        (folder / "inside").mkdir(parents=True)
        if name != "b.young":
            os.utime(folder, (0, 0))
    command = [sys.executable, "-c", LOCKS, str(names["b.locked"])]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout
        other.stdout.readline()
        write_folder({"manifest.json": manifest()}, tmp_path / "b")
        left = {path for path in tmp_path.iterdir() if path.name != "b"}
        other.communicate(b"\n")
    assert left == {names[name] for name in ("b.locked", "b.young", "b", "c.litter")}


def test_a_new_bundle_keeps_nothing_of_the_old_one(tmp_path: Path) -> None:
    write_folder({"manifest.json": manifest(), "en/old.txt": b"old"}, tmp_path / "b")
    write_folder({"manifest.json": manifest(new=1)}, tmp_path / "b")
    assert tree(tmp_path / "b") == {"manifest.json": manifest(new=1)}


OUTSIDE = r"../x /x a/../../x a\b a//b a/ .hidden a/. a/.. c:x con? a. -x é a/* ~x a:b //x \\x \x a/b/.. ... .".split()


@pytest.mark.parametrize("name", [*OUTSIDE, "", "a b", "a\n", "a\x00", "\u202etxt.a"])
def test_a_name_that_could_leave_the_bundle_is_a_bug_of_its_exporter(name: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with pytest.raises(ValueError, match="an exporter chose the file name"):
        write_folder({"manifest.json": b"1", name: b"x"}, out / "b")
    assert [path.name for path in tmp_path.rglob("*")] == ["out"]


@pytest.mark.parametrize("name", ["x", "a/b.txt", "zh-TW/x/post/a_b-c.0.txt", "qr/1.png", "_x"])
def test_names_that_are_fine(name: str, tmp_path: Path) -> None:
    write_folder({name: b"x"}, tmp_path / "b")
    assert (tmp_path / "b" / name).read_bytes() == b"x"


def rendered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *options: str) -> Ran:
    if not (tmp_path / "c").exists():
        campaigns.write(tmp_path / "c")
    monkeypatch.chdir(tmp_path)
    return inside("render", "c", *options)


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "what",
    [
        "a folder with a file",
        "a folder with some manifest",
        "a bundle of another campaign",
        "a file",
        "a link to a folder",
        "a dangling link",
        "a fifo",
    ],
)
def test_what_is_no_bundle_is_refused_and_stays(what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target, elsewhere = tmp_path / "out/fine", tmp_path / "elsewhere"
    (elsewhere / "deep").mkdir(parents=True)
    (elsewhere / NO_BUNDLE).write_text("mine")
    (elsewhere / "manifest.json").write_text("mine")
    target.parent.mkdir()
    if what.startswith(("a folder with", "a bundle")):
        target.mkdir()
        (target / NO_BUNDLE).write_text("mine")
        if what != "a folder with a file":
            text = manifest() if what.startswith("a bundle") else b'{"schema_version": 1, "name": "my extension"}'
            (target / "manifest.json").write_bytes(text)
    elif what == "a file":
        target.write_text("mine")
    elif what == "a fifo":
        os.mkfifo(target)
    else:
        target.symlink_to(elsewhere if what == "a link to a folder" else "nowhere")
    before = tree(tmp_path / "out"), tree(elsewhere), target.lstat()
    ran = rendered(tmp_path, monkeypatch, "-o", "out")
    assert (ran.code, ran.out) == (2, "")
    assert (
        "socloc: out/fine exists and is not a bundle of this campaign\n    Choose another folder with -o.\n" in ran.err
    )
    after_it = target.lstat()
    assert (tree(tmp_path / "out"), tree(elsewhere)) == before[:2]
    assert (after_it.st_mode, after_it.st_ino, after_it.st_mtime_ns) == (
        before[2].st_mode,
        before[2].st_ino,
        before[2].st_mtime_ns,
    )


@pytest.mark.parametrize("options", [(), ("--zip",)], ids=["folder", "zip"])
@pytest.mark.parametrize(
    "out, reason",
    [
        ("file", "(File exists|Not a directory)"),
        ("file/below", "Not a directory"),
        ("long" * 100, "File name too long"),
    ],
    ids=["a file", "below a file", "too long"],
)
def test_where_nothing_can_be_written(
    out: str, reason: str, options: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("mine")
    ran = rendered(tmp_path, monkeypatch, "-o", out, *options)
    suffix = ".zip" if options else ""
    assert (ran.code, ran.out) == (2, "")
    said = [line for line in ran.err.splitlines() if line.startswith("socloc: ")]
    assert len(said) == 1
    assert said[0].startswith(f"socloc: cannot write {out}/fine{suffix}: ")
    assert re.search(f": {reason}$", said[0]), said[0]
    assert tree(tmp_path).keys() == {"file", "c/campaign.yaml"}


def test_a_folder_that_may_not_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    campaigns.write(tmp_path / "c")
    monkeypatch.setattr(os, "mkdir", forbidden)  # whoever tests as root may write anywhere
    ran = rendered(tmp_path, monkeypatch, "-o", "out")
    assert (ran.code, ran.out) == (2, "")
    assert "socloc: cannot write out/fine: Permission denied\n    Nothing was changed there.\n" in ran.err


def test_an_empty_folder_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "out/fine").mkdir(parents=True)
    assert rendered(tmp_path, monkeypatch, "-o", "out").code == 0
    assert (tmp_path / "out/fine/manifest.json").is_file()


def test_a_folder_above_that_is_a_link_is_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to("real")
    assert rendered(tmp_path, monkeypatch, "-o", "out").code == 0
    assert (tmp_path / "real/fine/manifest.json").is_file()
    assert (tmp_path / "out").is_symlink()


@pytest.mark.parametrize("what", ["a folder", "a file", "a zip", "a link"])
def test_a_zip_replaces_a_zipped_bundle_and_nothing_else(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out/fine.zip"
    target.parent.mkdir()
    if what == "a folder":
        target.mkdir()
    elif what == "a link":
        target.symlink_to("elsewhere.zip")
    else:
        target.write_bytes(zipped({"mine.txt": b"mine"}, "mine") if what == "a zip" else b"mine")
    before = target.lstat()
    ran = rendered(tmp_path, monkeypatch, "-o", "out", "--zip")
    assert (ran.code, ran.out) == (2, "")
    assert "socloc: out/fine.zip exists and is not a bundle of this campaign\n" in ran.err
    assert (target.lstat().st_ino, target.lstat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert os.listdir(tmp_path / "out") == ["fine.zip"]
    assert rendered(tmp_path, monkeypatch, "-o", "other", "--zip").code == 0
    assert rendered(tmp_path, monkeypatch, "-o", "other", "--zip").code == 0


def test_errors_leave_the_last_good_bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert rendered(tmp_path, monkeypatch).code == 0
    before = tree(tmp_path / "bundles")
    campaigns.write(tmp_path / "c", campaigns.KINDS["error"].replace("id: error", "id: fine"))
    assert inside("render", "c").code == 1
    assert tree(tmp_path / "bundles") == before
    assert inside("render", "c", "--force").code == 1
    assert tree(tmp_path / "bundles") != before


def test_write_file_goes_through_names_with_stars(tmp_path: Path) -> None:
    write_file(b"x", tmp_path / "a**[b].png")
    assert [path.name for path in tmp_path.iterdir()] == ["a**[b].png"]


def test_a_file_replaces_a_file_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "link.png").symlink_to("elsewhere")
    for target in (tmp_path, tmp_path / "link.png"):
        with pytest.raises(SoclocError, match=r"exists and is no file$"):
            write_file(b"x", target)
    assert (tmp_path / "link.png").is_symlink()


def test_a_run_that_sweeps_away_beneath_another_does_no_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was there a moment ago may be gone: another run sweeps, too, or has ended."""
    with monkeypatch.context() as patched:
        patched.setattr(os, "listdir", lambda _: [".b.gone.new"])
        write_folder({"manifest.json": manifest()}, tmp_path / "b")
    assert os.listdir(tmp_path) == ["b"]


def test_a_folder_of_many_bundles_is_not_listed_for_each_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or ten thousand bundles would take a hundred times as long as a thousand."""
    for number in range(200):
        (tmp_path / f"{number}.zip").touch()
    clock, listings, listdir = [1000.0], list[Path](), os.listdir

    def listed(folder: Path) -> list[str]:
        listings.append(folder)
        return listdir(folder)

    monkeypatch.setattr("socloc.bundle.write.time.monotonic", lambda: clock[0])
    monkeypatch.setattr(os, "listdir", listed)
    for number in range(50):
        write_file(b"x", tmp_path / f"{number}.zip")
    assert listings == [tmp_path]
    litter = tmp_path / ".7.zip.killed.new"
    litter.mkdir()
    os.utime(litter, (0, 0))
    clock[0] += 2
    write_file(b"x", tmp_path / "7.zip")
    assert not litter.exists(), "what a killed run left is found as soon as it is old enough"


def test_a_disk_that_is_full_is_told_on_the_command_line(tmp_path: Path) -> None:
    code = (
        "import resource, signal, sys\n"
        "from socloc.cli import main\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))\n"
        "sys.argv = ['socloc', 'render', 'c', '-o', 'out']\n"
        "main()\n"
    )
    campaigns.write(tmp_path / "c")
    environment = {**os.environ, "SOCLOC_CACHE": "/dev/null"}
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, timeout=LIMIT, check=False
    )
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert b"socloc: cannot write out/fine: File too large\n    Nothing was changed there.\n" in ran.stderr
    assert list((tmp_path / "out").iterdir()) == []


def test_two_runs_at_once_leave_one_whole_bundle(tmp_path: Path) -> None:
    campaigns.write(tmp_path / "c")
    assert start("render", "c", cwd=tmp_path).code == 0
    expected = tree(tmp_path / "bundles")
    command = [sys.executable, "-m", "socloc", "render", "c"]
    runs = [subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL) for _ in range(4)]
    assert [run.wait(LIMIT) for run in runs] == [0] * 4
    assert tree(tmp_path / "bundles") == expected
