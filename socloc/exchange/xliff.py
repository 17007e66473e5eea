"""XLIFF 1.2 (http://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html), for Trados, memoQ, Phrase and their like."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from socloc import __version__
from socloc.errors import SoclocError
from socloc.exchange.markup import character_of, code_of, line_of, plain, stretches
from socloc.exchange.rows import REVIEWED, Heading, Received, Row, inline
from socloc.findings import Place
from socloc.localize.xml_file import name_of, parse

if TYPE_CHECKING:
    from lxml.etree import _Element

SUFFIX: Final = ".xlf"
TAKES_EMPTY: Final = True
NAMESPACE: Final = "urn:oasis:names:tc:xliff:document:1.2"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_CONTROL: Final = "x-control-"
_STATES: Final = {
    "new": "new",
    "machine": "needs-review-translation",
    "draft": "needs-review-translation",
    "stale": "needs-adaptation",
    REVIEWED: "final",
}
_DONE: Final = frozenset(("final", "signed-off"))


def write(heading: Heading, rows: Sequence[Row]) -> bytes:
    """Rows as an XLIFF 1.2 file: limits as `maxwidth`, what must stay as `ph`."""
    from lxml import etree

    names: Any = {None: NAMESPACE}
    root = etree.Element("xliff", {"version": "1.2"}, nsmap=names)
    about = {"original": heading.file, "source-language": heading.source, "target-language": heading.target}
    about |= {"datatype": "plaintext", "product-name": heading.campaign, "tool-id": "socloc"}
    file = etree.SubElement(root, "file", about)
    header = etree.SubElement(file, "header")
    etree.SubElement(header, "tool", {"tool-id": "socloc", "tool-name": "socloc", "tool-version": __version__})
    body = etree.SubElement(file, "body")
    texts = [pair for row in rows for pair in _unit(body, row)]
    etree.indent(root)  # before the texts are in: none of their spaces may change
    for element, text in texts:
        _fill(element, text)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def _unit(body: _Element, row: Row) -> list[tuple[_Element, str]]:
    """Add a unit, and say which of its elements get which texts."""
    from lxml import etree

    limit = {"maxwidth": str(row.most), "size-unit": "char"} if row.most is not None else {}
    approved = {"approved": "yes" if row.state == REVIEWED else "no"}
    unit = etree.SubElement(
        body, "trans-unit", {"id": row.unit, "resname": row.unit, **approved, **limit, _SPACE: "preserve"}
    )
    source = etree.SubElement(unit, "source")
    target = etree.SubElement(unit, "target", {"state": _STATES[row.state]})
    location = etree.SubElement(unit, "context-group", {"purpose": "location"})
    for kind, value in (("sourcefile", row.place.file), ("linenumber", str(row.place.line))):
        etree.SubElement(location, "context", {"context-type": kind}).text = plain(value)
    if row.context:
        group = etree.SubElement(unit, "context-group", {"purpose": "information"})
        etree.SubElement(group, "context", {"context-type": "x-post"}).text = plain(row.context)
    for note, kind in notes(row):
        etree.SubElement(unit, "note", {"from": kind}).text = plain(note)
    return [(source, row.source), (target, row.target)]


def notes(row: Row) -> Iterator[tuple[str, str]]:
    """What translators should know of a row, and who says it."""
    if row.note:
        yield row.note, "author"
    if row.shown_on:
        yield f"Shown on: {', '.join(row.shown_on)}", "socloc"
    if row.previous:
        yield f"The text was made from: {row.previous}", "socloc"


def _fill(element: _Element, text: str) -> None:
    """Put a text into an element, with `ph` around what must stay and `x` for what XML does not take."""
    from lxml import etree

    number, last = 0, None
    for stretch, is_kept in inline(text):
        for part, is_control in stretches(stretch):
            if not (is_kept or is_control):
                last = _append(element, last, part)
                continue
            number += 1
            kind = {"ctype": f"{_CONTROL}{code_of(part)}"} if is_control else {}
            last = etree.SubElement(element, "x" if is_control else "ph", {"id": str(number), **kind})
            last.text = None if is_control else part


def _append(element: _Element, last: _Element | None, text: str) -> _Element | None:
    if last is None:
        element.text = (element.text or "") + text
    else:
        last.tail = (last.tail or "") + text
    return last


def read(data: bytes, shown: str) -> tuple[Heading, list[Received]]:
    """The units of an XLIFF 1.2 file. Raises SoclocError where it is none."""
    root = parse(data, shown)
    file = next(root.iter("{*}file"), None)
    if name_of(root) != "xliff" or file is None:
        raise SoclocError(f"{shown}:{root.sourceline}: this is no XLIFF 1.2: it begins with <{name_of(root)}>")
    heading = Heading(
        file.get("product-name", ""),
        file.get("original", ""),
        file.get("source-language", ""),
        file.get("target-language", ""),
    )
    return heading, [_received(unit, shown) for unit in root.iter("{*}trans-unit")]


def _received(unit: _Element, shown: str) -> Received:
    source, target = unit.find("{*}source"), unit.find("{*}target")
    place = Place(shown, line_of(target if target is not None else unit))
    state = target.get("state", "") if target is not None else ""
    is_reviewed = unit.get("approved") == "yes" or state in _DONE
    path = unit.get("resname") or unit.get("id") or ""
    return Received(path, _text(source, shown), _text(target, shown), is_reviewed, place)


def _text(element: _Element | None, shown: str) -> str:
    """The text of an element, with the parts that inline elements stand for."""
    if element is None:
        return ""
    made = element.text or ""
    for child in element:
        kind = child.get("ctype", "")
        if kind.startswith(_CONTROL):
            try:
                made += character_of(kind.removeprefix(_CONTROL))
            except ValueError as error:
                raise SoclocError(f"{shown}:{child.sourceline}: {error}") from None
        else:
            made += _text(child, shown)
        made += child.tail or ""
    return made
