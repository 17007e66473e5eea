"""The gate before a machine: how many ask at once, and how long everybody waits when it says so."""

from __future__ import annotations

import random
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from email.utils import parsedate_to_datetime
from queue import SimpleQueue
from typing import Final, NamedTuple, TypeVar

from socloc.localize.faults import BrokenError, BusyError, SpentError

Job = TypeVar("Job")
Done = TypeVar("Done")
_FIRST_PAUSE: Final = 1.0  # seconds; doubled each time
_LONGEST_PAUSE: Final = 60.0  # seconds, where the machine does not say how long


class Clock(NamedTuple):
    """Time and chance: seconds that only grow, sleeping, a number from 0 to 1, and the seconds since 1970."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random
    date: Callable[[], float] = time.time


class Rules(NamedTuple):
    """How a machine is asked: seconds between two requests, how often for one text, and how long to wait.

    `patience` are the seconds it may ask to wait at once, `budget` those of all waiting together; `broken` is how many
    requests in a row may fail before it is given up.
    """

    pace: float = 0.0
    tries: int = 4
    patience: float = 120.0
    budget: float = 600.0
    broken: int = 24


class Gate:
    """One gate for all who ask one machine. It is passed in turn, and it is shut for all at once."""

    def __init__(self, rules: Rules, clock: Clock) -> None:
        self._rules, self._clock = rules, clock
        self._lock = threading.Lock()
        self._turn = self._open = clock.now()  # when the next request may go, and when the machine takes any again
        self._waited = 0.0
        self._busy = self._broken = 0  # in a row
        self._shut = ""

    def call(self, ask: Callable[[], Done]) -> Done:
        """Ask, wait and ask again. Raises the last BrokenError when it was tried often enough.

        Raises SpentError at once for everybody when the machine asks for more patience than there is, or answers
        nothing any more.
        """
        tries = 0
        while True:
            self._wait_for_turn()
            try:
                done = ask()
            except BusyError as busy:
                self._close(busy)
            except BrokenError as broken:
                tries += 1
                self._count(broken)
                if tries >= self._rules.tries:
                    raise
                self._clock.sleep(self._pause(tries))
            except SpentError as spent:
                self.shut(str(spent))
                raise
            else:
                with self._lock:
                    self._busy = self._broken = 0
                return done

    def shut(self, reason: str) -> None:
        """Let nobody through any more."""
        with self._lock:
            self._shut = self._shut or reason

    def _wait_for_turn(self) -> None:
        while True:
            with self._lock:
                if self._shut:
                    raise SpentError(self._shut)
                now = self._clock.now()
                start = max(now, self._open, self._turn)
                if start <= now:
                    self._turn = now + self._rules.pace
                    return
            self._clock.sleep(start - now)

    def _close(self, busy: BusyError) -> None:
        """Close the gate for as long as the machine asks, or longer each time where it does not say."""
        with self._lock:
            self._busy += 1
            seconds = self._pause(self._busy) if busy.seconds is None else max(0.0, busy.seconds)
            opens = self._clock.now() + seconds
            self._waited += max(0.0, opens - max(self._open, self._clock.now()))
            self._open = max(self._open, opens)
            if seconds > self._rules.patience:
                self._shut = self._shut or f"{busy} and asks to wait {in_words(seconds)}"
            elif self._waited > self._rules.budget or self._busy > self._rules.broken:
                self._shut = self._shut or f"{busy}, and waiting did not help"

    def _count(self, broken: BrokenError) -> None:
        with self._lock:
            self._broken += 1
            if self._broken >= self._rules.broken:
                self._shut = self._shut or f"{broken}, {self._broken} times in a row"

    def _pause(self, times: int) -> float:
        """Seconds before another try: doubled each time, and between half and all of it by chance."""
        longest = min(_LONGEST_PAUSE, _FIRST_PAUSE * 2.0 ** min(times - 1, 10))
        return longest * (0.5 + self._clock.chance() / 2)


def each(work: Callable[[Job], Done], jobs: Sequence[Job], workers: int) -> Iterator[tuple[Job, Done | Exception]]:
    """Do the jobs, some at once, and give each with what came of it as soon as it is there, in any order.

    Who stops listening stops it: no further job is begun, and nothing waits for those that were.
    """
    todo, done = deque(jobs), SimpleQueue[tuple[Job, Done | Exception]]()

    def run() -> None:
        while True:
            try:
                job = todo.popleft()
            except IndexError:
                return
            try:
                done.put((job, work(job)))
            except Exception as error:  # noqa: BLE001  # it is handed to the one who asked
                done.put((job, error))

    for _ in range(min(workers, len(jobs))):
        threading.Thread(target=run, daemon=True).start()
    try:
        for _ in jobs:
            yield done.get()
    finally:
        todo.clear()


def seconds_of(retry_after: str | None, date: float) -> float | None:
    """The seconds of a Retry-After header, which has a number or a date (RFC 9110, 10.2.3); None where it has neither.

    `date` is now, in seconds since 1970.
    """
    text = (retry_after or "").strip()
    if text.isascii() and text.replace(".", "", 1).isdigit() and len(text) < 12:
        return float(text)
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - date)
    except (ValueError, OverflowError, TypeError):
        return None


def in_words(seconds: float) -> str:
    """A time for people: `45 seconds`, `10 minutes`, `8 hours`."""
    for size, name in ((3600, "hours"), (60, "minutes")):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {name}"
    return f"{seconds:.0f} seconds"
