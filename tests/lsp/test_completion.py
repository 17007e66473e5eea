"""What may be written at a place; the | is where one types."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.lsp.client import Editor, applied
from tests.reading.examined import write

HEAD = """\
socloc: 1
id: tea
source: en
locales: [en, zh-TW]
networks: [x/post]
links: {shop: https://example.com, club: https://example.com/club}
qr: {sign: {link: shop}}
media: {hero: hero.png}
accounts: {anna: {x: anna}}
brand: {name: T, colors: {primary: "#000000"}}
"""
POSTS = "posts:\n  - id: p\n"
LOCALES = {"en", "zh-TW"}
KEYS = {"title", "text", "link", "qr", "media", "locales", "networks", "schedule"}


def asked(one: Editor, folder: Path, text: str, name: str = "campaign.yaml") -> tuple[str, str, list[dict[str, Any]]]:
    """The address, the text without its |, and what may stand there."""
    before, _, after = text.rpartition("|")
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    uri = one.open(path, before + after)
    last = before.replace("\r\n", "\n").split("\n")
    items = one.at("completion", uri, len(last) - 1, len(last[-1].encode("utf-16-le")) // 2)["items"]
    return uri, before + after, items


@pytest.mark.parametrize(
    "text, has, lacks",
    [
        (HEAD + "|", {"posts", "utm", "claims", "defaults"}, {"socloc", "links", "text"}),
        ("socloc: 1\nloc|\nid: tea\n", {"locales", "networks"}, {"socloc", "id"}),
        (HEAD + POSTS + "    |", KEYS, {"id", "socloc", "shop"}),
        (HEAD + POSTS + "    te|\n    title: T\n", {"text"}, {"title", "id"}),
        (HEAD + "posts:\n- id: p\n  |", KEYS, {"id"}),
        (HEAD + "posts:\n  - |", {"id", "text"}, {"socloc"}),
        (HEAD + "posts:\n  - {id: p, |", KEYS, {"id"}),
        (HEAD + "posts:\n  - {id: p,\n     |}", KEYS, {"id"}),
        (HEAD + POSTS + "    link: |", {"shop", "club"}, {"sign", "hero"}),
        (HEAD + POSTS + "    qr: [|", {"sign"}, {"shop"}),
        (HEAD + POSTS + "    buttons:\n      - sh|", {"shop", "club"}, {"sign", "hero"}),
        (HEAD + POSTS + "    media: [hero, |]", {"hero"}, {"shop"}),
        (HEAD + POSTS + "    mentions: [|", {"anna", "brand"}, {"shop"}),
        (HEAD + POSTS + "    thread: |", {"true", "false"}, set()),
        (HEAD + POSTS + "    text:\n      |", LOCALES | {"*"}, {"de", "shop"}),
        (HEAD + POSTS + "    text: {en: Hi, |", {"zh-TW", "*"}, {"en"}),
        (HEAD + POSTS + "    networks:\n      |", {"x", "x/post", "weibo/post"}, {"shop"}),
        (HEAD + POSTS + "    networks:\n      x/post:\n        |", {"text", "locales"}, {"networks", "id"}),
        (HEAD + POSTS + "    schedule: {|", {"at", "zone"}, {"text"}),
        (HEAD + POSTS + "    only: {locales: [|", LOCALES, {"de"}),
        (HEAD + POSTS + "    text: Hello |", set(), KEYS | {"shop"}),
        (HEAD + POSTS + "    text: |\n      x: 1\n       |", set(), KEYS | {"shop"}),
        (HEAD + POSTS + "    text: See [it](sh|", {"shop", "club"}, {"hero"}),
        (HEAD + POSTS + "    text: Ask @|", {"anna", "brand"}, {"shop"}),
        (HEAD + POSTS + "    text: me@ex|", set(), {"anna"}),
        (HEAD + POSTS + '    text: "{{ |', {"link", "links.shop", "brand.name", "brand.colors.primary"}, {"date"}),
        (HEAD + POSTS + '    text: "{{ 1 | |', {"price", "date", "plural", "upper"}, {"link", "looped"}),
        (HEAD + POSTS + '    text: "{{ link }} |', set(), {"link", "date"}),
        (HEAD + "# socloc: allow |", {"text-too-long", "unknown-name"}, {"yaml-syntax", "missing-key"}),
        (HEAD + "# socloc: allow text-too-long -- |", set(), {"text-too-long"}),
        (HEAD + "# a comment |", set(), {"posts"}),
        ("socloc: 1\nlocales: [|", {"en", "de", "zh-CN"}, {"*"}),
        ("socloc: 1\nsource: |", {"en", "de", "zh-CN"}, {"*"}),
        ("socloc: 1\noptions: {x: |", {"premium"}, {"x"}),
        ("socloc: 1\nnetworks:\n  - wei|", {"weibo", "weibo/post"}, {"posts"}),
        ("socloc: 1\nnetworks: {weibo: |", {"all"}, set()),
        ("socloc: 1\nqr:\n  sign:\n    |", {"link", "error"}, {"posts"}),
        ("socloc: 1\nqr:\n  sign:\n    error: |", {"L", "M", "Q", "H"}, set()),
        # Broken above and below: the indentation still says it all.
        ("socloc: 1\nlinks:\n  shop: 'x\n  club: y\nid: [\nposts:\n  - link: |", {"shop", "club"}, set()),
        ("socloc: 1\nlocales:\n  - en\n  - ru\nid: [\nposts:\n  - text:\n      |\n  }", {"en", "ru", "*"}, {"de"}),
        ("socloc: 1\nlocales: [en]\r\nposts:\r\n  - id: '🍵'\r\n    li|: x\r\n", {"link"}, {"id"}),
    ],
)
def test_completion(one: Editor, tmp_path: Path, text: str, has: set[str], lacks: set[str]) -> None:
    labels = {item["label"] for item in asked(one, tmp_path, text)[2]}
    assert has - labels == set()
    assert lacks & labels == set()


@pytest.mark.parametrize(
    "name, text, has, lacks",
    [
        ("socloc.yaml", "socloc: 1\nchecks:\n  text-|", {"text-too-long"}, {"yaml-syntax"}),
        ("socloc.yaml", "socloc: 1\nchecks: {text-too-long: |", {"off", "note", "warning", "error"}, set()),
        ("socloc.yaml", "socloc: 1\nchecks: {text-too-long: {networks: {|", {"x", "x/post"}, {"off"}),
        ("socloc.yaml", "socloc: 1\nchecks: {text-too-long: {locales: {|", {"de", "zh-TW"}, {"off"}),
        ("checks/a.yaml", "socloc: 1\nrules:\n  tea:\n    |", {"message", "words", "hits"}, {"rules"}),
        ("checks/a.yaml", "socloc: 1\nrules: {tea: {where: [|", {"title", "hashtags"}, set()),
    ],
)
def test_other_files(one: Editor, tmp_path: Path, name: str, text: str, has: set[str], lacks: set[str]) -> None:
    labels = {item["label"] for item in asked(one, tmp_path, text, name)[2]}
    assert has - labels == set()
    assert lacks & labels == set()


@pytest.mark.parametrize(
    "text, label, wanted",
    [
        (HEAD + POSTS + "    te|", "text", "    text: "),
        (HEAD + POSTS + "    li|: shop", "link", "    link: shop"),
        (HEAD + POSTS + "    text: 🍵 see [it](sh|)", "shop", "    text: 🍵 see [it](shop)"),
        (HEAD + POSTS + "    text: {|", "*", '    text: {"*": '),
        ("socloc: 1\nnetworks: [weibo/po|", "weibo/post", "networks: [weibo/post"),
        (HEAD + "# socloc: allow text-too-|", "text-too-long", "# socloc: allow text-too-long"),
        (HEAD + POSTS + '    text: "{{ links.s|', "links.shop", '    text: "{{ links.shop'),
    ],
)
def test_what_is_typed_is_replaced(one: Editor, tmp_path: Path, text: str, label: str, wanted: str) -> None:
    _, held, items = asked(one, tmp_path, text)
    (item,) = [item for item in items if item["label"] == label]
    assert applied(held, [item["textEdit"]]).split("\n")[-1] == wanted


def test_keys_and_networks_are_described(one: Editor, tmp_path: Path) -> None:
    items = asked(one, tmp_path, HEAD + "|")[2]
    (posts,) = [item for item in items if item["label"] == "posts"]
    assert posts["detail"] == "What is published."
    items = asked(one, tmp_path / "b", "socloc: 1\nnetworks: [|")[2]
    (weibo,) = [item for item in items if item["label"] == "weibo"]
    assert weibo["detail"] == "Weibo (微博), china"


def test_networks_and_locales_of_ones_own(one: Editor, tmp_path: Path) -> None:
    example = Path(__file__).parents[2] / "examples/own-network/networks/newsletter.yaml"
    write(tmp_path, "socloc: 1\n", {"networks/newsletter.yaml": example.read_bytes()})
    labels = {item["label"] for item in asked(one, tmp_path, "socloc: 1\nnetworks: [|")[2]}
    assert {"newsletter", "newsletter/mail"} <= labels


@pytest.mark.parametrize(
    "line", ["a" * 200_000, "- " * 100_000, "{" * 200_000, "a " * 100_000, "'" * 200_000, "[(" * 100_000]
)
def test_long_lines(one: Editor, tmp_path: Path, line: str) -> None:
    asked(one, tmp_path, f"socloc: 1\nposts: {line}|")
    asked(one, tmp_path / "b", f"socloc: 1\n{line}|")
    asked(one, tmp_path / "c", f"socloc: 1\nposts:\n  - text: {line}\n    |")
