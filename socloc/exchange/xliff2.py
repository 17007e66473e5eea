"""XLIFF 2.1 (https://docs.oasis-open.org/xliff/xliff-core/v2.1/), with the module for limits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from socloc.errors import SoclocError
from socloc.exchange.markup import character_of, code_of, line_of, plain, stretches
from socloc.exchange.rows import REVIEWED, Heading, Received, Row, inline
from socloc.exchange.xliff import notes
from socloc.findings import Place
from socloc.localize.xml_file import name_of, parse

if TYPE_CHECKING:
    from lxml.etree import _Element

SUFFIX: Final = ".xlf"
TAKES_EMPTY: Final = True
NAMESPACE: Final = "urn:oasis:names:tc:xliff:document:2.0"  # of 2.1, too
LIMITS: Final = "urn:oasis:names:tc:xliff:sizerestriction:2.0"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_STATES: Final = {
    "new": "initial",
    "machine": "translated",
    "draft": "translated",
    "stale": "initial",
    REVIEWED: "final",
}
_DONE: Final = frozenset(("reviewed", "final"))


def write(heading: Heading, rows: Sequence[Row]) -> bytes:
    """Rows as an XLIFF 2.1 file: limits by the size restriction module in code points, what must stay as `ph`."""
    from lxml import etree

    about = {"version": "2.1", "srcLang": heading.source, "trgLang": heading.target}
    names: Any = {None: NAMESPACE, "slr": LIMITS}
    root = etree.Element("xliff", about, nsmap=names)
    file = etree.SubElement(root, "file", {"id": heading.campaign, "original": heading.file})
    etree.SubElement(file, f"{{{LIMITS}}}profiles", {"generalProfile": "xliff:codepoints"})
    texts = [filled for number, row in enumerate(rows, 1) for filled in _unit(file, number, row)]
    etree.indent(root)  # before the texts are in: none of their spaces may change
    for element, text, ids in texts:
        _fill(element, text, ids)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def _unit(file: _Element, number: int, row: Row) -> Iterator[tuple[_Element, str, Mapping[str, str]]]:
    """Add a unit, and say which of its elements get which texts, with the names of the parts that must stay."""
    from lxml import etree

    limit = {f"{{{LIMITS}}}sizeRestriction": str(row.most)} if row.most is not None else {}
    unit = etree.SubElement(file, "unit", {"id": f"u{number}", "name": row.unit, **limit})
    said = [*notes(row), (f"{row.place.file}:{row.place.line}", "location")]
    said += [(row.context, "post")] if row.context else []
    listed = etree.SubElement(unit, "notes")
    for note, kind in said:
        etree.SubElement(listed, "note", {"category": kind}).text = plain(note)
    codes = dict.fromkeys(
        part for text in (row.source, row.target) for part, is_kept in inline(text) if is_kept and part
    )
    ids = {part: f"d{index}" for index, part in enumerate(codes, 1)}
    if ids:
        originals = etree.SubElement(unit, "originalData")
        for part, name in ids.items():
            yield etree.SubElement(originals, "data", {"id": name}), part, {}
    segment = etree.SubElement(unit, "segment", _state(row.state))
    for name, text in (("source", row.source), ("target", row.target)):
        yield etree.SubElement(segment, name, {_SPACE: "preserve"}), text, ids


def _state(state: str) -> dict[str, str]:
    shown = {"state": _STATES[state]}
    return shown | ({"subState": f"socloc:{state}"} if state in ("machine", "stale") else {})


def _fill(element: _Element, text: str, ids: Mapping[str, str]) -> None:
    from lxml import etree

    last: _Element | None = None
    number = 0
    for part, is_kept in inline(text):
        if is_kept and part in ids:
            number += 1
            shown = {"id": f"p{number}", "dataRef": ids[part], "equiv": plain(part)[:80]}
            last = etree.SubElement(element, "ph", shown)
        else:
            last = _with_controls(element, last, part)


def _with_controls(element: _Element, last: _Element | None, text: str) -> _Element | None:
    from lxml import etree

    for part, is_control in stretches(text):
        if is_control:
            last = etree.SubElement(element, "cp", {"hex": code_of(part)})
        elif last is None:
            element.text = (element.text or "") + part
        else:
            last.tail = (last.tail or "") + part
    return last


def read(data: bytes, shown: str) -> tuple[Heading, list[Received]]:
    """The units of an XLIFF 2 file. Raises SoclocError where it is none."""
    root = parse(data, shown)
    file = next(root.iter("{*}file"), None)
    if name_of(root) != "xliff" or file is None:
        raise SoclocError(f"{shown}:{root.sourceline}: this is no XLIFF 2: it begins with <{name_of(root)}>")
    heading = Heading(file.get("id", ""), file.get("original", ""), root.get("srcLang", ""), root.get("trgLang", ""))
    return heading, [_received(unit, shown) for unit in root.iter("{*}unit")]


def _received(unit: _Element, shown: str) -> Received:
    """A unit; its segments one after the other, since tools cut and join them."""
    codes = {data.get("id", ""): _text(data, {}, shown) for data in unit.iter("{*}data")}
    segments = [child for child in unit if name_of(child) in ("segment", "ignorable")]
    sources, targets = [], []
    for segment in segments:
        source, target = (_text(segment.find(f"{{*}}{name}"), codes, shown) for name in ("source", "target"))
        sources.append(source)
        # What stands between segments is seldom translated, and stays as it is then.
        targets.append(target or (source if name_of(segment) == "ignorable" else ""))
    marked = [segment for segment in segments if name_of(segment) == "segment"]
    is_reviewed = bool(marked) and all(segment.get("state") in _DONE for segment in marked)
    first = next(iter(unit.iter("{*}target")), unit)
    is_empty = not any(_text(segment.find("{*}target"), codes, shown) for segment in marked)
    target = "" if is_empty else "".join(targets)
    return Received(unit.get("name", ""), "".join(sources), target, is_reviewed, Place(shown, line_of(first)))


def _text(element: _Element | None, codes: Mapping[str, str], shown: str) -> str:
    if element is None:
        return ""
    made = element.text or ""
    for child in element:
        if name_of(child) == "cp":
            try:
                made += character_of(child.get("hex", ""))
            except ValueError as error:
                raise SoclocError(f"{shown}:{child.sourceline}: {error}") from None
        elif name_of(child) == "ph":
            made += codes.get(child.get("dataRef", ""), child.get("equiv", ""))
        else:  # pc, mrk and their like stand around words
            made += codes.get(child.get("dataRefStart", ""), "") + _text(child, codes, shown)
            made += codes.get(child.get("dataRefEnd", ""), "")
        made += child.tail or ""
    return made
