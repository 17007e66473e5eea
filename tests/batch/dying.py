"""Work that kills its process, for processes that have to find it by its name."""

import os
from pathlib import Path

from socloc.batch.work import Reply, Wanted, work


def dies(path: Path, wanted: Wanted, is_alone: bool = False) -> Reply:
    """Work, but at one campaign as if there were no memory left."""
    if path.name == "2.yaml":
        os._exit(9)
    return work(path, wanted, is_alone)
