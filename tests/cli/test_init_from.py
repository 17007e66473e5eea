"""init --from: a shipped example, a brand's campaign, or the next edition of a campaign that ran."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from socloc import assets
from tests.cli.running import inside

CAMPAIGN = """\
# yaml-language-server: $schema=../campaign.schema.json
socloc: 1   # the version
id: spring-2027
title: "Spring 2027"
brand: {name: N, logo: art/logo.png}
source: en
locales: [en, de]
networks: [x]
utm: {campaign: spring-2027-a, source: s2027}
links:
  shop: {url: https://example.com/2027, networks: {x: {campaign: x 2027}}}
claims: [{id: first, text: the first, evidence: doc 2027, scope: {period: 2026}}]
coupons: [{code: TEA27, ends: {at: "2027-04-30 23:59", zone: Asia/Shanghai}}]
defaults: {schedule: {at: 2027-03-31 09:00, zone: Europe/Berlin}}
posts:
  - id: a
    # The date stays in step with the shop's.
    text: {en: Until 30 April, de: "bis {{ '2027-04-30' | date }}"}
    link: shop
    locales:
      de: {schedule: {at: 2027-03-29T08:00, zone: Europe/Berlin}}
"""
PNG = (assets.examples_dir() / "tea-house/media/logo.png").read_bytes()
BESIDE = {
    "art/logo.png": PNG,
    "approvals.json": b"{}",
    ".socloc-baseline.json": b"{}",
    "article.md": b"# Tea",
    "locales/de.po": b'msgid ""\nmsgstr ""\n"Language: de\\n"\n',
    "locales/other.de.po": b"other",
    "locales/en/copy.yaml": b"groups: []\n",
    "templates/x/post.txt.j2": b"{{ text }}",
    "checks/tea.yaml": b"socloc: 1\nrules: [{id: no-coal, words: [coal], message: m}]\n",
    "spring-2027/manifest.json": b"{}",
    "other.yaml": b"posts: []\n",
    "notes.txt": b"mine",
}
KEPT = "art/logo.png article.md locales/de.po locales/en/copy.yaml templates/x/post.txt.j2 checks/tea.yaml".split()


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a campaign that ran."""
    monkeypatch.chdir(tmp_path)
    tmp_path.joinpath(".git").mkdir()
    for name, data in {"campaign.yaml": CAMPAIGN.encode(), **BESIDE}.items():
        path = tmp_path / "old" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return tmp_path


def files(folder: Path) -> dict[str, bytes]:
    """All files below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("example", ["small", "tea-house", "own-network", "own-checks"])
def test_an_example_renders(example: str) -> None:
    assert inside("init", "new", "--from", example).code == 0
    assert inside("check", "new").code == 0
    assert (
        Path("new/campaign.yaml").read_text("utf-8").startswith("# yaml-language-server: $schema=campaign.schema.json")
    )
    made, shipped = files(Path("new")), files(assets.examples_dir() / example)
    assert made.keys() - {"campaign.schema.json"} == shipped.keys()


def test_the_example_of_clients_is_whole() -> None:
    assert inside("init", "new", "--from", "clients").code == 0
    assert inside("check", "new").code == 0
    schema = "# yaml-language-server: $schema="
    for campaign in Path("new").glob("*/campaign.yaml"):
        named = campaign.read_text("utf-8").splitlines()[0].removeprefix(schema)
        assert json.loads((campaign.parent / named).read_bytes()) == json.loads(inside("schema").out)


def test_the_next_edition_is_the_same_text_with_new_dates() -> None:
    ran = inside("init", "new", "--from", "old")
    assert (ran.code, ran.err) == (0, "")
    wanted = CAMPAIGN
    for before, after in [
        ("$schema=../", "$schema="),
        ("id: spring-2027", "id: spring-2028"),
        ('"Spring 2027"', '"Spring 2028"'),
        ("spring-2027-a", "spring-2028-a"),
        ("x 2027", "x 2028"),
        ("2027-04-30 23:59", "2028-04-28 23:59"),
        ("2027-03-31 09:00", "2028-03-29 09:00"),
        ("2027-03-29T08:00", "2028-03-27T08:00"),
    ]:
        wanted = wanted.replace(before, after)
    made = files(Path("new"))
    assert made["campaign.yaml"].decode() == wanted
    assert {name: made[name] for name in KEPT} == {name: BESIDE[name] for name in KEPT}
    assert made.keys() == {*KEPT, "campaign.yaml", "campaign.schema.json"}
    assert files(Path("old")) == {"campaign.yaml": CAMPAIGN.encode(), **BESIDE}, "the old one is as it was"
    said = ran.out.splitlines()
    assert said[said.index("spring-2027 → spring-2028, all dates 364 days later") :] == [
        "spring-2027 → spring-2028, all dates 364 days later",
        "Look at:",
        "  new/campaign.yaml:11:35: `2027`",
        "  new/campaign.yaml:12:67: the claim `first`: its period",
        "  new/campaign.yaml:13:18: the coupon `TEA27`",
        "  new/campaign.yaml:18:22: `30 April`",
        "  new/campaign.yaml:18:45: `2027-04-30`",
    ]


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        ((), ["spring-2028", "2028-03-27T08:00", "2028-04-28 23:59"]),
        (("--start", "2029-04-02"), ["spring-2029", "2029-04-02T08:00", "2029-05-04 23:59"]),
        (("--start", "2027-03-30"), ["spring-2027-2", "2027-03-30T08:00", "2027-05-01 23:59"]),
        (("--id", "harvest"), ["id: harvest", "Spring 2028", "2028-03-27T08:00"]),
    ],
    ids=str,
)
def test_what_may_be_chosen(options: tuple[str, ...], wanted: list[str]) -> None:
    assert inside("init", "new", "--from", "old/campaign.yaml", *options).code == 0
    text = Path("new/campaign.yaml").read_text("utf-8")
    assert [part for part in wanted if part not in text] == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("spring", "spring-2"),
        ("spring-2", "spring-3"),
        ("a" * 64, "a" * 62 + "-2"),
        ("s1999", "s2000"),
        ("s-12345", "s-12345-2"),
    ],
)
def test_the_next_id(before: str, after: str) -> None:
    Path("old/campaign.yaml").write_text(CAMPAIGN.replace("id: spring-2027", f"id: {before}"), "utf-8")
    assert inside("init", "new", "--from", "old").code == 0
    assert f"\nid: {after}\n" in Path("new/campaign.yaml").read_text("utf-8")


def test_a_date_that_is_shared_is_told_and_left() -> None:
    text = CAMPAIGN.replace(
        "{at: 2027-03-31 09:00, zone: Europe/Berlin}", "&due {at: 2027-03-31 09:00, zone: Europe/Berlin}"
    )
    text = text.replace("    link: shop\n", "    link: shop\n    schedule: *due\n")
    Path("old/campaign.yaml").write_text(text, "utf-8")
    ran = inside("init", "new", "--from", "old")
    assert ran.code == 0
    assert "new/campaign.yaml:14:32: `2027-03-31 09:00` could not be moved to `2028-03-29 09:00`" in ran.out
    assert "2028-03-27T08:00" in Path("new/campaign.yaml").read_text("utf-8")


def test_a_brand_makes_a_campaign_that_renders() -> None:
    brand = "socloc: 1\nname: {en: Acme, de: Acme, xx: no}\nhandles: {x: acme, wechat: acme, facebook: acme, no: a}\n"
    Path("brands").mkdir()
    Path("brands/acme.yaml").write_text(brand, "utf-8")
    assert inside("init", "clients/new", "--from", "brands/acme.yaml").code == 0
    text = Path("clients/new/campaign.yaml").read_text("utf-8")
    assert "locales: [en, de]\nnetworks: [x, facebook]\n" in text
    assert "brand: acme\n" in text
    assert inside("check", "clients/new").code == 0


def test_a_brand_without_handles_begins_on_a_network_of_the_first_campaign() -> None:
    Path("brands").mkdir()
    Path("brands/acme.yaml").write_text("socloc: 1\nname: Acme\n", "utf-8")
    assert inside("init", "new", "--from", "brands/acme.yaml").code == 0
    assert "networks: [x]\n" in Path("new/campaign.yaml").read_text("utf-8")
    assert inside("init", "first").code == 0
    assert "networks:\n  x/post:" in Path("first/campaign.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["new", "--from", "tea-hous"], "there is no example `tea-hous`; did you mean `tea-house`?"),
        (["old", "--from", "small"], "old/campaign.yaml exists already"),
        (["new", "--from", "old", "--start", "soon"], "`soon` is no day"),
        (["new", "--from", "old", "--start", "9999-12-31"], "cannot be moved by"),
        (["new", "--from", "old", "--id", "A B"], "`A B` cannot be the new id"),
        (["new", "--from", "old", "--id", "spring-2027"], "`spring-2027` cannot be the new id"),
        (["new", "--from", "old/notes.txt"], "old/notes.txt is no campaign"),
        (["new", "--from", "old/checks"], "old/checks holds no campaign.yaml"),
        (["new", "--from", "old/checks/tea.yaml"], "old/checks/tea.yaml is neither a campaign nor a brand"),
        (["new", "--from", "small", "--start", "2028-01-01"], "--start is for campaigns that ran before"),
        (["new", "--id", "a"], "--id"),
    ],
    ids=str,
)
def test_what_cannot_be_made_is_said_and_nothing_is_written(arguments: list[str], said: str) -> None:
    before = files(Path())
    ran = inside("init", *arguments)
    assert ran.code == 2
    assert said in ran.err
    assert files(Path()) == before
    assert not Path("new").exists()


def test_a_brand_that_the_new_folder_does_not_find() -> None:
    Path("agency/brands").mkdir(parents=True)
    Path("agency/brands/acme.yaml").write_text("socloc: 1\nname: Acme\n", "utf-8")
    ran = inside("init", "new", "--from", "agency/brands/acme.yaml")
    assert (ran.code, ran.err.splitlines()[1].strip()) == (2, "Choose a folder in agency for the campaign.")
    Path("agency/spring").mkdir()
    Path("agency/spring/campaign.yaml").write_text(CAMPAIGN.replace("{name: N, logo: art/logo.png}", "acme"), "utf-8")
    ran = inside("init", "new", "--from", "agency/spring")
    assert (ran.code, ran.err.splitlines()[0]) == (2, "socloc: new does not find the brand agency/brands/acme.yaml")
    assert inside("init", "agency/autumn", "--from", "agency/spring").code == 0


def test_a_link_that_leads_out_is_not_copied(here: Path) -> None:
    here.joinpath("secret").write_text("mine")
    here.joinpath("old/templates/x/secret.j2").symlink_to(here / "secret")
    assert inside("init", "new", "--from", "old").code == 0
    assert not here.joinpath("new/templates/x/secret.j2").exists()


TABLE = """\
socloc: 1
id: shops
brand: {name: N}
source: en
locales: [en]
networks: [x]
matrix: shops.csv
media: {door: {file: "art/{{ row.id }}.png", alt: A door}}
posts: [{id: a, text: We open., media: door, schedule: {at: "{{ row.date }} 09:00", zone: Europe/Berlin}}]
"""


def test_a_campaign_with_a_table_takes_it_along_with_the_pictures_of_all_rows(here: Path) -> None:
    (here / "old/checks/tea.yaml").unlink()
    shops = {"shops.csv": b"id,date\nlogo,2027-03-31\nlast,2027-04-01\n", "art/last.png": PNG}
    for name, data in {"campaign.yaml": TABLE.encode(), **shops}.items():
        (here / "old" / name).write_bytes(data)
    ran = inside("init", "new", "--from", "old")
    assert ran.code == 0, ran.said
    made = files(Path("new"))
    assert {name: made[name] for name in shops} == shops
    assert made["art/logo.png"] == PNG
    assert "shops → shops-2, no date stands in it\n" in ran.out
    assert "new/campaign.yaml:9:61: `{{ row.date }} 09:00` has what stands in the table, which is as it was" in ran.out
    assert inside("check", "new").code == 0


@pytest.mark.parametrize("text", [TABLE, TABLE.partition("matrix")[0] + "posts: [{id: a, text: A}]\n"])
def test_a_start_needs_a_date_that_can_be_moved(here: Path, text: str) -> None:
    (here / "old/campaign.yaml").write_text(text, "utf-8")
    ran = inside("init", "new", "--from", "old", "--start", "2028-03-20")
    assert ran.code == 2
    assert "no date stands in old/campaign.yaml, so none can be moved to 2028-03-20" in ran.err
    assert "Leave --start out." in ran.err
    assert not Path("new").exists()


def test_a_time_that_the_new_day_does_not_have_is_told(here: Path) -> None:
    (here / "old/campaign.yaml").write_text(CAMPAIGN.replace("29T08:00", "29T02:30"), "utf-8")
    ran = inside("init", "new", "--from", "old", "--start", "2028-03-26")
    assert "  new/campaign.yaml:21:27: clocks in Europe/Berlin skip 2028-03-26 02:30\n" in ran.out


def test_what_is_not_copied_is_named(here: Path) -> None:
    (here / "away").mkdir()
    (here / "away/secret.j2").write_bytes(b"secret")
    (here / "old/templates/secret.j2").symlink_to(here / "away/secret.j2")
    (here / "old/templates/away").symlink_to(here / "away")
    (here / "old/networks").symlink_to(here / "away")
    ran = inside("init", "new", "--from", "old")
    assert ran.code == 0, ran.said
    said = "Not copied, since they lead out of the folder or are no files: "
    assert f"{said}networks, templates/away, templates/secret.j2\n" in ran.out
    assert b"secret" not in files(Path("new")).values()
