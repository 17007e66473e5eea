"""The forms of exchange: every text comes back as it went out, by the official schemas and in a real spreadsheet."""

from __future__ import annotations

import csv
import io
import subprocess
import zipfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from lxml import etree

from socloc.errors import SoclocError
from socloc.exchange import REGISTRY, form, form_of
from socloc.exchange.rows import Heading, Row
from socloc.findings import Place

SCHEMAS = Path(__file__).parent / "schemas"
HEADING = Heading("spring", "campaign.yaml", "en", "zh-CN")
ROW = Row(
    unit="posts.launch.text[1]",
    source="Tea for {{ brand.name }} at https://example.com/a?b=1&c=2 #Tea",
    target="https://example.com/a?b=1&c=2 有 {{ brand.name }} 的茶 #Tea",
    state="draft",
    previous="",
    note="Be <kind> & short.",
    most=140,
    shown_on=("weibo/post text", "x/post text"),
    context="Tea for Lanmo\nat https://example.com #Tea",
    place=Place("campaign.yaml", 14),
)
HOSTILE = [
    "=1+1",
    "+49 30 123",
    "-5 %",
    "@lanmo",
    "'=quoted",
    "''",
    "\ttab",
    " spaces  inside and around ",
    "two\nlines\n",
    "three\n\n\nlines",
    '"quotes", commas; semicolons',
    "<b>&amp;</b> ]]> <!-- -->",
    "café 茶 👩‍👩‍👧 🇨🇳",
    "**bold** [link](https://example.com/x) `code` {name} %s",
    "_x0041_",
    "line separator \u2028 here",
    "non-character \ufffe",
    "escape \x1b[31m bell \x07",
    "\u202eevil",
]


def again(name: str, row: Row) -> Row:
    """A row after it was written in a form and read again."""
    module = form(name)
    heading, received = module.read(module.write(HEADING, [row]), "file")
    assert (heading.source, heading.target) == ("en", "zh-CN")
    (found,) = received
    assert found.is_reviewed is (row.state == "reviewed")
    return row._replace(unit=found.unit, source=found.source, target=found.target)


@pytest.mark.parametrize("name", REGISTRY)
@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_a_text_comes_back_as_it_went(name: str, text: str) -> None:
    row = ROW._replace(source=text, target=f"{text} ", context=text, note=text)
    if name == "tmx" and {"\x1b", "\ufffe"} & set(text):
        with pytest.raises(SoclocError, match="has a control character, which TMX cannot hold"):
            again(name, row)
        return
    assert again(name, row) == row


@pytest.mark.parametrize("name", sorted(set(REGISTRY) - {"po", "tmx"}))
@settings(deadline=None)  # a busy machine is no fault
@given(text=some.text(some.characters(exclude_categories=["Cs"]), max_size=40).filter(str.strip))
def test_no_character_is_lost(name: str, text: str) -> None:
    text = text.replace("\r", "")  # line ends of spreadsheets and XML are line feeds
    row = ROW._replace(source=text, target=text)
    assert again(name, row) == row


@pytest.mark.parametrize("name", REGISTRY)
@pytest.mark.parametrize("state", ["draft", "machine", "reviewed", "stale"])
def test_only_confirmed_texts_come_back_as_confirmed(name: str, state: str) -> None:
    again(name, ROW._replace(state=state, previous="Tea" if state == "stale" else ""))


@pytest.mark.parametrize("name", REGISTRY)
def test_the_same_rows_give_the_same_bytes(name: str) -> None:
    assert form(name).write(HEADING, [ROW]) == form(name).write(HEADING, [ROW])


@pytest.mark.parametrize("name", sorted(set(REGISTRY) - {"tmx"}))
def test_limits_notes_and_the_post_travel(name: str) -> None:
    data = form(name).write(HEADING, [ROW])
    if name == "xlsx":
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            data = b"".join(packed.read(part) for part in packed.namelist())
    text = data.decode().replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    for part in ("140", "Be <kind> & short.", "weibo/post text, x/post text", "Tea for Lanmo", "campaign.yaml"):
        assert part in text, part


class _Local(etree.Resolver):
    """Schemas name each other by addresses; all of them are here."""

    def resolve(self, system_url: str, public_id: str, context: object) -> object:  # type: ignore[override]  # stubs
        del public_id
        return self.resolve_filename(str(SCHEMAS / system_url.rpartition("/")[2]), context)  # type: ignore[attr-defined]


@cache
def schema(name: str) -> etree.XMLSchema:
    """An official schema."""
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Local())
    return etree.XMLSchema(etree.parse(str(SCHEMAS / name), parser))


@pytest.mark.parametrize("text", [ROW.source, *HOSTILE], ids=ascii)
@pytest.mark.parametrize("state", ["new", "draft", "machine", "stale", "reviewed"])
@pytest.mark.parametrize(
    "name, file", [("xliff", "xliff-core-1.2-strict.xsd"), ("xliff2", "xliff_core_2.0.xsd")], ids=["1.2", "2.1"]
)
def test_xliff_is_valid_by_the_official_schema(name: str, file: str, state: str, text: str) -> None:
    rows = [ROW, ROW._replace(unit="b", source=text, target=text, state=state, previous=text, most=None, note="")]
    written = etree.fromstring(form(name).write(HEADING, rows))
    schema(file).assertValid(written)


def test_the_limits_of_xliff_2_are_those_of_its_module() -> None:
    written = etree.fromstring(form("xliff2").write(HEADING, [ROW]))
    names = {"s": "urn:oasis:names:tc:xliff:sizerestriction:2.0", "x": "urn:oasis:names:tc:xliff:document:2.0"}
    known = set(etree.parse(str(SCHEMAS / "size_restriction.xsd")).xpath("//@name"))  # type: ignore[arg-type]  # stubs
    assert {"sizeRestriction", "profiles", "generalProfile"} <= known
    assert written.xpath("//s:profiles/@generalProfile", namespaces=names) == ["xliff:codepoints"]
    assert written.xpath("//x:unit/@s:sizeRestriction", namespaces=names) == ["140"]


def test_what_must_stay_is_marked_for_the_tools_of_translators() -> None:
    first = etree.fromstring(form("xliff").write(HEADING, [ROW]))
    found = [element.text for element in first.iter("{*}ph")]
    assert found[:3] == ["{{ brand.name }}", "https://example.com/a?b=1&c=2", "#Tea"]
    assert first.find(".//{*}trans-unit").get("maxwidth") == "140"  # type: ignore[union-attr]
    assert first.find(".//{*}trans-unit").get("size-unit") == "char"  # type: ignore[union-attr]


def test_the_spreadsheet_opens_in_libreoffice(tmp_path: Path) -> None:
    rows = [ROW._replace(unit=f"u{index}", source=text, target=text) for index, text in enumerate(HOSTILE)]
    (tmp_path / "sheet.xlsx").write_bytes(form("xlsx").write(HEADING, rows))
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/office", "--convert-to"]
    # 44,34,76: commas, quotes, UTF-8.
    subprocess.run(
        [*command, "csv:Text - txt - csv (StarCalc):44,34,76", "sheet.xlsx"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=120,
    )
    shown = list(csv.reader(io.StringIO((tmp_path / "sheet.csv").read_text("utf-8"), newline="")))
    assert shown[0][:5] == ["id", "source (en)", "target (zh-CN)", "state", "max length"]
    assert [row[0] for row in shown[1:]] == [row.unit for row in rows]
    seen = {row[1] for row in shown[1:]}
    for text in HOSTILE[:13]:
        assert text in seen, "a formula or another text"


def test_csv_is_for_excel() -> None:
    data = form("csv").write(HEADING, [ROW._replace(target="=1+1")])
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in data
    assert b",'=1+1," in data


@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_csv_as_other_countries_save_it(between: str) -> None:
    text = (
        f"id{between}source (en){between}target (de){between}state\na.b{between}Hello{between}Hallo{between}reviewed\n"
    )
    heading, rows = form("csv").read(text.encode("utf-16"), "file.csv")
    assert heading.target == "de"
    assert [(row.unit, row.source, row.target, row.is_reviewed, row.place.line) for row in rows] == [
        ("a.b", "Hello", "Hallo", True, 2)
    ]


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>'


@pytest.mark.parametrize(
    "name, data, message",
    [
        ("a.xlf", b'<?xml version="1.0"?>' + BOMB + b"<xliff/>", "a.xlf:1: the document type declares entities"),
        ("a.xlf", b"<xliff version='1.2'><file>", "a.xlf:1: this is no XML"),
        ("a.xlf", b"<html/>", "a.xlf:1: this is no XLIFF 1.2"),
        ("a.xlf", b'<xliff version="2.0"/>', "a.xlf:1: this is no XLIFF 2"),
        ("a.tmx", BOMB + b"<tmx/>", "a.tmx:1: the document type declares entities"),
        ("a.po", b'msgid "a\n', "a.po:1:1: this is no line of a PO file"),
        ("a.po", b"\xff\xfe\x00", "a.po"),
        ("a.csv", b"\xd6", "a.csv:1: the file is not in UTF-8"),
        ("a.csv", b"", "a.csv:1: there is no column `id`"),
        ("a.csv", b'id,source,target\na,"b\n', "a.csv:2: this is no CSV"),
        ("a.xlsx", b"PK", "a.xlsx is no spreadsheet"),
        ("a.docx", b"PK", "a.docx is in no form that can be read"),
    ],
)
def test_a_broken_file_is_told_with_its_line(name: str, data: bytes, message: str) -> None:
    with pytest.raises(SoclocError) as raised:
        form_of(name, data).read(data, name)
    assert str(raised.value).startswith(message)


def test_a_spreadsheet_that_unpacks_without_end_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    data = form("xlsx").write(HEADING, [ROW])
    monkeypatch.setattr("socloc.exchange.xlsx.MAX_BYTES", 1000)
    with pytest.raises(SoclocError, match="unpacks to"):
        form("xlsx").read(data, "a.xlsx")
