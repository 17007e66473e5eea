"""Glossaries as TBX (ISO 30042): TBX-Basic of 2019 in both styles is read, and the `martif` of 2008; DCA is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

from socloc.findings import Finding, Place
from socloc.localize.glossary_row import Locales, RowError, broken, checked
from socloc.localize.xml_file import XML_LANG, XmlError, line_of, name_of, parse
from socloc.model import Term, TermStatus

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAMESPACE: Final = "urn:iso:std:iso:30042:ed-2"
_CONCEPTS: Final = ("conceptEntry", "termEntry")
_LANGUAGES: Final = ("langSec", "langSet")
_SECTIONS: Final = ("termSec", "tig", "ntig")
# What the picklist of administrativeStatus means here; a superseded term is one that is not to be used any more.
_STATUS: Final[dict[str, TermStatus]] = {
    "preferredTerm": "preferred",
    "admittedTerm": "admitted",
    "deprecatedTerm": "forbidden",
    "supersededTerm": "forbidden",
    "forbidden": "forbidden",
    "obsolete": "forbidden",
}
_WRITTEN: Final = {"preferred": "preferredTerm", "admitted": "admittedTerm", "forbidden": "deprecatedTerm"}
_SENSITIVE: Final = "case-sensitive"  # a note: TBX-Basic has no category for it
# TBX has no category for words that stay; this is the one that Weblate reads.
_NEEDED: Final = "Translation needed"


def read(data: bytes, shown: str, usual: Locales) -> Iterator[Term | Finding]:
    """The terms of a TBX file, and a finding for each concept that is wrong; `shown` is its name in findings."""
    try:
        root = parse(data, shown)
        if name_of(root) not in ("tbx", "martif"):
            raise XmlError(shown, line_of(root), f"this is no TBX: it begins with <{name_of(root)}>")
        for concept in root.iter(*(f"{{*}}{name}" for name in _CONCEPTS)):
            try:
                yield from _terms(concept, usual, shown)
            except RowError as error:
                yield broken(Place(shown, line_of(concept)), str(error), error.hint)
    except XmlError as error:
        yield broken(Place(shown, error.line), error.reason, error.hint)


def _terms(concept: _Element, usual: Locales, shown: str) -> list[Term]:
    """Every word of a concept for every one of it in the locale of the terms."""
    by_locale: dict[str, list[_Element]] = {}
    for language in (child for child in concept if name_of(child) in _LANGUAGES):
        tag = (language.get(XML_LANG) or "").replace("_", "-")
        if not re.fullmatch("[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", tag):
            raise RowError(f"`{tag[:40]}` is no locale", "Write a BCP 47 tag such as zh-CN into xml:lang.")
        by_locale.setdefault(tag, []).extend(child for child in language if name_of(child) in _SECTIONS)
    source = _nearest(usual.source, by_locale)
    if source is None:
        raise RowError(f"this concept has no term in {usual.source}", "Name the locale of the terms with --source.")
    note = [_said(part) for part in concept if name_of(part) == "note"]
    own = by_locale.pop(source)
    if _is_kept(concept):
        tags = list(by_locale) or [""]
        return [_term(one, tag, one, source, note, shown, "do-not-translate") for one in own for tag in tags]
    return [
        _term(one, tag, other, source, note, shown)
        for one in own
        for tag, others in by_locale.items()
        for other in others
    ]


def _nearest(wanted: str, tags: Iterable[str]) -> str | None:
    """The tag itself, else one of the same language."""
    language = wanted.partition("-")[0].lower()
    found = sorted(tags, key=lambda tag: tag.lower() != wanted.lower())
    return next((tag for tag in found if tag.partition("-")[0].lower() == language), None)


def _term(
    one: _Element,
    tag: str,
    other: _Element,
    source: str,
    of_concept: list[str],
    shown: str,
    status: TermStatus | None = None,
) -> Term:
    notes = [*of_concept, *(_said(part) for part in other.iter("{*}note"))]
    sensitive = _SENSITIVE in notes
    note = " ".join(dict.fromkeys(text for text in notes if text != _SENSITIVE))
    place = Place(shown, line_of(other))
    return checked(
        Term(
            _word(one),
            source,
            tag,
            _word(other),
            status or _status(other),
            note,
            is_case_sensitive=sensitive,
            place=place,
        )
    )


def _word(section: _Element) -> str:
    term = next(section.iter("{*}term"), None)
    word = _said(term) if term is not None else ""
    if not word:
        raise RowError("a term is empty", "Write it, or take its section out.")
    return word


def _status(section: _Element) -> TermStatus:
    for part in section.iter("{*}termNote", "{*}administrativeStatus"):
        if name_of(part) == "administrativeStatus" or part.get("type") == "administrativeStatus":
            word = _said(part).removesuffix("-admn-sts")
            if word not in _STATUS:
                raise RowError(f"there is no administrativeStatus `{word[:40]}`", f"It has {', '.join(_STATUS)}.")
            return _STATUS[word]
    return "preferred"


def _is_kept(concept: _Element) -> bool:
    parts = concept.iter("{*}descrip")
    return any(part.get("type") == _NEEDED and _said(part).lower() == "no" for part in parts)


def _said(element: _Element) -> str:
    return " ".join("".join(str(part) for part in element.itertext()).split())


def as_bytes(terms: Iterable[Term], source: str) -> bytes:
    """Terms as TBX-Basic, style DCA; `source` is the locale of the file.

    TBX knows no words that are forbidden whatever they stand for, so these are left out: see `without_concept`.
    """
    from lxml import etree

    names: Any = {None: _NAMESPACE}
    root = etree.Element("tbx", {"type": "TBX-Basic", "style": "dca", XML_LANG: source}, nsmap=names)
    description = etree.SubElement(etree.SubElement(root, "tbxHeader"), "fileDesc")
    etree.SubElement(etree.SubElement(description, "sourceDesc"), "p").text = "Written by socloc."
    body = etree.SubElement(etree.SubElement(root, "text"), "body")
    concepts: dict[tuple[str, str, bool], list[Term]] = {}
    for term in terms:
        if term.source:
            kept = term.status == "do-not-translate"
            concepts.setdefault((term.source_locale, term.source, kept), []).append(term)
    for number, ((locale, word, kept), found) in enumerate(concepts.items(), 1):
        _concept(etree.SubElement(body, "conceptEntry", id=f"c{number}"), locale, word, kept, found)
    etree.indent(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def without_concept(terms: Iterable[Term]) -> int:
    """How many terms a TBX file has no place for."""
    return sum(not term.source for term in terms)


def _concept(concept: _Element, locale: str, word: str, kept: bool, found: list[Term]) -> None:
    from lxml import etree

    if kept:
        etree.SubElement(concept, "descrip", type=_NEEDED).text = "No"
    language = etree.SubElement(concept, "langSec", {XML_LANG: locale})
    etree.SubElement(etree.SubElement(language, "termSec"), "term").text = word
    by_locale: dict[str, list[Term]] = {}
    for term in found:
        by_locale.setdefault(term.locale, []).append(term)
    for tag, terms in by_locale.items():
        if tag:
            _language(concept, tag, terms)
        else:  # words that stay in every locale; what is said of them is said of the concept
            _notes(concept, terms[0])


def _language(concept: _Element, tag: str, terms: list[Term]) -> None:
    from lxml import etree

    language = etree.SubElement(concept, "langSec", {XML_LANG: tag})
    for term in terms:
        section = etree.SubElement(language, "termSec")
        etree.SubElement(section, "term").text = term.text
        if status := _WRITTEN.get(term.status):
            etree.SubElement(section, "termNote", type="administrativeStatus").text = f"{status}-admn-sts"
        _notes(section, term)


def _notes(element: _Element, term: Term) -> None:
    from lxml import etree

    for note in filter(None, (_SENSITIVE if term.is_case_sensitive else "", term.note)):
        etree.SubElement(element, "note").text = note
