"""The checks of copy against textlint and AutoCorrect in the same run: a file in a process, and megabytes in one."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import indent
from unittest import mock

import autocorrect_py

from socloc import checks, workflow
from socloc.workflow import Choices, examine
from tests.bench import node
from tests.bench.articles import LONG, Row

POSTS = 200
ROUNDS = 5
COLD_ROUNDS = 9
LEAST = 5  # megabytes of UTF-8 a second
_HEAD = "socloc: 1\nid: copy\nsource: zh-CN\nlocales: [zh-CN]\nnetworks: [weibo/post]\nbrand: {name: 云岭}\nposts:\n"


def lines(socloc: Path, folder: Path) -> Iterator[str]:
    """The table: every check over Chinese copy, and a file in a process of its own."""
    own = [_megabytes(folder, number) for number in range(ROUNDS)]
    yield f"{'Chinese copy in one process, all checks':48} {max(own):8.2f} MB/s (at least {LEAST})"
    texts = [_copy(number) for number in range(POSTS)]
    taken = min(_seconds(lambda: [autocorrect_py.lint_for(text, "copy.md") for text in texts]) for _ in range(ROUNDS))
    yield f"{'  AutoCorrect (Rust), its rules':48} {_size(texts) / taken:8.2f} MB/s"
    missing = node.installed()
    if missing:
        yield f"textlint was left out: {missing}."
        return
    source = folder / "copy.md"
    source.write_text("\n".join(texts[:20]), "utf-8")
    yield f"{'  textlint with two sets of rules':48} {_textlint(source):8.2f} MB/s"
    yield _cold(socloc, folder).line()


def _copy(number: int) -> str:
    return LONG.replace("第二泡", f"第{number}泡").strip()


def _size(texts: list[str]) -> float:
    """Megabytes of UTF-8."""
    return sum(len(text.encode()) for text in texts) / 1e6


def _campaign(texts: list[str]) -> str:
    posts = (f"  - id: p{at}\n    text: |2\n{indent(text, ' ' * 6)}\n" for at, text in enumerate(texts))
    return _HEAD + "".join(posts)


def _megabytes(folder: Path, number: int) -> float:
    """How many megabytes all checks look at in a second; every round has texts of its own."""
    texts = [_copy(number * POSTS + at) for at in range(POSTS)]
    path = folder / "megabytes.yaml"
    path.write_text(_campaign(texts), "utf-8")
    with mock.patch.object(workflow, "check", return_value=()) as check:
        outcome = examine(path, Choices(cache=folder / "cache"))
    if len(outcome.variants) != POSTS:
        sys.exit(f"the copy cannot be measured: {outcome.findings[:3]}")
    return _size(texts) / _seconds(lambda: checks.check(*check.call_args.args))


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _textlint(source: Path) -> float:
    """Megabytes a second of textlint in a process that is warm."""
    run = subprocess.run(node.script("textlint.mjs", source), capture_output=True, text=True, check=False)
    if run.returncode:
        sys.exit(f"textlint failed:\n{run.stderr}")
    found: float = json.loads(run.stdout)
    return found


def _cold(socloc: Path, folder: Path) -> Row:
    """One campaign with one text, and the text as a file for textlint."""
    campaign, text = folder / "cold.yaml", folder / "cold.md"
    campaign.write_text(_campaign([_copy(1)]), "utf-8")
    text.write_text(_copy(1), "utf-8")
    mine = [str(socloc), "check", "--no-cache", str(campaign)]
    theirs = node.command("textlint", "--config", node.FOLDER / "textlintrc.json", text)
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(COLD_ROUNDS):
        for command, taken in zip((mine, theirs), times, strict=True):
            taken.append(_seconds(lambda command=command: _run(command)))  # type: ignore[misc]  # a default binds it
    own, other = map(statistics.median, times)
    return Row("one file, one process each; textlint", own, other, 0.4, is_least=False)


def _run(command: list[str]) -> None:
    """Run it; 1 means findings for both."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1) or "rror:" in done.stderr:
        sys.exit(f"{command[0]} failed:\n{done.stdout}{done.stderr}")
