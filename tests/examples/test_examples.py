"""The examples: without errors, byte for byte as somebody last saw them, and every QR code scans."""

from __future__ import annotations

import json
from difflib import unified_diff
from functools import cache

import jsonschema
import pytest

from socloc import places
from socloc.campaign_format import json_schema
from socloc.workflow import examine
from tests.examples.golden import EXAMPLES, GOLDEN, expected, golden, names, rendered
from tests.qr.scanners import drawn, opened, scanned

NAMES = [
    "agency",
    "clients/juniper",
    "clients/tandem",
    "local-forms",
    "openings",
    "overrides",
    "own-checks",
    "own-network",
    "small",
    "tea-house",
    "translated",
]
bundle = cache(rendered)


def test_the_examples_are_all_here() -> None:
    assert names() == NAMES
    folders = (path.parent.relative_to(GOLDEN).as_posix() for path in GOLDEN.glob("**/manifest.json"))
    assert sorted(folders) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_an_example_has_nothing_to_mend(name: str) -> None:
    found = [finding for finding in examine(EXAMPLES / name / "campaign.yaml").findings if finding.severity != "note"]
    assert [f"{finding.place}: {finding.message} [{finding.check}]" for finding in found] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_bundle_is_the_golden_one(name: str) -> None:
    found, wanted = golden(bundle(name)), expected(name)
    differences = []
    for file in sorted(found.keys() | wanted.keys()):
        new, old = (files.get(file, b"").decode().splitlines() for files in (found, wanted))
        if found.get(file) != wanted.get(file):
            differences += [*unified_diff(old, new, f"golden/{name}/{file}", f"now/{name}/{file}", lineterm="")][:40]
    again = "\n\nIf it is meant to be so: python -m tests.examples.update"
    assert not differences, "\n".join(differences) + again


@pytest.mark.parametrize("name", NAMES)
def test_every_qr_code_scans_to_its_payload(name: str) -> None:
    files = bundle(name)
    codes = [code for variant in json.loads(files["manifest.json"])["variants"] for code in variant["qr"]]
    pictures = {picture for code in codes for picture in code["files"]}
    assert pictures == {file for file in files if file.startswith("qr/")}
    assert bool(codes) == (name == "tea-house")
    for code in {code["files"][0]: code for code in codes}.values():
        png, svg = (files[file] for file in code["files"])
        assert scanned(opened(png)) == [code["payload"]] * 2, code
        assert scanned(drawn(svg)) == [code["payload"]] * 2, code


@pytest.mark.parametrize("name", NAMES)
def test_editors_do_not_complain(name: str) -> None:
    path = EXAMPLES / name / "campaign.yaml"
    text = path.read_text("utf-8")
    schema = path.parent / text.splitlines()[0].removeprefix("# yaml-language-server: $schema=")
    assert json.loads(schema.read_bytes()) == json_schema(), "socloc schema > examples/campaign.schema.json"
    node, findings = places.parse(text.encode(), "campaign.yaml")
    assert node is not None
    assert findings == []
    jsonschema.Draft202012Validator(json_schema()).validate(places.plain(node))
