"""Rows to the files of a tool: what stands together in one, on whose clock, under which name."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any, Final, NamedTuple, Protocol, cast

from socloc import __version__
from socloc.bundle.manifest import NAME as MANIFEST
from socloc.schedulers import holds
from socloc.schedulers.facts import Scheduler
from socloc.schedulers.rows import Row

SCHEMA_VERSION: Final = 1
# Modules by what `writes` says; the one that needs openpyxl is imported when it is used.
FORMS: Final[Mapping[str, str]] = {
    "table": "table",
    "sheet": "sheet",
    "json": "body",
    "feed": "feed",
    "calendar": "calendar",
}


class File(NamedTuple):
    """One file for a tool: its name without suffix, its rows, and the zone on whose clock its dates are."""

    name: str
    rows: tuple[Row, ...]
    zone: str


class About(NamedTuple):
    """What a file says of the whole: the campaign's id and title, and the time it was made, in UTC without signs.

    `before` are the files that an earlier run left, by name.
    """

    campaign: str
    title: str
    stamp: str
    before: Mapping[str, bytes]


class Form(Protocol):
    """A way to write rows for a tool."""

    @property
    def SUFFIX(self) -> str:
        """How its files end, with the dot."""

    @property
    def HOLDS(self) -> frozenset[str]:
        """What it has a place for whatever the tool's file says."""

    def write(self, file: File, tool: Scheduler, about: About, /) -> bytes:
        """The file."""


def form(tool: Scheduler) -> Form:
    """The module that writes a tool's files."""
    return cast(Form, import_module(f"socloc.schedulers.{FORMS[tool.writes]}"))


def grouped(rows: Sequence[Row], tool: Scheduler, zone: str = "") -> list[File]:
    """The files of a tool, each with as many rows as it takes; `zone` is the one that the user asks for.

    The variants of a post in one locale that are due at different times go into files of their own. A feed has each
    post once in a locale: as it is for the first network that the tool's file names.
    """
    if tool.writes == "feed":
        rows = _once(rows, tool)
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        moment = row.at if tool.per == "post-locale" else None
        groups.setdefault((_name(row, tool), moment), []).append(row)
    most = tool.rows.value if tool.rows else len(rows) or 1
    found: dict[str, list[tuple[Row, ...]]] = {}
    for (name, _), some in groups.items():
        listed = [row._replace(is_first=number == 0) for number, row in enumerate(_led(some, tool))]
        found.setdefault(name, []).extend(tuple(listed[at : at + most]) for at in range(0, len(listed), most))
    return [
        File(f"{name}.{number}" if number > 1 else name, part, _zone(part, tool, zone))
        for name in sorted(found)
        for number, part in enumerate(found[name], 1)
    ]


def written(files: Sequence[File], tool: Scheduler, about: About) -> dict[str, bytes]:
    """The files of a tool by name, and a manifest that says what each is, and on whose clock."""
    module = form(tool)
    made = {f"{file.name}{module.SUFFIX}": module.write(file, tool, about) for file in files}
    listed = [_told(file, tool, f"{file.name}{module.SUFFIX}") for file in files]
    value = {
        "schema_version": SCHEMA_VERSION,
        "socloc": __version__,
        "campaign": {"id": about.campaign},
        "tool": tool.id,
        "about": tool.about,
        "files": listed,
    }
    manifest = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
    return made | {MANIFEST: manifest.encode("utf-8", "replace")}


def dates(tool: Scheduler) -> str:
    """How a tool's table writes dates, in words: `mm/dd/yyyy hh:mm`; empty where it has none."""
    forms = (column.form or holds.ISO for column in tool.columns if column.holds == "date")
    return " and ".join(dict.fromkeys(holds.form_in_words(one) for one in forms))


def _told(file: File, tool: Scheduler, name: str) -> dict[str, Any]:
    return {
        "name": name,
        "posts": [holds.guid(row) for row in file.rows],
        "dates": dates(tool) or None,
        "zone": None if tool.is_for_people else file.zone,
    }


def _name(row: Row, tool: Scheduler) -> str:
    plan = row.variant.plan
    channel = f"{plan.format.network}-{plan.format.id}"
    return {
        "campaign": row.campaign,
        "locale": plan.locale.tag,
        "channel": f"{channel}.{plan.locale.tag}",
        "post": plan.post.id,
        "post-locale": f"{plan.post.id}.{plan.locale.tag}",
        "variant": f"{plan.post.id}.{channel}.{plan.locale.tag}",
    }[tool.per]


def _led(rows: list[Row], tool: Scheduler) -> list[Row]:
    """Where one file is about a post: its rows in the order in which the tool's file names networks."""
    if tool.per not in ("post", "post-locale"):
        return rows
    return sorted(rows, key=lambda row: (not row.is_source, _rank(row, tool)))


def _once(rows: Sequence[Row], tool: Scheduler) -> list[Row]:
    best: dict[tuple[str, str], Row] = {}
    for row in sorted(rows, key=lambda row: _rank(row, tool)):
        best.setdefault((row.variant.plan.post.id, row.variant.plan.locale.tag), row)
    kept = {holds.guid(row) for row in best.values()}
    return [row for row in rows if holds.guid(row) in kept]


def _rank(row: Row, tool: Scheduler) -> int:
    """How early the tool's file names a row's network."""
    form, order = row.variant.plan.format, list(tool.known.names) if tool.known else []
    return min((order.index(name) for name in (form.network, str(form)) if name in order), default=0)


def _zone(rows: Sequence[Row], tool: Scheduler, asked: str) -> str:
    """One clock for all dates of a file: a tool takes them to be on its own, whatever the author wrote."""
    if tool.zone == "utc":
        return "UTC"
    return asked or next((row.zone for row in rows if row.at), "UTC")
