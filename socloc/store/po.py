"""PO files to catalogs and back. The only module that imports polib."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from socloc.findings import Check, Finding, Place
from socloc.store.catalog import Catalog, Entry, joined_comment, joined_notes, split_comment

if TYPE_CHECKING:
    import polib

STORE_BROKEN = Check(
    "store-broken",
    "error",
    """A PO file with translations cannot be read, or says two things of one text.

    Nothing in it is used, and socloc does not write it either, so nothing is lost. Mostly a merge left its marks
    (`<<<<<<<`), or a quotation mark is missing: the finding has the line. `msgfmt --check FILE` finds such places, too.
    """,
)
CHECKS: Final = (STORE_BROKEN,)
MAX_BYTES: Final = 32 * 1024 * 1024
_WAY_OUT: Final = "Mend the line, or take the last version that was committed."
_HEADER: Final = ("Project-Id-Version", "Language", "MIME-Version", "Content-Type", "Content-Transfer-Encoding")
_ENCODED: Final = {"Content-Type": "text/plain; charset=UTF-8", "Content-Transfer-Encoding": "8bit"}
_CONFLICT: Final = re.compile(r"<{7}|={7}|>{7}")
_QUOTED: Final = r'"(?:[^"\\]|\\.)*"'
_LINE: Final = re.compile(
    rf"\s*(?:(?:#~ ?)?(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\s+)?{_QUOTED}\s*|#.*)?"
)
_NO_HEADER: Final = 'msgid ""\nmsgstr ""\n\n'
_TEXT: Final = re.compile(r"(?:#~ ?)?msgstr(?:\[0\])?\s")
# polib takes these for ends of lines; while it works, noncharacters stand for them. Unicode keeps those for such a use,
# so that no text has them; where one has, it gets U+FFFD.
_SEPARATORS: Final = "\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_HIDDEN: Final = dict.fromkeys(range(0xFDD0, 0xFDF0), 0xFFFD) | {
    ord(char): 0xFDD0 + index for index, char in enumerate(_SEPARATORS)
}
_SHOWN: Final = {0xFDD0 + index: ord(char) for index, char in enumerate(_SEPARATORS)}
# What no text file may have, or what would end a line of it, is written as gettext does: the octal digits of its bytes.
_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_OCTAL: Final = re.compile(r"\\(?:((?:[0-3][0-7]{2})(?:\\[0-3][0-7]{2})*)|.)")
_ESCAPES: Final = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r", "\t": r"\t"})


def parse(text: str, shown: str) -> tuple[Catalog | None, list[Finding]]:
    """Read the text of a PO file; `shown` is its name in findings. None where it is broken."""
    import polib

    lines = text.removeprefix("\ufeff").split("\n")
    for number, line in enumerate(lines, 1):
        if not _LINE.fullmatch(line):  # polib reads on over much that is broken, and words would be lost
            return None, [_broken(line, Place(shown, number))]
    places = [Place(shown, number) for number, line in enumerate(lines, 1) if _TEXT.match(line)]
    words = next((line for line in lines if line.startswith("msg")), "")
    # Without a header, polib takes the comments of the first entry for the file's.
    header = "" if words.startswith('msgid ""') else _NO_HEADER
    try:
        # A first line that is no file's name: polib would open it otherwise.
        file = polib.pofile("\n" + header + "\n".join(map(_unescaped, lines)).translate(_HIDDEN), wrapwidth=78)
    except (OSError, ValueError, IndexError, KeyError, AttributeError) as error:
        reason = str(error).translate(_SHOWN)
        return None, [STORE_BROKEN.at(Place(shown), f"the translations cannot be read: {reason}", _WAY_OUT)]
    if len(places) - len(file) not in (0, 1):  # one more is the header's
        return None, [STORE_BROKEN.at(Place(shown), "the translations cannot be read: a text is incomplete", _WAY_OUT)]
    places = places[-len(file) :] if file else []
    entries: dict[str, Entry] = {}
    obsolete: list[Entry] = []
    foreign: list[polib.POEntry] = []
    findings: list[Finding] = []
    for found, place in zip(file, places, strict=True):
        if not found.msgctxt or found.msgid_plural:
            foreign.append(found)
            continue
        entry = _entry(found, place)
        if entry.obsolete:
            obsolete.append(entry)
        elif entry.path in entries:
            first = entries[entry.path].place.line
            message = f"`{entry.path[:80]}` is here twice; the first is at line {first}"
            findings.append(STORE_BROKEN.at(entry.place, message, "Keep the right one and remove the other."))
        else:
            entries[entry.path] = entry
    if findings:
        return None, findings
    return Catalog(entries, tuple(obsolete), dict(file.metadata), file.header.strip(), tuple(foreign)), []


def _broken(line: str, place: Place) -> Finding:
    if _CONFLICT.match(line):
        hint = "Decide for one side and take the marks out; then run it again."
        return STORE_BROKEN.at(place, "a merge left its marks in this file", hint)
    return STORE_BROKEN.at(place, f"this is no line of a PO file: {line.strip()[:60]}", _WAY_OUT)


def _entry(found: polib.POEntry, place: Place) -> Entry:
    comment, made, digits = split_comment(_shown(found.tcomment))
    return Entry(
        _shown(found.msgctxt),
        _shown(found.msgid),
        _shown(found.msgstr),
        "fuzzy" in found.flags,
        _shown(found.previous_msgid),
        made,
        digits,
        comment,
        joined_notes(_shown(found.comment).split("\n")) if found.comment else (),
        tuple((file, str(line)) for file, line in found.occurrences),
        tuple(flag for flag in found.flags if flag != "fuzzy"),
        bool(found.obsolete),
        place,
    )


def _shown(text: str | None) -> str:
    return (text or "").translate(_SHOWN)


def as_bytes(catalog: Catalog) -> bytes:
    """A catalog as the bytes of a PO file: sorted by path and without dates, so that branches merge."""
    import polib

    file = polib.POFile(wrapwidth=78)
    file.header = catalog.comment
    file.metadata = _ordered(catalog)
    for entry in _sorted(catalog.entries.values()):
        file.append(_written(entry))
    file.extend(catalog.foreign)
    for entry in _sorted(catalog.obsolete):
        file.append(_written(entry._replace(obsolete=True)))
    text = (str(file).rstrip("\n") + "\n").translate(_SHOWN)
    return _UNWRITABLE.sub(lambda match: _escaped(match.group()), text).encode("utf-8", "replace")


def _escaped(character: str) -> str:
    return "".join(f"\\{byte:03o}" for byte in character.encode("utf-8", "replace"))


def _unescaped(line: str) -> str:
    """A line of the file with characters for octal digits; comments are nobody's text, and stay."""
    if "\\" not in line or (line.startswith("#") and not line.startswith(("#~", "#|"))):
        return line
    return _OCTAL.sub(_characters, line)


def _characters(match: re.Match[str]) -> str:
    if match[1] is None:  # any other escape is polib's
        return match.group()
    data = bytes(int(digits, 8) for digits in match[1].split("\\"))
    return data.decode("utf-8", "replace").translate(_ESCAPES)


def _sorted(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: (entry.path, entry.source))


def _ordered(catalog: Catalog) -> dict[str, str]:
    """The header without the dates that tools write at every save: they would make every merge a conflict."""
    header = {**catalog.header, "MIME-Version": "1.0", **_ENCODED}  # whatever it was before, now it is this
    known = {key: header[key] for key in _HEADER if key in header}
    others = {key: value for key, value in header.items() if not key.endswith("-Date")}
    return known | others


def _written(entry: Entry) -> polib.POEntry:
    import polib

    return polib.POEntry(
        msgctxt=_hidden(entry.path),
        msgid=_hidden(entry.source),
        msgstr=_hidden(entry.text),
        previous_msgid=_hidden(entry.previous) or None,
        comment=_hidden("\n".join(entry.notes)),
        tcomment=_hidden(joined_comment(entry)),
        occurrences=list(entry.references),
        flags=[*(["fuzzy"] if entry.fuzzy and entry.text else []), *entry.flags],
        obsolete=entry.obsolete,
    )


def _hidden(text: str) -> str:
    return text.translate(_HIDDEN)
