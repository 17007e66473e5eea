"""PO files: what is read comes back the same, whoever wrote it; broken ones are findings with their line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from socloc.store import read
from socloc.store.catalog import Catalog, Entry, sum_of
from socloc.store.po import as_bytes, parse

HEADER = 'msgid ""\nmsgstr ""\n"Language: de\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
ENTRY = Entry("posts.p.text", "Hello", "Hallo")


def parsed(text: str) -> Catalog:
    catalog, findings = parse(text, "locales/de.po")
    assert not findings
    assert catalog is not None
    return catalog


def again(catalog: Catalog) -> Catalog:
    """A catalog after it was written and read."""
    return parsed(as_bytes(catalog).decode())


@pytest.mark.parametrize(
    "entry",
    [
        ENTRY,
        ENTRY._replace(text="", source="Zwei\nZeilen\n"),
        ENTRY._replace(text='"„“”\\n\\\\ \t'),
        ENTRY._replace(fuzzy=True, previous="Good day"),
        ENTRY._replace(comment="of a person\nin two lines", notes=("Note: a", "Limit: 280 characters")),
        ENTRY._replace(references=(("campaign.yaml", "14"),), flags=("no-wrap",)),
        ENTRY.with_text("您好", "machine:deepl"),
        ENTRY.with_text("您好", "memory")._replace(comment="seen"),
        ENTRY._replace(source="word " * 60, text="汉字" * 90),
    ],
)
def test_an_entry_comes_back_as_it_was(entry: Entry) -> None:
    found = again(Catalog({entry.path: entry})).entries[entry.path]
    assert found._replace(place=entry.place) == entry


_NO_TEXT = [chr(code) for code in range(0xFDD0, 0xFDF0)]  # Unicode keeps them for use inside of programs
_TEXTS = some.text(some.characters(exclude_categories=["Cs"], exclude_characters=_NO_TEXT), max_size=60)


@given(_TEXTS, _TEXTS.filter(bool))
def test_no_character_of_any_text_is_lost(source: str, text: str) -> None:
    found = again(Catalog({"a": Entry("a", source, text)})).entries["a"]
    assert (found.source, found.text) == (source, text)


@pytest.mark.parametrize(
    "text", ["\0\x1b[31m \x0b\x7f\x85\u2028\ufffe \U0001f375", r"\033 \\ C:\012 \"", "\ufdd0"], ids=ascii
)
def test_what_is_written_is_a_file_that_can_be_read(text: str, tmp_path: Path) -> None:
    file = tmp_path / "de.po"
    entry = ENTRY._replace(source=text, text=f"a{text}7", previous=text, fuzzy=True, comment=r"C:\033")
    file.write_bytes(as_bytes(Catalog({entry.path: entry})))
    catalog, findings = read(file)
    assert catalog is not None, findings
    found = catalog.entries[entry.path]
    if text == "\ufdd0":  # stands for nothing, and for no other character either
        text, entry = "\ufffd", entry._replace(source="\ufffd", text="a\ufffd7", previous="\ufffd")
    assert found._replace(place=entry.place) == entry


def test_octal_digits_of_other_tools_are_read() -> None:
    catalog = parsed(
        HEADER + r'msgctxt "a"' + "\n" + r'msgid "b"' + "\n" + r'msgstr "\303\244\0421\134 \377\012"' + "\n"
    )
    assert catalog.entries["a"].text == 'ä"1\\ \ufffd\n'


@pytest.mark.parametrize("header", ["", HEADER.replace("UTF-8", "GBK"), HEADER])
def test_a_file_says_that_it_is_utf_8(header: str) -> None:
    written = as_bytes(parsed(header + 'msgctxt "a"\nmsgid "b"\nmsgstr "ä"\n')).decode()
    assert "Content-Type: text/plain; charset=UTF-8" in written
    assert "GBK" not in written


def test_what_other_tools_keep_in_the_file_stays() -> None:
    text = (
        '# Our translators\nmsgid ""\nmsgstr ""\n"Last-Translator: A <a@b.example>\\n"\n"X-Generator: Poedit\\n"\n\n'
        'msgid "no context"\nmsgstr "kein Kontext"\n\n'
        'msgctxt "posts.old.text"\nmsgid "old"\nmsgstr "alt"\n'
        '#~ msgctxt "posts.gone.text"\n#~ msgid "gone"\n#~ msgstr "weg"\n'
    )
    written = as_bytes(parsed(text)).decode()
    for kept in ("# Our translators", "Last-Translator: A", 'msgid "no context"', '#~ msgid "gone"', '#~ msgstr "weg"'):
        assert kept in written


def test_entries_are_sorted_and_dates_left_out_so_that_branches_merge() -> None:
    entries = {name: Entry(name, name, name) for name in ("b", "a", "c")}
    header = {"Language": "de", "PO-Revision-Date": "2026-11-22 10:00+0000", "POT-Creation-Date": "2026-11-22"}
    written = as_bytes(Catalog(entries, header=header)).decode()
    assert [line for line in written.split("\n") if line.startswith("msgctxt")] == [
        f'msgctxt "{name}"' for name in "abc"
    ]
    assert "-Date" not in written


@pytest.mark.parametrize(
    "fuzzy, text, made, digits, previous, maker, state",
    [
        (False, "Hallo", "", "", "", "translator", "reviewed"),
        (True, "Hallo", "", "", "", "translator", "draft"),
        (True, "Hallo", "machine:deepl", sum_of("Hallo"), "", "machine:deepl", "machine"),
        (False, "Hallo", "machine:deepl", sum_of("Hallo"), "", "machine:deepl", "reviewed"),
        (True, "Hallo!", "machine:deepl", sum_of("Hallo"), "", "translator", "draft"),
        (False, "Hallo!", "machine:deepl", sum_of("Hallo"), "", "translator", "reviewed"),
        (True, "Hallo", "machine:deepl", sum_of("Hallo"), "Hi", "machine:deepl", "stale"),
        (True, "Hallo", "", "", "Hi", "translator", "stale"),
        (False, "Hallo", "", "", "Hi", "translator", "reviewed"),
    ],
)
def test_who_made_a_text_and_how_far_it_is(
    fuzzy: bool, text: str, made: str, digits: str, previous: str, maker: str, state: str
) -> None:
    entry = Entry("a", "Hello", text, fuzzy, previous, made, digits)
    assert (entry.maker, entry.state) == (maker, state)
    found = again(Catalog({"a": entry})).entries["a"]
    assert (found.maker, found.state) == (maker, state)


@pytest.mark.parametrize(
    "text, line, message",
    [
        (HEADER + 'msgctxt "a"\nmsgid "b"\nmsgstr c\n', 8, "this is no line of a PO file: msgstr c"),
        (HEADER + 'msgctxt "a"\nmsgid "b\nmsgstr ""\n', 7, 'this is no line of a PO file: msgid "b'),
        (HEADER + '<<<<<<< HEAD\nmsgctxt "a"\n', 6, "a merge left its marks in this file"),
        (
            HEADER + 'msgctxt "a"\nmsgid "b"\nmsgstr "c"\n\nmsgctxt "a"\nmsgid "d"\nmsgstr "e"\n',
            12,
            "`a` is here twice; the first is at line 8",
        ),
    ],
)
def test_a_broken_file_is_a_finding_with_its_line(text: str, line: int, message: str) -> None:
    catalog, findings = parse(text, "locales/de.po")
    assert catalog is None
    (finding,) = findings
    assert (finding.check, finding.severity) == ("store-broken", "error")
    assert finding.place[:2] == ("locales/de.po", line)
    assert finding.message.startswith(message)


@given(_TEXTS)
def test_no_file_is_too_odd_to_be_read(text: str) -> None:
    parse(text, "locales/de.po")


def test_a_file_without_a_header_keeps_the_comments_of_its_first_entry() -> None:
    (found,) = parsed('# seen by A\n#. Limit: 9 characters\nmsgctxt "a"\nmsgid "b"\nmsgstr "c"\n').entries.values()
    assert (found.comment, found.notes) == ("seen by A", ("Limit: 9 characters",))


def test_the_place_of_an_entry_is_that_of_its_words() -> None:
    found = parsed(
        HEADER + 'msgctxt "a"\nmsgid "b"\nmsgstr "c"\n\n#. Note\n#, fuzzy\nmsgctxt "d"\nmsgid "e"\nmsgstr "f"\n'
    )
    assert {path: entry.place.line for path, entry in found.entries.items()} == {"a": 8, "d": 14}
