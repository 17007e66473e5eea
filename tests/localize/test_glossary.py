"""Glossaries: what agencies' files say, what is wrong in them with its line, and which words are found in texts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from socloc import locales
from socloc.findings import Finding
from socloc.localize import glossary, glossary_csv, glossary_tbx
from socloc.localize.glossary_row import Locales
from socloc.localize.terms import Terms
from socloc.model import Term
from tests.reading.examined import head, no_waiting, outcome, texts, write

EN = Locales("en")
DE = Locales("en", "de")


def rows(found: list[Term | Finding]) -> list[tuple[Any, ...]]:
    """Terms as term, locale, text and status, findings as line and message."""
    return [
        (one.place.line, one.message)
        if isinstance(one, Finding)
        else (one.source, one.locale, one.text, *([one.status] if one.status != "preferred" else ()))
        for one in found
    ]


CSV = {
    "one column per locale": (
        EN,
        "en,de,zh-CN\ntea,Tee,茶\ncup,,杯\n",
        [("tea", "de", "Tee"), ("tea", "zh-CN", "茶"), ("cup", "zh-CN", "杯")],
    ),
    "of DeepL, with names": (EN, "source,target,source_lang,target_lang\ntea,Tee,EN,DE\n", [("tea", "de", "Tee")]),
    "of Phrase": (
        EN,
        "term,case sensitive,translatable,description,de\nLanmo,true,false,a name,\n",
        [("Lanmo", "", "Lanmo", "do-not-translate")],
    ),
    "of Excel in Europe": (DE, '\ufeffterm;translation;note\r\ntea;Tee;"a; b"\r\n\r\n', [("tea", "de", "Tee")]),
    "tabs, and two lines in a cell": (
        DE,
        'term\ttranslation\tnote\n"tea"\tTee\t"a\nb"\ncup\tTasse\t\n',
        [("tea", "de", "Tee"), ("cup", "de", "Tasse")],
    ),
    "statuses": (
        DE,
        "term,translation,status\ntea,Thee,Forbidden\n,Plörre,forbidden\ncup,Schale,admitted\nLanmo,,do_not_translate\n",
        [
            ("tea", "de", "Thee", "forbidden"),
            ("", "de", "Plörre", "forbidden"),
            ("cup", "de", "Schale", "admitted"),
            ("Lanmo", "de", "Lanmo", "do-not-translate"),
        ],
    ),
    "a cell too many": (
        DE,
        "term,translation\ntea,Tee\na,b,c\ncup,Tasse\n",
        [("tea", "de", "Tee"), (3, "this line has 3 columns, and the first one 2"), ("cup", "de", "Tasse")],
    ),
    "behind two lines in a cell": (
        DE,
        'term,translation\n"a\nb",c\nd\n',
        [("a\nb", "de", "c"), (4, "this line has 1 columns, and the first one 2")],
    ),
    "an unknown column": (
        DE,
        "term,translaton\na,b\n",
        [(1, "there is no column `translaton`; did you mean `translation`?")],
    ),
    "no names of columns": (DE, "spring tea,Frühlingstee\n", [(1, "there is no column `spring tea`")]),
    "an unknown status": (
        DE,
        "term,translation,status\na,b,prefered\n",
        [(2, "there is no status `prefered`; did you mean `preferred`?")],
    ),
    "no translation": (DE, "term,translation\ntea,\n", [(2, "there is no translation")]),
    "no term": (DE, "term,translation\n,Tee\n", [(2, "there is no term")]),
    "no locale": (EN, "term,translation\ntea,Tee\n", [(2, "nobody says which locale the translation is in")]),
    "a wrong locale": (EN, "term,translation,locale\ntea,Tee,German!\n", [(2, "`German!` is no locale")]),
    "kept and translated": (
        DE,
        "term,translation,status\ntea,Tee,do-not-translate\n",
        [(2, "`tea` is not to be translated, and has the translation `Tee`")],
    ),
    "no yes and no no": (DE, "term,translation,case-sensitive\ntea,Tee,x\n", [(2, "case-sensitive is `x`")]),
    "an open quotation mark": (
        DE,
        'term,translation\ntea,Tee\n"tea,Tee\n',
        [("tea", "de", "Tee"), (3, "this is no CSV: unexpected end of data")],
    ),
    "two of one column": (DE, "term,translation,target\na,b,c\n", [(1, "there are two columns `translation`")]),
}


@pytest.mark.parametrize("name", CSV)
def test_csv(name: str, tmp_path: Path) -> None:
    usual, text, wanted = CSV[name]
    path = tmp_path / "glossary.csv"
    path.write_bytes(text.encode())
    assert rows(list(glossary.read(path, "g.csv", usual))) == wanted


def test_a_csv_comes_back_as_it_was() -> None:
    terms = [
        Term("tea, green", "en", "de", "Grüntee", "preferred", 'a "note"\nof two lines', is_case_sensitive=True),
        Term("Lanmo", "en", "", "Lanmo", "do-not-translate"),
        Term("", "en", "de", "Plörre", "forbidden"),
    ]
    found = [
        one._replace(place=terms[0].place)
        for one in glossary_csv.read(glossary_csv.as_text(terms), "g", EN)
        if isinstance(one, Term)
    ]
    assert found == terms


V3 = """<?xml version="1.0"?>
<tbx type="TBX-Basic" style="STYLE" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2" xmlns:basic="http://www.tbxinfo.net/ns/basic">
<tbxHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></tbxHeader><text><body>
<conceptEntry id="c1"><note>in ads</note><langSec xml:lang="en"><termSec><term>Spring Set</term></termSec></langSec>
<langSec xml:lang="de"><termSec><term>Frühlingsbox</term>PREFERRED</termSec>
<termSec><term>Frühlingspaket</term>DEPRECATED</termSec></langSec></conceptEntry>
<conceptEntry id="c2"><descrip type="Translation needed">No</descrip>
<langSec xml:lang="en"><termSec><term>Lanmo</term></termSec></langSec></conceptEntry>
</body></text></tbx>"""
V2 = """<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en"><martifHeader/><text><body>
<termEntry id="c1"><langSet xml:lang="en"><tig><term>Spring Set</term></tig></langSet>
<langSet xml:lang="de"><ntig><termGrp><term>Frühlingsbox</term>
<termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termGrp></ntig>
<tig><term>Frühlingspaket</term>
<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet></termEntry>
<termEntry id="c2"><descrip type="Translation needed">No</descrip>
<langSet xml:lang="en-GB"><tig><term>Lanmo</term></tig></langSet></termEntry>
</body></text></martif>"""
NOTE = '<termNote type="administrativeStatus">{}Term-admn-sts</termNote>'
MODULE = "<basic:administrativeStatus>{}Term-admn-sts</basic:administrativeStatus>"
TBX = {
    "in attributes": V3.replace("STYLE", "dca")
    .replace("PREFERRED", NOTE.format("preferred"))
    .replace("DEPRECATED", NOTE.format("deprecated")),
    "in tags": V3.replace("STYLE", "dct")
    .replace("PREFERRED", MODULE.format("preferred"))
    .replace("DEPRECATED", MODULE.format("deprecated")),
    "of 2008": V2,
}


@pytest.mark.parametrize("name", TBX)
def test_tbx(name: str) -> None:
    assert rows(list(glossary_tbx.read(TBX[name].encode(), "g.tbx", EN))) == [
        ("Spring Set", "de", "Frühlingsbox"),
        ("Spring Set", "de", "Frühlingspaket", "forbidden"),
        ("Lanmo", "", "Lanmo", "do-not-translate"),
    ]


def test_a_tbx_comes_back_as_it_was() -> None:
    terms = [
        Term("tea", "en", "de", "Tee", "preferred", "hot", is_case_sensitive=True),
        Term("tea", "en", "de", "Thee", "forbidden"),
        Term("tea", "en", "zh-TW", "茶", "admitted"),
        Term("Lanmo", "en", "", "Lanmo", "do-not-translate", "a name", is_case_sensitive=True),
        Term("Shen", "en", "de", "Shen", "do-not-translate"),
    ]
    found = list(glossary_tbx.read(glossary_tbx.as_bytes(terms, "en"), "g.tbx", EN))
    assert [one._replace(place=terms[0].place) for one in found if isinstance(one, Term)] == terms


WRONG = {
    "an entity": ('<!DOCTYPE tbx [ <!ENTITY a "b"> ]>\n<tbx/>', 1, "the document type declares entities or elements"),
    "something else": ("<a/>", 1, "this is no TBX"),
    "no term": (
        '<tbx><conceptEntry/>\n<conceptEntry><langSec xml:lang="fr"/></conceptEntry></tbx>',
        1,
        "this concept has no term in en",
    ),
    "an unknown status": (V2.replace("preferredTerm-admn-sts", "good"), 4, "there is no administrativeStatus `good`"),
    "an empty term": (V2.replace("Frühlingsbox", " "), 4, "a term is empty"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_tbx_is_told_with_its_line(name: str) -> None:
    text, line, message = WRONG[name]
    found = [one for one in glossary_tbx.read(text.encode(), "g.tbx", EN) if isinstance(one, Finding)]
    assert found[0].place.line == line
    assert found[0].message.startswith(message)


def terms(*said: tuple[str, str] | tuple[str, str, str]) -> Terms:
    """Terms into German, of term, translation and status."""
    return Terms([Term(one[0], "en", "de", one[1], *one[2:]) for one in said])


BOX = terms(("Spring Set", "Frühlingsbox"), ("set", "Satz"), ("art", "Kunst"))
FOUND = [
    (BOX, "The Spring Sets and a set, no party", {"Spring Sets": "Frühlingsbox", "set": "Satz"}),
    (terms(("spring", "A"), ("Spring Set", "B")), "Spring Sets in spring", {"Spring Sets": "B", "spring": "A"}),
    (BOX, "SPRING\n SET", {"SPRING\n SET": "Frühlingsbox"}),
    (BOX, "settings, reset, arts", {"arts": "Kunst"}),
    (terms(("春茶", "A"), ("茶", "B")), "今年的春茶和茶", {"春茶": "A", "茶": "B"}),
    (terms(("Lanmo", "Lanmo", "do-not-translate")), "问Lanmo吧", {"Lanmo": "Lanmo"}),
    (terms(("C++", "C++"), ("tea", "Tee", "forbidden")), "tea in C++.", {"C++": "C++"}),
]


@pytest.mark.parametrize(("known", "text", "wanted"), FOUND)
def test_which_terms_stand_in_a_source(known: Terms, text: str, wanted: dict[str, str]) -> None:
    assert known.wanted(text) == wanted


JUDGED = [
    (BOX, "Spring Set", "Frühlingsbox", "", ""),
    (BOX, "Spring Sets", "in unseren Frühlingsboxen", "", ""),
    (BOX, "Spring Set", "Frühlingsbox-Aktion, Sammelfrühlingsbox", "", ""),
    (BOX, "Spring Set", "Paket", "Frühlingsbox", ""),
    (terms(("tea", "Tee"), ("tea", "Aufguss", "admitted")), "tea", "Aufguss", "", ""),
    (terms(("tea", "Kräutertee"), ("tea", "Tee", "forbidden")), "tea", "Kräutertee", "", ""),
    (terms(("tea", "茶叶"), ("tea", "茶", "forbidden")), "tea", "茶叶", "", ""),
    (terms(("tea", "茶叶"), ("tea", "茶", "forbidden")), "tea", "茶叶和茶", "", "茶"),
    (terms(("tea", "Plörre", "forbidden")), "tea", "eine plörre", "", "Plörre"),
    (terms(("tea", "Plörre", "forbidden")), "coffee", "eine Plörre", "", ""),
    (terms(("", "Plörre", "forbidden")), "coffee", "eine Plörre", "", "Plörre"),
    (terms(("Shen Yue", "Shen Yue", "do-not-translate")), "Shen Yue", "Shen Yues Tee", "Shen Yue", ""),
    (terms(("весенний набор", "x")), "y", "x", "", ""),
    (terms(("set", "весенний набор")), "the set", "о весеннем наборе", "", ""),
]


@pytest.mark.parametrize(("known", "source", "text", "ignored", "forbidden"), JUDGED)
def test_which_terms_a_translation_ignores_or_must_not_have(
    known: Terms, source: str, text: str, ignored: str, forbidden: str
) -> None:
    lacking, wrong = known.wrong(source, text)
    assert ([term.text for term in lacking], [term.text for term in wrong]) == (
        [ignored] if ignored else [],
        [forbidden] if forbidden else [],
    )


@pytest.mark.parametrize(
    ("tag", "wanted"), [("de", ["a", "any"]), ("zh-CN", ["b", "c", "any"]), ("zh-TW", ["d", "any"]), ("ru", ["any"])]
)
def test_which_terms_hold_for_a_locale(tag: str, wanted: list[str]) -> None:
    locale, _ = locales.load(tag)
    assert locale
    known = [Term("x", "en", to, text) for to, text in (("de", "a"), ("zh-CN", "b"), ("zh", "c"), ("zh-Hant", "d"))]
    known += [Term("x", "fr", "de", "French"), Term("x", "en", "", "any", "do-not-translate")]
    assert [term.text for term in glossary.applying(known, "en", locale)] == wanted


def test_words_of_the_glossary_are_kept_from_opencc(tmp_path: Path) -> None:
    campaign = head("chinese") + "posts: [{id: p, text: 视频和软件里的软体}]\n"
    beside = {
        "locales/zh-TW/glossary.csv": "source-locale,term,translation,status\n"
        "zh-CN,视频,片子,\nzh-CN,软件,,do-not-translate\n"
    }
    assert texts(outcome(tmp_path, campaign))["zh-TW weibo/post p"] == "影片和軟體裡的軟體"
    assert texts(outcome(tmp_path, campaign, beside))["zh-TW weibo/post p"] == "片子和软件裡的軟體"


def test_a_glossary_outside_the_folder_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("term,translation\na,b\n")
    folder = tmp_path / "campaign"
    folder.mkdir()
    found = outcome(
        folder, head("two") + "brand: {name: B, glossary: ../secret.csv}\nposts: [{id: p, text: {'*': a}}]\n"
    )
    assert "../secret.csv lies outside the campaign's folder" in [one.message for one in found.findings]


def test_every_glossary_of_a_campaign_is_read(tmp_path: Path) -> None:
    beside = {
        "locales/de/glossary.csv": "term,translation\na,1\n",
        "locales/de/glossary.tbx": "<tbx/>",
        "locales/ru/glossary.csv": "broken",
        "b.csv": "term,de\nb,2\n",
    }
    path = write(
        tmp_path,
        head("two") + "brand: {name: B, glossary: b.csv, terms: [c, ' ']}\nposts: [{id: p, text: {'*': a}}]\n",
        dict(beside),
    )
    found = outcome(path.parent, path.read_bytes(), dict(beside))
    assert found.campaign
    said = [(term.source, term.text, term.scope) for term in found.campaign.terms]
    assert said == [("a", "1", "locale"), ("b", "2", "brand"), ("c", "c", "terms")]


def test_hostile_texts() -> None:
    many = Terms([Term(f"te{number}", "en", "de", "x") for number in range(2000)] + [Term("a", "en", "de", "y" * 50)])
    with no_waiting(60):
        for text in ("a" * 200_000, "te " * 60_000, "a " * 100_000, "\ud800\x00" * 100_000, " " * 200_000):
            many.wrong(text, text)
