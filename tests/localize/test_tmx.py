"""TMX: what socloc writes comes back as it was, other tools' files are read, and nothing in them is resolved."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from socloc.localize import tmx
from socloc.localize.memory import Entry
from socloc.localize.xml_file import XmlError

# As TMX 1.4b describes it: inline elements with native codes, a source of the unit's own, dates, other props.
OTHER = """\
<?xml version="1.0" encoding="ENCODING"?>
<!-- exported -->
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
 <header creationtool="Other" creationtoolversion="9" segtype="sentence" o-tmf="other" adminlang="en-us"
  srclang="EN-us" datatype="html"><note>from somewhere</note></header>
 <body>
  <tu tuid="1" creationid="MIA" changedate="20270320T090000Z" changeid="ANA">
   <note>a note</note><prop type="x-client">Lanmo</prop>
   <tuv xml:lang="de-DE">
    <seg><bpt i="1">&lt;b&gt;</bpt>Tee<ept i="1">&lt;/b&gt;</ept> &amp; Kuchen<ph>&lt;br/&gt;</ph></seg></tuv>
   <tuv xml:lang="en-US">
    <seg><bpt i="1">&lt;b&gt;</bpt>Tea<ept i="1">&lt;/b&gt;</ept> &amp; <hi>cake</hi><ph>&lt;br/&gt;</ph></seg></tuv>
   <tuv xml:lang="zh_cn"><seg>茶和蛋糕</seg></tuv>
  </tu>
  <tu srclang="de"><tuv lang="en"><seg>Cup</seg></tuv><tuv lang="de"><seg>Tasse</seg></tuv></tu>
 </body>
</tmx>
"""
WANTED = [
    Entry(
        "en-US",
        "de-DE",
        "<b>Tea</b> & cake<br/>",
        "<b>Tee</b> & Kuchen<br/>",
        "ANA",
        True,
        "",
        "",
        "2027-03-20T09:00:00Z",
    ),
    Entry("en-US", "zh-CN", "<b>Tea</b> & cake<br/>", "茶和蛋糕", "ANA", True, "", "", "2027-03-20T09:00:00Z"),
    Entry("de", "en", "Tasse", "Cup", "", True),
]
OWN = [
    Entry(
        "en",
        "de",
        '  A <b> & "c"\n\n d\t',
        "Ä\r\n😀 ]]>",
        "machine:deepl",
        False,
        "spring",
        "posts.p.text[1]",
        "2027-03-20T09:00:00Z",
    ),
    Entry("en", "zh-Hant-TW", "x", "這", "translator", True),
    Entry("en", "zh-CN", "x", "这"),
]


def test_own_files_come_back_as_they_were() -> None:
    data = tmx.as_bytes(OWN, "1.2.3")
    assert list(tmx.read(data, "own.tmx")) == OWN
    assert tmx.as_bytes(OWN, "1.2.3") == data
    root = etree.fromstring(data)
    assert root.get("version") == "1.4"
    assert {str(key): value for key, value in next(root.iter("header")).attrib.items()} == {
        "creationtool": "socloc",
        "creationtoolversion": "1.2.3",
        "segtype": "block",
        "o-tmf": "socloc",
        "adminlang": "en",
        "srclang": "*all*",
        "datatype": "plaintext",
    }
    assert {str(key): value for key, value in next(root.iter("tu")).attrib.items()} == {
        "srclang": "en",
        "changedate": "20270320T090000Z",
        "creationid": "machine:deepl",
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_other_tools_files_are_read(encoding: str) -> None:
    data = OTHER.replace("ENCODING", encoding.removesuffix("-sig")).encode(encoding)
    assert list(tmx.read(data, "other.tmx")) == WANTED


BROKEN = {
    "an entity": ('<!DOCTYPE tmx [\n<!ENTITY a "b">\n]>\n<tmx/>', 1, "declares entities"),
    "an entity behind a comment": (
        '<!-- <tmx> -->\n<!DOCTYPE tmx SYSTEM "x" [ <!ENTITY a "b"> ]>\n<tmx/>',
        2,
        "declares",
    ),
    "an unknown entity": ("<tmx>\n<body>&a;</body></tmx>", 2, "this is no XML"),
    "half a file": ("<tmx>\n<body>", 2, "this is no XML"),
    "something else": ("<xliff/>", 1, "this is no TMX: it begins with <xliff>"),
    "no locale": ("<tmx><body>\n<tu>\n<tuv><seg>a</seg></tuv></tu></body></tmx>", 3, "no locale"),
    "no segment": ('<tmx><body>\n<tu>\n<tuv xml:lang="en"/></tu></body></tmx>', 3, "no <seg>"),
    "no variant": ("<tmx><body>\n<tu/></body></tmx>", 2, "no <tuv>"),
    "nothing": ("", 1, "this is no XML"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_wrong_is_told_with_its_line(name: str) -> None:
    text, line, reason = BROKEN[name]
    with pytest.raises(XmlError, match=reason) as said:
        list(tmx.read(text.encode(), "wrong.tmx"))
    assert said.value.line == line
    assert str(said.value).startswith(f"wrong.tmx:{line}: ")


def test_where_every_locale_may_be_the_source_the_first_one_is() -> None:
    text = OTHER.replace("ENCODING", "utf-8").replace('srclang="EN-us"', 'srclang="*all*"')
    found = list(tmx.read(text.encode(), "other.tmx"))
    assert [(one.source_locale, one.target_locale) for one in found] == [
        ("de-DE", "en-US"),
        ("de-DE", "zh-CN"),
        ("de", "en"),
    ]


def test_no_utf() -> None:
    with pytest.raises(XmlError, match=r"wrong\.tmx:2: the file is neither UTF-8 nor UTF-16"):
        list(tmx.read(b"<tmx>\n\xe9</tmx>", "wrong.tmx"))


def test_nothing_is_loaded(tmp_path: Path) -> None:
    secret = tmp_path / "secret.dtd"
    secret.write_text('<!ENTITY a "secret">')
    unit = '<tu><tuv xml:lang="en"><seg>&a;</seg></tuv></tu>'
    text = f'<!DOCTYPE tmx SYSTEM "{secret.as_uri()}">\n<tmx><body>\n{unit}</body></tmx>'
    with pytest.raises(XmlError, match=r"x\.tmx:3: the entity &a; is not known"):
        list(tmx.read(text.encode(), "x.tmx"))
