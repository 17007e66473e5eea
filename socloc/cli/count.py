"""socloc count: how long a text is on a network, counted the network's own way."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from typing import Annotated, Any

import typer

from socloc.cli.options import FINDINGS, FINE
from socloc.networks import FormatField


def run(
    field: Annotated[
        str, typer.Argument(metavar="NETWORK/FORMAT[.FIELD]", help="Such as weibo/post, x or wechat/article.title.")
    ],
    text: Annotated[
        str, typer.Argument(metavar="[TEXT|-]", help="The text as it will stand in the post; - reads standard input.")
    ] = "-",
    as_json: Annotated[bool, typer.Option("--json", help="Answer in JSON.")] = False,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help='Read lines {"id": …, "text": …} and answer each with a line.')
    ] = False,
) -> int:
    """Count a text the way a network does. No markup is interpreted; the last line end of the input is not counted.

    Exits with 1 when the text is too long or has characters that the network refuses.

    Example: socloc count x/post "Spring tea is here https://example.com"
    """
    known = _field(field)
    if jsonl:
        return _stream(known, sys.stdin.buffer)
    if text == "-":
        text = sys.stdin.buffer.read().decode("utf-8", "surrogateescape")
        text = text.removesuffix("\n").removesuffix("\r")
    answer = _count(known, text)
    if as_json:
        print(json.dumps(answer, ensure_ascii=False))
    else:
        _say(known, answer)
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
        raise SoclocError(reason, f"Known: {', '.join(networks.ids(Path()))}.")
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


def _count(field: FormatField, text: str) -> dict[str, Any]:
    from socloc.counting import way

    first = field.limits[0]
    valid = bool(text) or not field.required
    for limit in field.limits:
        counting = way(limit.way)
        valid = valid and (limit.value is None or counting.length(text) <= limit.value) and not counting.invalid(text)
    return {"length": way(first.way).length(text), "limit": first.value, "valid": valid}


def _stream(field: FormatField, lines: Iterable[bytes]) -> int:
    from socloc.counting import way

    ways = [(way(limit.way), limit.value) for limit in field.limits]
    code = FINE
    for answer in _answers(ways, lines):
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
        sys.stdout.flush()  # who asks one question at a time waits for its answer
        if not answer["valid"]:
            code = FINDINGS
    return code


def _answers(ways: Any, lines: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    first, limit = ways[0]
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
            text = item["text"]
            if not isinstance(text, str):
                raise TypeError
        except (ValueError, TypeError, KeyError, RecursionError):
            yield {
                "id": None,
                "length": None,
                "limit": limit,
                "valid": False,
                "error": f'line {number} is not {{"id": …, "text": …}}',
            }
            continue
        fits = all(
            (most is None or counting.length(text) <= most) and not counting.invalid(text) for counting, most in ways
        )
        yield {"id": item.get("id"), "length": first.length(text), "limit": limit, "valid": fits}


def _say(field: FormatField, answer: dict[str, Any]) -> None:
    from socloc.counting import way

    limit = field.limits[0]
    unit = way(limit.way).UNIT
    if limit.value is None:
        print(f"{answer['length']:,} {unit}; nobody documents a limit")
        return
    left = limit.value - answer["length"]
    room = f"{left:,} left" if left >= 0 else f"{-left:,} too many"
    print(f"{answer['length']:,} of {limit.value:,} {unit}, {room} ({limit.basis.standing})")
