"""A piece of work: a campaign, and the row of a table that it is filled with, if there is one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from socloc import opened
from socloc.errors import SoclocError
from socloc.matrix import KEY, Row
from socloc.remote.addresses import meant, of, shown


class Task(NamedTuple):
    """A campaign's file, and the row that its bundle is for; without one it is rendered as it is."""

    path: Path
    row: Row | None = None

    @property
    def row_id(self) -> str:
        """The id of the row; empty where there is none."""
        return self.row.id if self.row else ""

    def __str__(self) -> str:
        return f"{shown(self.path)}, row {self.row.id}," if self.row else shown(self.path)


def tasks(paths: Iterable[Path], table: Path | None = None) -> list[Task]:
    """The work on campaigns, one piece for each row of a table: the one given, or the one that the campaign names.

    Raises SoclocError where the `table` that was given cannot be read, or is to fill standard input.
    """
    chosen = _read(table) if table else None
    return [task for path in paths for task in _tasks(path, chosen)]


def _read(path: Path) -> list[Row]:
    from socloc.matrix import table  # most runs have none

    path = meant(path)
    if of(path):
        raise SoclocError(
            f"{shown(path)} is an address, and a table for --matrix is a file", "Copy it to this machine."
        )
    return table.read(path, str(path))


def _tasks(path: Path, chosen: list[Row] | None) -> list[Task]:
    if str(path) == "-":
        if chosen:
            raise SoclocError("a campaign with a table has to be a file", "Standard input cannot be read for each row.")
        return [Task(path)]
    if chosen is None and not _may_name_one(path):
        return [Task(path)]
    from socloc.matrix.named import rows

    return [Task(path, row) for row in rows(path, chosen)] or [Task(path)]


def _may_name_one(path: Path) -> bool:
    """Whether a campaign may name a table; of a file that cannot be read that is told later."""
    try:
        return KEY.encode() in opened.read(path)
    except OSError:
        return False
