"""Glossaries as CSV, as agencies and Excel write it: columns by name; commas, semicolons or tabs between them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from typing import Final

from socloc.findings import Finding, Place
from socloc.localize.glossary_row import Locales, RowError, broken, checked, status_of
from socloc.model import Term, TermStatus
from socloc.shapes import suggest

# By what they are called in the files of DeepL, Weblate, Phrase and Lara, without spaces, hyphens and case.
_NAMES: Final[Mapping[str, str]] = {
    **dict.fromkeys(("term", "source", "sourceterm"), "term"),
    **dict.fromkeys(("translation", "target", "targetterm"), "translation"),
    **dict.fromkeys(("locale", "targetlocale", "targetlang", "targetlanguage"), "locale"),
    **dict.fromkeys(("sourcelocale", "sourcelang", "sourcelanguage"), "source-locale"),
    **dict.fromkeys(("status", "usage"), "status"),
    **dict.fromkeys(("note", "notes", "comment", "comments", "description", "explanation"), "note"),
    "casesensitive": "case-sensitive",
    "translatable": "translatable",
}
_COLUMNS: Final = ("term", "translation", "locale", "source-locale", "status", "note", "case-sensitive", "translatable")
_WRITTEN: Final = ("term", "source-locale", "translation", "locale", "status", "case-sensitive", "note")
_LOCALE: Final = r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*"
_YES: Final = {"": False, "true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def read(text: str, shown: str, usual: Locales) -> Iterator[Term | Finding]:
    """The terms of a CSV file, and a finding for each line that is wrong; `shown` is its name in findings."""
    first = text.split("\n", 1)[0]
    # The sign that stands between the most names; Excel writes semicolons where a comma is for decimals.
    delimiter = max(",;\t", key=first.count)
    rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    columns: list[str] = []
    place = Place(shown)
    try:
        for cells in rows:
            if not columns:
                columns = _columns(cells, usual)
            elif any(cell.strip() for cell in cells):
                yield from _row(cells, columns, usual, place)
            place = Place(shown, rows.line_num + 1)
    except RowError as error:
        yield broken(place, str(error), error.hint)
    except csv.Error as error:
        yield broken(place, f"this is no CSV: {error}", "Mind the quotation marks: they come in pairs.")


def _columns(cells: Sequence[str], usual: Locales) -> list[str]:
    """What the columns hold, by the first line; a locale's tag where it is translations into it."""
    columns = []
    for cell in cells:
        name = cell.strip()
        known = _NAMES.get(re.sub("[ _-]", "", name).lower())
        if known is None and re.fullmatch(_LOCALE, name):
            known = name.replace("_", "-")
        if known is None:
            reason = f"there is no column `{name[:40]}`{suggest(name, _COLUMNS)}"
            raise RowError(reason, f"The first line names the columns: {', '.join(_COLUMNS)}, or a locale's tag.")
        columns.append(known)
    if "term" not in columns:  # then a column for each locale, that of the terms among them
        lower = [column.lower() for column in columns]
        if usual.source.lower() not in lower:
            raise RowError("there is no column `term`", "The first line names the columns, such as term,translation.")
        columns[lower.index(usual.source.lower())] = "term"
    twice = next((column for column in columns if columns.count(column) > 1), None)
    if twice:
        raise RowError(f"there are two columns `{twice}`", "Rename or remove one.")
    return columns


def _row(cells: Sequence[str], columns: Sequence[str], usual: Locales, place: Place) -> Iterator[Term | Finding]:
    try:
        if len(cells) != len(columns):
            reason = f"this line has {len(cells)} columns, and the first one {len(columns)}"
            raise RowError(reason, "Put text with commas into quotation marks, and keep empty cells.")
        yield from _terms(dict(zip(columns, map(str.strip, cells), strict=True)), usual, place)
    except RowError as error:
        yield broken(place, str(error), error.hint)


def _terms(row: Mapping[str, str], usual: Locales, place: Place) -> list[Term]:
    status: TermStatus = status_of(row.get("status", ""))
    if row.get("translatable") and not _flag(row, "translatable"):
        status = "do-not-translate"
    term = Term(
        row["term"],
        _tag(row.get("source-locale", "")) or usual.source,
        _tag(row.get("locale", "")) or usual.target,
        row.get("translation", ""),
        status,
        row.get("note", ""),
        _flag(row, "case-sensitive"),
        place,
    )
    own = {column: cell for column, cell in row.items() if column not in _COLUMNS}
    if not own or "translation" in row:
        return [checked(term)]
    if status == "do-not-translate":
        return [checked(term._replace(locale=usual.target))]
    return [checked(term._replace(locale=tag, text=cell)) for tag, cell in own.items() if cell]


def _flag(row: Mapping[str, str], name: str) -> bool:
    word = row.get(name, "").lower()
    if word not in _YES:
        raise RowError(f"{name} is `{word[:40]}`", "Write yes or no.")
    return _YES[word]


def _tag(text: str) -> str:
    if text and not re.fullmatch(_LOCALE, text):
        raise RowError(f"`{text[:40]}` is no locale", "Write a BCP 47 tag such as zh-CN.")
    return text.replace("_", "-")


def as_text(terms: Iterable[Term]) -> str:
    """Terms as a CSV file with one line for each translation."""
    file = StringIO(newline="")
    rows = csv.writer(file, lineterminator="\n")
    rows.writerow(_WRITTEN)
    for term in terms:
        text = "" if term.status == "do-not-translate" else term.text
        sensitive = "yes" if term.is_case_sensitive else ""
        rows.writerow((term.source, term.source_locale, text, term.locale, term.status, sensitive, term.note))
    return file.getvalue()
