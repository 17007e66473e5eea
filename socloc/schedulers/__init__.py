"""Tools that take posts, read from one YAML file each. No tool is named in Python."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from socloc.errors import SoclocError
from socloc.findings import Finding
from socloc.schedulers.facts import Scheduler

BUILT_IN: Final = Path(__file__).parent


def ids(beside: Path | None = None) -> tuple[str, ...]:
    """The ids of all tools: the built-in ones and those in `schedulers/` of the folder `beside`."""
    folders = [BUILT_IN] + ([beside / "schedulers"] if beside else [])
    return tuple(sorted({path.stem for folder in folders for path in folder.glob("*.yaml") if "." not in path.stem}))


def load(name: str, beside: Path | None = None) -> tuple[Scheduler | None, list[Finding]]:
    """The tool of that id; a file in `schedulers/` of the folder `beside` comes before the built-in one.

    None with the findings that say why its file cannot be used. Raises SoclocError where there is no such tool.
    """
    from socloc.schedulers import reader
    from socloc.shapes import suggest

    known = ids(beside)
    if name not in known:
        message = f"there is no tool `{name}`{suggest(name, known)}"
        raise SoclocError(message, "`socloc export --list` lists them.")
    own = beside / "schedulers" / f"{name}.yaml" if beside else None
    if own is not None and os.path.isfile(own):
        return reader.read_file(own, str(own))
    return reader.read_file(BUILT_IN / f"{name}.yaml", f"schedulers/{name}.yaml")
