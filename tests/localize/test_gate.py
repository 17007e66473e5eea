"""The gate: how long everybody waits, when a machine is given up, and what a Retry-After says. Nobody waits for it."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from socloc.localize.faults import BrokenError, BusyError, RefusedError, SpentError, UnusableError
from socloc.localize.gate import Gate, Rules, each, in_words, seconds_of
from tests.localize.machine_server import Hours


def failing(*errors: Exception) -> Callable[[], str]:
    """Something to ask that raises these in turn, and then answers."""
    waiting = list(errors)

    def ask() -> str:
        if waiting:
            raise waiting.pop(0)
        return "done"

    return ask


@pytest.mark.parametrize(
    "errors, slept",
    [
        ([], []),
        ([BusyError("busy", 7)], [7]),
        ([BusyError("busy", 0)], []),
        ([BusyError("busy", -3)], []),
        ([BusyError("busy")], [1]),
        ([BusyError("busy")] * 8, [1, 2, 4, 8, 16, 32, 60, 60]),
        ([BrokenError("broken")] * 3, [1, 2, 4]),
        ([BusyError("busy", 7), BrokenError("broken"), BusyError("busy", 3)], [7, 1, 3]),
    ],
)
def test_how_long_it_waits(errors: list[Exception], slept: list[float]) -> None:
    hours = Hours()
    assert Gate(Rules(), hours.clock).call(failing(*errors)) == "done"
    assert hours.slept == slept


def test_a_text_has_so_many_tries() -> None:
    gate, hours = Gate(Rules(tries=3), Hours().clock), Hours()
    with pytest.raises(BrokenError, match=r"^third$"):
        gate.call(failing(BrokenError("first"), BrokenError("second"), BrokenError("third")))
    assert gate.call(failing()) == "done"
    assert not hours.slept


@pytest.mark.parametrize(
    "rules, errors, reason",
    [
        (Rules(), [BusyError("it is busy", 36_000)], "it is busy and asks to wait 10 hours"),
        (Rules(patience=10), [BusyError("it is busy", 11)], "it is busy and asks to wait 11 seconds"),
        (Rules(budget=20), [BusyError("it is busy", 8)] * 3, "it is busy, and waiting did not help"),
        (Rules(broken=5), [BusyError("it is busy", 0)] * 6, "it is busy, and waiting did not help"),
        (Rules(broken=2), [BrokenError("it broke")] * 2, "it broke, 2 times in a row"),
        (Rules(), [SpentError("its quota is used up")], "its quota is used up"),
    ],
)
def test_a_machine_that_is_given_up_is_given_up_by_all(rules: Rules, errors: list[Exception], reason: str) -> None:
    gate = Gate(rules, Hours().clock)
    with pytest.raises(SpentError) as first:
        gate.call(failing(*errors))
    with pytest.raises(SpentError) as second:
        gate.call(failing())
    assert (str(first.value), str(second.value)) == (reason, reason)


@pytest.mark.parametrize("error", [UnusableError("no"), RefusedError("no"), ValueError("a bug")])
def test_other_errors_are_not_tried_again(error: Exception) -> None:
    hours = Hours()
    gate = Gate(Rules(), hours.clock)
    with pytest.raises(type(error)):
        gate.call(failing(error))
    assert gate.call(failing()) == "done"
    assert not hours.slept


def test_requests_keep_their_pace() -> None:
    hours = Hours()
    gate = Gate(Rules(pace=0.5), hours.clock)
    for _ in range(4):
        gate.call(failing())
    assert hours.slept == [0.5, 0.5, 0.5]


@pytest.mark.parametrize(
    "text, seconds",
    [
        ("7", 7),
        (" 120 ", 120),
        ("0", 0),
        ("1.5", 1.5),
        ("Sun, 22 Nov 2026 12:00:30 GMT", 30),
        ("Sun, 22 Nov 2026 11:00:00 GMT", 0),
        ("Sunday, 22-Nov-26 12:00:30 GMT", 30),
        *((text, None) for text in (None, "", "soon", "-7", "1e9", "٧", "9" * 400, "Sun, 99 Nov 2026 12:00:00 GMT")),
    ],
)
def test_what_retry_after_says(text: str | None, seconds: float | None) -> None:
    assert seconds_of(text, 1_795_348_800.0) == seconds  # 2026-11-22 12:00 UTC


@pytest.mark.parametrize(
    "seconds, said", [(1.2, "1 seconds"), (119, "119 seconds"), (600, "10 minutes"), (86_400, "24 hours")]
)
def test_times_for_people(seconds: float, said: str) -> None:
    assert in_words(seconds) == said


def test_what_fails_comes_back_beside_what_does_not() -> None:
    def work(job: int) -> int:
        if job % 3 == 0:
            raise UnusableError(str(job))
        return job * 10

    got = dict(each(work, range(100), 8))
    assert len(got) == 100
    for job, made in got.items():
        assert str(made) == (str(job) if job % 3 == 0 else str(job * 10))


def test_never_more_at_once_than_there_are_workers() -> None:
    lock, now, most = threading.Lock(), 0, 0

    def work(_job: int) -> None:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        with lock:
            now -= 1

    assert len(list(each(work, range(500), 3))) == 500
    assert 1 <= most <= 3


def test_no_further_job_is_begun_when_nobody_listens() -> None:
    before, go, begun = set(threading.enumerate()), threading.Event(), list[int]()

    def work(job: int) -> int:
        begun.append(job)
        if job:
            go.wait(20)
        return job

    stream = iter(each(work, range(50), 2))
    assert next(stream) == (0, 0)
    del stream
    go.set()
    for thread in set(threading.enumerate()) - before:
        thread.join(20)
    assert len(begun) <= 3
