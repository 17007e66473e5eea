"""Bundles are named after the ids of campaigns: two of one id would replace each other."""

from __future__ import annotations

from pathlib import Path

import yaml

from socloc.errors import SoclocError

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Ids:
    """The ids of the campaigns so far."""

    def __init__(self) -> None:
        self._first: dict[str, Path] = {}

    def taken(self, path: Path, known: str | None) -> SoclocError | None:
        """Why a campaign cannot be rendered beside those before it; None where it can. `known` is its id, if known."""
        name = known or _id_of(path)
        first = self._first.setdefault(name, path) if name else path
        if first == path:
            return None
        return SoclocError(
            f"{path} has the id of {first}, so one bundle would replace the other", "Give one of them another id."
        )


def _id_of(path: Path) -> str:
    """The id, read no further than it stands; empty where there is none or the file is broken, which is told later."""
    key: str | None = None
    depth = 0
    try:
        with path.open("rb") as opened:
            for event in yaml.parse(opened, _LOADER):
                if depth == 1 and isinstance(event, yaml.NodeEvent):
                    scalar = event.value if isinstance(event, yaml.ScalarEvent) else ""
                    if key == "id":
                        return str(scalar)
                    key = scalar if key is None else None
                depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
    except (OSError, yaml.YAMLError, UnicodeDecodeError):
        pass
    return ""
