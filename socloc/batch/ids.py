"""Bundles are named after the ids of campaigns: two of one id would replace each other."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import IO

import yaml

from socloc.batch.task import Task
from socloc.errors import SoclocError
from socloc.matrix import campaign_id
from socloc.remote.addresses import of

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Ids:
    """The ids of the campaigns so far."""

    def __init__(self) -> None:
        self._first: dict[str, Task] = {}

    def taken(self, task: Task, known: str | None) -> SoclocError | None:
        """Why a campaign cannot be rendered beside those before it; None where it can. `known` is its id, if known."""
        name = known or _id_of(task)
        first = self._first.setdefault(name, task) if name else task
        if first == task:
            return None
        return SoclocError(
            f"{task} has the id of {first}, so one bundle would replace the other", "Give one of them another id."
        )


def _id_of(task: Task) -> str:
    """The id, read no further than it stands; empty where there is none or the file is broken, which is told later."""
    own = _written_in(task.path)
    return campaign_id(own, task.row.id) if task.row and own else own


def _opened(path: Path) -> IO[bytes]:
    if of(path):
        from socloc.remote import store  # most campaigns are on this machine

        return BytesIO(store.read(path))
    return path.open("rb")


def _written_in(path: Path) -> str:
    key: str | None = None
    depth = 0
    try:
        with _opened(path) as opened:
            for event in yaml.parse(opened, _LOADER):
                if depth == 1 and isinstance(event, yaml.NodeEvent):
                    scalar = event.value if isinstance(event, yaml.ScalarEvent) else ""
                    if key == "id":
                        return str(scalar)
                    key = scalar if key is None else None
                depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
    except (OSError, SoclocError, yaml.YAMLError, UnicodeDecodeError):
        pass
    return ""
