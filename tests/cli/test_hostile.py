"""Words of strangers steer neither the terminal nor GitHub: not as keys, texts, file names or arguments."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli import campaigns
from tests.cli.running import Ran, inside, start

# ESC, CSI of C1, CR, BEL, bidi controls, line and paragraph separator, half a surrogate pair
STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
COMMAND = re.compile(r"^\s*::\w", re.MULTILINE)
ATTACKS = {
    "escape": "\x1b[31mred\x1b[0m",
    "title": "\x1b]0;pwned\x07",
    "c1": "\x9b31m",
    "bell": "\x07",
    "return": "fine\rerror",
    "bidi": "a\u202eb\u2066c",
    "separator": "a\u2028b\u2029c",
    "command": "::error file=x::pwned",
    "line": "x\n::error file=x::pwned",
    "lines": "x\r\n\n::set-output name=a::b",
    "percent": "x%0A::error::pwned%0D",
    "markup": "[bold red]x[/bold red] [link=https://example.com]y[/link] [/]",
    "braces": "{0} %s %(x)s ${HOME} `id`",
}
KEYED = """\
socloc: 1
id: fine
brand: {name: Northlight}
source: en
locales: [en]
networks: [x/post, ATTACK]
ATTACK: 1
media: {lamp: ATTACK}
qr: {card: {text: ATTACK, label: ATTACK}}
links: {home: ATTACK, shop: {url: {en: "https://example.com"}}}
posts:
  - {id: hello, text: ATTACK, link: ATTACK, mentions: [ATTACK], hashtags: [ATTACK]}
  - {id: other, title: ATTACK, text: "Hello {{ nope }}", qr: card, signature: ATTACK}
  - {id: ATTACK, text: Hello}
"""


def plain(text: str) -> str:
    """A text without what steers, escaped or not."""
    return re.sub(r"\\u[0-9a-f]{4}", "", STEERING.sub("", text))


def harmless(ran: Ran) -> None:
    """No output that steers, no command that nobody of us gave."""
    assert "Traceback" not in ran.said
    assert ran.code in (0, 1, 2)
    assert not STEERING.search(ran.said), ascii(ran.said)


@pytest.mark.parametrize("name", ATTACKS)
@pytest.mark.parametrize(
    "arguments",
    [["check", "."], ["render", ".", "--force"], ["trace", ".", "x/post", "en"], ["check", ".", "--locale", "xx"]],
    ids=lambda arguments: arguments[0],
)
def test_words_in_a_campaign(name: str, arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    campaigns.write(tmp_path, KEYED.replace("ATTACK", json.dumps(ATTACKS[name])))
    ran = inside(*arguments)
    harmless(ran)
    assert not COMMAND.search(ran.said)


@pytest.mark.parametrize("name", ATTACKS)
def test_words_in_github_annotations(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    campaigns.write(tmp_path, KEYED.replace("ATTACK", json.dumps(ATTACKS[name])))
    ran = inside("check", ".", "-f", "github")
    findings = json.loads(inside("check", ".", "-f", "json").out)["findings"]
    harmless(ran)
    lines = ran.out.splitlines()
    assert len(lines) == len(findings) > 3
    for line, finding in zip(lines, findings, strict=True):
        head, _, message = line.removeprefix("::").partition("::")
        command, _, properties = head.partition(" ")
        assert command in ("error", "warning", "notice")
        assert [pair.split("=")[0] for pair in properties.split(",")] == ["file", "line", "col", "title"]
        said = message.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
        assert plain(said).startswith(plain(finding["message"]))
        assert re.fullmatch(r"(?:[^%]|%25|%0A|%0D|%3A|%2C)*", line)


@pytest.mark.parametrize("name", ATTACKS)
def test_file_names(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    file = ATTACKS[name].replace("/", "_")
    campaigns.write(tmp_path / "c", campaigns.KINDS["error"], file)
    (tmp_path / file).mkdir()
    for path in (f"c/{file}", f"missing {file}", file):
        for arguments in (
            ["check", path],
            ["render", path],
            ["check", path, "-f", "github"],
            ["trace", path, "x", "en"],
        ):
            ran = inside(*arguments)
            harmless(ran)
            assert [line for line in ran.said.splitlines() if COMMAND.match(line)] == [
                line for line in ran.out.splitlines() if line.startswith("::error file=c/") and "-f" in arguments
            ]


def test_a_file_name_stays_one_property(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    campaigns.write(tmp_path, campaigns.KINDS["error"], "a,line=9::b%2C.yaml")
    ran = inside("check", "a,line=9::b%2C.yaml", "-f", "github")
    assert ran.out.startswith(
        "::error file=a%2Cline=9%3A%3Ab%252C.yaml,line=8,col=23,title=text-too-long x/post en hello::"
    )


@pytest.mark.parametrize("name", ATTACKS)
def test_arguments(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    campaigns.write(tmp_path)
    attack = ATTACKS[name]
    for arguments in (
        ["check", ".", "--network", attack],
        ["check", ".", "--locale", attack],
        ["count", attack, "text"],
        ["networks", attack],
        ["explain", attack],
        ["trace", ".", "x", "en", "--post", attack],
        ["qr", "text", "-o", attack],
        ["qr", "text", "-o", "a.png", "--dark", attack],
        ["qr", "text", "-o", "a.png", "--logo", attack.replace("/", "_")],
    ):
        ran = inside(*arguments)
        harmless(ran)
        assert ran.code == 2
        assert not COMMAND.search(ran.said), arguments


@pytest.mark.parametrize("name", ["escape", "c1", "bidi", "line", "markup"])
def test_words_in_a_network_of_ones_own(name: str, tmp_path: Path) -> None:
    text = (Path(__file__).parents[2] / "socloc/networks/xing.yaml").read_text("utf-8")
    attack = json.dumps(ATTACKS[name])
    for key in ("name", "native_name", "region"):
        text = re.sub(f"^{key}: .*$", lambda _, key=key: f"{key}: {attack}", text, count=1, flags=re.MULTILINE)  # type: ignore[misc]  # mypy cannot see the default
    (tmp_path / "networks").mkdir()
    (tmp_path / "networks/own.yaml").write_text(text.replace("network: xing", "network: own"), "utf-8")
    for arguments in (["networks"], ["networks", "own"], ["networks", "--older-than", "0"]):
        ran = start(*arguments, cwd=tmp_path)
        assert ran.code == 0, ran.err
        harmless(ran)
        assert not COMMAND.search(ran.said)
