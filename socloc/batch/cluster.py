"""Campaigns on the workers of a Dask cluster, with the answers in the order of the campaigns."""

from __future__ import annotations

import logging
import os
import threading
import warnings
from collections.abc import Iterator
from contextlib import chdir, contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from socloc import __version__, verdicts
from socloc.batch.task import Task
from socloc.batch.work import Reply, Wanted, failed, work
from socloc.errors import SoclocError
from socloc.remote.addresses import of

CONNECT: Final = 10  # seconds for an answer of the scheduler
NO_WORKERS: Final = 60  # seconds without any; those that are started when there is work need some
_LOOK: Final = 5  # seconds between two looks at whether there are any
_LOOK_EVERY: Final = 100  # campaigns
_AHEAD: Final = 8  # campaigns for each thread that are handed out before the first of them is needed
_LEAST: Final = 64  # for clusters that grow when there is work
_SHAPING: Final = ("socloc", "opencc", "babel")  # a manifest names their versions
_SAME: Final = "Install the same versions on the scheduler, on its workers and here."
# Campaigns share caches within a process, and one process has one current folder.
_ONE_AT_A_TIME: Final = threading.Lock()


class Cluster:
    """A cluster that somebody else started, and that goes on when this run has ended."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._client = _client(address)
        self._flying: list[Any] = []
        self._taken = 0
        self.ahead = _LEAST

    def __enter__(self) -> Cluster:
        try:
            self._must_be_the_same()
            self._look()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        """Leave; the scheduler drops what waits for nobody, and what has begun is finished, whole."""
        with suppress(Exception):  # it may have gone
            self._client.close(timeout=CONNECT)

    def start(self, task: Task, wanted: Wanted) -> Any:
        """Hand a campaign out; Dask does it again elsewhere when its worker dies."""
        there = os.path.lexists(task.path)
        with self._answering():
            future = self._client.submit(
                _at_worker, __version__, os.getcwd(), there, task, wanted._replace(fresh=True), pure=False
            )
        self._flying.append(future)
        return future

    def reply(self, task: Task, found: Any, wanted: Wanted) -> Reply:
        """The answer, when it is there."""
        if isinstance(found, Reply):
            return found
        reply = self._take(task, found)
        if reply is None:  # its workers died, by it or by what they had beside it
            for other in self._flying:
                self._settle(other)
            reply = self._take(task, self.start(task, wanted))
        hint = "Is there enough memory? Look at it alone: `socloc check` with its name."
        return reply or failed(
            task, SoclocError(f"the workers that worked on {task} died, all of them", hint), "crashed"
        )

    def _take(self, task: Task, future: Any) -> Reply | None:
        """The answer, which the cluster may then forget; None where one worker after the other died of it."""
        self._settle(future)
        self._flying.remove(future)
        self._taken += 1
        if self._taken % _LOOK_EVERY == 0:
            self._look()
        with self._answering():
            error = future.exception() if future.status == "error" else None
            reply: Reply | None = None if error else future.result()
        if error and not isinstance(error, _dask().scheduler.KilledWorker):
            message = f"the cluster could not work on {task}: {type(error).__name__}"
            return failed(task, SoclocError(message, _SAME), "crashed")
        return reply

    def _settle(self, future: Any) -> None:
        """Wait until something came of it. Raises SoclocError where nobody is left to work on it."""
        idle = 0
        while idle < NO_WORKERS:
            with suppress(TimeoutError), self._answering():
                future.exception(timeout=_LOOK)
                return
            idle = 0 if self._look() else idle + _LOOK
        raise SoclocError(f"the cluster at {self._address} has no workers", "Start some: `dask worker ADDRESS`.")

    def _look(self) -> int:
        """How many threads there are now."""
        with self._answering():
            threads = int(self._client.scheduler_info(n_workers=0)["total_threads"])
        self.ahead = max(_LEAST, threads * _AHEAD)
        return threads

    @contextmanager
    def _answering(self) -> Iterator[None]:
        """Turns what is said of a scheduler that has gone into a sentence."""
        from concurrent.futures import CancelledError

        try:
            yield
        except TimeoutError:
            raise
        except (CancelledError, OSError) as error:
            hint = "What was written is whole; start the run again when the cluster is there."
            raise SoclocError(f"the cluster at {self._address} has gone", hint) from error

    def _must_be_the_same(self) -> None:
        """Refuse a cluster with another socloc: it would make other bytes."""
        with self._answering():
            found = self._client.get_versions(packages=_SHAPING)
        workers = [("a worker", _SHAPING, about) for about in found["workers"].values()]
        for who, packages, about in [("the scheduler", _SHAPING[:1], found["scheduler"]), *workers]:
            for name in packages:
                here, there = (one["packages"].get(name) for one in (found["client"], about))
                if here != there:
                    message = (
                        f"{who} of the cluster has {f'{name} {there}' if there else f'no {name}'}, and here is {here}"
                    )
                    raise SoclocError(message, _SAME)


def _dask() -> Any:
    """Dask's package, which has types for some of its functions only."""
    import distributed

    return distributed


def _client(address: str) -> Any:
    """What speaks to the scheduler at an address. Raises SoclocError where nothing does."""
    try:
        distributed = _dask()
    except ImportError:
        raise SoclocError("--scheduler needs Dask", 'Install it with `pip install "socloc[dask]"`.') from None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters is said in a sentence
    try:
        with warnings.catch_warnings(action="ignore"):  # of versions of other packages, which make no other bytes
            return distributed.Client(address, timeout=CONNECT, set_as_default=False, name="socloc")
    except (OSError, ValueError, TypeError, ImportError) as error:
        hint = "Start one with `dask scheduler`, and workers with `dask worker ADDRESS`."
        raise SoclocError(f"no Dask scheduler answers at {address}", hint) from error


def _at_worker(version: str, folder: str, is_there: bool, task: Task, wanted: Wanted) -> Reply:
    """Work on a campaign as if it were in the process, and the folder, in which the run was started."""
    if version != __version__:  # a worker that has come since
        return failed(task, SoclocError(f"a worker has socloc {__version__}, and here is {version}", _SAME))
    wanted = wanted._replace(choices=wanted.choices._replace(cache=Path(verdicts.cache_folder())))
    is_remote = of(task.path) and (wanted.out is None or of(wanted.out))
    with _ONE_AT_A_TIME:
        if is_remote:
            return work(task, wanted)
        try:
            with chdir(folder):
                if is_there and not os.path.lexists(task.path):
                    return failed(task, _not_seen(str(task.path)))
                return work(task, wanted)
        except OSError:
            return failed(task, _not_seen(folder))


def _not_seen(name: str) -> SoclocError:
    hint = "Workers share a file system, or read and write at addresses such as s3://bucket/clients."
    return SoclocError(f"the worker {_dask().get_worker().address} does not see {name}", hint)
