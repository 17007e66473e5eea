"""Finds what looks like a domain in a text, by the grammar of links that X's library and Mastodon's server share.

Both leave it to one regular expression. Here labels, dots and top-level domains are looked at once from right to left,
so that a long text without spaces takes no longer than its length.
"""

from collections.abc import Callable
from re import Pattern
from typing import NamedTuple


class Grammar(NamedTuple):
    """What the two do differently."""

    run: Pattern[str]
    """All that may stand in a domain, dots, hyphens and underscores included."""
    protocol: Pattern[str]
    """https:// and the like, after a character that may stand before it."""
    protocol_lengths: tuple[int, ...]
    bare: Pattern[str]
    """The first character of a domain without a protocol, after a character that may stand before it."""
    tld_end: Callable[[str, int], int]
    """Where the top-level domain that starts at an index ends; 0 if there is none."""


class _Label(NamedTuple):
    start: int
    dot: int
    own: int  # where the top-level domain after the dot ends, 0 if there is none
    onward: int  # the same for the furthest label that a domain can reach through the dot


def scan(text: str, grammar: Grammar, read: Callable[[int, int, int], int], /) -> None:
    """Calls `read` with the index of each link, of its domain, and where the domain ends; first to last.

    It answers where reading goes on: nothing that starts before is a link.
    """
    at = 0
    for run in grammar.run.finditer(text):
        if run.end() <= at or "." not in run.group():
            continue
        for label in _labels(text, run.start(), run.end(), grammar.tld_end):
            start, domain = _start(text, label, at, grammar)
            if start >= 0:
                at = read(start, domain, label.onward or label.own)


def _labels(text: str, start: int, end: int, tld_end: Callable[[str, int], int]) -> list[_Label]:
    """The labels of a run that a domain can begin in, from left to right."""
    bounds = []
    while (dot := text.find(".", start, end)) >= 0:
        bounds.append((start, dot))
        start = dot + 1
    labels = []
    onward = 0
    for start, dot in reversed(bounds):
        if start == dot or text[dot - 1] in "-_":
            onward = 0
            continue
        own = tld_end(text, dot + 1)
        if own or onward:
            labels.append(_Label(start, dot, own, onward))
        if text[start] in "-_":
            onward = 0
        elif not onward and "_" not in text[start:dot]:  # labels may have one, but not the last
            onward = own
    return labels[::-1]


def _start(text: str, label: _Label, at: int, grammar: Grammar) -> tuple[int, int]:
    """Where the first link that begins in the label starts and where its domain does, -1 and -1 if none does.

    A link with a character before it is preferred, even at the start of the text: in 例子.com the domain is 子.com.
    """
    first = label.start
    if not label.onward:
        first = text.rfind("_", label.start, label.dot) + 1 or label.start
    if first == label.start and text[first] not in "-_":
        for length in grammar.protocol_lengths:
            protocol = first - length
            if (protocol > at or protocol == at == 0) and grammar.protocol.fullmatch(text, protocol, first):
                return protocol, first
    if first == at == 0:
        bare = grammar.bare.match(text, 1, label.dot) or grammar.bare.search(text, 0, label.dot)
    else:
        bare = grammar.bare.search(text, max(first, at + 1), label.dot)
    return (bare.start(), bare.start()) if bare else (-1, -1)
