"""What a tool would refuse is said before: a table in cases.yaml, each wrong and put right."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from socloc.findings import Finding
from socloc.schedulers.checks import CHECKS
from tests.reading.examined import head, long, png, said, write
from tests.schedulers.exported import export

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("cases.yaml").read_text("utf-8"))
NOW = datetime(2027, 3, 1, tzinfo=UTC)
BASIS = "source: us, checked: 2026-11-22, standing: documented"
OWN = f"""scheduler: own
name: Our tool
about: It is ours.
writes: table
per: channel
columns: [{{head: Text, holds: text}}]
rows: {{value: 2, {BASIS}}}
{BASIS.replace(", ", chr(10))}
"""
BODY = OWN.replace("writes: table", "writes: json").replace("columns: [{head: Text, holds: text}]\n", "")
FILES: dict[str, str | bytes] = {
    "OWN": OWN,
    "OWN_NAMED": OWN.replace("scheduler: own", "scheduler: other"),
    "OWN_COUNT": OWN.replace("rows:", f"caps:\n  - {{of: text, value: 9, count: words, {BASIS}}}\nrows:"),
    "OWN_BODY": BODY.replace("rows:", "body: {say: '{txt}'}\nrows:"),
    "OWN_BARE": OWN.replace("columns: [{head: Text, holds: text}]\n", ""),
    "WEBP": b'RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0/\0\0\0\0\x07\x10\xfd\x8f\xfe\x07"\xa2\xff\x01\0',
}
PICTURE = png(1000, 1000, (b"\0" + b"\x50\x70\x60" * 1000) * 1000)
VIDEO = (Path(__file__).parents[1] / "checks" / "media" / "wide.mp4").read_bytes()


def findings(case: dict[str, Any], key: str, folder: Path) -> list[Finding]:
    """What is said of a case's campaign when its tool gets it."""
    beside = case.get("beside", {}) if key == "rest" else case.get("instead_beside", case.get("beside", {}))
    files: dict[str, str | bytes] = {"m.png": PICTURE, "n.png": PICTURE, "v.mp4": VIDEO}
    files |= {name: FILES.get(text, text) for name, text in beside.items()}
    text = head(**case.get("other", {})) + long(case[key])
    path = write(folder, text, files)
    return export(path, case["tool"], folder / "out", case.get("images"), now=NOW, force=True)[1]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_what_would_be_refused_is_said(case: dict[str, Any], tmp_path: Path) -> None:
    wanted = case["finding"]
    found = [one for one in findings(case, "rest", tmp_path) if one.check == wanted["check"]]
    assert said(found, [wanted]) == [dict(wanted)], found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_what_is_put_right_is_fine(case: dict[str, Any], tmp_path: Path) -> None:
    found = findings(case, "instead", tmp_path)
    assert [one for one in found if one.check == case["finding"]["check"]] == []


def test_every_check_has_its_cases() -> None:
    assert {case["finding"]["check"] for case in CASES} == {check.id for check in CHECKS}
