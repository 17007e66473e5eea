"""Work that kills its process, for processes that have to find it by its name."""

import os

from socloc.batch.task import Task
from socloc.batch.work import Reply, Wanted, work


def dies(task: Task, wanted: Wanted, is_alone: bool = False) -> Reply:
    """Work, but at one campaign as if there were no memory left."""
    if task.path.name == "2.yaml":
        os._exit(9)
    return work(task, wanted, is_alone)
