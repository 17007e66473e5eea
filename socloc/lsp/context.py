"""Where in a YAML file a place is, told from the indentation, so that half-typed files can be completed, too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from socloc.lsp.flow import ITEM, Context, in_flow

_INDENT: Final = re.compile(r"[ ]*(?:-[ ]+|-\Z)*")
_QUOTED: Final = re.compile(r""""((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)'""")
_AFTER_KEY: Final = re.compile(r":(?=[ \t]|\Z)|[ \t]#")
_NO_KEY: Final = frozenset("#{[&*!|>%@`,:")
_MOST: Final = 20_000  # lines above that are looked at
_LONGEST: Final = 10_000  # characters of a collection in brackets


class _Line(NamedTuple):
    """A line of a block: where its dashes and its words begin, its key, and what follows."""

    dashes: tuple[int, ...]
    column: int
    key: str | None
    value: str


def context(lines: Sequence[str], line: int, column: int) -> Context:
    """The context of a line and column that count from 1; `lines` have no ends."""
    head = lines[line - 1][: column - 1]
    here = _parsed(head)
    above = list(_above(lines, line - 1, here.column, here.dashes))
    block = max((at for at, (_, value) in enumerate(above) if value[:1] in ("|", ">")), default=-1)
    path = tuple(key for key, _ in reversed(above[max(0, block) :]))
    if block >= 0:
        return Context(path, "text", head.lstrip(), frozenset())
    opened = above[0][1] if above and not here.dashes else ""
    if opened[:1] in ("{", "[") or (opened[:1] in ("'", '"') and not _closes(opened)):
        begun = _begin(lines, line - 1, opened)
        return in_flow(path, "\n".join([opened, *lines[begun + 1 : line - 1], head])[-_LONGEST:])
    path += (ITEM,) * len(here.dashes) + ((here.key,) if here.key is not None else ())
    start = here.value if here.key is not None else head[here.column :]
    if start[:1] in ("{", "["):
        return in_flow(path, start[-_LONGEST:])
    typed = start.lstrip("'\"")
    if here.key is not None:
        is_text = start[:1] in ("'", '"') or " " in typed or start[:1] in ("|", ">")
        return Context(path, "text" if is_text else "value", typed, frozenset())
    siblings = frozenset(_beside(lines, line - 1, here.column)) - {""}
    return Context(path, "key", typed, siblings, path[-1:] == (ITEM,))


def _parsed(line: str) -> _Line:
    """A line taken apart; linear in its length, whatever stands on it."""
    match = _INDENT.match(line)
    column = match.end() if match else 0
    dashes = tuple(index for index in range(column) if line[index] == "-")
    rest = line[column:]
    quoted = _QUOTED.match(rest)
    if quoted:
        after = rest[quoted.end() :].lstrip(" ")
        is_key = after[:1] == ":" and after[1:2] in ("", " ", "\t")
        key = (quoted.group(1) or quoted.group(2) or "") if is_key else None
        return _Line(dashes, column, key, (after[1:] if is_key else rest).strip())
    colon = _AFTER_KEY.search(rest) if rest and rest[0] not in _NO_KEY else None
    if colon is None or colon.group() != ":":
        return _Line(dashes, column, None, rest.strip())
    return _Line(dashes, column, rest[: colon.start()].strip(), rest[colon.end() :].strip())


def _above(lines: Sequence[str], before: int, column: int, dashes: Sequence[int]) -> Iterator[tuple[str, str]]:
    """The keys and items around a place, the innermost first, each key with what stands behind it on its line."""
    limit, in_list = (dashes[0], True) if dashes else (column, False)
    for number in range(before - 1, max(-1, before - 1 - _MOST), -1):
        line = lines[number]
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        found = _parsed(line)
        # A list may begin in the column of its key.
        is_lists = in_list and found.column == limit and not found.dashes
        if found.key is not None and (found.column < limit or is_lists):
            yield found.key, found.value
            limit, in_list = found.column, False
        for dash in reversed(found.dashes):
            if dash < limit:
                yield ITEM, found.value if found.key is None else ""
                limit, in_list = dash, True
        if limit == 0 and not in_list:
            return


def _begin(lines: Sequence[str], before: int, opened: str) -> int:
    """The line above on which a value begins that is still open."""
    return next((at for at in range(before - 1, -1, -1) if lines[at].rstrip().endswith(opened)), before)


def _closes(quoted: str) -> bool:
    return len(quoted) > 1 and quoted[0] in quoted[1:]


def _beside(lines: Sequence[str], at: int, column: int) -> Iterator[str]:
    """The keys of the mapping whose keys begin in a column, above and below a line."""
    for numbers in (range(at - 1, max(-1, at - _MOST), -1), range(at + 1, min(len(lines), at + _MOST))):
        for number in numbers:
            line = lines[number]
            if not line.strip() or line.lstrip().startswith("#"):
                continue
            found = _parsed(line)
            if found.column < column or (found.dashes and found.column == column and number > at):
                break
            if found.column == column:
                yield found.key or ""
                if found.dashes:
                    break
