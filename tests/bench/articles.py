"""Articles against their peers in the same run: made again and again in one process, and once in a process each."""

from __future__ import annotations

import json
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from socloc import locales
from socloc.article.body import article_body
from socloc.article.code import code_block
from socloc.article.style import finish
from socloc.article.theme import built_in
from tests.bench import node
from tests.bench.campaigns import ARTICLE
from tests.bench.running import SOCLOC, Failed, Setting, in_turn, run
from tests.bench.tables import Row, Table, milliseconds

ROUNDS = 200
PASSES = 3  # the quickest of their medians counts
COLD_ROUNDS = 9
HOW = f"""\
Markdown to the HTML that goes into an editor, with a theme: {ROUNDS} articles one after another in one process, the
best median of {PASSES} passes in turn with the peers; and one article in a process of its own, {COLD_ROUNDS}
rounds."""
THEME = Path(__file__).parents[2] / "templates" / "_themes" / "clean.css"
LONG = Path(__file__).parents[1].joinpath("article", "typical.md").read_text("utf-8") + ARTICLE
# Every article has a number of its own: what was made before cannot be handed out again.
NUMBERED = LONG.replace("第二泡", "第NUMBER泡")
NEW_CODE = NUMBERED.replace("# degrees", "# degrees NUMBER").replace("grams < 10", "grams < NUMBER")


def tables(setting: Setting) -> Iterator[Table]:
    """One table; without Node it says so."""
    title = f"An article of {len(LONG):,} characters"
    if problem := node.installed():
        yield Table(title, f"Left out: {problem}.")
        return
    yield Table(title, HOW, [*_hot(setting), _cold(setting)])


def _hot(setting: Setting) -> Iterator[Row]:
    source = setting.folder / "numbered.md"
    source.write_text(NEW_CODE, "utf-8")
    found: dict[str, list[float]] = {}
    for _ in range(setting.rounds(PASSES)):  # in turn: a busy machine slows all alike
        mine = {"code seen before": _median(NUMBERED), "new code every time": _median(NEW_CODE)}
        for name, seconds in (mine | _peers(source)).items():
            found.setdefault(name, []).append(seconds)
    for peer, least in (("wenyan", 100), ("markdown-it + juice", 5)):
        for name, bound in (("code seen before", least), ("new code every time", 0)):
            own, other = min(found[name]), min(found[peer])
            yield Row(f"again, {name}", milliseconds(own), other / own, f"times as fast as {peer}", at_least=bound)
        yield Row(f"{peer}, again", milliseconds(min(found[peer])))


def _peers(source: Path) -> dict[str, float]:
    """The medians of the peers by their names."""
    done = subprocess.run(node.script("article.mjs", source, THEME), capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failed(f"the peers failed: {done.stderr}")
    found: dict[str, float] = json.loads(done.stdout)
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
            raise Failed("an article came out without its number")
    return times[5:]


def _cold(setting: Setting) -> Row:
    source = setting.folder / "cold.md"
    source.write_text(LONG, "utf-8")
    commands: list[list[str | Path]] = [[SOCLOC, "article", source], [*node.script("wenyan.mjs", source)]]
    works: list[Callable[[], float]] = [
        partial(run, command, setting.folder, setting.folder / "cache") for command in commands
    ]
    in_turn(1, works)  # for the caches
    own, other = in_turn(setting.rounds(COLD_ROUNDS), works)
    shown = f"{milliseconds(own)}, wenyan {milliseconds(other)}"
    return Row("in a process of its own", shown, own / other, "× the time of wenyan", at_most=0.25)
