"""Campaigns divided among processes here or on a cluster, with the answers in the order of the campaigns."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, NamedTuple, Protocol

from socloc.batch.ids import Ids
from socloc.batch.task import Task
from socloc.batch.work import Reply, Wanted, failed, known, work


class Hands(Protocol):
    """Those who share the work; at most so many campaigns are handed out `ahead` of the first that is needed."""

    ahead: int

    def start(self, task: Task, wanted: Wanted, /) -> Any:
        """Hand a campaign out."""

    def reply(self, task: Task, handed: Any, wanted: Wanted, /) -> Reply:
        """The answer, when it is there; one that is there already is given back."""


class Crew(NamedTuple):
    """Who does the work: so many processes of this machine, or the cluster of a scheduler at an address."""

    jobs: int = 1
    scheduler: str = ""


def replies(tasks: Sequence[Task], wanted: Wanted, crew: Crew) -> Iterator[Reply]:
    """What becomes of every campaign, in their order; what is known already is not done again.

    One process is this one. A campaign that kills another is tried once more alone, and then told; the others go on.

    Raises SoclocError where there is no such cluster, or where it has gone.
    """
    ids = Ids() if wanted.out else None
    if not crew.scheduler and (crew.jobs == 1 or len(tasks) == 1):
        yield from (_known(task, wanted, ids) or work(task, wanted, len(tasks) == 1) for task in tasks)
        return
    with _hands(crew) as hands:
        waiting: deque[tuple[Task, Any]] = deque()
        for task in tasks:
            # Standard input is that of this process alone.
            start = work if str(task.path) == "-" else hands.start
            waiting.append((task, _known(task, wanted, ids) or start(task, wanted)))
            if len(waiting) > hands.ahead:
                yield hands.reply(*waiting.popleft(), wanted)
        while waiting:
            yield hands.reply(*waiting.popleft(), wanted)


def _hands(crew: Crew) -> AbstractContextManager[Hands]:
    if crew.scheduler:
        from socloc.batch.cluster import Cluster

        return Cluster(crew.scheduler)
    from socloc.batch.workers import Workers  # most runs need no other process, and these take long to import

    return Workers(crew.jobs)


def _known(task: Task, wanted: Wanted, ids: Ids | None) -> Reply | None:
    """What is known before any work: an unchanged campaign, or one whose bundle would replace another's."""
    reply = known(task, wanted)
    problem = ids.taken(task, reply.done.id if reply else None) if ids else None
    return failed(task, problem) if problem else reply
