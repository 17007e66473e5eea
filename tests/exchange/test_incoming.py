"""What comes back from agencies: what is stored, what is refused, and what stays as a person confirmed it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from socloc.exchange import REGISTRY, form
from socloc.exchange.rows import Heading, Row
from socloc.findings import Place
from socloc.store import read
from tests.cli.running import inside
from tests.reading.examined import head, write

CAMPAIGN = head("two") + (
    "posts:\n"
    "  - {id: p, text: 'Hello https://example.com', note: Be kind.}\n"
    "  - {id: q, text: {en: Bye, de: Tschüs}}\n"
    "  - {id: r, text: Thanks}\n"
)
HELLO = ("posts.p.text", "Hello https://example.com", "Hallo https://example.com")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a campaign that lacks two German texts, as the current one."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, CAMPAIGN)
    return tmp_path


def sheet(*rows: tuple[str, ...], target: str = "de") -> None:
    """A CSV file as an agency sends it."""
    text = f"id,source (en),target ({target}),state\n" + "".join(
        ",".join(f'"{cell}"' for cell in row) + "\n" for row in rows
    )
    Path("back.csv").write_text(text, "utf-8")


def stored(folder: Path) -> dict[str, tuple[str, ...]]:
    """What is in the store: text, state, and the source it was made from if that has changed."""
    catalog, findings = read(folder / "locales/de.po")
    assert catalog is not None, findings
    return {
        path: (entry.text, entry.state, *([entry.previous] if entry.previous else []))
        for path, entry in catalog.entries.items()
        if entry.text
    }


@pytest.mark.parametrize("name", sorted(set(REGISTRY) - {"tmx"}))
def test_out_and_back_in_again(name: str, folder: Path) -> None:
    ran = inside("export", ".", "--to", name)
    suffix = form(name).SUFFIX
    assert (ran.code, ran.out) == (0, f"exchange/test.de{suffix}: 2 texts\n")
    heading, received = form(name).read((folder / f"exchange/test.de{suffix}").read_bytes(), "file")
    rows = [
        Row(row.unit, row.source, row.source.replace("Hello", "Hallo").replace("Thanks", "Danke"), "reviewed", *REST)
        for row in received
    ]
    Path(f"back{suffix}").write_bytes(form(name).write(heading, rows))
    ran = inside("import", f"back{suffix}")
    assert (ran.code, ran.out) == (0, f"back{suffix} to locales/de.po: 2 taken\n")
    assert stored(folder) == {HELLO[0]: (HELLO[2], "reviewed"), "posts.r.text": ("Danke", "reviewed")}
    assert inside("check", ".", "--require", "reviewed").code == 0
    assert inside("import", f"back{suffix}").out == f"back{suffix} to locales/de.po: 2 unchanged\n"
    assert inside("export", ".", "--to", name, "--missing").out == "campaign.yaml: there is nothing to translate\n"


REST = ("", "", None, (), "", Place("campaign.yaml", 7))


@pytest.mark.parametrize(
    "rows, code, said, after",
    [
        pytest.param(
            [HELLO], 0, "1 taken", {HELLO[0]: (HELLO[2], "draft")}, id="without a state it waits for a person"
        ),
        pytest.param([(*HELLO, "reviewed")], 0, "1 taken", {HELLO[0]: (HELLO[2], "reviewed")}, id="confirmed"),
        pytest.param([(*HELLO[:2], "")], 0, "1 empty", {}, id="empty"),
        pytest.param(
            [("posts.p.txt", *HELLO[1:])],
            1,
            "back.csv:2:1: error: the campaign has no text `posts.p.txt`; did you mean `posts.p.text`? [unit-unknown]",
            {},
            id="an unknown id",
        ),
        pytest.param(
            [HELLO, HELLO],
            1,
            "back.csv:3:1: error: `posts.p.text` is here twice; the first is at line 2 [unit-unknown]",
            {HELLO[0]: (HELLO[2], "draft")},
            id="twice",
        ),
        pytest.param(
            [("posts.q.text", "Bye", "Servus")],
            0,
            "back.csv:2:1: note: the campaign says `posts.q.text` in de itself [unit-unknown]",
            {},
            id="the author's own words",
        ),
        pytest.param(
            [(HELLO[0], "Hi https://example.com", HELLO[2], "reviewed")],
            0,
            "back.csv:2:1: warning: `posts.p.text` was translated from words that have changed since [source-changed]",
            {HELLO[0]: (HELLO[2], "stale", "Hi https://example.com")},
            id="a changed source",
        ),
        pytest.param(
            [(*HELLO[:2], "Hallo")],
            1,
            "back.csv:2:1: error: `posts.p.text`: `https://example.com` is lost [row-refused]",
            {},
            id="a lost link",
        ),
        pytest.param(
            [(*HELLO[:2], HELLO[2] + " {{ link }}")],
            1,
            "back.csv:2:1: error: `posts.p.text`: `{{link}}` was added [row-refused]",
            {},
            id="an added placeholder",
        ),
        pytest.param(
            [("posts.r.text", "Thanks", "D" * 281)],
            1,
            "`posts.r.text` has 281 characters as X counts them; x/post text takes 280 [row-refused]",
            {},
            id="too long",
        ),
        pytest.param(
            [("posts.r.text", "Thanks", "D" * 281), HELLO],
            1,
            "1 refused, 1 taken",
            {HELLO[0]: (HELLO[2], "draft")},
            id="one bad row stops no other",
        ),
    ],
)
def test_every_row_is_looked_at(
    rows: list[tuple[str, ...]], code: int, said: str, after: dict[str, tuple[str, ...]], folder: Path
) -> None:
    sheet(*rows)
    ran = inside("import", "back.csv", "--campaign", "campaign.yaml")
    assert ran.code == code, ran.said
    assert said in ran.said
    assert stored(folder) == after


TOKENS = "{{ 3 | plural(one='{n} cup', other='{n} cups') }} [of tea](https://example.com) #SpringTea 🎉"
GERMAN = "{{ 3 | plural(one='{n} Tasse', other='{n} Tassen') }} [Tee](https://example.com) #Fruehlingstee"


@pytest.mark.parametrize(
    "target, said",
    [
        pytest.param(GERMAN, "1 taken", id="plurals, tags and emoji are another language's own"),
        pytest.param(GERMAN.replace("(https://example.com)", ""), "`](https://example.com)` is lost", id="a lost link"),
        pytest.param(
            GERMAN + " #neu", "the tag #Fruehlingstee was added, or another one of its kind", id="an added tag"
        ),
        pytest.param(GERMAN + " \u202eeet", "the invisible character U+202E was added", id="a turned direction"),
        pytest.param(GERMAN + "\x1b[31m", "the invisible character U+001B was added", id="a control character"),
    ],
)
def test_a_row_may_do_what_a_check_lets_pass(target: str, said: str, folder: Path) -> None:
    write(folder, CAMPAIGN.replace("text: Thanks", f'text: "{TOKENS}"'))
    sheet(("posts.r.text", TOKENS, target))
    ran = inside("import", "back.csv")
    assert said in ran.said
    assert ("posts.r.text" in stored(folder)) is (said == "1 taken") is (ran.code == 0)


DAY = "{{ '2027-05-08' | date }} {{ 24.9 | price('EUR') }} {{ '2027-05-08 12:00 UTC' | time(zone='Asia/Taipei') }} "
LIST = "{{ ['2 teas', 'cake'] | listed }}"


@pytest.mark.parametrize(
    "old, new, lacks",
    [
        ("tea", "Tee", ""),
        ("date }", "date('medium') }", ""),
        ("'2027-05-08' |", '"2027-05-08"|', ""),
        ("| listed", "| listed('or')", ""),
        ("'2027-05-08' |", "'2027-05-09' |", "{{ '2027-05-08' | date }}"),
        ("24.9", "2.49", "{{ 24.9 | price('EUR') }}"),
        ("EUR", "USD", "{{ 24.9 | price('EUR') }}"),
        ("Asia/Taipei", "Asia/Tokyo", "{{ '2027-05-08 12:00 UTC' | time(zone='Asia/Taipei') }}"),
        ("'2 teas'", "'3 Tees'", LIST),
    ],
)
def test_a_translation_has_the_values_of_its_source(old: str, new: str, lacks: str, folder: Path) -> None:
    write(folder, CAMPAIGN.replace("text: Thanks", f'text: "Thanks {DAY}{LIST}"'))
    sheet(("posts.r.text", f"Thanks {DAY}{LIST}", f"Danke {DAY}{LIST}".replace(old, new).replace('"', '""')))
    ran = inside("import", "back.csv")
    said = f"error: `posts.r.text`: `{lacks}` has another value [row-refused]" if lacks else "1 taken"
    assert (said in ran.said, "posts.r.text" in stored(folder)) == (True, not lacks), ran.said


@pytest.mark.parametrize(
    "above, heads",
    [
        ("\n\n", "id,source (en),target (de),state"),
        ("Our campaign,\nFor Lanmo,June,\n", "State,Target (DE),Source (en),ID"),
        ("", "id,source,target (de_DE),state"),
    ],
)
def test_the_names_of_the_columns_are_found(above: str, heads: str, folder: Path) -> None:
    value = dict(zip(("id", "source", "target", "state"), (*HELLO, "reviewed"), strict=True))
    row = ",".join(value[name.split()[0].lower()] for name in heads.split(","))
    Path("back.csv").write_text(f"{above}{heads}\n{row}\n")
    line = above.count("\n") + 2
    ran = inside("import", "back.csv", "-l", "de")
    assert ran.code == 0, ran.said
    assert stored(folder) == {HELLO[0]: (HELLO[2], "reviewed")}
    Path("back.csv").write_text(f"{above}{heads}\n{row.replace('posts.p', 'posts.x')}\n")
    assert f"back.csv:{line}:1: error: the campaign has no text" in inside("import", "back.csv", "-l", "de").said


def test_locales_may_be_written_with_an_underscore() -> None:
    heading, _ = form("csv").read(b"id,source (en_GB),target (zh_CN)\n", "back.csv")
    assert (heading.source, heading.target) == ("en-GB", "zh-CN")


def test_a_table_without_a_column_is_told_where_its_names_are() -> None:
    Path("back.csv").write_text("Our campaign\nid,source,text\na,b,c\n")
    assert "back.csv:2: there is no column `target`" in inside("import", "back.csv").err


@pytest.mark.parametrize("cell", ['="Hallo https://"&"example.com"', "#NAME?"])
def test_a_formula_is_no_translation(cell: str, folder: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.create_sheet("read me", 0).append(["Thank you!"])
    sheet = book.create_sheet("de", 1)
    for row in (("id", "source (en)", "target (de)", "state"), (*HELLO[:2], cell, "reviewed")):
        sheet.append(row)
    sheet.append(("posts.r.text", "Thanks", "Danke", "reviewed"))
    book.save("back.xlsx")
    ran = inside("import", "back.xlsx")
    assert "back.xlsx:2:1: error: `posts.p.text`: the cell holds a formula or an error, and no text" in ran.said
    assert (ran.code, stored(folder)) == (1, {"posts.r.text": ("Danke", "reviewed")})


def test_what_a_person_confirmed_is_kept_unless_told_otherwise(folder: Path) -> None:
    sheet((*HELLO, "reviewed"))
    inside("import", "back.csv")
    sheet((*HELLO[:2], "Moin https://example.com", "reviewed"))
    ran = inside("import", "back.csv")
    assert "back.csv:2:1: warning: `posts.p.text` was confirmed as it is, and the row says something else" in ran.said
    assert stored(folder)[HELLO[0]] == (HELLO[2], "reviewed")
    assert inside("import", "back.csv", "--overwrite").code == 0
    assert stored(folder)[HELLO[0]] == ("Moin https://example.com", "reviewed")


def test_all_rows_can_be_taken_as_confirmed(folder: Path) -> None:
    sheet(HELLO)
    inside("import", "back.csv", "--reviewed")
    assert stored(folder)[HELLO[0]] == (HELLO[2], "reviewed")


def test_a_dry_run_writes_nothing(folder: Path) -> None:
    sheet(HELLO)
    assert inside("import", "back.csv", "--dry-run").out == "back.csv to locales/de.po: 1 taken (not written)\n"
    assert not (folder / "locales").exists()


def test_a_memory_of_another_tool_serves_every_text_of_the_same_source(folder: Path) -> None:
    Path("back.tmx").write_bytes(
        b'<tmx version="1.4"><header srclang="en" adminlang="en" creationtool="t" creationtoolversion="1" datatype="x" '
        b'o-tmf="t" segtype="block"/><body><tu><tuv xml:lang="en"><seg>Thanks</seg></tuv>'
        b'<tuv xml:lang="de"><seg>Danke</seg></tuv></tu></body></tmx>'
    )
    ran = inside("import", "back.tmx")
    assert ran.out == "back.tmx to locales/de.po: 1 taken\n"
    assert stored(folder) == {"posts.r.text": ("Danke", "reviewed")}


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["missing.csv"], "cannot read missing.csv: No such file or directory"),
        (["back.csv", "-l", "fr"], "back.csv is for fr, into which campaign.yaml is not translated"),
        (["back.csv", "-l", "en"], "back.csv is for en, into which campaign.yaml is not translated"),
        (["other.xlf"], "other.xlf is for the campaign spring, and campaign.yaml is test"),
        (["campaign.yaml"], "campaign.yaml is in no form that can be read"),
    ],
)
def test_a_file_for_something_else_is_told(arguments: list[str], said: str) -> None:
    sheet(HELLO)
    Path("other.xlf").write_bytes(form("xliff").write(Heading("spring", "a", "en", "de"), []))
    ran = inside("import", *arguments)
    assert (ran.code, said in ran.err) == (2, True), ran.err


def test_a_stale_text_goes_out_with_what_it_was_made_from(folder: Path) -> None:
    sheet((*HELLO, "reviewed"))
    inside("import", "back.csv")
    text = (folder / "campaign.yaml").read_text("utf-8")
    (folder / "campaign.yaml").write_text(text.replace("'Hello", "'Good day"), "utf-8")
    inside("export", ".", "--to", "xliff", "--missing")
    written = (folder / "exchange/test.de.xlf").read_text("utf-8")
    assert "The text was made from: Hello https://example.com" in written
    assert 'state="needs-adaptation"' in written


def test_the_status_after_it_all(folder: Path) -> None:
    sheet(HELLO, ("posts.r.text", "Thanks", "Danke", "reviewed"))
    inside("import", "back.csv")
    (german,) = (
        row
        for row in json.loads(inside("status", ".", "-f", "json").out)["campaigns"][0]["locales"]
        if row["locale"] == "de"
    )
    assert (german["written"], german["reviewed"], german["draft"], german["missing"]) == (1, 1, 1, 0)
    assert (folder / "locales/de.po").exists()
