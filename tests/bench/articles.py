"""Articles against their peers in the same run: made again and again in one process, and once in a process each."""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from socloc import locales
from socloc.article.body import article_body
from socloc.article.code import code_block
from socloc.article.style import finish
from socloc.article.theme import built_in
from tests.bench import node
from tests.bench.campaigns import ARTICLE

ROUNDS = 200
PASSES = 3  # the quickest of their medians counts
COLD_ROUNDS = 9
THEME = Path(__file__).parents[2] / "templates" / "_themes" / "clean.css"
LONG = Path(__file__).parents[1].joinpath("article", "typical.md").read_text("utf-8") + ARTICLE
# Every article has a number of its own: what was made before cannot be handed out again.
NUMBERED = LONG.replace("第二泡", "第NUMBER泡")
NEW_CODE = NUMBERED.replace("# degrees", "# degrees NUMBER").replace("grams < 10", "grams < NUMBER")


class Row(NamedTuple):
    """A peer and socloc beside it, in seconds, and the bound of their ratio; 0 where there is none."""

    name: str
    own: float
    other: float
    bound: float = 0
    is_least: bool = True

    def line(self) -> str:
        """The row as text: times faster, or the part of the time."""
        ratio = self.other / self.own if self.is_least else self.own / self.other
        bound = f"{'at least' if self.is_least else 'below'} {self.bound:g}" if self.bound else ""
        own, other = self.own * 1000, self.other * 1000
        return f"{self.name:48} {own:8.2f} ms {other:9.2f} ms {ratio:8.2f}   {bound}".rstrip()


def lines(socloc: Path, folder: Path) -> Iterator[str]:
    """The table of the peers, or one line that says why there is none; `folder` is for files."""
    missing = node.installed()
    if missing:
        yield f"Peers of articles were left out: {missing}."
        return
    yield f"{f'An article of {len(LONG):,} characters':48} {'socloc':>11} {'peer':>12} {'ratio':>8}"
    yield from (row.line() for row in [*_hot(folder), _cold(socloc, folder)])


def _hot(folder: Path) -> Iterator[Row]:
    source = folder / "numbered.md"
    source.write_text(NEW_CODE, "utf-8")
    found: dict[str, list[float]] = {}
    for _ in range(PASSES):  # in turn: a busy machine slows all alike
        mine = {"code seen before": _median(NUMBERED), "new code every time": _median(NEW_CODE)}
        for name, seconds in (mine | _peers(source)).items():
            found.setdefault(name, []).append(seconds)
    for peer, least in (("wenyan", 100), ("markdown-it + juice", 5)):
        yield Row(f"again, code seen before; {peer}", min(found["code seen before"]), min(found[peer]), least)
        yield Row(f"again, new code every time; {peer}", min(found["new code every time"]), min(found[peer]))


def _peers(source: Path) -> dict[str, float]:
    """The medians of the peers by their names."""
    run = subprocess.run(node.script("article.mjs", source, THEME), capture_output=True, text=True, check=False)
    if run.returncode:
        sys.exit(f"the peers failed:\n{run.stderr}")
    found: dict[str, float] = json.loads(run.stdout)
    return found


def _median(article: str) -> float:
    """Of one article after another in this process, with its theme; not counting what the first one loads."""
    code_block.cache_clear()
    locale, _ = locales.load("zh-CN", Path())
    words = locale.words if locale else {}
    theme = built_in("clean")

    def make(text: str) -> str:
        return finish(f"<section>{article_body(text, words, lambda _: None).html}</section>", theme).html

    return statistics.median(_times(make, article))


def _times(make: Callable[[str], str], article: str) -> list[float]:
    times = []
    for number in range(ROUNDS + 5):
        text = article.replace("NUMBER", str(number))
        start = time.perf_counter()
        html = make(text)
        times.append(time.perf_counter() - start)
        if f"第{number}泡" not in html:
            sys.exit("an article came out without its number")
    return times[5:]


def _cold(socloc: Path, folder: Path) -> Row:
    source = folder / "cold.md"
    source.write_text(LONG, "utf-8")
    commands = ([str(socloc), "article", str(source)], node.script("wenyan.mjs", source))
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(COLD_ROUNDS):
        for command, taken in zip(commands, times, strict=True):
            start = time.perf_counter()
            subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
            taken.append(time.perf_counter() - start)
    own, other = map(statistics.median, times)
    return Row("one process each; wenyan", own, other, 0.25, is_least=False)
