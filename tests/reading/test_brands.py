"""Brands that campaigns share: found, put together, and told of in their own files."""

from __future__ import annotations

import json
import os
import random
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from socloc.brands.format import BRAND_FILE, json_schema
from socloc.campaign_files import named
from socloc.lsp.kinds import kind_of
from socloc.lsp.look import look
from socloc.places import plain
from socloc.serve import watch
from socloc.verdicts import recording as verdicts_recording
from socloc.workflow import Outcome, examine, files_of
from tests.cli.running import inside
from tests.reading.examined import cases, head, long, said, text_in
from tests.reading.test_schema import COMPLETE, mutated, node_of, plain_of

CAMPAIGN = Path("clients/acme/campaign.yaml")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, an agency's repository."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(files: dict[str, str], **other: Any) -> Outcome:
    """What comes of the campaign among these files; its bundle is made, too."""
    for name, text in files.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(head(**{"networks": ["facebook"], **other}) + long(text) if path == CAMPAIGN else text, "utf-8")
    found = examine(CAMPAIGN)
    files_of(found)
    return found


@pytest.mark.parametrize("case", cases(__file__, "brands.yaml"), ids=lambda case: case["case"])
def test_what_comes_of_brands(case: dict[str, Any]) -> None:
    found = written(case["files"], **case.get("head", {}))
    wanted = case.get("findings", [])
    serious = [one for one in found.findings if one.severity != "note"]
    assert said(serious, wanted) == wanted
    shown = {f"{one.plan.locale.tag} {one.plan.format} {one.plan.post.id}": text_in(one) for one in found.variants}
    for name, text in case.get("texts", {}).items():
        assert shown[name] == text
    for key, value in case.get("brand", {}).items():
        assert found.campaign
        assert list(getattr(found.campaign.brand, key)) == value


def test_schema_and_reader_agree() -> None:
    """The schema of brand files takes what the reader takes, and nothing else."""
    validator = jsonschema.Draft202012Validator(json_schema())
    jsonschema.Draft202012Validator.check_schema(json_schema())
    whole = plain_of(COMPLETE.read_text("utf-8"))
    sound = {"socloc": 1, "source": "en", "templates": "own", "utm": whole["utm"], **whole["brand"]}
    assert set(sound) == set(BRAND_FILE.keys)
    chance = random.Random("brand")  # noqa: S311  # a fixed series, not a secret
    trees = [sound, {"socloc": 1}, *(mutated(sound, chance) for _ in range(300))]
    verdicts = []
    for tree in trees:
        node, findings = node_of(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False)), list[Any]()
        BRAND_FILE.read(node, findings)
        verdicts.append((validator.is_valid(plain(node)), not findings))
    assert verdicts[:2] == [(True, True)] * 2
    assert [index for index, (schema, reader) in enumerate(verdicts) if schema != reader] == []
    assert 100 < sum(not schema for schema, _ in verdicts) < len(verdicts)


CLIENTS = {
    "brands/agency.yaml": "socloc: 1\nname: A\nsignature: Bye\n",
    "clients/acme/brands/acme.yaml": "socloc: 1\nextends: agency\nname: Acme\n",
    "clients/acme/campaign.yaml": "brand: acme\nposts: [{id: p, text: '{{ brand.name }}', hashtags: [a b]}]\n",
    "clients/b/brands/b.yaml": "socloc: 1\nextends: agency\nname: B\n",
    "clients/b/brands/acme.yaml": "socloc: 1\nname: Not Acme\n",
}


@pytest.mark.parametrize("how", ["taken away", "unreadable", "broken"])
def test_another_client_is_never_looked_at(how: str, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files_of(written(CLIENTS))
    if how == "taken away":
        shutil.rmtree(here / "clients/b")
    elif how == "unreadable":
        shutil.rmtree(here / "clients/b/brands")
        (here / "clients/b/brands").symlink_to("brands")
    elif how == "broken":
        (here / "clients/b/brands/b.yaml").write_bytes(b"\xff\0: [")
    heard: list[str] = []
    recording = verdicts_recording.Recording()
    monkeypatch.setattr(recording, "hear", lambda _event, arguments: heard.append(str(arguments[:1])))
    with recording.listening():
        assert files_of(examine(CAMPAIGN)) == before
    assert heard
    assert not [one for one in heard if "clients/b/" in one]


def test_a_bundle_is_the_same_from_wherever_it_is_made(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files_of(written(CLIENTS))
    assert (
        json.loads(before["manifest.json"])["variants"][0]["texts"]["signature"]["file"] == "../../brands/agency.yaml"
    )
    monkeypatch.chdir(here / "clients/acme")
    assert files_of(examine(Path("campaign.yaml"))) == before
    assert files_of(examine(here / CAMPAIGN)) == before


WORDS = {
    "brands/agency.yaml": "socloc: 1\nname: A\nsignature:\n  en: Bye\n  zh-CN: 再见,茶\n",
    "clients/acme/campaign.yaml": "brand: agency\nposts: [{id: p, text: {'*': t}}]\n",
}
IN = {"locales": ["en", "de", "zh-CN"], "networks": ["facebook"]}


def test_translators_are_sent_to_the_file_of_the_brand() -> None:
    written(WORDS, **IN)
    assert inside("translate", str(CAMPAIGN)).code == 0
    assert "#: ../../brands/agency.yaml:4\n" in Path("clients/acme/locales/de.po").read_text("utf-8")


def test_what_is_mended_is_mended_in_the_file_of_the_brand() -> None:
    written(WORDS, **IN)
    before = CAMPAIGN.read_bytes()
    assert "brands/agency.yaml: mended 1 finding" in inside("check", str(CAMPAIGN), "--fix").err
    assert Path("brands/agency.yaml").read_text("utf-8") == WORDS["brands/agency.yaml"].replace(",", "，")
    assert CAMPAIGN.read_bytes() == before


def test_a_trace_names_the_file_of_the_brand() -> None:
    written(WORDS, **IN)
    lines = inside("trace", str(CAMPAIGN), "facebook/post", "zh-CN").out.splitlines()
    assert "✓ signature  agency.yaml:5 brand              “再见,茶”" in lines
    assert any(line.startswith("✓ text       line 7 ") for line in lines)


def test_a_saved_brand_is_seen() -> None:
    found = written(
        {
            "brands/own/facebook/post.txt.j2": "t",
            "brands/agency.yaml": "socloc: 1\nname: A\nlogo: l.png\n\
templates: own\n",
            "clients/acme/campaign.yaml": WORDS["clients/acme/campaign.yaml"],
        }
    )
    names = named(found.campaign, CAMPAIGN)
    assert {"../../brands/agency.yaml", "../../brands/l.png", "../../brands/own/facebook/post.txt.j2"} == set(names)
    before = watch.look(CAMPAIGN, names)
    Path("brands/agency.yaml").write_text("socloc: 1\nname: Another\n", "utf-8")
    assert watch.look(CAMPAIGN, names) != before
    Path("clients/acme/brands").mkdir()
    nearer = watch.look(CAMPAIGN, names)
    Path("clients/acme/brands/agency.yaml").write_text("socloc: 1\nname: Near\n", "utf-8")
    assert watch.look(CAMPAIGN, names) != nearer


def test_an_editor_sees_what_it_holds_of_a_brand(here: Path) -> None:
    written(WORDS)
    brand = here / "brands/agency.yaml"
    held = {str(brand): "socloc: 1\nname: A\ncolor: {}\n"}
    assert kind_of(brand, held[str(brand)]) == "brand"
    for source, kind in ((here / CAMPAIGN, "campaign"), (brand, "brand")):
        looked = look(source, kind, held, "utf-16", None)  # type: ignore[arg-type]  # both are kinds
        assert [(one.check, one.place.line) for one in looked.findings if one.place.file == str(brand)] == [
            ("unknown-key", 3)
        ]
        assert [one.start for one in looked.by_file[brand]] == [(2, 0)]


def test_hostile_brands() -> None:
    """Long chains, long lists and odd bytes: findings, and not for long."""
    chain = {f"brands/b{index}.yaml": f"socloc: 1\nextends: b{index + 1}\n" for index in range(99)}
    words = ", ".join(f"w{index}" for index in range(20_000))
    chain["brands/b99.yaml"] = f"socloc: 1\nname: N\nbanned: {{words: [{words}]}}\nterms: [{words}]\n"
    chain["clients/acme/campaign.yaml"] = f"brand: {{extends: b0, terms: [{words}]}}\nposts: [{{id: p, text: w7}}]\n"
    assert [one.check for one in written(chain).findings] == ["brand-banned"]
    Path("brands/b99.yaml").write_bytes(b"socloc: 1\nname: \xed\xa0\x80\0\n")
    assert [one.check for one in examine(CAMPAIGN).findings] == ["not-utf-8"]
    more = {f"brands/b{index}.yaml": f"socloc: 1\nextends: b{index + 1}\n" for index in range(99, 300)}
    (one,) = written(chain | more).findings
    assert (str(one.place), one.message) == ("brands/b99.yaml:2:10", "more than 100 brands go on from one another")


def test_a_brand_that_is_a_pipe_is_no_file() -> None:
    Path("brands").mkdir()
    os.mkfifo("brands/acme.yaml")
    found = written({"clients/acme/campaign.yaml": "brand: acme\nposts: [{id: p, text: t}]\n"})
    assert [(one.check, one.place.line) for one in found.findings if one.severity == "error"] == [("brand-file", 6)]
    assert "brands/acme.yaml is no file" in found.findings[0].message
