"""What a campaign defines and others of its parts may name, also while it is no valid YAML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from socloc.lsp.page import Page
from socloc.places import Node, parse

_SECTIONS: Final = ("links", "qr", "media", "accounts")
_KEY: Final = re.compile(r"([ ]+)([a-z0-9][a-z0-9_-]{0,63}):(?=[ \t]|\Z)")
_TAG: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


class Names(NamedTuple):
    """Names by section (`links`, `qr`, `media`, `accounts`, `colors`), and the locales."""

    sections: dict[str, tuple[str, ...]]
    locales: tuple[str, ...]


def names_in(page: Page) -> Names:
    """The names of a campaign; where it cannot be read as a whole, those of its sections one by one."""
    node = _parsed(page.text)
    if node is not None:
        return _of_mapping(node.mapping)
    found: dict[str, Node] = {}
    lines = dict(_sections(page))
    for key in (*_SECTIONS, "brand", "locales"):
        section = _parsed("\n".join(lines[key])) if key in lines else None
        if section is not None:
            found |= section.mapping
    names = _of_mapping(found)
    broken = {key: tuple(_below(lines[key])) for key in _SECTIONS if key in lines and key not in found}
    listed = () if "locales" in found else _TAG.findall(" ".join(lines.get("locales", ())).removeprefix("locales:"))
    return Names(names.sections | broken, (*names.locales, *listed))


def _parsed(text: str) -> Node | None:
    return parse(text.encode("utf-8", "surrogatepass"), "")[0]


def _of_mapping(entries: Mapping[str, Node]) -> Names:
    sections = {key: tuple(entries[key].mapping) for key in _SECTIONS if key in entries}
    brand = entries["brand"].mapping if "brand" in entries else {}
    if "colors" in brand:
        sections["colors"] = tuple(brand["colors"].mapping)
    listed = entries["locales"].items if "locales" in entries else ()
    return Names(sections, tuple(item.text for item in listed if item.text))


def _sections(page: Page) -> Iterator[tuple[str, list[str]]]:
    """The keys that begin their lines, each with its lines."""
    lines: list[str] = []
    for line in page.lines:
        if line[:1] not in ("", " ", "#", "-", "}", "]"):
            lines = []
            yield line.partition(":")[0], lines
        lines.append(line)


def _below(lines: Iterable[str]) -> Iterator[str]:
    """The keys of the first indentation."""
    indent = ""
    for line in lines:
        if match := _KEY.match(line):
            indent = indent or match.group(1)
            if match.group(1) == indent:
                yield match.group(2)


def folder_of(path: Path, kind: str) -> Path:
    """The folder that may have networks and locales of its own, for a file."""
    return path.parent.parent if kind in ("house", "brand") else path.parent
