"""What is written for tools is read by programs that know nothing of socloc: what stands there is what is posted."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import feedparser
import icalendar
import jsonschema
import pytest
from lxml import etree
from openpyxl import load_workbook

from socloc import schedulers
from socloc.errors import SoclocError
from socloc.schedulers.facts import Column, Looks
from socloc.schedulers.files import About, form, grouped
from socloc.schedulers.rows import rows
from socloc.workflow import examine
from tests.reading.examined import head, no_waiting, write
from tests.schedulers.exported import NOW, TOOLS, cells, example, export, told

SCHEMAS: dict[str, Any] = json.loads(Path(__file__).with_name("schemas.json").read_bytes())
LINK = "https://a.example/?x=1&y=2"
HOSTILE = [
    "=1+1",
    "@friend",
    'quotes ", commas, semicolons; back\\slashes',
    "two\nlines\n\nand a paragraph",
    "café 茶 👩‍👩‍👧 🇨🇳" * 30,
    "<b>&amp;</b> ]]> <!-- -->",
    "\u202eevil \x1b[31m bell \x07 \x00 end",
    "line separator \u2028 here",
    "a" * 2000,
]
TABLES = [tool for tool in TOOLS if (found := schedulers.load(tool)[0]) and found.writes == "table"]


def campaign(*texts: str, networks: str = "facebook", at: str = "2027-03-05 09:00", zone: str = "UTC") -> str:
    """A campaign with these posts, all of them due at the same time, and with a link."""
    posts = [{"id": f"p{number}", "text": text, "link": "l"} for number, text in enumerate(texts)]
    schedule = {"schedule": {"at": at, "zone": zone}}
    return head(networks=[networks], links={"l": LINK}, utm=False, defaults=schedule, posts=posts)


def readable(text: str) -> str:
    """A text as XML and calendars can hold it."""
    return "".join("\ufffd" if one < " " and one not in "\t\n" else one for one in text)


def table(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


@pytest.mark.parametrize("tool", TABLES)
def test_a_table_has_its_columns_and_every_text_as_it_is(tool: str, tmp_path: Path) -> None:
    known, _ = schedulers.load(tool)
    assert known
    lines = table(told(write(tmp_path, campaign(*["t"] * len(HOSTILE))), tool, *HOSTILE))
    if known.looks.head:
        assert lines.pop(0) == [column.head for column in known.columns]
    assert {len(line) for line in lines} == {len(known.columns)}
    at = next(number for number, column in enumerate(known.columns) if column.holds == "text")
    for line, text in zip(lines, HOSTILE, strict=True):
        assert line[at] == text, "not a character more or less, formulas among them"


@pytest.mark.parametrize(
    "looks, begins",
    [
        (Looks(), b"What,Where\r\nTea,en"),
        (Looks(head=False), b"Tea,en"),
        (Looks(encoding="utf-8-sig"), b"\xef\xbb\xbfWhat,Where\r\n"),
        (Looks(line_end="\n"), b"What,Where\nTea,en"),
        (Looks(quote_all=True), b'"What","Where"\r\n"Tea","en"'),
    ],
)
def test_a_table_is_written_as_the_tool_wants_it(looks: Looks, begins: bytes, tmp_path: Path) -> None:
    assert table_of("Tea", looks, tmp_path).startswith(begins)


def test_a_carriage_return_stays_in_its_cell_whatever_ends_the_lines(tmp_path: Path) -> None:
    made = table_of("Tea\rcups", Looks(line_end="\n"), tmp_path)
    assert table(made) == [["What", "Where"], ["Tea\rcups", "en"]]


def table_of(text: str, looks: Looks, folder: Path) -> bytes:
    """A table with a text and its locale."""
    outcome = examine(write(folder, head() + "posts: [{id: p, text: t}]\n"))
    known, _ = schedulers.load("buffer")
    assert known
    tool = known._replace(looks=looks, columns=(Column("What", "text"), Column("Where", "locale")))
    made = [row._replace(parts=(text,)) for row in rows(outcome, tool, {}, None)]
    return form(tool).write(grouped(made, tool)[0], tool, About("test", "", "20270115T080000Z", {}))


def test_an_office_reads_a_table_as_it_was_written(tmp_path: Path) -> None:
    made = example("metricool", tmp_path / "out")
    (tmp_path / "en.csv").write_bytes(made["en.csv"])
    as_text = "/".join(f"{column}/2" for column in range(1, 98))
    ran = _converted(tmp_path / "en.csv", "xlsx", f"CSV:44,34,76,1,{as_text}")
    lines = json.loads(cells(ran.read_bytes()))
    assert len(lines[0]) == 97
    assert [[cell or "" for cell in line] for line in lines] == table(made["en.csv"])


def _converted(file: Path, to: str, reading: str = "") -> Path:
    options = [f"--infilter={reading}"] if reading else []
    command = ["soffice", f"-env:UserInstallation={(file.parent / 'profile').as_uri()}", "--headless", *options]
    command += ["--convert-to", to, "--outdir", str(file.parent / "made"), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return file.parent / "made" / f"{file.stem}.{to.partition(':')[0]}"


def test_a_plan_is_safe_and_readable_for_people(tmp_path: Path) -> None:
    data = told(write(tmp_path, campaign(*["t"] * len(HOSTILE))), "plan", *HOSTILE)
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "inlineStr", "n"}
    assert all(cell.value is None for row in sheet.iter_rows() for cell in row if cell.data_type == "n")
    assert sheet["H2"].value == "=1+1"
    assert sheet["H2"].quotePrefix
    (tmp_path / "plan.xlsx").write_bytes(data)
    lines = table(_converted(tmp_path / "plan.xlsx", "csv:Text - txt - csv (StarCalc):44,34,76").read_bytes())
    assert len(lines) == len(HOSTILE) + 1
    assert [line[7] for line in lines[1:5]] == HOSTILE[:4], "an office shows the text and no result"


@pytest.mark.parametrize("tool", SCHEMAS)
def test_json_is_what_the_tool_documents(tool: str, tmp_path: Path) -> None:
    made = example(tool, tmp_path)
    assert made
    for data in made.values():
        jsonschema.validate(json.loads(data), SCHEMAS[tool], format_checker=jsonschema.FormatChecker())


def test_a_thread_is_a_list_of_parts(tmp_path: Path) -> None:
    text = head(posts=[{"id": "p", "thread": True, "text": f"{'a ' * 120}.\n\n{'b ' * 120}.", "media": "m"}])
    text += "media: {m: {file: m.png, alt: a}}\n"
    path = write(tmp_path, text, {"m.png": b"\x89PNG\r\n\x1a\n"})
    made, _ = export(path, "postiz", tmp_path / "out", {"m": "https://a.example/m.png"}, force=True)
    (value,) = (json.loads(data)["posts"][0]["value"] for data in made.values())
    assert [part["content"][0] for part in value] == ["a", "b"]
    assert [[image["path"] for image in part["image"]] for part in value] == [["https://a.example/m.png"], []]


def test_a_localised_post_has_every_language(tmp_path: Path) -> None:
    (first, _) = (json.loads(data) for _, data in sorted(example("sociabble", tmp_path).items(), reverse=True))
    assert {one["language"]: one["isDefault"] for one in first["contents"]} == {"en": True, "de": False}
    assert first["contentUrl"].startswith("https://example.com/cups?")


def test_a_feed_is_valid_rss(tmp_path: Path) -> None:
    for name, data in example("haiilo", tmp_path).items():
        root = etree.fromstring(data)
        assert (root.tag, root.get("version")) == ("rss", "2.0")
        feed = feedparser.parse(data)
        assert not feed.bozo
        assert feed.feed.language == name.removesuffix(".xml")
        assert [entry.id.split("/")[1] for entry in feed.entries] == ["opening", "night"], "each post once"
        for entry in feed.entries:
            assert entry.title
            assert entry.link.startswith("https://example.com/cups")
            assert entry.published_parsed
            assert entry.enclosures[0].href == "https://cdn.example.com/cup.png"
            assert int(entry.enclosures[0].length) > 0


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:20])
def test_a_feed_holds_any_text(text: str, tmp_path: Path) -> None:
    data = told(write(tmp_path, campaign("t")), "haiilo", text)
    (found,) = etree.fromstring(data).iterfind("channel/item/description")
    assert found.text == readable(text)


def events(data: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:20])
def test_a_calendar_holds_any_text(text: str, tmp_path: Path) -> None:
    data = told(write(tmp_path, campaign("t", zone="Europe/London")), "calendar", text)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    for line in data.split(b"\r\n"):
        line.decode()
        assert (len(line) - len(line.rstrip(b"\\"))) % 2 == 0, "no escape is cut"
    (event,) = events(data)
    assert event["DESCRIPTION"] == f"2027-03-05 09:00 Europe/London\n\n{readable(text)}"
    assert event["URL"] == LINK
    assert event["UID"] == "test/p0/en/facebook/post@socloc"


@pytest.mark.parametrize(
    ("zone", "at", "utc"),
    [
        ("Europe/London", "2027-03-27 09:00", "09:00"),
        ("Europe/London", "2027-03-28 09:00", "08:00"),  # clocks went forward that night
        ("Europe/London", "2027-10-31 00:30", "23:30"),
        ("Europe/London", "2027-10-31 09:00", "09:00"),
        ("America/New_York", "2027-03-14 09:00", "13:00"),
        ("Asia/Kolkata", "2027-03-14 09:00", "03:30"),
    ],
)
def test_daylight_saving_is_right(zone: str, at: str, utc: str, tmp_path: Path) -> None:
    path = write(tmp_path, campaign("t", at=at, zone=zone))
    (event,) = events(next(iter(export(path, "calendar", tmp_path / "out")[0].values())))
    start = event["DTSTART"].dt
    assert f"{start.astimezone(UTC):%H:%M}" == utc
    assert start == datetime.fromisoformat(at).replace(tzinfo=ZoneInfo(zone))
    (data,) = export(path, "buffer", tmp_path / "out", zone=zone)[0].values()
    assert table(data)[1][3] == at
    (data,) = export(path, "buffer", tmp_path / "out", zone="UTC")[0].values()
    assert table(data)[1][3].endswith(utc)


def test_an_event_that_changes_says_so_and_keeps_its_name(tmp_path: Path) -> None:
    def exported(text: str) -> Any:
        path = write(tmp_path, campaign(text, "the same"))
        return events(next(iter(export(path, "calendar", tmp_path / "out")[0].values())))

    first, again, changed, back = exported("one"), exported("one"), exported("two"), exported("two")
    assert [one["SEQUENCE"] for one in first] == [0, 0]
    assert [one.to_ical() for one in again] == [one.to_ical() for one in first]
    assert [one["SEQUENCE"] for one in changed] == [1, 0]
    assert [one["SEQUENCE"] for one in back] == [1, 0]
    assert [one["UID"] for one in changed] == [one["UID"] for one in first]
    assert {one["DTSTAMP"].dt for one in first} == {NOW}, "not the clock"


def test_more_rows_go_into_further_files(tmp_path: Path) -> None:
    posts = [f"text {number}" for number in range(351)]
    made, _ = export(write(tmp_path, campaign(*posts, networks="x")), "hootsuite", tmp_path / "out", force=True)
    assert {name: len(table(data)) for name, data in made.items()} == {
        "x-post.en.csv": 350,
        "x-post.en.2.csv": 1,
    }
    fewer, _ = export(write(tmp_path, campaign("one", networks="x")), "hootsuite", tmp_path / "out", force=True)
    assert list(fewer) == ["x-post.en.csv"], "nothing of the run before is left"


def test_a_file_is_on_one_clock(tmp_path: Path) -> None:
    posts = [
        {"id": "p", "text": "t", "schedule": {"at": "2027-03-05 09:00", "zone": "America/New_York"}},
        {"id": "q", "text": "u", "schedule": {"at": "2027-03-05 10:00", "zone": "Europe/London"}},
    ]
    made, _ = export(write(tmp_path, head(posts=posts)), "buffer", tmp_path / "out")
    (data,) = made.values()
    assert [(line[0], line[3]) for line in table(data)[1:]] == [("u", "2027-03-05 10:00"), ("t", "2027-03-05 14:00")]


def test_nothing_is_written_while_there_are_errors(tmp_path: Path) -> None:
    path = write(tmp_path, head(posts=[{"id": "p", "text": "a" * 300}]))
    assert export(path, "plan", tmp_path / "out")[0] == {}
    assert list(export(path, "plan", tmp_path / "out", force=True)[0])


@pytest.mark.parametrize("tool", TOOLS)
def test_long_and_broken_texts_are_written(tool: str, tmp_path: Path) -> None:
    path = write(tmp_path, campaign("t"))
    text = "ab, ;\\\n" * 33_000 + "\ud83d"
    with no_waiting():
        if tool == "plan":
            with pytest.raises(SoclocError, match="a cell of a spreadsheet takes 32,767"):
                told(path, tool, text)
        else:
            assert len(told(path, tool, text)) > 200_000


def test_a_tool_never_replaces_a_bundle(tmp_path: Path) -> None:
    path = write(tmp_path, campaign("t"))
    (tmp_path / "out" / "plan").mkdir(parents=True)
    (tmp_path / "out" / "plan" / "manifest.json").write_text("{}", "utf-8")
    with pytest.raises(SoclocError, match="is a bundle"):
        export(path, "plan", tmp_path / "out")
