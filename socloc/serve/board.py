"""What the maker of bundles puts up and the server's threads read: the newest bundle, and word that there is one."""

from __future__ import annotations

from threading import Condition

from socloc.serve.shown import Shown
from socloc.serve.watch import Seen


class Board:
    """Holds the newest bundle. One thread shows, many look and wait."""

    def __init__(self, first: Shown, seen: Seen) -> None:
        self.shown = first
        self.seen = seen  # the files as they were before the first bundle was made
        self.turn = 1
        self.is_closed = False
        self._changed = Condition()

    def show(self, fresh: Shown) -> None:
        """Put up a newer bundle, and wake who waits for it."""
        with self._changed:
            self.shown = fresh
            self.turn += 1
            self._changed.notify_all()

    def close(self) -> None:
        """Let everybody go who waits."""
        with self._changed:
            self.is_closed = True
            self._changed.notify_all()

    def after(self, turn: int, seconds: float) -> tuple[int, Shown]:
        """The newest bundle and its turn, as soon as it is another than `turn`, or after so many seconds anyway."""
        with self._changed:
            self._changed.wait_for(lambda: self.is_closed or self.turn != turn, seconds)
            return self.turn, self.shown
