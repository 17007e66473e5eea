"""Every check fails where it should and passes where it should (tables in cases/), and has its manual page."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from inspect import cleandoc
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml

from socloc import approvals, checks, networks
from socloc.budget import budget
from socloc.findings import SEVERITIES, Finding
from socloc.house import look
from socloc.house import reader as house_reader
from socloc.manual import CHECKS
from socloc.policy import allowed, baseline
from socloc.schedulers import checks as scheduler_checks
from tests.reading.examined import head, long, outcome, png, said

CASES: list[dict[str, Any]] = [
    case
    for name in "checks translations advertising publishing brand hashtags tables".split()
    for case in yaml.safe_load(Path(__file__).with_name("cases").joinpath(f"{name}.yaml").read_text("utf-8"))
]
FOLDER = Path(checks.__file__).parent
MEDIA = Path(__file__).with_name("media")  # videos of a few hundred bytes, made with ffmpeg
PICTURES = {
    "LOGO": png(1, 1, b"\0\xff\0\0"),
    "BOMB": png(30_000, 30_000, b""),
    "POND": Path(__file__).with_name("cases").joinpath("pond.yaml").read_bytes(),
    "TEN": png(10, 10, (b"\0" + b"\0\0\0" * 10) * 10),
    "WIDE": png(40, 4, (b"\0" + b"\0\0\0" * 40) * 4),
    "GIF": b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;",
    "HUGE": b"\0\0\0\x20ftypisom".ljust(33 << 20, b"\0"),
    "HEIC": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
    "HALF": MEDIA.joinpath("wide.mp4").read_bytes()[:1800],
    "PLACED": MEDIA.joinpath("placed.jpg").read_bytes(),
    "SHOT": MEDIA.joinpath("shot.jpg").read_bytes(),
    "MP4": MEDIA.joinpath("wide.mp4").read_bytes(),
    "WEBM": MEDIA.joinpath("tall.webm").read_bytes(),
}
OF_ADDRESSES = {"image-address", "image-not-shown"}  # of a file of its own: tests/article/test_addresses.py
OF_TRANSLATING = set(  # of `socloc translate` and `import`: tests/cli/test_translate.py, tests/exchange
    "store-not-in-step text-not-translated unit-unknown source-changed row-refused reviewed-kept".split()
)
OF_POLICY = {check.id for check in (*allowed.CHECKS, *baseline.CHECKS)}  # tests/policy
OF_HOUSE = {check.id for check in (*house_reader.CHECKS, *look.CHECKS)}  # tests/house
OF_CHINESE = {check.id for check in checks.chinese.CHECKS} | {"converter-not-official"}  # tables of their own
OF_SCHEDULERS = {check.id for check in scheduler_checks.CHECKS}  # tests/schedulers
ELSEWHERE = OF_ADDRESSES | OF_TRANSLATING | OF_POLICY | OF_CHINESE | OF_HOUSE | OF_SCHEDULERS
NO_CHECKS = {"__init__", "case", "article_reader"}  # what the checks are made with


def files(case: dict[str, Any], key: str) -> dict[str, str | bytes]:
    """The files beside a case's campaign."""
    beside = case.get(key, case.get("beside", {}))
    own = (networks.BUILT_IN / "x.yaml").read_text("utf-8").replace("network: x", "network: y")
    return {
        name: PICTURES[text]
        if text in PICTURES
        else text.encode("latin-1")
        if text.startswith("\x89")
        else text.replace("PATCHED", own).replace("LINKLESS", own.replace("value: clickable", "value: none"))
        for name, text in beside.items()
    }


def campaign(case: dict[str, Any], key: str, other: str) -> bytes:
    """A case's campaign, wrong or put right."""
    rest = case.get(key, case["rest"])
    text = head(case.get("head", "one"), **case.get(other, case.get("other", {})))
    if isinstance(rest, bytes):
        return text.encode() + rest
    return (text + long(re.sub(r"TABLE\((\d+), (\d+)\)", table, rest))).encode()


def table(size: re.Match[str]) -> str:
    """A Markdown table of so many columns and rows, of which only one cell a row is written."""
    columns, rows = int(size.group(1)), int(size.group(2))
    return "|a" * columns + "|\\n" + "|-" * columns + "|\\n" + "|a|\\n" * (rows - 1)


def findings_of(folder: Path, by: str, text: bytes, beside: dict[str, str | bytes]) -> list[Finding]:
    """What the pipeline says of a case's campaign; or its budget or its reviews, where the case says so."""
    now = datetime.fromisoformat(by).replace(tzinfo=UTC) if by[:1].isdigit() else None
    found = outcome(folder, text, beside, fallback=by == "budget", now=now)
    if by == "budget":
        assert found.campaign
        return budget(found.campaign, found.variants)[1]
    if by in ("nobody", "everybody"):
        who = found.variants if by == "everybody" else ()
        seen = (approvals.Verdict(one.subject, approvals.fingerprint(one, found.media), approved=True) for one in who)
        return list(approvals.missing(found.variants, found.media, seen))
    return list(found.findings)


def case_id(case: dict[str, Any]) -> str:
    """`hashtag-broken, digits`."""
    return ", ".join(filter(None, (case["check"], case.get("case"))))


@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_a_check_fails(case: dict[str, Any], tmp_path: Path) -> None:
    text = campaign(case, "rest", "other")
    findings = findings_of(tmp_path, case.get("by", ""), text, files(case, "beside"))
    wanted = [{"check": case["check"], **case["finding"], **one} for one in case.get("all", [{}])]
    found = [one for one in findings if one.check == case["check"]]
    columns = dict(chain.from_iterable(one.items() for one in wanted))
    rows = said(found, [columns] * len(found))
    assert rows, findings
    assert {(row["at"], row["message"]) for row in rows} == {
        (one.get("at", rows[0]["at"]), one.get("message", rows[0]["message"])) for one in wanted
    }, "every problem, said once"
    for one in wanted:
        assert any(row == {**row, **one} for row in rows), rows


@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_a_check_passes(case: dict[str, Any], tmp_path: Path) -> None:
    by, text = case.get("instead_by", case.get("by", "")), campaign(case, "instead", "instead_other")
    findings = findings_of(tmp_path, by, text, files(case, "instead_beside"))
    if case["check"] == "html-not-kept":  # the sanitizer takes out what the template should not have
        assert "position" not in str(findings)
    assert [found for found in findings if found.check == case["check"]] == []


def test_every_check_has_its_cases() -> None:
    assert {case["check"] for case in CASES} == set(CHECKS) - ELSEWHERE


def test_the_folder_is_the_registry() -> None:
    modules = [module.__name__.rpartition(".")[2] for module in checks.REGISTRY]  # type: ignore[attr-defined]  # modules
    there = {path.stem for path in FOLDER.glob("*.py")} | {path.parent.name for path in FOLDER.glob("*/__init__.py")}
    assert sorted(modules) == sorted(there - NO_CHECKS)
    assert len(modules) == len(set(modules))
    for module in checks.REGISTRY:
        ids = {check.id for check in module.CHECKS}
        source = Path(str(module.__file__)).read_text("utf-8")  # type: ignore[attr-defined]  # modules
        assert ids
        assert all(CHECKS[check_id] in module.CHECKS for check_id in ids)
        assert source.startswith(f'"""{min(ids, key=len)}:') or len(ids) > 1


def test_ids_are_unique() -> None:
    sources = [path.read_text("utf-8") for path in FOLDER.parent.rglob("*.py")]
    ids = [name for source in sources for name in re.findall(r'= Check\(\s*"([^"]*)"', source)]
    assert sorted(ids) == sorted(CHECKS), "a check that the manual does not have, or two of one id"


@pytest.mark.parametrize("check_id", sorted(CHECKS))
def test_a_manual_page(check_id: str) -> None:
    check = CHECKS[check_id]
    assert check.id == check_id
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)+", check_id)
    assert check.severity in SEVERITIES
    title, *rest = cleandoc(check.manual).split("\n")
    assert title.endswith(".")
    assert len(title) <= 120
    assert not any(line.rstrip() != line or len(line) > 120 for line in rest)
    words = set(re.findall(r"[a-z]+", check.manual.lower()))
    way_out = set(
        "write choose change mend split remove rename delete save add use give put copy make take try show shorten "
        "fill quotes leave look needs asks join names says lists shows".split()
    )
    assert words & way_out, "no way out"
