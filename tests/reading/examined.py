"""A campaign in a few lines, and what the pipeline says about it, in the words of a table of cases."""

from __future__ import annotations

import json
import re
import signal
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from struct import pack
from typing import Any

import yaml

from socloc.findings import Finding
from socloc.variant import Variant
from socloc.workflow import Choices, Outcome, examine, files_of

FILE = "campaign.yaml"
PNG = b"\x89PNG\r\n\x1a\n"
_HEADS: Mapping[str, Mapping[str, Any]] = {
    "one": {"source": "en", "locales": ["en"], "networks": ["x"]},
    "two": {"source": "en", "locales": ["en", "de"], "networks": ["x"]},
    "chinese": {"source": "zh-CN", "locales": ["zh-CN", "zh-TW"], "networks": ["weibo"]},
    "article": {"source": "en", "locales": ["en"], "networks": ["wechat"]},
}


def cases(path: str, name: str) -> list[dict[str, Any]]:
    """The table of that name beside a test file."""
    table: list[dict[str, Any]] = yaml.safe_load(Path(path).with_name("cases").joinpath(name).read_text("utf-8"))
    names = [case["case"] for case in table]
    assert len(names) == len(set(names)), "two cases of one name"
    return table


def head(name: str = "one", **other: Any) -> str:
    """The five lines that every campaign begins with; `other` replaces the values of some."""
    values = {"socloc": 1, "id": "test", **_HEADS[name], **other}
    return "".join(f"{key}: {json.dumps(value)}\n" for key, value in values.items())


def text_of(case: Mapping[str, Any]) -> str:
    """A case has its whole `file`, or what follows the five lines of a `head` in `rest`; 9*a are nine times the a."""
    return str(case["file"]) if "file" in case else head(case.get("head", "one")) + long(case["rest"])


def long(text: str) -> str:
    """A text with every `9*a` written out."""
    return re.sub(r"(\d+)\*([a-z])", lambda match: match.group(2) * int(match.group(1)), text)


def write(folder: Path, text: str | bytes, beside: Mapping[str, str | bytes] | None = None) -> Path:
    """Write a campaign and the files beside it."""
    for name, content in {FILE: text, **(beside or {})}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder / FILE


def outcome(
    folder: Path,
    text: str | bytes,
    beside: Mapping[str, str | bytes] | None = None,
    fallback: bool = False,
    now: datetime | None = None,
) -> Outcome:
    """What comes of a campaign; its bundle is made, too, and must not fail."""
    found = examine(write(folder, text, beside), Choices(fallback=fallback, now=now))
    files_of(found)
    return found


class StillWaitingError(BaseException):
    """Something waits for what never comes, such as the other end of a pipe."""


@contextmanager
def no_waiting(seconds: int = 20) -> Iterator[None]:
    """Stop what waits without end, so that it fails instead of stopping the tests."""

    def stop(_number: int, _frame: object) -> None:
        raise StillWaitingError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def png(width: int, height: int, lines: bytes) -> bytes:
    """A PNG file that says it has this size in RGB, with these lines of pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + name + data + pack(">I", zlib.crc32(name + data))

    header = pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return PNG + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b"")


def said(findings: Iterable[Finding], wanted: Iterable[Mapping[str, Any]] = ()) -> list[dict[str, str]]:
    """Findings as rows of a table; those of `severity`, `hint`, `of` and `file` that the wanted row has."""
    rows = []
    optional = [set(row) for row in wanted]
    for index, one in enumerate(findings):
        more = optional[index] if index < len(optional) else {"severity", "hint"}
        row = {"at": f"{one.place.line}:{one.place.column}", "check": one.check, "message": one.message}
        extra = {"severity": str(one.severity), "hint": one.hint, "of": str(one.subject), "file": one.place.file}
        rows.append(row | {key: value for key, value in extra.items() if key in more})
    return rows


def texts(found: Outcome, field: str = "") -> dict[str, str]:
    """What is published, by `locale network/format post`: the main field, or the one of that id."""
    return {name(variant): text_in(variant, field) for variant in found.variants}


def name(variant: Variant) -> str:
    """`en x/post hello`."""
    return f"{variant.plan.locale.tag} {variant.plan.format} {variant.plan.post.id}"


def text_in(variant: Variant, field: str = "") -> str:
    """The main field's text, or that of the field of that id."""
    wanted = field or variant.plan.format.main.id
    return next(found.text for found in variant.fields if found.id == wanted)
