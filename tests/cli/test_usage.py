"""A wrong command line is answered with what is wrong and how the command is written; shells complete the right one."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.cli import campaigns
from tests.cli.running import SOCLOC, environment, inside

WRONG = {
    "chek": "chek is no command; did you mean `check`?",
    "-- check a": "-- is no command",
    "--nope": "--nope is no option before a command",
    "--format json check a": "--format is no option before a command",
    "--versoin check a": "--versoin is no option before a command; did you mean `--version`?",
    "--print-completion nosh": "--print-completion: invalid choice: 'nosh'",
    "check": "the following arguments are required: CAMPAIGN...",
    "check a --stric": "--stric is no option; did you mean `--strict`?",
    "check a --stric=1": "--stric is no option; did you mean `--strict`?",
    "check a --format": "-f/--format: expected one argument",
    "check a --strict=1": "--strict: takes no value",
    "check a --format xml": "--format takes text, json",
    "check a --diff --format json": "--diff goes with --format text only",
    "check a -j two": "-j/--jobs: takes whole numbers from 0, not two",
    "check a -j -1": "-j/--jobs: takes whole numbers from 0, not -1",
    "check a -j 1.5": "-j/--jobs: takes whole numbers from 0, not 1.5",
    "count x a b": "b is one argument too many",
    "count x -- a -b": "-b is one argument too many",
    "export": "CAMPAIGN is missing",
    "memory find a --least 0": "--least: takes whole numbers from 1 to 100, not 0",
    "preview a --seconds nan": "--seconds: takes numbers from 0, not nan",
    "qr a": "the following arguments are required: -o/--out",
    "qr a -o a.png --size 99999": "--size: takes whole numbers from 21 to 10000, not 99999",
    "trace a x/post": "the following arguments are required: LOCALE",
}
COMPLETED = {
    "socloc ren": ["render"],
    "socloc check --str": ["--strict"],
    "socloc article --no-": ["--no-references"],
    "socloc --print-completion z": ["zsh"],
    "socloc check ./camp": ["./campaign.yaml"],
}


@pytest.mark.parametrize("line", WRONG)
def test_what_is_wrong_with_a_command_line(line: str) -> None:
    ran = inside(*line.split())
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"socloc: {WRONG[line]}"), ran.err
    command = line.split(maxsplit=1)[0]
    hint = (
        "`socloc --help` has them all."
        if command in ("chek", "--", "--nope", "--format", "--versoin", "--print-completion")
        else (f"usage: socloc {command} [options] ")
    )
    assert ran.err.splitlines()[1].startswith(f"    {hint}"), ran.err


@pytest.mark.parametrize(
    "line",
    [
        "check --format json fine --strict also",
        "check fine also --strict --format=json",
        "check -fjson fine also --strict",
        "check --strict -f json -- fine also",
    ],
)
def test_options_stand_anywhere(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("fine", "also"):
        campaigns.write(tmp_path / name, campaigns.FULL.replace("id: launch", f"id: {name}"))
    ran = inside(*line.split())
    assert [ran.out.count(f'"{name}/campaign.yaml"') > 0 for name in ("fine", "also")] == [True, True], ran.said


@pytest.mark.parametrize(("text", "length"), [("-5", 1), ("- a", 2), ("--json", 3), ("-h", 1), ("--", 1), ("-b=c", 2)])
def test_a_text_may_begin_with_a_dash(text: str, length: int) -> None:
    for line in (["weibo/post", "--", text], ["--", "weibo/post", text]):
        assert inside("count", *line).out.startswith(f"{length} of "), line


@pytest.mark.parametrize(
    "line", [["check", ""], ["check", "--", ""], ["init", ""], ["render", "a", "-o", ""], ["qr", "a", "--out="]]
)
def test_an_empty_word_is_no_folder(line: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Such as that of a variable that is not set: it would be the current folder."""
    monkeypatch.chdir(tmp_path)
    ran = inside(*line)
    assert (ran.code, ran.out, list(tmp_path.iterdir())) == (2, "", [])
    assert "takes the name of a file or folder, not an empty word" in ran.err


def test_a_usage_line_has_the_options_that_must_be_there() -> None:
    assert "usage: socloc qr [options] TEXT -o FILE; " in inside("qr", "a").err


@pytest.mark.parametrize("line", COMPLETED)
def test_a_shell_completes(line: str, tmp_path: Path) -> None:
    """As bash asks: the line and the place in it are in the environment, and the answer goes into a file."""
    (tmp_path / "campaign.yaml").touch()
    answer = tmp_path / "answer"
    asked = {
        "_ARGCOMPLETE": "1",
        "_ARGCOMPLETE_STDOUT_FILENAME": str(answer),
        "COMP_LINE": line,
        "COMP_POINT": str(len(line)),
        "COMP_TYPE": "9",
        "IFS": "\n",
    }
    subprocess.run(SOCLOC, cwd=tmp_path, env=environment(**asked), check=True, capture_output=True, timeout=60)
    assert [one.strip() for one in answer.read_text("utf-8").split("\n") if one] == COMPLETED[line]


@pytest.mark.parametrize("shell", ["bash", "fish", "powershell", "tcsh", "zsh"])
def test_what_a_shell_evaluates(shell: str) -> None:
    printed = inside("--print-completion", shell)
    assert printed.code == 0
    assert "socloc" in printed.out
    if shell == "bash":
        subprocess.run(["bash", "-n"], input=printed.out, text=True, check=True, timeout=60)
