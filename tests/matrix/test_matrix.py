"""One campaign for many rows: what rows fill, in which language, and what is said where they do not fit."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from threading import Timer
from typing import Any

import pytest

from tests.cli.running import LIMIT, SOCLOC, Ran, environment, inside

CAMPAIGN = """\
socloc: 1
id: opening
title: "Opening in {{ row.city }}"
source: en
locales: [en, de, zh-CN, zh-TW]
networks: {x/post: [en, de], weibo/post: [zh-CN], facebook/post: [zh-TW]}
matrix: shops.csv
links:
  shop:
    url: https://example.com/{{ row.id }}
    label: {en: "Come to {{ row.city }}", de: "Nach {{ row.city }}", zh-CN: "到{{ row.city }}去"}
qr:
  door: {link: shop, label: {en: "Scan in {{ row.city }}", de: "Scannen in {{ row.city }}", zh-CN: "{{ row.city }}"}}
posts:
  - id: launch
    text:
      en: 'We open in {{ row.city }} on {{ row.date | date("day") }}, {{ row["opening hours"] }}.'
      de: 'Wir eröffnen am {{ row.date | date }} in {{ row.city }}, {{ row["opening hours"] }}.'
      zh-CN: '{{ row.date | date }}，我们在{{ row.city }}开门（{{ row["opening hours"] }}）。'
    hashtags: {en: ["{{ row.city }}"], de: ["{{ row.city }}"], "*": [Tea]}
    link: shop
    qr: door
    schedule: {at: "{{ row.date }} 09:00", zone: "{{ row.zone }}"}
"""
SHOPS = """\
id,city,city.de,city (zh-CN),date,opening hours,zone
munich,Munich,München,慕尼黑,2027-03-20,9 to 5,Europe/Berlin
vienna,Vienna,Wien,维也纳,2027-03-27,10 to 6,Europe/Vienna
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A campaign with its table, in the current folder."""
    (tmp_path / "campaign.yaml").write_text(CAMPAIGN, "utf-8")
    (tmp_path / "shops.csv").write_text(SHOPS, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def changed(folder: Path, old: str, new: str) -> None:
    """Change the campaign."""
    text = (folder / "campaign.yaml").read_text("utf-8")
    assert old in text
    (folder / "campaign.yaml").write_text(text.replace(old, new), "utf-8")


def manifest(row: str) -> dict[str, Any]:
    """The manifest of the bundle of a row."""
    value: dict[str, Any] = json.loads(Path("out", f"opening-{row}", "manifest.json").read_bytes())
    return value


def text(row: str, variant: str) -> str:
    """The text of a variant of the bundle of a row."""
    return Path("out", f"opening-{row}", variant, "launch.txt").read_text("utf-8")


def test_each_row_gets_a_bundle_with_its_words_in_each_language(folder: Path) -> None:
    assert inside("render", "campaign.yaml", "-o", "out").code == 0
    assert sorted(path.name for path in (folder / "out").iterdir()) == ["opening-munich", "opening-vienna"]
    assert text("munich", "en/x/post").startswith("We open in Munich on March 20, 9 to 5.")
    assert text("vienna", "de/x/post").startswith("Wir eröffnen am 27. März 2027 in Wien, 10 to 6.")
    assert "2027年3月27日，我们在维也纳开门（10 to 6）。" in text("vienna", "zh-CN/weibo/post")
    assert "2027年3月27日，我們在維也納開門（10 to 6）。" in text("vienna", "zh-TW/facebook/post")
    assert "#Wien" in text("vienna", "de/x/post")
    assert "https://example.com/munich?" in text("munich", "en/x/post")
    assert "utm_campaign=opening-munich&" in text("munich", "en/x/post")


@pytest.mark.usefixtures("folder")
def test_what_is_no_text_is_filled_too() -> None:
    assert inside("render", "campaign.yaml", "-o", "out").code == 0
    made = manifest("vienna")
    assert (made["campaign"]["id"], made["campaign"]["row"]) == ("opening-vienna", "vienna")
    assert made["campaign"]["title"] == "Opening in Vienna"
    by_locale = {variant["locale"]: variant for variant in made["variants"]}
    assert by_locale["en"]["schedule"]["utc"] == "2027-03-27T08:00:00Z"
    labels = {tag: variant["qr"][0]["label"] for tag, variant in by_locale.items()}
    assert labels == {"en": "Scan in Vienna", "de": "Scannen in Wien", "zh-CN": "维也纳", "zh-TW": "維也納"}
    assert "https://example.com/vienna?" in by_locale["en"]["qr"][0]["payload"]


def test_a_table_on_the_command_line_comes_before_the_campaigns_own(folder: Path) -> None:
    (folder / "other.csv").write_text(SHOPS.replace("munich", "bern"), "utf-8")
    ran = inside("render", "campaign.yaml", "-o", "out", "--matrix", "other.csv")
    assert ran.code == 0, ran.said
    assert sorted(path.name for path in (folder / "out").iterdir()) == ["opening-bern", "opening-vienna"]


def test_a_finding_names_its_row(folder: Path) -> None:
    (folder / "shops.csv").write_text(SHOPS.replace("Vienna,Wien", f"{'V' * 300},Wien"), "utf-8")
    ran = inside("check", "campaign.yaml")
    assert "in x/post en launch row vienna" in ran.out
    assert "row munich" not in ran.out
    found = json.loads(inside("check", "campaign.yaml", "--format", "json").out)["findings"]
    assert {(one["check"], one["row"]) for one in found} >= {("text-too-long", "vienna")}


@pytest.mark.parametrize(
    "old, new, said",
    [
        ("{{ row.date }} 09:00", "{{ row.dat }} 09:00", "the table has no column `dat`; did you mean `date`?"),
        ("am {{ row.date", "am {{ row.data", "the table has no column `data`; did you mean `date`?"),
        ('day") }}, {{ row["opening hours"]', 'day") }}, {{ row["hours"]', "the table has no column `hours`"),
    ],
)
def test_a_column_that_is_not_there_is_told_once(folder: Path, old: str, new: str, said: str) -> None:
    changed(folder, old, new)
    ran = inside("check", "campaign.yaml")
    assert ran.code == 1
    assert ran.out.count(said) == 1
    assert ran.out.startswith("campaign.yaml:")


def test_a_campaign_without_its_table_says_how_to_name_one(folder: Path) -> None:
    changed(folder, "matrix: shops.csv\n", "")
    ran = inside("check", "campaign.yaml")
    assert ran.code == 1
    assert "`row.city` is a column of a table, and no table is named" in ran.out
    assert "Name it with `matrix: FILE.csv`, or with --matrix." in ran.out
    assert inside("check", "campaign.yaml", "--matrix", "shops.csv").code == 0


def test_words_that_a_column_lacks_in_a_language_are_told(folder: Path) -> None:
    (folder / "shops.csv").write_text(SHOPS.replace("Wien,", ","), "utf-8")
    ran = inside("check", "campaign.yaml")
    assert "nobody wrote the column `city` in German; the words of en stand in" in ran.out
    assert "shops.csv:3:1: warning" in ran.out


TAGS = 'hashtags: {en: ["{{ row.city }}"], de: ["{{ row.city }}"], "*": [Tea]}'
NOBODY = "nobody wrote the column `city` in"


@pytest.mark.parametrize(
    "head, cells, german, said",
    [
        # `city` is English in every row, also in one that has nothing in the other languages.
        ("city", "Vienna,,", "in Vienna,", [f"{NOBODY} German; the words of en", f"{NOBODY} Chinese (Mainland China"]),
        ("city", ",Wien,维也纳", "in Wien,", []),
        ("city.en", ",,", "in ,", []),  # a column that is empty in one row is a column all the same
    ],
)
def test_an_empty_cell_is_no_word_in_its_language(
    folder: Path, head: str, cells: str, german: str, said: list[str]
) -> None:
    changed(folder, TAGS, "hashtags: [Tea]")
    table = SHOPS.replace("city,", f"{head},").replace("Vienna,Wien,维也纳", cells)
    (folder / "shops.csv").write_text(table, "utf-8")
    ran = inside("render", "campaign.yaml", "-o", "out")
    assert ran.code == 0, ran.said
    assert german in text("vienna", "de/x/post")
    assert [part for part in said if part not in ran.err] == []
    assert bool(said) == (NOBODY in ran.err)


def test_words_of_another_language_than_the_source_are_told_too(folder: Path) -> None:
    changed(folder, TAGS, "hashtags: [Tea]")
    (folder / "shops.csv").write_text(SHOPS.replace("city,city.de", "city.en,city.de").replace("Vienna,", ","), "utf-8")
    ran = inside("check", "campaign.yaml")
    assert f"shops.csv:3:1: warning: {NOBODY} English; the words of de stand in" in ran.out


@pytest.mark.parametrize(
    "table, code, said",
    [
        ("gone.csv", 2, "cannot read the table gone.csv: No such file or directory"),
        ("/dev/null", 2, "/dev/null has no rows"),
    ],
)
def test_a_table_that_cannot_be_used_stops_the_run(folder: Path, table: str, code: int, said: str) -> None:
    ran = inside("render", "campaign.yaml", "-o", "out", "--matrix", table)
    assert (ran.code, said in ran.err) == (code, True), ran.said
    assert not (folder / "out").exists()


def test_a_campaign_reads_no_table_outside_of_its_folder(folder: Path) -> None:
    changed(folder, "matrix: shops.csv", "matrix: ../shops.csv")
    ran = inside("check", "campaign.yaml")
    assert ran.code == 1
    assert "campaign.yaml:7:9: error: the table `../shops.csv` lies outside the campaign's folder" in ran.out
    assert ran.out.count("error:") == 1


def test_a_baseline_has_the_findings_of_all_rows(folder: Path) -> None:
    (folder / "shops.csv").write_text(SHOPS.replace("Vienna,Wien", f"{'V' * 300},Wien"), "utf-8")
    assert inside("check", "campaign.yaml").code == 1
    assert ".socloc-baseline.json: 1 finding\n" in inside("check", "campaign.yaml", "--update-baseline").out
    assert inside("check", "campaign.yaml", "--no-cache").code == 0
    assert ".socloc-baseline.json: 1 finding\n" in inside("check", "campaign.yaml", "--update-baseline").out


def test_a_table_that_is_a_pipe_is_no_file(folder: Path) -> None:
    (folder / "shops.csv").unlink()
    os.mkfifo(folder / "shops.csv")
    ran = inside("check", "campaign.yaml")
    assert (ran.code, "campaign.yaml:7:9: error: shops.csv is no file" in ran.out) == (1, True), ran.said


def test_of_many_columns_some_are_named(folder: Path) -> None:
    heads = ["id", *(f"c{number}" for number in range(300))]
    (folder / "shops.csv").write_text(f"{','.join(heads)}\na{',' * 300}\n", "utf-8")
    ran = inside("check", "campaign.yaml")
    assert f"It has {', '.join(heads[:20])} and 281 more." in ran.out


def test_files_for_tools_name_the_row_of_their_findings(folder: Path) -> None:
    (folder / "shops.csv").write_text(SHOPS.replace("Vienna,Wien", f"{'V' * 300},Wien"), "utf-8")
    ran = inside("export", "campaign.yaml", "--to", "plan", "-o", "tools")
    assert ran.code == 1
    assert "in x/post en launch row vienna" in ran.err
    assert "row munich" not in ran.err
    assert "no files of row vienna for plan: mend what is wrong" in ran.err
    assert [path.name for path in (folder / "tools" / "plan").iterdir()] == ["opening-munich"]


def test_a_broken_table_does_not_stop_other_campaigns(folder: Path) -> None:
    (folder / "shops.csv").write_text("id\n", "utf-8")
    (folder / "fine.yaml").write_text(CAMPAIGN.replace("shops.csv", "fine.csv"), "utf-8")
    (folder / "fine.csv").write_text(SHOPS, "utf-8")
    ran = inside("render", "campaign.yaml", "fine.yaml", "-o", "out")
    assert ran.code == 1
    assert "campaign.yaml:7:9: error: shops.csv has no rows" in ran.err
    assert len(list((folder / "out").iterdir())) == 2


def test_two_rows_of_one_id_would_replace_each_other(folder: Path) -> None:
    (folder / "shops.csv").write_text(SHOPS.replace("vienna", "munich-vienna").replace("munich,", "1,"), "utf-8")
    (folder / "b.csv").write_text(SHOPS, "utf-8")
    (folder / "b.yaml").write_text(
        CAMPAIGN.replace("id: opening", "id: opening-munich").replace("shops.csv", "b.csv"), "utf-8"
    )
    ran = inside("render", "campaign.yaml", "b.yaml", "-o", "out")
    assert ran.code == 2
    assert "b.yaml, row vienna, has the id of campaign.yaml, row munich-vienna," in ran.err


def test_values_are_values_and_no_templates(folder: Path) -> None:
    hostile = "{{ 7 * 7 }} {% raw %} <script>alert(1)</script>"
    (folder / "shops.csv").write_text(SHOPS.replace("9 to 5", hostile), "utf-8")
    ran = inside("render", "campaign.yaml", "-o", "out")
    assert ran.code == 0, ran.said
    assert hostile in text("munich", "en/x/post")
    assert "<script>alert" not in Path("out/opening-munich/index.html").read_text("utf-8")


def test_translators_and_previews_see_the_first_row_or_the_braces(folder: Path) -> None:
    assert inside("trace", "campaign.yaml", "x/post", "de").code == 0
    german = next(line for line in CAMPAIGN.splitlines(keepends=True) if "eröffnen" in line)
    changed(folder, german, "")
    assert inside("export", "campaign.yaml", "--to", "csv", "-o", "ex").code == 0
    exported = (folder / "ex" / "opening.de.csv").read_text("utf-8")
    assert "We open in {{ row.city }} on" in exported


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("command", ["trace campaign.yaml x/post en", "budget campaign.yaml -n x"])
def test_a_command_that_shows_one_row_says_which_or_shows_the_one_that_is_chosen(command: str) -> None:
    first, chosen = inside(*command.split()), inside(*command.split(), "--row", "vienna")
    assert (first.err, chosen.err) == ("filled with the row `munich`; --row ID chooses another\n", "")
    assert first.out != chosen.out
    wrong = inside(*command.split(), "--row", "viena")
    assert wrong.code == 1
    assert "campaign.yaml:7:9: error: the table `shops.csv` has no row `viena`; did you mean `vienna`?" in wrong.out
    assert "Rows: munich, vienna." in wrong.out


@pytest.mark.usefixtures("folder")
def test_a_preview_says_which_row_it_shows() -> None:
    said = {row: inside("preview", "campaign.yaml", "--seconds", "0", *row).err for row in ((), ("--row", "vienna"))}
    assert [text.partition(":")[0] for text in said.values()] == ["opening-munich", "opening-vienna"]


def test_a_row_that_is_chosen_needs_a_table(folder: Path) -> None:
    changed(folder, "matrix: shops.csv\n", "")
    ran = inside("trace", "campaign.yaml", "x/post", "en", "--row", "vienna")
    assert (ran.code, ran.err) == (1, "")
    assert "no table is named that has a row `vienna`" in ran.out


def test_what_is_unchanged_is_known_by_its_row(folder: Path) -> None:
    def status(ran: Ran) -> dict[str, int]:
        found: dict[str, int] = json.loads(ran.out)["summary"]["status"]
        return found

    once = ("render", "campaign.yaml", "-o", "out", "--json")
    assert status(inside(*once)) == {"written": 2}
    (folder / "shops.csv").write_text(SHOPS.replace("10 to 6", "10 to 8"), "utf-8")
    again = inside(*once)
    assert status(again) in ({"written": 1, "unchanged": 1}, {"written": 2})  # what was just written is not trusted
    assert "10 to 8" in text("vienna", "en/x/post")


def test_rows_are_divided_among_processes_and_come_in_their_order(folder: Path) -> None:
    many = "".join(f"r{n},City,Stadt,城,2027-03-20,9 to 5,Europe/Berlin\n" for n in range(12))
    (folder / "shops.csv").write_text(SHOPS.splitlines()[0] + "\n" + many, "utf-8")
    alone = inside("render", "campaign.yaml", "-o", "out", "--zip", "--no-cache")
    files = {path.name: path.read_bytes() for path in (folder / "out").iterdir()}
    shared = inside("render", "campaign.yaml", "-o", "out2", "--zip", "--no-cache", "--jobs", "2")
    assert alone.out.replace("out/", "out2/") == shared.out
    assert {path.name: path.read_bytes() for path in (folder / "out2").iterdir()} == files
    assert len(files) == 12


def test_each_row_is_approved_for_itself(folder: Path) -> None:
    def approve(row: str) -> None:
        page = Path("out", f"opening-{row}", "index.html").read_text("utf-8")
        assert f'data-row="{row}"' in page
        keys = ("network", "format", "locale", "post", "seen")
        cards = re.findall(r'<article class="card [^>]*>', page)
        found = [{key: re.search(f'data-{key}="([^"]*)"', card) for key in keys} for card in cards]
        verdicts = [{key: match[1] if match else "" for key, match in one.items()} for one in found]
        review = {"schema_version": 1, "verdicts": [{**one, "row": row, "approved": True} for one in verdicts]}
        Path("review.json").write_text(json.dumps(review), "utf-8")

    assert inside("render", "campaign.yaml", "-o", "out").code == 0
    approve("munich")
    assert inside("review", "campaign.yaml", "review.json").err.endswith("4 of 8 variants are approved\n")
    assert inside("check", "campaign.yaml", "--require-approved").code == 1
    approve("vienna")
    ran = inside("review", "campaign.yaml", "review.json")
    assert ran.err.endswith("8 of 8 variants are approved\n")
    assert "approved  x/post en launch row vienna" in ran.out
    assert inside("check", "campaign.yaml", "--require-approved").code == 0
    (folder / "shops.csv").write_text(SHOPS.replace("10 to 6", "10 to 8"), "utf-8")
    said = inside("check", "campaign.yaml", "--require-approved").out
    assert "it has changed since it was reviewed" in said
    assert "row vienna" in said
    assert "row munich" not in said


def test_a_table_for_all_fills_those_that_ask_for_it(folder: Path) -> None:
    (folder / "plain.yaml").write_text(
        "socloc: 1\nid: plain\nsource: en\nlocales: [en]\nnetworks: [x]\nposts: [{id: p, text: Tea}]\n", "utf-8"
    )
    assert inside("render", "campaign.yaml", "plain.yaml", "-o", "out", "--matrix", "shops.csv").code == 0
    assert sorted(path.name for path in (folder / "out").iterdir()) == ["opening-munich", "opening-vienna", "plain"]


def test_a_table_is_watched_also_while_it_is_broken(folder: Path) -> None:
    command = [*SOCLOC, "check", "campaign.yaml", "--watch"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True, env=environment()) as ran:
        assert ran.stdout
        limit = Timer(LIMIT, ran.kill)  # what does not come any more ends the test
        limit.start()

        def save(text: str) -> None:
            (folder / "new.csv").write_text(text, "utf-8")
            (folder / "new.csv").replace(folder / "shops.csv")  # nobody sees half of it

        def verdict() -> str:
            said = next(line for line in ran.stdout or () if re.match(r"\d\d:\d\d:\d\d", line))
            assert ("in 2 campaigns" in said) == ("✓" in said), said  # all of its rows
            return said.split()[1]

        try:
            assert verdict() == "✓"
            save("id\n")
            assert verdict() == "✗"
            save(SHOPS)
            assert verdict() == "✓"
        finally:
            limit.cancel()
            ran.kill()
