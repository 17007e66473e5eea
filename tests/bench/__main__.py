"""`make bench`: how long a cold command takes, in ratios to `python -c pass` and to peers in the same run.

Rounds go through all commands in turn, so that a busy machine slows all alike; the ratio is that of the medians.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from subprocess import DEVNULL
from typing import NamedTuple

from tests.bench import articles, copy_checks, many
from tests.bench.campaigns import ARTICLE, campaign

ROUNDS = 25
# An installed socloc is compiled; a work tree is after its first run, unless the environment forbids it.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
SOCLOC = Path(sys.executable).with_name("socloc")


class Row(NamedTuple):
    """A command, and the ratio it is meant to keep; 0 where there is none."""

    name: str
    command: list[str]
    at_most: float = 0


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        rows = _rows(Path(folder))
        for row in rows:
            _check(row)
        times = _measure(rows)
        html = len(Path(folder, "article.html").read_text("utf-8"))
        base = statistics.median(times[rows[0].name])
        peers = [*articles.lines(SOCLOC, Path(folder)), "", *copy_checks.lines(SOCLOC, Path(folder)), ""]
        peers += many.lines(SOCLOC, Path(folder), base)
    print(f"{'':48} {'median':>9} {'ratio':>6} {'at most':>8}")
    for row in rows:
        median = statistics.median(times[row.name])
        bound = f"{row.at_most:g}" if row.at_most else ""
        print(f"{row.name:48} {median * 1000:6.1f} ms {median / base:6.2f} {bound:>8}")
    print(f"The HTML of the article has {html / len(ARTICLE):.2f} times the characters of its Markdown (below 5).\n")
    print("\n".join(peers))


def _rows(folder: Path) -> list[Row]:
    def check(name: str, text: str) -> list[str]:
        path = folder / f"{name}.yaml"
        path.write_text(text, "utf-8")
        return [str(SOCLOC), "check", "--no-cache", str(path)]

    def render(name: str, text: str) -> list[str]:
        return [str(SOCLOC), "render", *check(name, text)[3:], "-o", str(folder / "out")]

    article = folder / "article.md"
    article.write_text(ARTICLE, "utf-8")
    ten, twenty = campaign(posts=1), campaign(posts=2, qr_codes=True)
    converted = campaign(posts=1, converted=True)
    return [
        Row("python -c pass", [sys.executable, "-c", "pass"]),
        Row("socloc --version", [str(SOCLOC), "--version"], 1.5),
        Row("socloc check, 10 variants", check("ten", ten), 11),
        Row("socloc check, 10 variants, 2 by OpenCC", check("converted", converted)),
        Row("socloc check, 10 variants, unchanged", [str(SOCLOC), "check", check("kept", ten)[-1]], 2.5),
        Row("socloc render, 20 variants, 3 QR codes", render("twenty", twenty), 17),
        Row("socloc article", [str(SOCLOC), "article", str(article), "-o", str(folder / "article.html")]),
        Row("python -c 'import typer, jinja2, yaml'", [sys.executable, "-c", "import typer, jinja2, yaml"]),
    ]


def _check(row: Row) -> None:
    """Run once for the caches, and make sure that it is not measured how fast something fails."""
    done = subprocess.run(row.command, capture_output=True, text=True, check=False, env=ENVIRONMENT)
    if done.returncode:
        sys.exit(f"{row.name} failed:\n{done.stdout}{done.stderr}")


def _measure(rows: list[Row]) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {row.name: [] for row in rows}
    for _ in range(ROUNDS):
        for row in rows:
            start = time.perf_counter()
            subprocess.run(row.command, stdout=DEVNULL, stderr=DEVNULL, check=True, env=ENVIRONMENT)
            times[row.name].append(time.perf_counter() - start)
    return times


if __name__ == "__main__":
    if not shutil.which(str(SOCLOC)):
        sys.exit(f"socloc is not installed beside {sys.executable}; run make bench")
    main()
