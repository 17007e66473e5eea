"""A thousand campaigns in one run: alone, divided among two processes, and again when nothing has changed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.campaigns import campaign

NUMBER = 1_000
_SPEEDUP, _BY_STATE, _BY_CONTENT = 1.8, 3, 6


def lines(socloc: Path, folder: Path, start_of_python: float) -> Iterator[str]:
    """The table; `start_of_python` is `python -c pass` in the same run, in seconds."""
    text = campaign(posts=2, qr_codes=True)
    (folder / "many").mkdir()
    for number in range(NUMBER):
        own = text.replace("id: bench-2", f"id: bench-{number}").replace("?from=campaign", f"?from=c{number}")
        (folder / "many" / f"{number:04}.yaml").write_text(own, "utf-8")
    alone = _seconds(socloc, folder, "--no-cache")
    shutil.rmtree(folder / "out")
    two = _seconds(socloc, folder, "--jobs", "2")
    yield f"{NUMBER:,} campaigns, 20 variants and 3 QR codes each, as zips"
    yield f"{'  one process':48} {alone:8.2f} s  {alone / NUMBER * 1000:6.1f} ms each"
    yield f"{'  two processes':48} {two:8.2f} s  {alone / two:6.2f} times as fast   at least {_SPEEDUP}"
    again = min(_seconds(socloc, folder, "--jobs", "2") for _ in range(3))
    yield _ratio("  unchanged, by the states of files", again, start_of_python, _BY_STATE)
    for path in (folder / "many").iterdir():
        os.utime(path)
    yield _ratio(
        "  unchanged, by their contents", _seconds(socloc, folder, "--jobs", "2"), start_of_python, _BY_CONTENT
    )


def _ratio(name: str, seconds: float, base: float, bound: float) -> str:
    return f"{name:48} {seconds:8.3f} s  {seconds / base:6.2f} times `python -c pass`   at most {bound}"


def _seconds(socloc: Path, folder: Path, *options: str) -> float:
    command = [str(socloc), "render", "many", "--zip", "-o", "out", *options]
    start = time.perf_counter()
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    taken = time.perf_counter() - start
    if ran.returncode:
        sys.exit(f"many campaigns failed:\n{ran.stderr[-2000:]}")
    return taken
