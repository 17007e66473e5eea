"""The checks of copy against textlint and AutoCorrect in the same run: a file in a process, and megabytes in one."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from textwrap import indent
from unittest import mock

import autocorrect_py

from socloc import checks, workflow
from socloc.workflow import Choices, examine
from tests.bench import node
from tests.bench.articles import LONG
from tests.bench.running import SOCLOC, Failed, Setting, in_turn, run
from tests.bench.tables import Row, Table, milliseconds

POSTS = 200
ROUNDS = 5
COLD_ROUNDS = 9
LEAST = 5  # megabytes of UTF-8 a second
HOW = f"""\
Megabytes of UTF-8 that are checked in a second: {POSTS} texts in one process, every round with texts of its own,
the best of {ROUNDS}; and one text in a process of its own, {COLD_ROUNDS} rounds in turn."""
_HEAD = "socloc: 1\nid: copy\nsource: zh-CN\nlocales: [zh-CN]\nnetworks: [weibo/post]\nbrand: {name: 云岭}\nposts:\n"


def tables(setting: Setting) -> Iterator[Table]:
    """Every check over Chinese copy, and a file in a process of its own; without Node no textlint."""
    folder, rounds = setting.folder, setting.rounds(ROUNDS)
    own = [_megabytes(folder, number) for number in range(rounds)]
    texts = [_copy(number) for number in range(POSTS)]
    taken = min(_seconds(lambda: [autocorrect_py.lint_for(text, "copy.md") for text in texts]) for _ in range(rounds))
    rows = [
        Row("socloc, all checks, one process", "", max(own), "MB/s", at_least=LEAST),
        Row("AutoCorrect (Rust), its rules", "", _size(texts) / taken, "MB/s"),
    ]
    if problem := node.installed():
        rows.append(Row("textlint", f"left out: {problem}"))
    else:
        source = folder / "copy.md"
        source.write_text("\n".join(texts[:20]), "utf-8")
        rows.append(Row("textlint with two sets of rules, warm", "", _textlint(source), "MB/s"))
        rows.append(_cold(setting))
    yield Table("Checks of Chinese copy", HOW, rows)


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
        raise Failed(f"the copy cannot be measured: {outcome.findings[:3]}")
    return _size(texts) / _seconds(lambda: checks.check(*check.call_args.args))


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _textlint(source: Path) -> float:
    """Megabytes a second of textlint in a process that is warm."""
    done = subprocess.run(node.script("textlint.mjs", source), capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failed(f"textlint failed: {done.stderr}")
    found: float = json.loads(done.stdout)
    return found


def _cold(setting: Setting) -> Row:
    """One campaign with one text, and the text as a file for textlint; both exit with 1 where they find something."""
    folder = setting.folder
    campaign, text = folder / "cold.yaml", folder / "cold.md"
    campaign.write_text(_campaign([_copy(1)]), "utf-8")
    text.write_text(_copy(1), "utf-8")
    commands: list[list[str | Path]] = [
        [SOCLOC, "check", "--no-cache", campaign],
        [*node.command("textlint", "--config", node.FOLDER / "textlintrc.json", text)],
    ]
    works: list[Callable[[], float]] = [partial(run, command, folder, folder / "cache", True) for command in commands]
    in_turn(1, works)  # for the caches
    own, other = in_turn(setting.rounds(COLD_ROUNDS), works)
    shown = f"{milliseconds(own)}, textlint {milliseconds(other)}"
    return Row("one file in a process of its own", shown, own / other, "× the time of textlint", at_most=0.4)
