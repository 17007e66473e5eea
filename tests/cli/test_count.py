"""socloc count: one text, standard input, or a stream of them; nothing that comes in makes it fall over."""

from __future__ import annotations

import json
import select
import subprocess
from pathlib import Path

import pytest

from tests.cli.running import LIMIT, SOCLOC, environment, inside

LENGTHS = [
    # field, text, length, limit, valid
    ("x/post", "Spring tea is here", 18, 280, True),
    ("x", "https://example.com/a-very-long-address-that-is-longer-than-23", 23, 280, True),
    ("x/post.text", "春" * 140, 280, 280, True),
    ("x/post", "春" * 141, 282, 280, False),
    ("weibo/post", "春天的茶", 4, 2000, True),
    ("wechat/article.title", "春" * 32, 32, 32, True),
    ("wechat/article.title", "春" * 33, 33, 32, False),
    ("wechat/article.title", "", 0, 32, False),  # an article needs one
    ("x/post", "", 0, 280, True),
    ("wechat/article", "<p>x</p>", 8, 19999, True),
    ("wechat/article.author", "Northlight", 10, 16, True),  # the editor is said to take 8
    ("wechat/moments", "x" * 9999, 9999, None, True),
    ("linkedin/post", "😀", 2, 3000, True),
    ("x/post", "a\ufffeb", 4, 280, False),  # X refuses the character
    ("x/post", "line\nline", 9, 280, True),
    ("x/post", "[bold]x[/bold] {{ link }} %0A", 29, 280, True),
]


@pytest.mark.parametrize("field, text, length, limit, valid", LENGTHS)
def test_one_text(field: str, text: str, length: int, limit: int | None, valid: bool) -> None:
    answer = {"length": length, "limit": limit, "valid": valid}
    code = 0 if valid else 1
    given, piped, ended, stream = (
        inside("count", field, text, "--json"),
        inside("count", field, "-", "--json", stdin=text.encode()),
        inside("count", field, "--json", stdin=text.encode() + b"\r\n"),
        inside("count", field, "--jsonl", stdin=json.dumps({"id": 1, "text": text}).encode()),
    )
    assert [json.loads(ran.out) for ran in (given, piped, ended)] == [answer] * 3
    assert json.loads(stream.out) == {"id": 1} | answer
    assert [ran.code for ran in (given, piped, ended, stream)] == [code] * 4
    assert all(ran.err == "" for ran in (given, piped, ended, stream))


@pytest.mark.parametrize(
    "field, text, said",
    [
        ("x/post", "Hello", "5 of 280 characters as X counts them, 275 left (documented)\n"),
        ("x/post", "x" * 281, "281 of 280 characters as X counts them, 1 too many (documented)\n"),
        ("linkedin/post", "x" * 2999, "2,999 of 3,000 UTF-16 code units, 1 left (measured)\n"),
        ("wechat/moments", "x" * 1234, "1,234 characters; nobody documents a limit\n"),
    ],
)
def test_what_people_read(field: str, text: str, said: str) -> None:
    assert inside("count", field, text).out == said


@pytest.mark.parametrize("field, text", [("wechat/article.title", ""), ("x/post", "a\ufffeb")])
def test_people_read_why_a_text_is_refused(field: str, text: str) -> None:
    ran = inside("count", field, text)
    assert ran.code == 1
    assert " left (" not in ran.said or len(ran.said.splitlines()) > 1, "exit code 1 and not a word why"


@pytest.mark.parametrize(
    "field, message, hint",
    [
        ("weibbo/post", "there is no network `weibbo`; did you mean `weibo`?", "`socloc networks` lists them"),
        ("weibo/pots", "weibo has no format `pots`; did you mean `post`?", "It has post"),
        ("wechat/article.tilte", "wechat/article has no field `tilte`; did you mean `title`?", "It has content, title"),
        ("X/post", "there is no network `X`; did you mean `x`?", "`socloc networks` lists them"),
        ("/", "there is no network ``", "`socloc networks` lists them"),
        (".", "there is no network ``", "`socloc networks` lists them"),
        ("\x1b[31m", "there is no network `\\u001b[31m`", "`socloc networks` lists them"),
    ],
)
def test_a_field_that_does_not_exist(field: str, message: str, hint: str) -> None:
    for arguments in (["count", field, "text"], ["count", field, "--jsonl"]):
        ran = inside(*arguments)
        assert (ran.code, ran.out) == (2, "")
        first, second = ran.err.splitlines()
        assert first == f"socloc: {message}"
        assert second.startswith(f"    {hint}")


STREAM: list[tuple[bytes, dict[str, object]]] = [
    (b'{"id": "a", "text": "Hello"}', {"id": "a", "length": 5, "valid": True}),
    (b'{"text": "Hello"}', {"id": None, "length": 5, "valid": True}),
    (b'{"id": {"deep": [1, null]}, "text": "x"}', {"id": {"deep": [1, None]}, "length": 1, "valid": True}),
    (b'{"id": 1.5, "text": "\\u6625\\u8336", "more": true}', {"id": 1.5, "length": 4, "valid": True}),
    ('{"id": "茶", "text": "春茶"}'.encode(), {"id": "茶", "length": 4, "valid": True}),
    ('\ufeff{"id": 1, "text": "x"}'.encode(), {"id": 1, "length": 1, "valid": True}),
    (b'{"id": "\\ud800", "text": "x"}', {"id": "\ud800", "length": 1, "valid": True}),
    (b'{"id": 1, "text": "\\ud83d\\ude00"}', {"id": 1, "length": 2, "valid": True}),
    (b'{"id": 1, "text": "' + b"x" * 1_000_000 + b'"}', {"id": 1, "length": 1_000_000, "valid": False}),
    (b'{"id": 1, "text": "a\\nb\\u0000"}', {"id": 1, "length": 4, "valid": True}),
    (b'{"id": 1, "id": 2, "text": "x"}', {"id": 2, "length": 1, "valid": True}),
]
REFUSED = [
    b"not json",
    b"{",
    b"{}",
    b"[]",
    b"null",
    b"true",
    b'"text"',
    b"5",
    b'["text"]',
    b'{"id": 1}',
    b'{"id": 1, "text": null}',
    b'{"id": 1, "text": 5}',
    b'{"id": 1, "text": ["x"]}',
    b'{"id": 1, "Text": "x"}',
    b'{"id": 1, "text": "x"} {"id": 2, "text": "y"}',
    b"{'id': 1, 'text': 'x'}",
    b'{"id": 1, "text": "\xff\xfe"}',
    b'{"id": 1, "text": "\xc3\x28"}',
    b"\x00\x01\x02",
    b"[" * 100_000,
    b'{"a":' * 100_000,
    b'{"id": ' + b"9" * 10_000 + b', "text": "x"}',
    b'{"id": NaN, "text": "x"}',
    b'{"id": -Infinity, "text": "x"}',
]


def _strict(line: str) -> object:
    def refuse(name: str) -> object:
        raise ValueError(f"{name} is not JSON")

    return json.loads(line, parse_constant=refuse)


def test_a_stream_is_answered_line_by_line_in_order() -> None:
    questions = [line for line, _ in STREAM]
    ran = inside("count", "x/post", "--jsonl", stdin=b"\n".join(questions) + b"\n\n  \n")
    assert [_strict(line) for line in ran.out.splitlines()] == [answer | {"limit": 280} for _, answer in STREAM]
    assert ran.code == 1


def test_half_a_surrogate_pair_is_counted() -> None:
    ran = inside("count", "x/post", "--jsonl", stdin=b'{"id": 1, "text": "a\\ud800"}\n{"id": 2, "text": "ok"}')
    first, second = map(json.loads, ran.out.splitlines())
    assert (first["id"], first["length"], second["id"], second["length"]) == (1, 3, 2, 2)
    assert ran.err == ""


@pytest.mark.parametrize("line", REFUSED, ids=lambda line: repr(line[:30]))
def test_a_line_that_is_no_question_is_answered_as_one(line: bytes) -> None:
    before, after = b'{"id": "before", "text": "x"}', b'{"id": "after", "text": "x"}'
    ran = inside("count", "x/post", "--jsonl", stdin=b"\n".join([before, line, after]))
    assert (ran.code, ran.err) == (1, "")
    first, wrong, last = map(_strict, ran.out.splitlines())
    assert wrong == {
        "id": None,
        "length": None,
        "limit": 280,
        "valid": False,
        "error": 'line 2 is not {"id": …, "text": …}',
    }
    assert [first, last] == [{"id": name, "length": 1, "limit": 280, "valid": True} for name in ("before", "after")]


def test_an_answer_comes_before_the_next_question(tmp_path: Path) -> None:
    """A program that asks and waits would wait for ever if answers or questions were kept back."""
    with subprocess.Popen(
        [*SOCLOC, "count", "weibo/post", "--jsonl"],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment(PYTHONUNBUFFERED=None),
    ) as run:
        assert run.stdin
        assert run.stdout
        for number in range(3):
            run.stdin.write(json.dumps({"id": number, "text": "茶" * number}).encode() + b"\n")
            run.stdin.flush()
            if not select.select([run.stdout], [], [], LIMIT)[0]:
                run.kill()  # or both would wait for ever
            answer = json.loads(run.stdout.readline())
            assert answer == {"id": number, "length": number, "limit": 2000, "valid": True}
        run.stdin.close()
        assert run.stdout.read() == b""
        assert run.wait(LIMIT) == 0


@pytest.mark.parametrize("data", [b"caf\xe9\n", b"\xff\xfe\x00", b"\xed\xa0\x80", bytes(range(256))])
def test_standard_input_that_is_not_utf_8(data: bytes) -> None:
    for field in ("x/post", "weibo/post", "linkedin/post", "wechat/article"):
        ran = inside("count", field, "-", "--json", stdin=data)
        assert (ran.code, ran.err) in ((0, ""), (1, ""))
        assert json.loads(ran.out)["length"] > 0
