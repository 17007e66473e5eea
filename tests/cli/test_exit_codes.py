"""0 fine, 1 findings, 2 could not start, 3 a bug in socloc, 130 interrupted: the same in every output format."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from subprocess import PIPE

import pytest

from socloc import report, workflow
from tests.cli import campaigns
from tests.cli.running import LIMIT, SOCLOC, environment, inside, start

FORMATS = tuple(report.FORMATS)
LONG = "long" * 100
# Campaigns, flags, and the code that check and render must both give.
VERDICTS: dict[str, tuple[int, int]] = {  # without and with --strict
    "fine": (0, 0),
    "note": (0, 0),
    "warning": (0, 1),
    "full": (0, 1),
    "error": (1, 1),
    "unlocalized": (1, 1),
    "broken": (1, 1),
    "empty": (1, 1),
    "binary": (1, 1),
    "nothing": (2, 2),
    "odd": (2, 2),
    "missing": (2, 2),
    "missing.yaml": (2, 2),
    "fine/campaign.yaml/below": (2, 2),
    LONG: (2, 2),
    "": (2, 2),
    "fine note": (0, 0),
    "fine error": (1, 1),
    "fine warning error": (1, 1),
    "error missing fine": (2, 2),
    "missing error": (2, 2),
    "broken fine missing": (2, 2),
}
USAGE: list[list[str]] = [
    [],
    ["rendr"],
    ["--nope"],
    ["check"],
    ["render"],
    ["check", "fine", "--nope"],
    ["check", "fine", "--format", "xml"],
    ["check", "fine", "--format", ""],
    ["check", "fine", "--fallback", "de"],
    ["check", "fine", "--fallback"],
    ["render", "fine", "--fallback", "Source"],
    ["check", "fine", "--locale", "de"],
    ["check", "fine", "--locale", ""],
    ["check", "fine", "--network", "vk"],
    ["check", "fine", "--network", "x/story"],
    ["check", "fine", "--network", ""],
    ["render", "fine", "--network", "x/"],
    ["render", "fine", "--locale", "../en"],
    ["count"],
    ["count", "nope", "text"],
    ["count", "", "text"],
    ["count", LONG, "text"],
    ["count", "../x", "text"],
    ["count", "x/story", "text"],
    ["count", "x/post.title", "text"],
    ["count", "x", "a", "b"],
    ["trace", "fine"],
    ["trace", "fine", "x/post"],
    ["trace", "fine", "vk/post", "en"],
    ["trace", "fine", "x/post", "de"],
    ["trace", "fine", "x/post", "en", "--post", "nope"],
    ["trace", "missing", "x/post", "en"],
    ["trace", LONG, "x/post", "en"],
    ["networks", "nope"],
    ["networks", LONG],
    ["networks", "--older-than", "-1"],
    ["networks", "--older-than", "soon"],
    ["explain", "nope"],
    ["schema", "extra"],
    ["schema", "network", "extra"],
    ["init", "fine"],
    ["init", "fine/campaign.yaml"],
    ["init", LONG],
    ["qr", "text"],
    ["qr", "text", "-o", "code.gif"],
    ["qr", "text", "-o", "code"],
    ["qr", "text", "-o", "fine/campaign.yaml/code.png"],
    ["qr", "text", "-o", "code.png", "--error", "X"],
    ["qr", "text", "-o", "code.png", "--size", "20"],
    ["qr", "text", "-o", "code.png", "--quiet", "-1"],
    ["qr", "", "-o", "code.png"],
]
FINE = [
    ["--version"],
    ["-h"],
    ["networks", "--older-than", "0"],
    ["networks", "--older-than", "999999999"],
    ["networks", "--older-than", "999999999999999"],
    ["explain"],
    ["schema"],
    ["schema", "network"],
    ["schema", "locale"],
    ["init", "new"],
    ["check", "fine", "fine"],
    ["check", "fine", "./fine/campaign.yaml", "--strict"],
    ["render", "unlocalized", "--fallback", "source"],
    ["check", "unlocalized", "--fallback", "source"],
    ["check", "unlocalized", "--locale", "en"],
    ["check", "error", "--network", "linkedin"],
]


@pytest.mark.parametrize("strict", [0, 1], ids=["plain", "strict"])
@pytest.mark.parametrize("names", VERDICTS, ids=lambda names: names[:30] or "empty name")
def test_the_verdict_is_the_same_in_every_format(names: str, strict: int, kinds: Path) -> None:
    flags = ["--strict"] * strict
    asked = names.split() or [str(kinds / "nothing")]
    runs = [inside("check", *asked, *flags, "--format", format) for format in FORMATS]
    runs.append(inside("render", *asked, *flags))
    runs.append(inside("render", *asked, *flags, "--json"))
    runs.append(inside("render", *asked, *flags, "--zip", "--force"))
    assert [ran.code for ran in runs] == [VERDICTS[names][strict]] * (len(FORMATS) + 3)
    assert "Traceback" not in "".join(ran.said for ran in runs)
    for ran in (runs[FORMATS.index("json")], runs[len(FORMATS) + 1]):
        assert not ran.out or json.loads(ran.out)["schema_version"] == 1


@pytest.mark.parametrize("arguments", USAGE, ids=lambda arguments: " ".join(arguments)[:60])
def test_what_cannot_start_is_a_message_and_no_data(arguments: list[str], kinds: Path) -> None:
    before = sorted(kinds.rglob("*"))
    ran = inside(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.strip()
    assert "Traceback" not in ran.err
    assert sorted(kinds.rglob("*")) == before


@pytest.mark.usefixtures("kinds")
@pytest.mark.parametrize("arguments", FINE, ids=" ".join)
def test_what_is_fine(arguments: list[str]) -> None:
    ran = inside(*arguments)
    assert ran.code == 0, ran.said
    assert "Traceback" not in ran.said


def _raises(*_: object, **__: object) -> object:
    raise RuntimeError("\x1b[31mbroken\nin the middle")


@pytest.mark.parametrize("arguments", [["check", "fine", "-f", format] for format in FORMATS] + [["render", "fine"]])
def test_a_bug_is_told_as_a_bug(arguments: list[str], kinds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workflow, "check", _raises)
    ran = inside(*arguments)
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.splitlines() == [
        "socloc: this is a bug in socloc, not in your campaign: RuntimeError: \\u001b[31mbroken",
        "    Please report it with the command; SOCLOC_DEBUG=1 shows where it happened.",
    ]
    monkeypatch.setenv("SOCLOC_DEBUG", "1")
    with pytest.raises(RuntimeError):
        inside(*arguments)
    assert not (kinds / "bundles").exists()


@pytest.mark.usefixtures("kinds")
@pytest.mark.parametrize("arguments", [["check", "fine"], ["render", "fine", "--json"], ["schema"]])
def test_an_interrupt_anywhere_is_not_a_bug(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr(workflow, "check", interrupted)
    monkeypatch.setattr("socloc.campaign_format.json_schema", interrupted)
    ran = inside(*arguments)
    assert (ran.code, ran.out) == (130, "")
    assert ran.err.splitlines()[-1] == "socloc: interrupted; nothing is half-written"


COMMANDS: list[Callable[[str], list[str]]] = [
    lambda file: ["check", file],
    lambda file: ["check", file, "--format", "json"],
    lambda file: ["render", file, "--zip"],
    lambda file: ["trace", file, "x/post", "en"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=["check", "check json", "render", "trace"])
def test_control_c(command: Callable[[str], list[str]], tmp_path: Path) -> None:
    """The campaign is a pipe that nobody writes into: when it is open for reading, socloc is at work and waits."""
    os.mkfifo(tmp_path / "pipe.yaml")
    started = [*SOCLOC, *command("pipe.yaml")]
    with (
        subprocess.Popen(started, cwd=tmp_path, env=environment(), stdout=PIPE, stderr=PIPE) as run,
        (tmp_path / "pipe.yaml").open("wb"),
    ):
        run.send_signal(signal.SIGINT)
        out, err = run.communicate(timeout=LIMIT)
    assert (run.returncode, out) == (130, b"")
    assert err.decode().splitlines()[-1] == "socloc: interrupted; nothing is half-written"
    assert b"Traceback" not in err
    assert [path.name for path in tmp_path.iterdir()] == ["pipe.yaml"]


@pytest.mark.parametrize("arguments", [["--version"], ["check", "."], ["check", ".", "-f", "json"], ["schema"]])
def test_closed_streams_are_no_bug(arguments: list[str], tmp_path: Path) -> None:
    campaigns.write(tmp_path)
    for closed in (">&-", "2>&-", "<&-", ">&- 2>&- <&-"):
        shell = f'"$@" {closed}'
        ran = subprocess.run(
            ["sh", "-c", shell, "sh", *SOCLOC, *arguments],
            cwd=tmp_path,
            capture_output=True,
            timeout=LIMIT,
            check=False,
        )
        assert b"Traceback" not in ran.stderr, closed
        assert b"this is a bug" not in ran.stderr, closed
        assert ran.returncode in ((0,) if closed in ("2>&-", "<&-") else (0, 1, 2)), closed


@pytest.mark.parametrize(
    "arguments", [["--version"], ["check", ".", "-f", "json"], ["schema"], ["networks", "--json"], ["-h"]]
)
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_behind_standard_output_is_told(arguments: list[str], unbuffered: str, tmp_path: Path) -> None:
    campaigns.write(tmp_path)
    env = environment(PYTHONUNBUFFERED=unbuffered)
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [*SOCLOC, *arguments],
            cwd=tmp_path,
            env=env,
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=LIMIT,
            check=False,
        )
    assert ran.returncode == 2
    assert b"No space left on device" in ran.stderr
    assert b"this is a bug" not in ran.stderr


@pytest.mark.parametrize("arguments", [["check", "."], ["schema"], ["networks", "--json"], ["explain"], ["-h"]])
def test_a_reader_that_leaves_is_no_trouble(arguments: list[str], tmp_path: Path) -> None:
    campaigns.write(tmp_path, campaigns.KINDS["error"] + "key: 1\n")
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as gone:
        ran = subprocess.run(
            [*SOCLOC, *arguments], cwd=tmp_path, stdout=gone, stderr=subprocess.PIPE, timeout=LIMIT, check=False
        )
    assert ran.returncode in (0, 1)
    assert b"Traceback" not in ran.stderr
    assert b"Broken" not in ran.stderr
    assert b"bug" not in ran.stderr


def test_a_reader_that_leaves_what_was_said_before_is_no_trouble(tmp_path: Path) -> None:
    campaigns.write(tmp_path, campaigns.KINDS["error"])
    env = {"PYTHONUNBUFFERED": "1", "SOCLOC_CACHE": str(tmp_path / "cache")}
    while not list((tmp_path / "cache").glob("verdicts/*")):  # files that are too new are not kept
        start("check", ".", cwd=tmp_path, env=env)
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as gone:
        ran = subprocess.run(
            [*SOCLOC, "check", "."],
            cwd=tmp_path,
            env=environment(**env),
            stdout=gone,
            stderr=subprocess.PIPE,
            timeout=LIMIT,
            check=False,
        )
    assert (ran.returncode, b"Broken" in ran.stderr) == (1, False), ran.stderr


def test_the_whole_way_through_a_process(tmp_path: Path) -> None:
    """Everything else runs inside the test; this is the same from the shell's side."""
    for name in ("fine", "error"):
        campaigns.write(tmp_path / name, campaigns.KINDS[name])
    fine, error = (start("check", name, cwd=tmp_path) for name in ("fine", "error"))
    assert (fine.code, fine.out, fine.err) == (0, "", "2 variants in 1 campaign: nothing to mend\n")
    assert (error.code, error.err) == (1, "2 variants in 1 campaign: 1 error\n")
    assert error.out.startswith("error/campaign.yaml:8:23: error: the text has ")
    assert start("check", "missing", cwd=tmp_path).code == 2
    assert start("--version", cwd=tmp_path).out.startswith("socloc ")
