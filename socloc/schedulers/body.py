"""JSON for tools that have an API: the `body` of the tool's file, with values in place of its placeholders."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from socloc.schedulers import holds
from socloc.schedulers.facts import Scheduler
from socloc.schedulers.files import About, File
from socloc.schedulers.rows import Row

SUFFIX: Final = ".json"
HOLDS: Final[frozenset[str]] = frozenset()


def write(file: File, tool: Scheduler, _about: About) -> bytes:
    """One request's body, as the tool's documentation has it; what stands outside lists is that of the first row."""
    made = _made(tool.body, file.rows, file.zone)
    return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _made(tree: Any, rows: tuple[Row, ...], zone: str) -> Any:
    if isinstance(tree, dict) and "each" in tree:
        return [_made(tree["item"], some, zone) for some in _each(str(tree["each"]), rows)]
    if isinstance(tree, dict):
        return {key: _made(child, rows, zone) for key, child in tree.items() if not _is_left_out(child, rows, zone)}
    if isinstance(tree, list):
        return [_made(child, rows, zone) for child in tree]
    found = holds.placeholder(tree) if isinstance(tree, str) else None
    return holds.value(rows[0], found, zone) if found else tree


def _is_left_out(tree: Any, rows: tuple[Row, ...], zone: str) -> bool:
    found = holds.placeholder(tree) if isinstance(tree, str) else None
    return bool(found and found[3]) and not _made(tree, rows, zone)


def _each(name: str, rows: tuple[Row, ...]) -> Iterator[tuple[Row, ...]]:
    """The rows of each item. Of a thread, the first part has the pictures."""
    first = rows[0]
    if name == "rows":
        yield from ((row,) for row in rows)
    elif name == "locales":
        for tag in dict.fromkeys(row.variant.plan.locale.tag for row in rows):
            yield tuple(row for row in rows if row.variant.plan.locale.tag == tag)
    elif name == "parts":
        for number, part in enumerate(first.parts):
            yield (first._replace(parts=(part,), pictures=() if number else first.pictures),)
    else:
        for picture in first.pictures:
            if picture.address and (name == "media" or picture.sort != "video"):
                yield (first._replace(pictures=(picture,)),)
