"""When posts are due: the data about readers, the moments at which an answer changes, and the clock that is asked."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from socloc import assets, audience, locales
from socloc.checks import coupons, timing
from socloc.cli import options
from socloc.places import read
from socloc.schedules import moments
from tests.reading.examined import head, outcome, write

FILES = sorted(assets.locales_dir().glob("*/holidays.yaml"))
YEARS = range(2026, 2031)
OURS = {check.id for check in (*timing.CHECKS, *coupons.CHECKS)}


def kept_in(path: Path) -> dict[str, dict[str, list[str]]]:
    """The days of a file by region and name."""
    node, findings = read(path, path.name)
    assert node
    kept = audience.HOLIDAYS.read(node, findings)
    assert kept, findings
    assert findings == []
    regions = kept.mapping["regions"].mapping
    return {region: {name: day.text.split() for name, day in days.mapping.items()} for region, days in regions.items()}


@pytest.mark.parametrize("tag", locales.tags())
def test_every_locale_says_who_reads_it(tag: str, tmp_path: Path) -> None:
    found, findings = audience.load(tag, tmp_path)
    assert found, findings
    assert findings == []
    assert found.coupon
    for zone in (*found.regions, *filter(None, [found.clock])):
        assert ZoneInfo(zone).key == zone
    assert not found.clock or found.clock in found.regions


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_holidays_are_days_of_five_years_in_a_region_of_the_readers(path: Path, tmp_path: Path) -> None:
    readers, _ = audience.load(path.parent.name, tmp_path)
    assert readers
    for region, days in kept_in(path).items():
        assert region in readers.regions.values()
        listed = [date.fromisoformat(day) for some in days.values() for day in some]
        assert {day.year for day in listed} == set(YEARS)
        assert all(some == sorted(set(some)) for some in days.values())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_every_holiday_has_words_by_which_a_post_is_about_it(path: Path, tmp_path: Path) -> None:
    for region, days in kept_in(path).items():
        for some in days.values():
            found, _ = audience.holidays(path.parent.name, region, date.fromisoformat(some[0]), tmp_path)
            assert found
            assert all(one.words for one in found)


def test_what_is_told_changes_when_posts_are_due_and_coupons_end(tmp_path: Path) -> None:
    rest = (
        "coupons: [{code: TEA5, ends: {at: 2027-03-31 23:59, zone: UTC}}, {code: TEA6}]\n"
        "defaults: {schedule: {at: 2027-03-20 09:00, zone: Asia/Shanghai}}\n"
        "posts: [{id: p, text: TEA5, schedule: {at: 2027-02-30 09:00, zone: UTC},"
        " locales: {en: {schedule: {at: 2027-04-01 09:00, zone: UTC}}}}]\n"
    )
    found = outcome(tmp_path, head() + rest).campaign
    assert found
    assert [f"{one.astimezone(UTC):%m-%d %H:%M}" for one in moments(found)] == [
        "03-20 01:00",
        "03-31 23:59",
        "04-01 09:00",
    ]


def test_without_the_time_nothing_is_over(tmp_path: Path) -> None:
    rest = "coupons: [{code: TEA5, ends: {at: 2001-03-31 23:59, zone: UTC}}]\n"
    rest += "posts: [{id: p, text: TEA5}, {id: q, text: t, schedule: {at: 2001-04-03 09:00, zone: UTC}}]\n"
    assert OURS.isdisjoint(finding.check for finding in outcome(tmp_path, head() + rest).findings)
    later = outcome(tmp_path, head() + rest, now=datetime(2001, 4, 4, tzinfo=UTC)).findings
    assert {"schedule-past", "coupon-ended"} <= {finding.check for finding in later}


def test_what_is_over_is_not_looked_at_further(tmp_path: Path) -> None:
    rest = "posts: [{id: p, text: t, schedule: {at: 2026-12-25 03:00, zone: Europe/London}},"
    rest += " {id: q, text: u, schedule: {at: 2027-02-03 10:00, zone: Europe/London}}]\n"
    found = outcome(tmp_path, head() + rest, now=datetime(2027, 1, 1, tzinfo=UTC)).findings
    assert [finding.check for finding in found if finding.check in OURS] == ["schedule-past"]


@pytest.mark.parametrize("end", ["0001-01-02 00:00", "9999-12-30 23:59"])
def test_the_ends_of_the_calendar(end: str, tmp_path: Path) -> None:
    rest = f"posts: [{{id: p, text: t, schedule: {{at: {end}, zone: UTC}}}}]\n"
    found = outcome(tmp_path, head(locales=["en", "zh-CN"]) + rest, now=datetime(2027, 1, 1, tzinfo=UTC))
    assert "schedule-impossible" not in {finding.check for finding in found.findings}


def test_a_broken_file_of_ones_own_is_told_with_its_name(tmp_path: Path) -> None:
    rest = "posts: [{id: p, text: t, schedule: {at: 2027-02-03 10:00, zone: Europe/London}}]\n"
    found = outcome(
        tmp_path, head() + rest, {"locales/en/audience.yaml": "regions: {GB: [Europe/London]}\nnight: late\n"}
    )
    assert [(one.check, one.place.file) for one in found.findings] == [("wrong-value", "locales/en/audience.yaml")]


@pytest.mark.parametrize("value, year", [("1775000000", 2026), ("0", 1970)])
def test_the_clock_can_be_set(value: str, year: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    assert options.clock().year == year


def test_a_clock_that_is_not_set_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    before = datetime.now(UTC)
    assert before <= options.clock() <= datetime.now(UTC)


@pytest.mark.parametrize("value", ["soon", "-1", "٣", "1.5", "9" * 40, "1\x1b[2J"])
def test_a_clock_that_is_none_stops_the_run(value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.cli.running import inside

    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    ran = inside("check", str(write(tmp_path, head() + "posts: [{id: p, text: t}]\n")))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("socloc: SOURCE_DATE_EPOCH is `")
    assert "\x1b" not in ran.err


def test_check_knows_the_time_and_render_does_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.cli.running import inside

    rest = "posts: [{id: p, text: t, schedule: {at: 2027-02-03 10:00, zone: Europe/London}}]\n"
    path = write(tmp_path, head() + rest)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    assert "[schedule-past]" in inside("check", str(path)).out
    assert "[schedule-past]" not in inside("render", str(path), "-o", str(tmp_path / "out")).said
