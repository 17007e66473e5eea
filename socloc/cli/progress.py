"""Progress of long work, on standard error and only where somebody watches a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

WORTH_SHOWING: Final = 4  # campaigns; fewer are done before a bar is drawn


def progress(paths: Sequence[Path], what: str) -> Iterator[Path]:
    """The paths one after the other, with a bar on the terminal when there are many."""
    if len(paths) < WORTH_SHOWING or not sys.stderr.isatty():
        yield from paths
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(paths, description=what, console=Console(stderr=True), transient=True)
