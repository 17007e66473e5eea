"""Networks and their facts, read from one YAML file each. No network is named in Python."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import Final

from socloc.findings import Finding
from socloc.networks.facts import (
    Bounds,
    Buttons,
    Characters,
    Fact,
    Format,
    FormatField,
    Limit,
    Network,
    Option,
    Standing,
    Standings,
)
from socloc.shapes import suggest

__all__ = (
    "Bounds",
    "Buttons",
    "Characters",
    "Fact",
    "Format",
    "FormatField",
    "Limit",
    "Network",
    "Option",
    "Standing",
    "Standings",
    "ids",
    "load",
    "not_known",
)
BUILT_IN: Final = Path(__file__).parent


def ids(beside: Path | None = None) -> tuple[str, ...]:
    """The ids of all networks: the built-in ones and those in `networks/` of the folder `beside`."""
    folders = [BUILT_IN] + ([beside / "networks"] if beside else [])
    return tuple(sorted({path.stem for folder in folders for path in folder.glob("*.yaml")}))


def load(
    network_id: str, beside: Path | None = None, cache: Path | None = None
) -> tuple[Network | None, list[Finding]]:
    """The network of that id; a file in `networks/` of the folder `beside` comes before the built-in one.

    None without findings means that there is no such network. `cache` is a folder where built-in ones may be kept.
    """
    own = beside / "networks" / f"{network_id}.yaml" if beside else None
    if own is not None and os.path.isfile(own):
        return _read(own, f"networks/{network_id}.yaml")
    path = BUILT_IN / f"{network_id}.yaml"
    return _built_in(path, cache) if os.path.isfile(path) else (None, [])


def not_known(network_id: str, beside: Path | None = None) -> str:
    """A sentence for a network that does not exist, with the nearest one that does."""
    return f"there is no network `{network_id}`{suggest(network_id, ids(beside))}"


@lru_cache(maxsize=256)
def _built_in(path: Path, cache: Path | None) -> tuple[Network | None, list[Finding]]:
    if cache is None:
        return _read(path, f"{path.parent.name}/{path.name}")
    from socloc.networks import remembered

    kept = remembered.recall(path, cache)
    if kept is not None:
        return kept, []
    found, findings = _built_in(path, None)
    if found is not None and not findings:
        remembered.keep(path, cache, found)
    return found, findings


def _read(path: Path, shown: str) -> tuple[Network | None, list[Finding]]:
    from socloc.networks import reader  # most runs find every network in the cache

    return reader.read_file(path, shown)
