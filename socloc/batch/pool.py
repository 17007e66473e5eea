"""Campaigns divided among processes of this machine, with the answers in the order of the campaigns."""

from __future__ import annotations

import gc
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from typing import Final, NamedTuple

from socloc.batch.ids import Ids
from socloc.batch.work import Reply, Wanted, failed, known, work
from socloc.errors import SoclocError

_AHEAD: Final = 8  # campaigns for each process that are handed out before the first of them is needed


def replies(paths: Sequence[Path], wanted: Wanted, jobs: int) -> Iterator[Reply]:
    """What becomes of every campaign, in their order; what is known already is not done again.

    `jobs` processes share the work; with 1 it is done in this one. A campaign that kills its process is tried once
    more alone, and then told; the others go on.
    """
    ids = Ids() if wanted.out else None
    if jobs == 1 or len(paths) == 1:
        yield from (_known(path, wanted, ids) or work(path, wanted, len(paths) == 1) for path in paths)
        return
    with _Workers(jobs) as workers:
        waiting: deque[tuple[Path, Reply | _Handed]] = deque()
        for path in paths:
            waiting.append((path, _known(path, wanted, ids) or workers.start(path, wanted)))
            if len(waiting) > jobs * _AHEAD:
                yield workers.reply(*waiting.popleft(), wanted)
        while waiting:
            yield workers.reply(*waiting.popleft(), wanted)


def _known(path: Path, wanted: Wanted, ids: Ids | None) -> Reply | None:
    """What is known before any work: an unchanged campaign, or one whose bundle would replace another's."""
    reply = known(path, wanted)
    problem = ids.taken(path, reply.done.id if reply else None) if ids else None
    return failed(path, problem) if problem else reply


class _Handed(NamedTuple):
    """A campaign that was handed out, and to which processes."""

    future: Future[Reply]
    pool: ProcessPoolExecutor


class _Workers:
    """Processes that work until the end, and are replaced where one dies."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._pool = _pool(jobs)

    def __enter__(self) -> _Workers:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)  # what has begun is finished, and kept

    def start(self, path: Path, wanted: Wanted) -> _Handed:
        """Hand a campaign out."""
        try:
            return _Handed(self._pool.submit(work, path, wanted), self._pool)
        except BrokenProcessPool:
            self._replace(self._pool)
            return _Handed(self._pool.submit(work, path, wanted), self._pool)

    def reply(self, path: Path, found: Reply | _Handed, wanted: Wanted) -> Reply:
        """The answer, when it is there."""
        if isinstance(found, Reply):
            return found
        try:
            return found.future.result()
        except BrokenProcessPool:  # this campaign, or one beside it, has killed its process
            self._replace(found.pool)
            return _alone(path, wanted)

    def _replace(self, broken: ProcessPoolExecutor) -> None:
        """Begin anew, unless others that were with the same processes have made that happen."""
        if broken is self._pool:
            broken.shutdown(wait=True, cancel_futures=True)
            self._pool = _pool(self._jobs)


def _alone(path: Path, wanted: Wanted) -> Reply:
    """Work on a campaign in a process of its own."""
    with _pool(1) as pool:
        try:
            return pool.submit(work, path, wanted).result()
        except BrokenProcessPool:
            hint = "Is there enough memory? Look at it alone: `socloc check` with its name."
            return failed(path, SoclocError(f"the process that worked on {path} died, twice", hint), "crashed")


def _pool(jobs: int) -> ProcessPoolExecutor:
    # The same way to start on every system; a fork would copy the threads that draw the progress.
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_quietly)


def _quietly() -> None:
    """Control-C is for the process that was started; it lets these finish what they have begun."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(100_000, 20, 20)  # as in the process that was started
