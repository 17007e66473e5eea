"""What kills the workers of a cluster from within, for workers that have to find it by its name."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from pathlib import Path

from distributed import WorkerPlugin

from socloc import workflow
from socloc.batch import work
from socloc.bundle import write
from socloc.workflow import Choices, Outcome


class OnceHalfWay(WorkerPlugin):
    """Kills one worker, once, when a bundle is written beside its target and not yet in its place."""

    def __init__(self, mark: str) -> None:
        self._mark = mark

    def setup(self, worker: object) -> None:
        """Lie in wait."""
        del worker
        replace = write._replace_folder

        def kill_and_replace(fresh: Path, target: Path) -> None:
            with suppress(FileExistsError):
                os.close(os.open(self._mark, os.O_CREAT | os.O_EXCL))
                _die()
            replace(fresh, target)

        vars(write)["_replace_folder"] = kill_and_replace


class AtCampaign(WorkerPlugin):
    """Kills each worker that looks at one campaign."""

    def __init__(self, name: str) -> None:
        self._name = name

    def setup(self, worker: object) -> None:
        """Lie in wait."""
        del worker
        examine = workflow.examine

        def kill_or_examine(path: Path, choices: Choices) -> Outcome:
            if path.name == self._name:
                _die()
            return examine(path, choices)

        vars(work)["examine"] = kill_or_examine


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
