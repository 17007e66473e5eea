"""Processes that share the work on campaigns, and what happens when one of them dies."""

from __future__ import annotations

import gc
import os
import signal
import threading
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from typing import Final, NamedTuple

from socloc.batch.task import Task
from socloc.batch.work import Reply, Wanted, failed, work
from socloc.errors import SoclocError

_AHEAD: Final = 8  # campaigns for each process that are handed out before the first of them is needed


class Handed(NamedTuple):
    """A campaign that was handed out, and to which processes."""

    future: Future[Reply]
    pool: ProcessPoolExecutor


class Workers:
    """Processes that work until the end, and are replaced where one dies."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._pool = _pool(jobs)
        self.ahead = jobs * _AHEAD

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)  # what has begun is finished, and kept

    def start(self, task: Task, wanted: Wanted) -> Handed:
        """Hand a campaign out."""
        try:
            return Handed(self._pool.submit(work, task, wanted), self._pool)
        except BrokenProcessPool:
            self._replace(self._pool)
            return Handed(self._pool.submit(work, task, wanted), self._pool)

    def reply(self, task: Task, found: Reply | Handed, wanted: Wanted) -> Reply:
        """The answer, when it is there."""
        if isinstance(found, Reply):
            return found
        try:
            return found.future.result()
        except BrokenProcessPool:  # this campaign, or one beside it, has killed its process
            self._replace(found.pool)
            return _alone(task, wanted)

    def _replace(self, broken: ProcessPoolExecutor) -> None:
        """Begin anew, unless others that were with the same processes have made that happen."""
        if broken is self._pool:
            broken.shutdown(wait=True, cancel_futures=True)
            self._pool = _pool(self._jobs)


def _alone(task: Task, wanted: Wanted) -> Reply:
    """Work on a campaign in a process of its own."""
    with _pool(1) as pool:
        try:
            return pool.submit(work, task, wanted).result()
        except BrokenProcessPool:
            hint = "Is there enough memory? Look at it alone: `socloc check` with its name."
            return failed(task, SoclocError(f"the process that worked on {task} died, twice", hint), "crashed")


def _pool(jobs: int) -> ProcessPoolExecutor:
    # The same way to start on every system; a fork would copy the threads that draw the progress.
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_quietly)


def _quietly() -> None:
    """Control-C is for the process that was started; it lets these finish what they have begun.

    When that process is killed, they would wait for work for ever.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_it, daemon=True).start()
    gc.set_threshold(100_000, 20, 20)  # as in the process that was started


def _leave_with_it() -> None:
    """Leave when the process that was started has gone; what is half-written is beside its target, and swept."""
    if started := parent_process():
        started.join()
        os._exit(1)
