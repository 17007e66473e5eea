"""The preview while one works: a campaign's bundle on loopback, made again after every save."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from socloc.serve import shown, watch
from socloc.serve.board import Board
from socloc.serve.shown import Shown
from socloc.workflow import Choices

EVERY: Final = 0.05  # seconds between two looks; a page has to follow within half a second
SETTLE: Final = 0.02  # an editor empties a file before it fills it; nobody wants to see the moment between


def follow(
    path: Path,
    choices: Choices,
    board: Board,
    say: Callable[[Shown], None],
    wait: Callable[[float], bool],
) -> None:
    """Make the bundle again whenever a file of the campaign changes, until `wait(seconds)` says True.

    The board must hold the first bundle already; `say` is told of every later one.
    """
    seen = board.seen
    while not wait(EVERY):
        now = watch.look(path, board.shown.media)
        if now == seen:
            continue
        if wait(SETTLE):
            return
        seen = watch.look(path, board.shown.media)
        fresh = shown.again(path, choices, board.shown)
        # What was saved while the bundle was made differs from what was seen before, so the next turn finds it.
        seen = watch.renamed(seen, path, fresh.media)
        board.show(fresh)
        say(fresh)


def opened(path: Path, choices: Choices) -> Board:
    """The first bundle of a campaign, on a board. Raises SoclocError where the file cannot be read."""
    seen = watch.look(path, ())
    first = shown.built(path, choices, shown.NOTHING)
    return Board(first, watch.renamed(seen, path, first.media))


def until(seconds: float | None) -> Callable[[float], bool]:
    """A `wait` that says True when so many seconds have passed; with None never."""
    end = time.monotonic() + seconds if seconds is not None else None

    def wait(pause: float) -> bool:
        left = pause if end is None else max(0.0, min(pause, end - time.monotonic()))
        time.sleep(left)
        return end is not None and time.monotonic() >= end

    return wait
