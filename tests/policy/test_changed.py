"""`--changed-since`: only what a branch touched is checked, as git says."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.cli.running import inside
from tests.reading.examined import head, write

WRONG = head("one") + f"posts: [{{id: p, text: {'x' * 281}}}]\n"


def git(*arguments: str) -> None:
    """Run git in the current folder, as nobody in particular."""
    settings = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *settings, *arguments], check=True, capture_output=True)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two campaigns that are both wrong, on a branch without changes."""
    monkeypatch.chdir(tmp_path)
    for name in ("spring", "autumn"):
        write(tmp_path / name, WRONG, {"templates/own.txt": "a"})
    git("init")
    git("add", ".")
    git("commit", "-m", "first")
    git("checkout", "-b", "branch")
    return tmp_path


@pytest.mark.parametrize(
    "change, checked",
    [
        (None, []),
        ("spring/campaign.yaml", ["spring"]),
        ("spring/templates/own.txt", ["spring"]),
        ("spring/new.txt", ["spring"]),
        ("elsewhere.txt", []),
        ("socloc.yaml", ["spring", "autumn"]),
        ("spring/socloc.yaml", ["spring"]),
        ("checks/own.yaml", ["spring", "autumn"]),
        ("checks/own.txt", []),
    ],
)
@pytest.mark.parametrize("is_committed", [True, False])
def test_what_is_touched_is_checked(change: str | None, checked: list[str], is_committed: bool, folder: Path) -> None:
    if change:
        (folder / change).parent.mkdir(exist_ok=True)
        with (folder / change).open("a") as file:
            file.write("# more\n" if change.endswith("campaign.yaml") else "socloc: 1\n")
        if is_committed:
            git("add", ".")
            git("commit", "-m", "second")
    ran = inside("check", "spring", "autumn", "--changed-since", "main")
    assert ran.code == bool(checked), ran.said
    assert [name for name in ("spring", "autumn") if f"{name}/campaign.yaml:6" in ran.out] == checked


def test_what_others_did_meanwhile_is_not_ours(folder: Path) -> None:
    git("checkout", "main")
    (folder / "autumn/campaign.yaml").write_text(WRONG + "# theirs\n")
    git("commit", "-am", "theirs")
    git("checkout", "branch")
    assert inside("check", "spring", "autumn", "--changed-since", "main").code == 0


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", "main; rm -rf ."])
def test_a_revision_that_is_none(revision: str, folder: Path) -> None:
    ran = inside("check", "spring", f"--changed-since={revision}")
    assert ran.code == 2
    assert "Traceback" not in ran.said
    assert not (folder / "x").exists()


def test_outside_of_a_repository(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    del folder
    other = write(tmp_path_factory.mktemp("other"), WRONG)
    ran = inside("check", str(other), "--changed-since", "main")
    assert (ran.code, "git cannot say what has changed" in ran.err) == (2, True)
