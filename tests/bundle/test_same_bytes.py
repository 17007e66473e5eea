"""The same campaign gives the same bytes, whoever renders it, where, when and how."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.cli import campaigns
from tests.cli.running import start


class Machine(NamedTuple):
    """How one run differs from the plain one."""

    env: Mapping[str, str | None] = {}
    umask: int = 0o022
    campaign: str = "campaign"  # where it stands, below the folder of the test
    cwd: str = "."
    arguments: tuple[str, ...] = ()  # instead of the campaign's own path
    prepare: Callable[[Path], object] | None = None


def _touch(folder: Path) -> None:
    for path in folder.rglob("*"):
        os.utime(path, (0, 0))


MACHINES = {
    "another time zone": Machine({"TZ": "Pacific/Kiritimati"}),
    "no locale": Machine({"LC_ALL": "C", "LANG": None}),
    "a Turkish locale": Machine({"LC_ALL": "tr_TR.UTF-8"}),
    "ASCII streams": Machine({"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "POSIX"}),
    "another hash seed": Machine({"PYTHONHASHSEED": "1"}),
    "yet another hash seed": Machine({"PYTHONHASHSEED": "4242"}),
    "a strict umask": Machine(umask=0o077),
    "a lax umask": Machine(umask=0o000),
    "another folder": Machine(campaign="some where/else/春 茶"),
    "from inside": Machine(cwd="campaign", arguments=(".",)),
    "by its file": Machine(cwd="campaign", arguments=("campaign.yaml",)),
    "from beside": Machine(cwd="campaign", arguments=("../campaign/./campaign.yaml",)),
    "old files": Machine(prepare=_touch),
    "no cache": Machine({"SOCLOC_CACHE": "/dev/null"}),
    "another user": Machine({"USER": "somebody", "LOGNAME": "somebody", "HOME": "/nonexistent"}),
    "a terminal of another size": Machine({"COLUMNS": "20", "LINES": "3", "TERM": "dumb"}),
    "source date": Machine({"SOURCE_DATE_EPOCH": "1"}),
}


def made(folder: Path, machine: Machine, *options: str) -> dict[str, str]:
    """The hashes of all files that a run writes."""
    campaign, out = folder / machine.campaign, folder / "out"
    if not campaign.exists():
        campaigns.write_full(campaign)
    if machine.prepare:
        machine.prepare(campaign)
    shutil.rmtree(out, ignore_errors=True)
    arguments = machine.arguments or (str(campaign),)
    before = os.umask(machine.umask)
    try:
        ran = start("render", *arguments, "-o", str(out), *options, cwd=folder / machine.cwd, env=machine.env)
    finally:
        os.umask(before)
    assert ran.code == 0, ran.said
    files = {path.relative_to(out).as_posix(): path for path in out.rglob("*") if path.is_file()}
    return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in sorted(files.items())}


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What a plain run writes, as folder and as zip."""
    folder = tmp_path_factory.mktemp("expected")
    cache = {"SOCLOC_CACHE": str(folder / "cache")}
    return made(folder, Machine(cache)) | made(folder, Machine(cache), "--zip")


@pytest.mark.parametrize("machine", MACHINES.values(), ids=MACHINES.keys())
def test_the_bytes_are_those_of_any_other_machine(machine: Machine, expected: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / machine.cwd).mkdir(exist_ok=True)
    if machine.cwd != ".":
        campaigns.write_full(tmp_path / machine.campaign)
    found = made(tmp_path, machine)
    assert len(found) == 21
    assert found.items() <= expected.items()


@pytest.mark.parametrize("name", ["another time zone", "another hash seed", "a strict umask", "another folder"])
def test_a_zip_is_the_same_everywhere(name: str, expected: dict[str, str], tmp_path: Path) -> None:
    found = made(tmp_path, MACHINES[name], "--zip")
    assert found == {"full.zip": expected["full.zip"]}


def test_findings_name_no_folder_of_the_maker(tmp_path: Path) -> None:
    """A forced bundle holds findings of every file that belongs to a campaign."""
    bundles = []
    for name in ("here", "there/deeper"):
        folder = tmp_path / name
        text = campaigns.FINE.replace("[x/post, ", "[own/post, x/post, ").replace("[en]", "[en, tlh]")
        campaigns.write(folder, text + "media: {a: gone.png}\n")
        for file in ("networks/own.yaml", "locales/tlh/locale.yaml", "templates/x/post.txt.j2"):
            (folder / file).parent.mkdir(parents=True)
            (folder / file).write_text("{% wrong: [\n")
        ran = start("render", str(folder), "--force", "-o", str(folder / "out"), cwd=tmp_path)
        assert ran.code == 1, ran.said
        files = [path for path in sorted((folder / "out").rglob("*")) if path.is_file()]
        bundles.append({str(path.relative_to(folder)): path.read_bytes() for path in files})
    assert bundles[0] == bundles[1]
    manifest = bundles[0]["out/fine/manifest.json"]
    for named in (b"networks/own.yaml", b"locales/tlh/locale.yaml", b"templates/x/post.txt.j2", b'"campaign.yaml"'):
        assert named in manifest
