"""socloc count: how long a text is on a network, counted the network's own way."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, NamedTuple

from socloc.cli.arguments import argument, option
from socloc.cli.options import FINDINGS, FINE
from socloc.counting import Way, details
from socloc.networks import FormatField, Limit


def run(
    field: Annotated[
        str, argument(metavar="NETWORK/FORMAT[.FIELD]", about="Such as weibo/post, x or wechat/article.title.")
    ],
    text: Annotated[
        str, argument(metavar="[TEXT|-]", about="The text as it will stand in the post; - reads standard input.")
    ] = "-",
    as_json: Annotated[bool, option("--json", about="Answer in JSON.")] = False,
    jsonl: Annotated[
        bool, option("--jsonl", about='Read lines {"id": …, "text": …} and answer each with a line.')
    ] = False,
) -> int:
    """Count a text the way a network does. No markup is interpreted; the last line end of the input is not counted.

    Exits with 1 when the text is too long or has characters that the network refuses.

    Example: socloc count x/post "Spring tea is here https://example.com"
    """
    ruler = _ruler(_field(field))
    if jsonl:
        return _stream(ruler, sys.stdin.buffer)
    if text == "-":
        text = sys.stdin.buffer.read().decode("utf-8", "surrogateescape")
        text = text.removesuffix("\n").removesuffix("\r")
    answer = ruler.answer(text)
    if as_json:
        print(json.dumps(answer, ensure_ascii=False))
    else:
        _say(ruler, text)
    return FINE if answer["valid"] else FINDINGS


def _field(name: str) -> FormatField:
    from pathlib import Path

    from socloc import networks
    from socloc.errors import SoclocError
    from socloc.shapes import suggest

    target, _, field_id = name.partition(".")
    network_id, _, format_id = target.partition("/")
    network, problems = networks.load(network_id, Path())
    if network is None:
        reason = problems[0].message if problems else networks.not_known(network_id, Path())
        raise SoclocError(reason, "`socloc networks` lists them.")
    found = network.format(format_id)
    if found is None:
        formats = tuple(known.id for known in network.formats)
        raise SoclocError(
            f"{network_id} has no format `{format_id}`{suggest(format_id, formats)}", f"It has {', '.join(formats)}."
        )
    field = found.field(field_id) if field_id else found.main
    if field is None:
        fields = tuple(known.id for known in found.fields)
        raise SoclocError(
            f"{found} has no field `{field_id}`{suggest(field_id, fields)}", f"It has {', '.join(fields)}."
        )
    return field


class _Ruler(NamedTuple):
    """A field's ways of counting, loaded once, each with its limit."""

    required: bool
    ways: tuple[tuple[Way, Limit], ...]

    def answer(self, text: str) -> dict[str, Any]:
        """Length and limit by the first way, and whether nothing would fail the text."""
        first, limit = self.ways[0]
        valid = not any((*self.refusals(text), *self.excesses(text)))
        return {"length": first.length(text), "limit": limit.value, "valid": valid, **details(limit.way, text)}

    def refusals(self, text: str) -> Iterator[str]:
        """Why the text is not taken whatever its length."""
        if self.required and not text:
            yield "it must not be empty"
        for counting, _ in self.ways:
            for index in counting.invalid(text)[:1]:
                yield f"it has U+{ord(text[index]):04X}, which is refused"

    def excesses(self, text: str) -> Iterator[str]:
        """By how much the text is too long. What others report of further limits warns elsewhere and is none here."""
        for position, (counting, limit) in enumerate(self.ways):
            counts = not position or limit.severity == "error"
            length = counting.length(text) if counts and limit.value is not None else 0
            if limit.value is not None and length > limit.value:
                yield f"{length - limit.value:,} too many of {limit.value:,} {counting.UNIT}"


def _ruler(field: FormatField) -> _Ruler:
    from socloc.counting import way

    return _Ruler(field.required, tuple((way(limit.way), limit) for limit in field.limits))


def _stream(ruler: _Ruler, lines: Iterable[bytes]) -> int:
    code = FINE
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        answer = _answer(ruler, number, line)
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
        sys.stdout.flush()  # who asks one question at a time waits for its answer
        if not answer["valid"]:
            code = FINDINGS
    return code


def _answer(ruler: _Ruler, number: int, line: bytes) -> dict[str, Any]:
    try:
        item = json.loads(line, parse_constant=_refuse)
        text = item["text"]
        if isinstance(text, str):
            return {"id": item.get("id"), **ruler.answer(text)}
    except (ValueError, TypeError, KeyError, RecursionError):
        pass  # answered below: every line has its answer, in its place
    problem = f'line {number} is not {{"id": …, "text": …}}'
    return {"id": None, "length": None, "limit": ruler.ways[0][1].value, "valid": False, "error": problem}


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


def _say(ruler: _Ruler, text: str) -> None:
    counting, limit = ruler.ways[0]
    length = counting.length(text)
    if limit.value is None:
        print(f"{length:,} {counting.UNIT}; nobody documents a limit")
    else:
        left = limit.value - length
        room = f"{left:,} left" if left >= 0 else f"{-left:,} too many"
        print(f"{length:,} of {limit.value:,} {counting.UNIT}, {room} ({limit.basis.standing})")
    for name, value in details(limit.way, text).items():
        print(f"{name}: {', '.join(map(str, value)) if isinstance(value, list) else value}")
    # One limit was told above already; with several, it has to be said which of them.
    for reason in (*ruler.refusals(text), *(ruler.excesses(text) if len(ruler.ways) > 1 else ())):
        print(f"not taken: {reason}")
