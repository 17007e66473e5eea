"""The same site by socloc, Hugo and Pelican: a thousand pages, each in five languages."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from tests.bench import python_peers
from tests.bench.running import SOCLOC, Failed, Setting, in_turn, run
from tests.bench.site_sources import write_campaigns, write_hugo, write_pelican
from tests.bench.tables import Row, Table, milliseconds

NUMBER = 1_000
LANGUAGES = 5
_SECTION = 100
_RUNS = ("first run", "second run", "one page changed")
_ONE, _OTHER = "The first spring tea of garden 1 ", "The very first spring tea of garden 1 "
HOW = """\
{number:,} pages in five languages: a title, 400 to 600 characters of Markdown (strong and emphasized words, a list,
a link), and a tag. Hugo and Pelican make an HTML page of each from a layout of 17 lines, with lists, feeds, maps of
the site and all else that can be turned off turned off, no minifying, and no theme. socloc makes a post of each in
the form of a network (Facebook, LinkedIn, VK, Weibo), once with a campaign for every page, and once with {section}
pages in a campaign as in a section of a site; it also checks all of them and writes a preview and a manifest of
every campaign. Everybody writes plain files: into an empty folder in first runs, over the same output in second
ones, and once more after one word of one page has changed. socloc has two processes, as many as the machine has
cores; Hugo takes all cores; Pelican has one process, and for all but first runs what it keeps with `CACHE_CONTENT`,
which would slow a first one. Medians of {rounds}, in turn."""


class Peer(NamedTuple):
    """A program on the same site: what it is called, its command, its folder and its output.

    `page` is the file of the first page. `more` are options of runs that keep something for the next one, where a first
    run should not pay for that.
    """

    name: str
    command: Sequence[str | Path]
    folder: Path
    out: Path
    page: Path
    more: Sequence[str] = ()


def tables(setting: Setting) -> Iterator[Table]:
    """One table; a peer that is not installed has a row that says so."""
    number, rounds = (200 if setting.is_quick else NUMBER), setting.rounds(3)
    folder = setting.folder
    peers, missing = _peers(folder, number)
    ours = [_ours(folder, number, 1), _ours(folder, number, _SECTION)]
    works = [work for peer in [*ours, *peers] for work in _works(peer)]
    times = in_turn(rounds, works)
    for peer in [*ours, *peers]:
        _count(peer, number * LANGUAGES)
    every = len(_RUNS)
    took = {peer.name: times[every * at : every * (at + 1)] for at, peer in enumerate([*ours, *peers])}
    rows = [row for peer in ours for row in _rows(peer.name, took)]
    rows += [
        Row(f"{peer.name}, {which}", milliseconds(seconds))
        for peer in peers
        for which, seconds in zip(_RUNS, took[peer.name], strict=True)
    ]
    how = HOW.format(number=number, section=_SECTION, rounds=rounds)
    yield Table("A site of a thousand pages", how, [*rows, *missing])


def _rows(name: str, took: dict[str, list[float]]) -> Iterator[Row]:
    """What socloc took for the site in one form, by what its peers took."""
    for at, which in enumerate(_RUNS):
        own, shown = took[name][at], f"{name}, {which}"
        hugo, pelican = (0.6, 8) if which == _RUNS[0] else (0, 0)
        yield Row(shown, milliseconds(own))
        for peer, times in took.items():
            if peer.startswith("Hugo"):
                yield Row(f"{shown}, by Hugo's", "", own / times[at], "× its time", at_most=hugo)
            elif peer.startswith("Pelican"):
                yield Row(f"{shown}, by Pelican's", "", times[at] / own, "times as fast", at_least=pelican)


def _ours(folder: Path, number: int, each: int) -> Peer:
    name = f"site-{each}"
    write_campaigns(folder / name, number, each)
    shown = f"socloc, {number // each:,} campaigns of {each} {'page' if each == 1 else 'pages'}"
    out = folder / f"out-{each}"
    command: list[str | Path] = [SOCLOC, "render", name, "-o", out, "--jobs", "2"]
    return Peer(shown, command, folder, out, folder / name / "gardens-00000.yaml")


def _peers(folder: Path, number: int) -> tuple[list[Peer], list[Row]]:
    """The peers that are installed, and rows that say which are not."""
    found, missing = [], []
    hugo, pelican = shutil.which("hugo"), python_peers.version("pelican")
    if hugo:
        write_hugo(folder / "hugo", number)
        said = subprocess.run([hugo, "version"], capture_output=True, text=True, check=False).stdout
        shown = re.search(r"v(\d[\w.]*)", said)
        name = f"Hugo {shown[1] if shown else ''}".strip()
        command: list[str | Path] = [hugo, "--quiet", "--cacheDir", folder / "hugo" / "cache"]
        found.append(_of_markdown(name, command, folder / "hugo", "public"))
    else:
        missing.append(Row("Hugo", "not installed (Debian's package is called hugo)"))
    if pelican:
        write_pelican(folder / "pelican", number)
        command = [python_peers.program("pelican"), "--quiet"]
        more = ["--extra-settings", "CACHE_CONTENT=true", "LOAD_CONTENT_CACHE=true"]
        found.append(_of_markdown(f"Pelican {pelican}", command, folder / "pelican", "output")._replace(more=more))
    else:
        missing.append(Row("Pelican", "not installed in .bench (make bench installs it)"))
    return found, missing


def _of_markdown(name: str, command: Sequence[str | Path], folder: Path, out: str) -> Peer:
    return Peer(name, command, folder, folder / out, folder / "content" / "en" / "garden-1.md")


def _works(peer: Peer) -> Iterator[Callable[[], float]]:
    """What is timed of each, in the order of _RUNS."""
    yield partial(_first, peer)
    yield partial(_second, peer)
    yield partial(_changed, peer)


def _first(peer: Peer) -> float:
    """A run without any output or cache of an earlier one, but with compiled modules and templates."""
    cache = peer.folder / "cache"
    for made in (peer.out, cache, peer.folder / "resources"):
        shutil.rmtree(made, ignore_errors=True)
    if peer.command[0] == SOCLOC:
        first = next(iter(sorted((peer.folder / str(peer.command[2])).iterdir())))
        run([SOCLOC, "check", "--no-cache", first], peer.folder, cache)
    return run(peer.command, peer.folder, cache)


def _second(peer: Peer) -> float:
    """A run over what the one before it left."""
    if peer.more:
        run([*peer.command, *peer.more], peer.folder, peer.folder / "cache")
    return run([*peer.command, *peer.more], peer.folder, peer.folder / "cache")


def _changed(peer: Peer) -> float:
    """A run after a word has come into one page, or gone from it."""
    text = peer.page.read_text("utf-8")
    fresh = text.replace(_OTHER, _ONE) if _OTHER in text else text.replace(_ONE, _OTHER)
    if fresh == text:
        raise Failed(f"{peer.page.name} has no words to change")
    peer.page.write_text(fresh, "utf-8")
    return run([*peer.command, *peer.more], peer.folder, peer.folder / "cache")


def _count(peer: Peer, wanted: int) -> None:
    """Make sure that all pages are there. Raises Failed where they are not."""
    kinds = (".txt",) if peer.command[0] == SOCLOC else (".html",)
    made = sum(path.suffix in kinds for path in peer.out.rglob("*.*"))
    if made < wanted:
        raise Failed(f"{peer.name} made {made:,} pages of {wanted:,}")
