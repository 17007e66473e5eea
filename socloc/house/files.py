"""Where rules of the house stand: in `checks/` beside the campaign, and beside the nearest socloc.yaml."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

from socloc.policy import CONFIG
from socloc.policy.beside import nearest

FOLDER: Final = "checks"


def files(campaign: Path) -> tuple[Path, ...]:
    """The files with rules for a campaign: those of the team first, then those beside the campaign itself."""
    config = nearest(campaign, CONFIG)
    folders = [config.parent] if config else []
    own = Path(os.path.abspath(campaign)).parent
    if own not in folders:
        folders.append(own)
    found: list[Path] = []
    for folder in folders:
        sys.audit("socloc.looked", folder / FOLDER)  # a verdict rests on it
        if os.path.isdir(folder / FOLDER):
            found += sorted(path for path in (folder / FOLDER).glob("*.yaml") if path.is_file())
    return tuple(found)
