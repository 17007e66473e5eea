"""Files with rules stand in the campaign's folder or above it, as far as the repository goes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path


def nearest(campaign: Path, name: str) -> Path | None:
    """The file of that name that is nearest to a campaign, the campaign itself excepted."""
    own = os.path.abspath(campaign)
    for folder in folders(campaign):
        found = folder / name
        sys.audit("socloc.looked", found)  # a verdict rests on its not being there
        if found.is_file() and os.path.abspath(found) != own:
            return found
    return None


def folders(campaign: Path) -> Iterator[Path]:
    """The campaign's folder and those above it, up to the one with .git in it; all of them where there is none."""
    folder = Path(os.path.abspath(campaign)).parent
    above = [folder, *folder.parents]
    for index, one in enumerate(above):
        yield one
        sys.audit("socloc.looked", one / ".git")
        if (one / ".git").exists() or index > 20:
            return
