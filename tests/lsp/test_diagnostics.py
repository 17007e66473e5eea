"""Findings as one types: those of `socloc check`, of the text in the editor, where the editor expects them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import start
from tests.lsp.client import Editor, Message
from tests.lsp.conftest import TEA
from tests.reading.examined import head, write

STORE = 'msgid ""\nmsgstr ""\n\nmsgctxt "posts.p.text"\nmsgid "Hello"\nmsgstr "你好,好"\n'


def codes(found: list[Message]) -> list[str]:
    return [one["code"] for one in found]


def span(found: Message) -> list[int]:
    return [found["range"][end][name] for end in ("start", "end") for name in ("line", "character")]


def test_the_verdict_is_that_of_check(one: Editor, campaign: Path) -> None:
    uri = one.open(campaign)
    checked = json.loads(start("check", str(campaign), "-f", "json", cwd=campaign.parent).out)["findings"]
    found = one.diagnostics(uri)
    severities = {"error": 1, "warning": 2, "note": 3}
    said = {(each["check"], severities[each["severity"]], each["line"] - 1) for each in checked}
    assert {(each["code"], each["severity"], each["range"]["start"]["line"]) for each in found} == said
    assert {each["source"] for each in found} == {"socloc"}


def test_what_is_true_of_several_variants_is_said_once(one: Editor, tmp_path: Path) -> None:
    text = head(source="en", locales=["en"], networks=["x"]) + (
        f"defaults: {{text: {'a' * 300}}}\nposts: [{{id: first}}, {{id: second}}]\n"
    )
    uri = one.open(write(tmp_path, text))
    (found,) = [each for each in one.diagnostics(uri) if each["code"] == "text-too-long"]
    said, subjects, way_out = found["message"].split("\n")
    assert said.startswith("the text has 300 ")
    assert subjects == "in x/post en first, x/post en second"
    assert way_out.startswith("Shorten it by 20")


def test_typing_changes_the_findings_and_the_disk_does_not(one: Editor, campaign: Path) -> None:
    uri = one.open(campaign)
    assert "punctuation-halfwidth" in codes(one.diagnostics(uri))
    one.change(uri, TEA.replace("你好,好,", "你好，好，"))
    assert "punctuation-halfwidth" not in codes(one.diagnostics(uri))
    one.change(uri, TEA.replace("link: shop", "link: shopp"))
    (unknown,) = [each for each in one.diagnostics(uri) if each["code"] == "unknown-name"]
    assert "did you mean `shop`?" in unknown["message"]
    assert campaign.read_text("utf-8") == TEA
    one.close(uri)
    del one.versions[uri]
    assert one.diagnostics(uri) == []


def test_only_the_newest_of_many_changes_is_told(one: Editor, campaign: Path) -> None:
    uri = one.open(campaign)
    for number in range(50):
        one.change(uri, TEA + "#" * number)
    one.change(uri, TEA.replace("id: launch", "id: Launch"))
    assert "wrong-value" in codes(one.diagnostics(uri))
    told = [each["params"]["version"] for each in one.unread if each.get("params", {}).get("uri") == uri]
    assert len(told) < 10
    assert told == sorted(told)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "text, wanted",
    [
        ("zh-CN: 好,好", [7, 13, 7, 16]),
        ("zh-CN: 🍵🍵好,好", [7, 13, 7, 20]),
        ('"zh-CN": "🍵好,好" # 🍵', [7, 15, 7, 22]),
        ("'🍵' : 1", [7, 6, 7, 10]),
    ],
)
def test_places_count_utf_16(one: Editor, tmp_path: Path, text: str, wanted: list[int], end: str) -> None:
    head_of = head(source="zh-CN", locales=["zh-CN"], networks=["facebook"])
    whole = head_of + f"posts:\n  - text:\n      {text}\n    id: p"  # without an end of the last line
    assert whole.split("\n")[7].strip() == text
    uri = one.open(write(tmp_path, "socloc: 1\n"), whole.replace("\n", end))
    assert wanted in [span(each) for each in one.diagnostics(uri)]


@pytest.mark.parametrize("odd", ["\ud83c", "\0", "\x85", "\u2028", "\u202e", "\x1b[31m", "\ufeff"])
def test_odd_characters_are_findings_or_text_and_never_the_end(one: Editor, tmp_path: Path, odd: str) -> None:
    text = TEA.replace("今天", odd)
    uri = one.open(write(tmp_path, TEA), text)
    found = one.diagnostics(uri)
    assert all(each["range"]["end"]["line"] <= len(text.split("\n")) for each in found)
    assert not any(character in each["message"] for each in found for character in "\x1b\u202e\0")
    one.hover(uri, 12, 20)
    one.labels(uri, 12, 20)
    one.change(uri, TEA)
    assert "punctuation-halfwidth" in codes(one.diagnostics(uri))


def test_half_typed_yaml_is_a_finding_and_comes_back(one: Editor, campaign: Path) -> None:
    uri = one.open(campaign, TEA + "brand: {name: [")
    assert codes(one.diagnostics(uri)) == ["yaml-syntax"]
    one.change(uri, TEA)
    assert "yaml-syntax" not in codes(one.diagnostics(uri))


def test_findings_of_translations_stand_in_their_file(one: Editor, tmp_path: Path) -> None:
    text = head(source="en", locales=["en", "zh-CN"], networks=["facebook"]) + "posts: [{id: p, text: Hello}]\n"
    campaign = write(tmp_path, text, {"locales/zh-CN.po": STORE})
    store = tmp_path / "locales/zh-CN.po"
    uri = one.open(campaign)
    assert "punctuation-halfwidth" in codes(one.diagnostics(store.as_uri()))
    one.diagnostics(uri)
    of_store = one.open(store, STORE.replace("你好,好", "你好"), "gettext")
    assert "punctuation-halfwidth" not in codes(one.diagnostics(of_store))
    one.change(of_store, STORE + "<<<<<<< ours\n")
    (broken,) = one.diagnostics(of_store)
    assert (broken["code"], span(broken)) == ("store-broken", [6, 0, 6, 12])


def test_a_po_file_alone_is_looked_at_with_its_campaign(one: Editor, tmp_path: Path) -> None:
    text = head(source="en", locales=["en", "zh-CN"], networks=["facebook"]) + "posts: [{id: p, text: Hello}]\n"
    write(tmp_path, "socloc: 1\n", {"spring.yaml": text, "locales/spring.zh-CN.po": STORE, "locales/de.po": STORE})
    uri = one.open(tmp_path / "locales/spring.zh-CN.po", None, "gettext")
    found = [each for each in one.diagnostics(uri) if each["code"] == "punctuation-halfwidth"]
    assert [span(each) for each in found] == [[5, 0, 5, 13]]


def test_two_campaigns_are_open_at_once(one: Editor, tmp_path: Path) -> None:
    first = one.open(write(tmp_path / "a", TEA))
    second = one.open(write(tmp_path / "b", TEA.replace("link: shop", "link: none")))
    assert "unknown-name" not in codes(one.diagnostics(first))
    assert "unknown-name" in codes(one.diagnostics(second))
    one.change(first, TEA.replace("link: shop", "link: none"))
    assert "unknown-name" in codes(one.diagnostics(first))
    assert not [each for each in one.unread if each.get("params", {}).get("uri") == second]


def test_the_rules_of_a_team_count_as_they_stand_in_the_editor(one: Editor, campaign: Path) -> None:
    config = campaign.with_name("socloc.yaml")
    config.write_text("socloc: 1\nchecks: {}\n", "utf-8")
    uri = one.open(campaign)
    assert "punctuation-halfwidth" in codes(one.diagnostics(uri))
    rules = one.open(config, "socloc: 1\nchecks: {punctuation-halfwidth: off, no-such: off}\n")
    assert codes(one.diagnostics(rules)) == ["unknown-key"]
    one.versions[uri] = 1
    assert "punctuation-halfwidth" not in codes(one.diagnostics(uri))


def test_a_brand_counts_for_its_campaigns_as_it_stands_in_the_editor(one: Editor, tmp_path: Path) -> None:
    (tmp_path / "brands").mkdir()
    brand = tmp_path / "brands" / "lanmo.yaml"
    brand.write_text("socloc: 1\nname: Lanmo\n", "utf-8")
    text = (
        "socloc: 1\nid: a\nbrand: lanmo\nsource: en\nlocales: [en]\nnetworks: [x]\nposts: [{id: p, text: cheap tea}]\n"
    )
    uri = one.open(write(tmp_path, text))
    assert codes(one.diagnostics(uri)) == []
    own = one.open(brand, "socloc: 1\nname: Lanmo\nbanned: {words: [cheap]}\n")
    assert codes(one.diagnostics(own)) == []
    one.versions[uri] = 1
    assert codes(one.diagnostics(uri)) == ["brand-banned"]
    one.change(own, "socloc: 1\nname: Lanmo\nextends: nobody\n")
    assert codes(one.diagnostics(own)) == ["unknown-name"]


def test_rules_of_the_house_are_tried_while_they_are_written(one: Editor, campaign: Path) -> None:
    folder = campaign.parent / "checks"
    folder.mkdir()
    rules = "socloc: 1\nrules:\n  tea:\n    message: no\n    pattern: 'te(a'\n    hits: [tea]\n"
    (folder / "house.yaml").write_text(rules, "utf-8")
    uri = one.open(folder / "house.yaml")
    assert codes(one.diagnostics(uri)) == ["rule-broken"]
    one.change(uri, rules.replace("te(a", "tea"))
    assert one.diagnostics(uri) == []


@pytest.mark.parametrize(
    "name, text",
    [
        ("compose.yaml", "services:\n  socloc: {image: tea}\n"),
        ("readme.md", "socloc: 1\n"),
        ("empty.yaml", ""),
        ("messages.po", STORE),
    ],
)
def test_other_files_are_left_alone(one: Editor, tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    uri = one.open(path)
    assert one.labels(uri, 0, 0) == []
    assert one.hover(uri, 0, 1) == ""
    assert one.actions(uri, {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}) == []
    campaign = one.open(write(tmp_path / "other", TEA))
    one.diagnostics(campaign)
    assert not [each for each in one.unread if each.get("params", {}).get("uri") == uri]


def test_a_file_that_lies_elsewhere_than_on_the_disk_is_left_alone(one: Editor) -> None:
    one.versions["untitled:Untitled-1"] = 1
    document = {"uri": "untitled:Untitled-1", "languageId": "yaml", "version": 1, "text": TEA}
    one.notify("textDocument/didOpen", {"textDocument": document})
    assert one.labels("untitled:Untitled-1", 0, 0) == []
