"""The translation memory to TMX 1.4 and back, for other tools (https://www.gala-global.org/tmx-14b)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from socloc.locales import canonical
from socloc.localize.memory import Entry
from socloc.localize.xml_file import XML_LANG, XmlError, line_of, name_of, parse

if TYPE_CHECKING:
    from lxml.etree import _Element

_OURS: Final = "x-socloc-"
_KEPT: Final = ("maker", "campaign", "unit")
_TAG: Final = r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*"


def as_bytes(entries: Iterable[Entry], version: str) -> bytes:
    """Entries as a TMX file; `version` is socloc's. Who made a text and where it was used stands in `prop`s."""
    from lxml import etree

    root = etree.Element("tmx", version="1.4")
    etree.SubElement(
        root,
        "header",
        {"creationtool": "socloc", "creationtoolversion": version, "segtype": "block", "o-tmf": "socloc"}
        | {"adminlang": "en", "srclang": "*all*", "datatype": "plaintext"},
    )
    body = etree.SubElement(root, "body")
    for entry in entries:
        body.append(_unit(entry))
    etree.indent(root)
    doctype = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, doctype=doctype) + b"\n"


def _unit(entry: Entry) -> _Element:
    from lxml import etree

    unit = etree.Element("tu", srclang=entry.source_locale)
    if date := re.sub("[-:]", "", entry.changed):
        unit.set("changedate", date)
    if entry.maker:
        unit.set("creationid", entry.maker)
    kept = {name: getattr(entry, name) for name in _KEPT} | {"reviewed": "yes" if entry.reviewed else "no"}
    for name, value in kept.items():
        if value:
            etree.SubElement(unit, "prop", type=f"{_OURS}{name}").text = value
    for locale, text in ((entry.source_locale, entry.source), (entry.target_locale, entry.text)):
        variant = etree.SubElement(unit, "tuv", {XML_LANG: locale})
        etree.SubElement(variant, "seg").text = text
    return unit


def read(data: bytes, shown: str) -> Iterator[Entry]:
    """The entries of a TMX file, one for every locale that a source was translated into; `shown` is its name.

    What another tool wrote is taken as confirmed by a person, because its users exported it. Inline elements become
    the codes in them, which are the original's own. Raises XmlError with the line for what is no TMX.
    """
    root = parse(data, shown)
    if name_of(root) != "tmx":
        raise XmlError(shown, line_of(root), f"this is no TMX: it begins with <{name_of(root)}>")
    header = next((child for child in root if name_of(child) == "header"), None)
    usual = header.get("srclang", "") if header is not None else ""
    for unit in root.iter("{*}tu"):
        yield from _entries(unit, unit.get("srclang") or usual, shown)


def _entries(unit: _Element, source: str, shown: str) -> Iterator[Entry]:
    texts = list(_texts(unit, shown))
    if not texts:
        raise XmlError(shown, line_of(unit), "this <tu> has no <tuv>")
    # *all*: every variant may be the source, and the first one is meant to be.
    first = next((text for text in texts if text[0].lower() == source.lower()), texts[0])
    own = {prop.get("type", ""): prop.text or "" for prop in unit.iterfind("{*}prop")}
    kept = {name: own.get(f"{_OURS}{name}", "") for name in _KEPT}
    if not kept["maker"]:
        kept["maker"] = unit.get("changeid") or unit.get("creationid") or ""
    reviewed = own.get(f"{_OURS}reviewed", "yes") == "yes"
    changed = _date(unit.get("changedate") or unit.get("creationdate") or "")
    for locale, text in texts:
        if locale != first[0]:
            yield Entry(
                first[0], locale, first[1], text, kept["maker"], reviewed, kept["campaign"], kept["unit"], changed
            )


def _texts(unit: _Element, shown: str) -> Iterator[tuple[str, str]]:
    for variant in unit.iterfind("{*}tuv"):
        tag = (variant.get(XML_LANG) or variant.get("lang") or "").replace("_", "-")  # `lang` is TMX before 1.4
        if not re.fullmatch(_TAG, tag):
            reason = "this <tuv> has no locale in xml:lang, or a wrong one"
            raise XmlError(shown, line_of(variant), reason, "Write a BCP 47 tag such as zh-CN.")
        segment = variant.find("{*}seg")
        if segment is None:
            raise XmlError(shown, line_of(variant), "this <tuv> has no <seg>")
        yield canonical(tag), "".join(str(part) for part in segment.itertext())


def _date(text: str) -> str:
    """TMX's 20270320T090000Z as 2027-03-20T09:00:00Z; empty where it is something else."""
    found = re.fullmatch(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z", text)
    return "{}-{}-{}T{}:{}:{}Z".format(*found.groups()) if found else ""
