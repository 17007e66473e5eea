"""Campaigns divided among processes of this machine, with the answers in the order of the campaigns."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from socloc.batch.ids import Ids
from socloc.batch.work import Reply, Wanted, failed, known, work

if TYPE_CHECKING:
    from socloc.batch.workers import Handed

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
    from socloc.batch.workers import Workers  # most runs need no other process, and these take long to import

    with Workers(jobs) as workers:
        waiting: deque[tuple[Path, Reply | Handed]] = deque()
        for path in paths:
            # Standard input is that of this process alone.
            start = work if str(path) == "-" else workers.start
            waiting.append((path, _known(path, wanted, ids) or start(path, wanted)))
            if len(waiting) > jobs * _AHEAD:
                yield workers.reply(*waiting.popleft(), wanted)
        while waiting:
            yield workers.reply(*waiting.popleft(), wanted)


def _known(path: Path, wanted: Wanted, ids: Ids | None) -> Reply | None:
    """What is known before any work: an unchanged campaign, or one whose bundle would replace another's."""
    reply = known(path, wanted)
    problem = ids.taken(path, reply.done.id if reply else None) if ids else None
    return failed(path, problem) if problem else reply
