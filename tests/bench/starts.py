"""How long a cold command takes, in ratios to `python -c pass` in the same rounds."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from tests.bench.campaigns import ARTICLE, campaign
from tests.bench.running import SOCLOC, Setting, in_turn, run
from tests.bench.tables import Row, Table, milliseconds

ROUNDS = 25
HOW = f"""\
Each command in a process of its own, with compiled modules and warm caches of templates, in turn with the others,
{ROUNDS} rounds; the figure is the ratio of the medians. `check` and `render` run with `--no-cache`, unless they say
unchanged."""


class Command(NamedTuple):
    """A command, and how many times `python -c pass` it may take; 0 where there is no bound."""

    name: str
    command: list[str | Path]
    at_most: float = 0


def tables(setting: Setting) -> Iterator[Table]:
    """One table."""
    folder = setting.folder
    commands = _commands(folder)
    works: list[Callable[[], float]] = [partial(run, one.command, folder, folder / "cache") for one in commands]
    in_turn(1, works)  # for the caches
    medians = in_turn(setting.rounds(ROUNDS), works)
    rows = [
        Row(one.name, milliseconds(median), median / medians[0], "×", one.at_most)
        for one, median in zip(commands, medians, strict=True)
    ]
    grown = len((folder / "article.html").read_text("utf-8")) / len(ARTICLE)
    rows.append(Row("HTML of the article, by its Markdown", "", grown, "× the characters", 5))
    yield Table("Cold commands", HOW, rows)


def _commands(folder: Path) -> list[Command]:
    def check(name: str, text: str) -> list[str | Path]:
        path = folder / f"{name}.yaml"
        path.write_text(text, "utf-8")
        return [SOCLOC, "check", "--no-cache", path]

    article = folder / "article.md"
    article.write_text(ARTICLE, "utf-8")
    ten, twenty = campaign(posts=1), campaign(posts=2, qr_codes=True)
    render = check("twenty", twenty)[2:]
    return [
        Command("`python -c pass`", [sys.executable, "-c", "pass"]),
        Command("`socloc --version`", [SOCLOC, "--version"], 1.3),
        Command("`socloc check`, 10 variants", check("ten", ten), 9),
        Command("`socloc check`, 10 variants, 2 by OpenCC", check("converted", campaign(posts=1, converted=True))),
        Command("`socloc check`, 10 variants, unchanged", [SOCLOC, "check", check("kept", ten)[-1]]),
        Command("`socloc render`, 20 variants, 3 QR codes", [SOCLOC, "render", *render, "-o", folder / "out"], 14),
        Command("`socloc article`", [SOCLOC, "article", article, "-o", folder / "article.html"]),
        Command("`python -c 'import jinja2, yaml'`", [sys.executable, "-c", "import jinja2, yaml"]),
    ]
