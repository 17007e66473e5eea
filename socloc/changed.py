"""Which campaigns a branch has touched, as git says."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from socloc.errors import SoclocError

_RULES: Final = ("socloc.yaml", ".socloc-baseline.json")  # of a folder above count for all campaigns below
_CHECKS: Final = "checks"  # rules of one's own
_BRANDS: Final = "brands"  # and so do brands with all that belongs to them


def touched(campaigns: Sequence[Path], revision: str) -> list[Path]:
    """The campaigns of which anything has changed since a revision: the file, or what stands in its folder.

    What is not committed and what git does not know yet counts, too; so do the rules and brands of folders above.
    Raises SoclocError where git is not there, the folder is in no repository, or there is no such revision.
    """
    changed: dict[str, list[str]] = {}
    kept = []
    for campaign in campaigns:
        folder = str(campaign.parent)
        root = _git(folder, "rev-parse", "--show-toplevel").rstrip("\n")
        if root not in changed:
            changed[root] = list(_changed(root, revision))
        if _is_touched(Path(os.path.realpath(folder)), Path(os.path.realpath(root)), changed[root]):
            kept.append(campaign)
    return kept


def _is_touched(folder: Path, root: Path, names: Iterable[str]) -> bool:
    for name in names:
        path = root / name
        above = path.parent.parent if path.parent.name == _CHECKS and path.suffix == ".yaml" else path.parent
        is_rule = (path.name in _RULES or above != path.parent) and folder.is_relative_to(above)
        around = next((one.parent for one in path.parents if one.name == _BRANDS), None)
        is_brand = around is not None and folder.is_relative_to(around)
        if path.is_relative_to(folder) or is_rule or is_brand:
            return True
    return False


def _changed(root: str, revision: str) -> Iterable[str]:
    if revision.startswith("-"):
        raise SoclocError(f"`{revision}` is no revision", "Name a branch, a tag or a commit.")
    # The three dots of a branch: what others did on the base meanwhile is not this branch's.
    base = _git(root, "merge-base", revision, "HEAD").strip()
    yield from _git(root, "diff", "--name-only", "-z", "--no-renames", base).split("\0")[:-1]
    yield from _git(root, "ls-files", "--others", "--exclude-standard", "-z").split("\0")[:-1]


def _git(folder: str, *arguments: str) -> str:
    try:
        done = subprocess.run(["git", "-C", folder or ".", *arguments], capture_output=True, check=True, timeout=60)
    except FileNotFoundError:
        raise SoclocError("git is not installed, so nobody can say what has changed", "Install it.") from None
    except subprocess.TimeoutExpired:
        raise SoclocError("git does not answer", "Run `git status` by hand.") from None
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ").split("\n")[0]
        raise SoclocError(f"git cannot say what has changed: {said}", "Fetch the revision, or name another.") from None
    return done.stdout.decode("utf-8", "surrogateescape")
