"""The file of uploaded addresses: what is an address, where a name stands, and files that are none."""

from __future__ import annotations

import pytest

from socloc.article import addresses
from socloc.errors import SoclocError

FILE = "map.json"
HTTPS = "https://img.example.com/a"


def told(text: str, used: tuple[str, ...] = ()) -> list[tuple[str, str, str]]:
    """Place, severity and check of everything that is wrong with a file."""
    read = addresses.read(text.encode("utf-8", "surrogatepass"), FILE)
    found = [*read.findings, *addresses.unused(read, used)]
    return [(f"{one.place.line}:{one.place.column}", one.severity, one.check) for one in found]


@pytest.mark.parametrize(
    "url, host",
    [
        (HTTPS, "img.example.com"),
        ("HTTPS://IMG.Example.com", "img.example.com"),
        ("http://img.example.com:8080/a?b#c", "img.example.com"),
        ("https://img.example.com/图.png", "img.example.com"),
        ("//img.example.com/a", ""),
        ("img.example.com/a", ""),
        ("a.png", ""),
        ("", ""),
        ("ftp://img.example.com/a", ""),
        ("javascript:https://img.example.com/", ""),
        ("data:image/png;base64,AAAA", ""),
        ("https://", ""),
        ("https:///a", ""),
        ("https://mmbiz.qpic.cn@evil.example/a", ""),
        ("https://evil.example\\@img.example.com/a", ""),
        ("https://[::1/a", ""),
        ("https://img.example.com/a b", ""),
        ('https://img.example.com/"onerror=x', ""),
        ("https://img.example.com/\n", ""),
        ("https://img.example.com/\0", ""),
        ("https://img.example.com/\u202e", ""),
        ("https://img.example.com/\ud800", ""),
        (" https://img.example.com/", ""),
    ],
)
def test_what_is_an_address(url: str, host: str) -> None:
    assert addresses.host(url) == host


@pytest.mark.parametrize(
    "text, wanted",
    [
        (f'{{"a": "{HTTPS}"}}', []),
        ('{"a": "http://img.example.com/a"}', [("1:2", "warning", "image-address")]),
        (f'{{\n  "b": "{HTTPS}",\n  "a": "a.png"}}', [("3:3", "error", "image-address")]),
        ('{"a": "javascript:alert(1)"}', [("1:2", "error", "image-address")]),
        ('{"a": "https://x.example/\\u202e"}', [("1:2", "error", "image-address")]),
        ('{"a": "https://x.example/\\ud800"}', [("1:2", "error", "image-address")]),
        ('{"a": ""}', []),
        ('{"a": "",\n "nobody": ""}', [("2:2", "note", "image-not-shown")]),
        (f'{{"b": "{HTTPS}", "nobody": "{HTTPS}/b"}}', [("1:36", "note", "image-not-shown")]),
        ('{"b": "nobody",\n"nobody": ""}', [("1:2", "error", "image-address"), ("2:1", "note", "image-not-shown")]),
        ('{"n\\u00f6": ""}', [("1:2", "note", "image-not-shown")]),
        ('{"nö": ""}', [("1:2", "note", "image-not-shown")]),
        ('{"\\ud800": ""}', [("1:2", "note", "image-not-shown")]),
    ],
)
def test_what_is_wrong_has_a_line(text: str, wanted: list[tuple[str, str, str]]) -> None:
    assert told(text, ("a", "b")) == wanted


def test_what_is_no_address_is_left_out_and_what_is_not_encrypted_is_put_in() -> None:
    read = addresses.read(
        b'{"a": "a.png", "b": "http://img.example.com/b", "./c/../d": "https://x.example", "e": ""}', FILE
    )
    assert read.by_name == {"b": "http://img.example.com/b", "d": "https://x.example"}
    assert (read.of("a", "b"), read.of("a"), read.of()) == ("http://img.example.com/b", "", "")


@pytest.mark.parametrize(
    "data, said",
    [
        (b"", "is no JSON"),
        (b"{", "is no JSON"),
        (b'{"a": "b"} c', "is no JSON"),
        (b"\xff\xfe{", "is no JSON"),
        (b"[" * 100_000, "is no JSON"),
        (b'{"a": ' + b"1" * 10_000 + b"}", "is no JSON"),
        (b"[]", "no object of names and addresses"),
        (b"null", "no object of names and addresses"),
        (b'"a"', "no object of names and addresses"),
        (b'{"a": 1}', "no object of names and addresses"),
        (b'{"a": null}', "no object of names and addresses"),
        (b'{"a": {"b": "c"}}', "no object of names and addresses"),
        (b'{"a": "x", "b": "y", "a": "z"}', "names the picture `a` twice"),
        (b" " * (4 << 20) + b"{}", "larger than 4 MiB"),
    ],
)
def test_a_file_that_is_none_says_why(data: bytes, said: str) -> None:
    with pytest.raises(SoclocError, match=said) as failed:
        addresses.read(data, FILE)
    assert str(failed.value).startswith(FILE)
    assert failed.value.hint


def test_many_names_are_read_once() -> None:
    many = 50_000
    for end in ("\n", " "):
        lines = f",{end}".join(f'"\\u00D6{number}": "{number}"' for number in range(many))
        found = told(f"{{{lines}}}")
        assert found[-1][0].startswith(f"{many}:1" if end == "\n" else "1:")
        assert len(found) == 2 * many
