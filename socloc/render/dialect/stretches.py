"""The stretches of a line that are never read as Markdown: addresses, hashtags, mentions, titles."""

import re
from collections.abc import Callable, Collection
from typing import Final, Literal, NamedTuple

# Up to a character that no address has, up to the end of a link's words, or to doubled marks around the address.
_ADDRESS: Final = re.compile(r"(?<![A-Za-z0-9_])https?://(?:(?!\*\*|~~|\]\()[!#-;=?-\[\]^_a-~])+")
_TRAILING: Final = ".,;:!?'*_~|"
_BRACKETS: Final = {")": "(", "]": "["}


class Stretch(NamedTuple):
    """Where a stretch begins and ends in its line, and how it is escaped."""

    start: int
    end: int
    kind: Literal["literal", "raw", "address"]


Finder = Callable[[str], list[Stretch]]


def finder(literals: Collection[str], raw: Collection[str]) -> Finder:
    """A function that finds the stretches of a line, in order; of two that begin together, the longer one."""
    raws = {line for piece in raw for line in piece.split("\n") if line.strip()}
    known = raws.union(line for piece in literals for line in piece.split("\n") if line.strip())
    longest_first = sorted(known, key=lambda piece: (-len(piece), piece))
    pattern = re.compile("|".join([*map(re.escape, longest_first), _ADDRESS.pattern]))
    return lambda line: _found(line, pattern, raws, known)


def _found(line: str, pattern: re.Pattern[str], raws: Collection[str], known: Collection[str]) -> list[Stretch]:
    stretches: list[Stretch] = []
    found = pattern.search(line)
    while found:
        start, end = found.span()
        url = _ADDRESS.match(line, start)
        if found.group() in raws:
            stretches.append(Stretch(start, end, "raw"))
        elif not url:
            stretches.append(Stretch(start, end, "literal"))
        else:  # a known address may end as no address in a sentence does, or a longer one begin with it
            end = max(start + _length(url.group()), end if found.group() in known else start)
            stretches.append(Stretch(start, end, "address"))
        found = pattern.search(line, end)
    return stretches


def _length(address: str) -> int:
    """How much of it is the address: without punctuation at its end, and without brackets that opened before it."""
    end = len(address)
    excess = {closing: address.count(closing) - address.count(opening) for closing, opening in _BRACKETS.items()}
    while address[end - 1] in _TRAILING or excess.get(address[end - 1], 0) > 0:
        if address[end - 1] in excess:
            excess[address[end - 1]] -= 1
        end -= 1
    return end
