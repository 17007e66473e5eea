"""What may stand in a file for a tool: one function for each name that `columns` and `body` use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from socloc.schedulers.facts import Column, Scheduler
from socloc.schedulers.rows import Row

ISO: Final = "%Y-%m-%dT%H:%M:%SZ"
_PLACEHOLDER: Final = re.compile(r"\{([a-z-]+)(?::([^{}]*))?(\?)?\}")
_DIRECTIVE: Final = re.compile("%([YmdHMS])")
_WORDS: Final = {"Y": "yyyy", "m": "mm", "d": "dd", "H": "hh", "M": "mm", "S": "ss"}
EACH: Final = ("rows", "locales", "parts", "images", "media")


def date(at: datetime | None, zone: str, form: str) -> str:
    """A moment on the clock of a zone, in a form with %Y %m %d %H %M %S; empty where there is no moment."""
    if at is None:
        return ""
    local = at.astimezone(ZoneInfo(zone))
    numbers = {
        "Y": f"{local.year:04}",
        "m": f"{local.month:02}",
        "d": f"{local.day:02}",
        "H": f"{local.hour:02}",
        "M": f"{local.minute:02}",
        "S": f"{local.second:02}",
    }
    return _DIRECTIVE.sub(lambda found: numbers[found[1]], form)


def form_in_words(form: str) -> str:
    """The form of a date for people: `yyyy-mm-dd hh:mm`."""
    return _DIRECTIVE.sub(lambda found: _WORDS[found[1]], form)


def cell(row: Row, column: Column, zone: str) -> str:
    """What stands in a column for a row, with dates on the clock of a zone."""
    form = row.variant.plan.format
    is_meant = bool({form.network, str(form)} & set(column.networks))
    if column.holds == "is-network":
        return column.text if is_meant else column.otherwise
    if not column.holds or (column.networks and not is_meant):
        return ""
    if column.holds in _SEVERAL:
        return column.between.join(filter(None, _SEVERAL[column.holds](row)))
    if column.holds in _NUMBERED:
        several = _NUMBERED[column.holds](row)
        return several[column.number - 1] if column.number <= len(several) else ""
    if column.holds in _ONE:
        return str(_ONE[column.holds](row))
    of_file = {"constant": column.text, "zone": zone if row.at else ""}
    return of_file[column.holds] if column.holds in of_file else date(row.at, zone, column.form or ISO)


def value(row: Row, placeholder: re.Match[str], zone: str) -> Any:
    """What a placeholder of a JSON file stands for."""
    name, form = placeholder[1], placeholder[2]
    return _ONE[name](row) if name in _ONE else cell(row, Column("", name, form=form or ""), zone)


def placeholder(text: str) -> re.Match[str] | None:
    """A text that is one placeholder: `{text}`, `{date:%Y-%m-%d}`, or `{title?}`, whose key goes where it is empty."""
    return _PLACEHOLDER.fullmatch(text)


def is_known(name: str) -> bool:
    """Whether a placeholder has a meaning."""
    return name in _ONE or name in _SEVERAL or name in _NUMBERED or name in ("date", "zone")


def held(tool: Scheduler) -> frozenset[str]:
    """What a tool's file has a place for."""
    return frozenset({column.holds for column in tool.columns} | set(_in(tool.body)))


def _in(tree: Any) -> Iterable[str]:
    if isinstance(tree, dict):
        if "each" in tree:
            yield {"images": "image"}.get(str(tree["each"]), str(tree["each"]))
        for child in tree.values():
            yield from _in(child)
    elif isinstance(tree, list):
        for child in tree:
            yield from _in(child)
    elif isinstance(tree, str) and (found := placeholder(tree)):
        yield found[1]


def _addresses(*sorts: str) -> Callable[[Row], list[str]]:
    return lambda row: [one.address for one in row.pictures if one.sort in sorts and one.address]


def guid(row: Row) -> str:
    """What stays the same when a post is exported again: `spring/launch/en/x/post`."""
    plan = row.variant.plan
    return f"{row.campaign}/{plan.post.id}/{plan.locale.tag}/{plan.format}"


_ONE: Final[Mapping[str, Callable[[Row], Any]]] = {
    "text": lambda row: row.text,
    "headline": lambda row: row.headline,
    "title": lambda row: row.title,
    "summary": lambda row: row.summary,
    "comment": lambda row: row.comment,
    "link": lambda row: row.link,
    "url": lambda row: row.url,
    "network": lambda row: row.network,
    "account": lambda row: row.account,
    "locale": lambda row: row.variant.plan.locale.tag,
    "format": lambda row: str(row.variant.plan.format),
    "post": lambda row: row.variant.plan.post.id,
    "campaign": lambda row: row.campaign,
    "guid": guid,
    "is-source": lambda row: row.is_source,
    "is-first": lambda row: row.is_first,
}
_SEVERAL: Final[Mapping[str, Callable[[Row], list[str]]]] = {
    "parts": lambda row: list(row.parts),
    "images": _addresses("image"),
    "gifs": _addresses("animation"),
    "videos": _addresses("video"),
    "media": _addresses("image", "animation", "video"),
    "files": lambda row: [one.file for one in row.pictures],
    "alts": lambda row: [one.alt for one in row.pictures],
}
_NUMBERED: Final[Mapping[str, Callable[[Row], list[str]]]] = {
    "image": _addresses("image", "animation", "video"),
    "alt": lambda row: [one.alt for one in row.pictures],
}
