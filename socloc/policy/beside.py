"""Files with rules stand in the campaign's folder or above it, as far as the repository goes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path


def nearest(campaign: Path, name: str) -> Path | None:
    """The file of that name that is nearest to a campaign, the campaign itself excepted."""
    own = os.path.abspath(campaign)
    return next(
        (found for folder in folders(campaign) if (found := folder / name).is_file() and os.path.abspath(found) != own),
        None,
    )


def folders(campaign: Path) -> Iterator[Path]:
    """The campaign's folder and those above it, up to the one with .git in it; all of them where there is none."""
    folder = Path(os.path.abspath(campaign)).parent
    above = [folder, *folder.parents]
    for index, one in enumerate(above):
        yield one
        if (one / ".git").exists() or index > 20:
            return
