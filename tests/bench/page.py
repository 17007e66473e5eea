"""The page of results: what one run measured, and below it what is written by hand and stays."""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

from tests.bench import python_peers
from tests.bench.tables import Table

PAGE = Path(__file__).with_name("RESULTS.md")
BY_HAND = "<!-- Below this line the page is written by hand; make bench leaves it as it is. -->"
_TITLE = "# What socloc takes, and its peers beside it\n"
_ABOUT = """\
`make bench` measured this in one run and wrote it here. The figures are mostly ratios, since they tell more than the
milliseconds of one machine; a bound that was not kept says no. What was run is in `tests/bench/`.
"""


def write(tables: Sequence[Table], wanting: Iterable[str], day: date) -> None:
    """Write the page anew, with the themes that are `wanting` still, and keep what is written by hand."""
    before = PAGE.read_text("utf-8") if PAGE.exists() else ""
    by_hand = before.partition(BY_HAND)[2] or "\n"
    parts = [_TITLE, _ABOUT, f"{_summary(tables)}\n", *_circumstances(day), ""]
    parts += [line for table in tables for line in table.markdown()]
    parts += [f"Not measured yet: {', '.join(wanting)}.\n"] if wanting else []
    fresh = PAGE.with_suffix(".new")
    fresh.write_text("\n".join(parts) + f"\n{BY_HAND}{by_hand}", "utf-8")
    fresh.replace(PAGE)


def _summary(tables: Iterable[Table]) -> str:
    """How many bounds were kept, and which were not."""
    rows = [(table, row) for table in tables for row in table.rows if row.kept]
    broken = [f"{row.name} ({table.title})" for table, row in rows if row.kept == "no"]
    kept = f"**{len(rows) - len(broken)} of {len(rows)} bounds were kept.**"
    return f"{kept} Not kept: {'; '.join(broken)}." if broken else kept


def _circumstances(day: date) -> Iterator[str]:
    """The day, the machine in words, and the versions."""
    system = {"Darwin": "macOS"}.get(platform.system(), platform.system())
    yield f"* {day:%Y-%m-%d}, {system} on {platform.machine()}, {_memory()}{os.cpu_count()} cores{_busy()}"
    yield f"* CPython {platform.python_version()}, with " + _named(_libraries())
    yield "* Peers: " + _named(_peers())


def _named(versions: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {version or '(not installed)'}" for name, version in versions.items())


def _memory() -> str:
    try:
        return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 1e9:.0f} GB of memory, "
    except (ValueError, AttributeError):
        return ""


def _busy() -> str:
    """What else the machine had to do when the page was begun."""
    return f" (load {os.getloadavg()[2]:.1f} at the end)" if hasattr(os, "getloadavg") else ""


def _libraries() -> dict[str, str]:
    return {name: version(name) for name in ("jinja2", "pyyaml", "qrcode", "pillow", "comrak", "opencc")}


def _peers() -> dict[str, str]:
    """Those of this run; the packages of Node are pinned, and named by their tables."""
    said = {name: _said(name) for name in ("hugo", "node")}
    return {
        "Hugo": said["hugo"],
        "Pelican": python_peers.version("pelican"),
        "python-markdown": python_peers.version("markdown"),
        "Node": said["node"],
        **(_pinned() if said["node"] else {}),
    }


def _said(program: str) -> str:
    """The version that a program tells of itself."""
    arguments = [program, "version"] if program == "hugo" else [program, "--version"]
    try:
        said = subprocess.run(arguments, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return ""
    found = re.search(r"v(\d+(?:\.\d+)*)", said)
    return found[1] if found else ""


def _pinned() -> dict[str, str]:
    wanted = json.loads(Path(__file__).with_name("peers").joinpath("package.json").read_text("utf-8"))
    shown = ("@wenyan-md/core", "juice", "markdown-it", "textlint")
    return {name: version for name, version in wanted["dependencies"].items() if name in shown}
