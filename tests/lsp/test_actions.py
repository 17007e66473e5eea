"""What an editor offers for a finding, and what becomes of the text."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.running import inside, start
from tests.lsp.client import Editor, Message, applied
from tests.lsp.conftest import TEA
from tests.reading.examined import head, write

CHINESE = head(source="zh-CN", locales=["zh-CN", "zh-TW"], networks=["facebook"])
WRONG = {
    "plain": "posts:\n  - text: 你好,好\n    id: p\n",
    "double": 'posts:\n  - {id: p, text: "🍵🍵你好,好,\\"a\\" 好,好"}\n',
    "single": "posts: # 好,好\n  - {id: p, text: '你好,it''s好,好'}  # 🍵\n",
    "block": "posts:\n  - id: p\n    text: |\n      🍵你好,好\n      好,好\n",
    "folded": "posts:\n  - id: p\n    text: >-\n      你好,\n      好,好\n",
    "several": "posts:\n  - id: p\n    title: 你好,好\n    text: 好,好\n  - id: q\n    text: 好,好",
}


def whole(text: str) -> Message:
    return {"start": {"line": 0, "character": 0}, "end": {"line": text.count("\n") + 1, "character": 0}}


def edits(action: Message, uri: str) -> list[Message]:
    changes = action["edit"]["changes"]
    assert list(changes) == [uri]
    found: list[Message] = changes[uri]
    return found


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("name", WRONG)
def test_mending_all_gives_what_check_fix_gives(one: Editor, tmp_path: Path, name: str, end: str) -> None:
    text = (CHINESE + WRONG[name]).replace("\n", end)
    campaign = write(tmp_path, text)
    uri = one.open(campaign)
    (action,) = one.actions(uri, whole(text), ["source.fixAll"])
    assert action["kind"] == "source.fixAll"
    assert inside("check", str(campaign), "--fix").code in (0, 1)
    mended = campaign.read_bytes().decode()
    assert mended != text
    assert applied(text, edits(action, uri)) == mended


def test_the_text_in_the_editor_is_mended_and_not_that_on_the_disk(one: Editor, tmp_path: Path) -> None:
    campaign = write(tmp_path, CHINESE + "posts: []\n")
    text = CHINESE + WRONG["plain"]
    uri = one.open(campaign, text)
    (action,) = one.actions(uri, whole(text), ["source"])
    assert applied(text, edits(action, uri)) == text.replace("好,", "好，")


def test_one_finding_is_mended_alone(one: Editor, tmp_path: Path) -> None:
    text = CHINESE + WRONG["several"]
    uri = one.open(write(tmp_path, text))
    (diagnostic,) = [each for each in one.diagnostics(uri) if each["range"]["start"]["line"] == 8]
    found = [each for each in one.actions(uri, diagnostic["range"], ["quickfix"]) if each["title"].startswith("Mend")]
    (action,) = [each for each in found if each["diagnostics"] == [diagnostic]]
    assert action["isPreferred"]
    assert applied(text, edits(action, uri)) == text.replace("    text: 好,好\n", "    text: 好，好\n")


def test_translations_are_mended_in_their_file(one: Editor, tmp_path: Path) -> None:
    text = head(source="en", locales=["en", "zh-CN"], networks=["facebook"]) + "posts: [{id: p, text: Hello}]\n"
    store = 'msgid ""\nmsgstr ""\n\nmsgctxt "posts.p.text"\nmsgid "Hello"\nmsgstr ""\n"🍵你好,"\n"好,好"\n'
    campaign = write(tmp_path, text, {"locales/zh-CN.po": store})
    uri = one.open(tmp_path / "locales/zh-CN.po", None, "gettext")
    (action,) = one.actions(uri, whole(store), ["source.fixAll"])
    assert inside("check", str(campaign), "--fix").code in (0, 1)
    assert applied(store, edits(action, uri)) == (tmp_path / "locales/zh-CN.po").read_text("utf-8")
    assert not [each for each in one.actions(uri, whole(store)) if each["title"].startswith("Allow")]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("name", WRONG)
def test_a_finding_is_allowed_above_its_line_once_there_is_a_reason(
    one: Editor, tmp_path: Path, name: str, end: str
) -> None:
    text = (CHINESE + WRONG[name]).replace("\n", end)
    campaign = write(tmp_path, text)
    uri = one.open(campaign)
    diagnostic = next(each for each in one.diagnostics(uri) if each["code"] == "punctuation-halfwidth")
    offered = [each for each in one.actions(uri, diagnostic["range"]) if each["title"].startswith("Allow")]
    action = next(each for each in offered if each["diagnostics"] == [diagnostic])
    (edit,) = edits(action, uri)
    assert edit["newText"].endswith(f"# socloc: allow punctuation-halfwidth -- {end}")
    line = diagnostic["range"]["start"]["line"]
    without = applied(text, [edit])
    one.change(uri, without)
    assert "allow-broken" in [each["code"] for each in one.diagnostics(uri)]
    one.change(uri, without.replace(f"-- {end}", f"-- the brand wants it{end}"))
    left = [each for each in one.diagnostics(uri) if each["code"] == "punctuation-halfwidth"]
    assert line + 1 not in [each["range"]["start"]["line"] for each in left]


@pytest.mark.parametrize("text", ["socloc: 1\nsource: [\n", CHINESE + "posts: [{id: p, txet: 好}]\n"])
def test_what_makes_a_file_unusable_cannot_be_allowed(one: Editor, tmp_path: Path, text: str) -> None:
    uri = one.open(write(tmp_path, text))
    assert one.diagnostics(uri)
    titles = {each["title"] for each in one.actions(uri, whole(text))}
    assert {"Explain yaml-syntax", "Explain unknown-key"} & titles
    assert not {"Allow yaml-syntax here, with a reason", "Allow unknown-key here, with a reason"} & titles


def test_a_check_is_explained_with_its_page(one: Editor, campaign: Path) -> None:
    uri = one.open(campaign)
    one.diagnostics(uri)
    found = one.actions(uri, whole(TEA))
    action = next(each for each in found if each["title"] == "Explain punctuation-halfwidth")
    one.get("workspace/executeCommand", action["command"] | {"title": None})
    shown = one.wait(lambda message: message.get("method") == "window/showMessage")["params"]["message"]
    page = start("explain", "punctuation-halfwidth", cwd=campaign.parent).out
    assert shown == page.rstrip("\n")


def test_where_nothing_is_wrong_nothing_is_offered(one: Editor, tmp_path: Path) -> None:
    shutil.copytree(Path(__file__).parents[2] / "examples/small", tmp_path / "small")
    campaign = tmp_path / "small/campaign.yaml"
    uri = one.open(campaign)
    one.diagnostics(uri)
    assert one.actions(uri, whole("")) == []
