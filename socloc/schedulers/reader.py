"""A tool's file, already of the right form, as values; what contradicts itself in it is a finding."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from socloc.findings import Finding
from socloc.networks.reader import standings, way_of
from socloc.places import Node, plain, read, resolve
from socloc.schedulers import format as file_format
from socloc.schedulers import holds
from socloc.schedulers.checks import SCHEDULER_FILE
from socloc.schedulers.facts import Amount, Cap, Column, Known, Looks, Scheduler, TakenMedia
from socloc.shapes import suggest

_ENDS: Final = {"crlf": "\r\n", "lf": "\n"}
_AMOUNTS: Final = ("rows", "ahead", "apart", "repeat")


def read_file(path: Path, shown: str) -> tuple[Scheduler | None, list[Finding]]:
    """The tool that a file describes; `shown` is the file's name in findings. None where there are any."""
    node, findings = read(path, shown)
    kept = file_format.SCHEDULER.read(node, findings) if node else None
    if kept is None:
        return None, findings
    entries = kept.mapping
    if entries["scheduler"].text != path.stem:
        place = entries["scheduler"].place
        message = f"the id is not the file's name, `{path.stem}`"
        findings.append(SCHEDULER_FILE.at(place, message, "Rename one of them."))
    needed = {"table": "columns", "sheet": "columns", "json": "body"}.get(entries["writes"].text)
    if needed and needed not in entries and not findings:
        message = f"a {entries['writes'].text} needs `{needed}`"
        findings.append(SCHEDULER_FILE.at(kept.place, message, f"Add `{needed}:`."))
    if "body" in entries:
        _check_body(entries["body"], findings)
    found = _scheduler(entries, findings)
    return (None if findings else found), findings


def accounts(path: Path, shown: str) -> tuple[dict[str, str], list[Finding]]:
    """The ids of accounts in a file, by network, or by `network locale`; none where there is no such file."""
    if not path.is_file():
        return {}, []
    node, findings = read(path, shown)
    kept = file_format.ACCOUNTS.read(node, findings) if node else None
    found: dict[str, str] = {}
    for network, child in (kept.mapping if kept else {}).items():
        if child.mapping:
            found |= {f"{network} {tag}": one.text for tag, one in child.mapping.items()}
        else:
            found[network] = child.text
    return found, findings


def _scheduler(entries: Mapping[str, Node], findings: list[Finding]) -> Scheduler:
    amounts: dict[str, Any] = {key: _amount(entries[key]) if key in entries else None for key in _AMOUNTS}
    return Scheduler(
        id=entries["scheduler"].text,
        name=entries["name"].text,
        about=entries["about"].text,
        writes=entries["writes"].text,
        per=entries["per"].text,
        zone=_text(entries, "zone", "audience"),
        is_for_people=_flag(entries, "people"),
        needs=_texts(entries, "needs"),
        looks=_looks(entries["table"].mapping) if "table" in entries else Looks(),
        columns=tuple(_column(item) for item in entries["columns"].items) if "columns" in entries else (),
        body=plain(entries["body"]) if "body" in entries else None,
        known=_known(entries["networks"].mapping) if "networks" in entries else None,
        media=_media(entries["media"].mapping) if "media" in entries else None,
        caps=tuple(_cap(item, findings) for item in entries["caps"].items) if "caps" in entries else (),
        has_accounts=_flag(entries, "accounts"),
        basis=standings(entries),
        **amounts,
    )


def _check_body(node: Node, findings: list[Finding]) -> None:
    """Every placeholder must mean something, and so must every `each`."""
    each = node.mapping.get("each")
    if each and (each.text not in holds.EACH or "item" not in node.mapping):
        message = f"there is no list `{each.text}`{suggest(each.text, holds.EACH)}, or it has no `item`"
        findings.append(SCHEDULER_FILE.at(each.place, message, f"Known: {', '.join(holds.EACH)}."))
    for child in (*node.mapping.values(), *node.items):
        _check_body(child, findings)
    found = holds.placeholder(node.text)
    if found and not holds.is_known(found[1]):
        message = f"there is nothing called `{found[1]}`{suggest(found[1], file_format.HOLDS)}"
        findings.append(SCHEDULER_FILE.at(node.place, message, f"Known: {', '.join(file_format.HOLDS)}."))


def _column(node: Node) -> Column:
    if not node.mapping:
        return Column(node.text)
    entries = node.mapping
    return Column(
        entries["head"].text,
        _text(entries, "holds"),
        _number(entries, "number") or 1,
        _text(entries, "between", ","),
        _text(entries, "text"),
        _text(entries, "otherwise"),
        _text(entries, "form"),
        _texts(entries, "networks"),
    )


def _looks(entries: Mapping[str, Node]) -> Looks:
    return Looks(
        "head" not in entries or _flag(entries, "head"),
        _text(entries, "encoding", "utf-8"),
        _ENDS[_text(entries, "lines", "crlf")],
        _text(entries, "quotes") == "all",
    )


def _known(entries: Mapping[str, Node]) -> Known:
    return Known({key: child.text for key, child in entries["names"].mapping.items()}, standings(entries))


def _media(entries: Mapping[str, Node]) -> TakenMedia:
    return TakenMedia(
        _texts(entries, "sorts"),
        _texts(entries, "kinds"),
        _number(entries, "most"),
        _number(entries, "bytes"),
        "together" not in entries or _flag(entries, "together"),
        _flag(entries, "link-wins"),
        standings(entries),
    )


def _cap(node: Node, findings: list[Finding]) -> Cap:
    entries = node.mapping
    return Cap(
        entries["of"].text,
        _texts(entries, "networks"),
        _number(entries, "value") or 0,
        way_of(entries["count"], SCHEDULER_FILE, findings),
        standings(entries),
    )


def _amount(node: Node) -> Amount:
    return Amount(_number(node.mapping, "value") or 0, standings(node.mapping))


def _text(entries: Mapping[str, Node], key: str, usual: str = "") -> str:
    return entries[key].text if key in entries else usual


def _texts(entries: Mapping[str, Node], key: str) -> tuple[str, ...]:
    return tuple(item.text for item in entries[key].items) if key in entries else ()


def _flag(entries: Mapping[str, Node], key: str) -> bool:
    return key in entries and resolve(entries[key]) is True


def _number(entries: Mapping[str, Node], key: str) -> int | None:
    found = resolve(entries[key]) if key in entries else None
    return found if isinstance(found, int) else None
