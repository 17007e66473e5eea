"""Where X sees a link in a post, with https:// or without it. Texts here are UTF-16 code units.

Rules: the official library's (npm twitter-text 3.1.0). Labels, dots and top-level domains are looked at once
from right to left, so that a long text without spaces takes no longer than its length.
"""

import re
from typing import NamedTuple

from socloc.counting import _data
from socloc.counting.x_weighted import hosts, tlds

_LIMITS = _data.values("x_weighted/config.json")
_URL_MAX: int = _LIMITS["url_length_max"]
_TCO_SLUG_MAX: int = _LIMITS["tco_slug_max"]
_ASSUMED = "https://"  # its length counts where the author left it out

_ANY_CASE = re.ASCII | re.IGNORECASE
_BEFORE = "(?<![#$0-9@A-Za-z\ufeff\uff03\uff20\ufffe\uffff])"  # a link begins after none of these
_PROTOCOL = re.compile(_BEFORE + "https?://", _ANY_CASE)
_BARE_START = re.compile(_BEFORE + "[^-_]")
_NO_BARE_LINK_AFTER = frozenset("-_./")
_TCO = re.compile(r"https?://t\.co/([a-z0-9]+)", _ANY_CASE)
_PORT = re.compile(":[0-9]+")

# What may stand in a domain, dots, hyphens and underscores included: all but spaces, direction marks, the
# code points X refuses and other ASCII punctuation (but " and ` may). Full-width punctuation may.
_DOMAIN_RUN = re.compile(
    "[^\t-\r !#-,/:-@\\[-\\^{-~\x85\xa0\u061c\u1680\u180e\u2000-\u200a\u200e\u200f\u2028-\u202f"
    "\u205f\u2066-\u2069\u3000\ufeff\ufffe\uffff]+"
)

_LETTERS = f"a-zA-Z0-9{hosts.LATIN}\u0400-\u04ff\u1c80-\u1c87"
_IN_PATH = f"[-{_LETTERS}!*';:=+,.$/%#\\[\\]\u2013_~@|&]"
_LAST_IN_PATH = f"[-{_LETTERS}+=_#/]"
_PARENTHESES = f"\\((?:{_IN_PATH}++|{_IN_PATH}*+\\({_IN_PATH}++\\){_IN_PATH}*+)\\)"
# Parentheses end a path only after a character that may: all of /a(b) is a path, but only /a of /a,(b).
_PATH = re.compile(f"/(?:(?:{_IN_PATH}|{_PARENTHESES})*{_LAST_IN_PATH})?+(?:{_PARENTHESES})*+")
_QUERY = re.compile(r"[-a-zA-Z0-9!?*'@();:&=+$/%#\[\]_.,~|]*+")
_NOT_LAST_IN_QUERY = "!?*'@();:+$%[].,~|"


class _Label(NamedTuple):
    start: int
    dot: int
    own: int  # where the top-level domain after the dot ends, 0 if there is none
    onward: int  # the same for the furthest label that a domain can reach through the dot


def spans(units: str, /) -> dict[int, int]:
    """Where each link starts and ends. One that starts inside another is none: the caller steps over it."""
    found: dict[int, int] = {}
    at = 0
    for run in _DOMAIN_RUN.finditer(units):
        if run.end() <= at or "." not in run.group():
            continue
        for label in _labels(units, run.start(), run.end()):
            start, domain = _start(units, label, at)
            if start >= 0:
                at, links = _read(units, start, domain, label.onward or label.own)
                found.update(links)
    return found


def _labels(units: str, start: int, end: int) -> list[_Label]:
    """The labels of a run that a domain can begin in, from left to right."""
    bounds = []
    while (dot := units.find(".", start, end)) >= 0:
        bounds.append((start, dot))
        start = dot + 1
    labels = []
    onward = 0
    for start, dot in reversed(bounds):
        if start == dot or units[dot - 1] in "-_":
            onward = 0
            continue
        own = tlds.end(units, dot + 1)
        if own or onward:
            labels.append(_Label(start, dot, own, onward))
        if units[start] in "-_":
            onward = 0
        elif not onward and "_" not in units[start:dot]:  # labels may have one, but not the last
            onward = own
    return labels[::-1]


def _start(units: str, label: _Label, at: int) -> tuple[int, int]:
    """Where the first link that begins in the label starts and where its domain does, -1 and -1 if none does.

    The library prefers a link with a character before it, even at the start of the text: in 例子.com it sees
    the domain 子.com.
    """
    first = label.start
    if not label.onward:
        first = units.rfind("_", label.start, label.dot) + 1 or label.start
    if first == label.start and units[first] not in "-_":
        for protocol in (first - 8, first - 7):
            if (protocol > at or protocol == at == 0) and _PROTOCOL.fullmatch(units, protocol, first):
                return protocol, first
    if first == at == 0:
        bare = _BARE_START.match(units, 1, label.dot) or _BARE_START.search(units, 0, label.dot)
    else:
        bare = _BARE_START.search(units, max(first, at + 1), label.dot)
    return (bare.start(), bare.start()) if bare else (-1, -1)


def _read(units: str, start: int, domain: int, domain_end: int) -> tuple[int, dict[int, int]]:
    """Where reading goes on after what looks like a link, and what of it is one."""
    path, end = _rest(units, domain_end)
    host = units[domain:domain_end]
    length = end - start + (domain - start or len(_ASSUMED))
    if length > _URL_MAX or not hosts.resolvable(host):
        return end, {}
    if domain > start:
        return end, _with_protocol(units, start, end)
    if start and units[start - 1] in _NO_BARE_LINK_AFTER:
        return end, {}
    links = {start + a: start + b for a, b in hosts.ascii_domains(host)}
    if links and path:  # they belong to the last one, even where something else stands between
        links[max(links)] += end - domain_end
    return end, links


def _with_protocol(units: str, start: int, end: int) -> dict[int, int]:
    tco = _TCO.match(units, start, end)
    if not tco:
        return {start: end}
    if len(tco[1]) > _TCO_SLUG_MAX:
        return {}
    return {start: _query_end(units, tco.end(), end)}  # nothing else may follow the slug of a t.co link


def _rest(units: str, at: int) -> tuple[bool, int]:
    """Whether there is a path after the domain, and where port, path and query end."""
    port = _PORT.match(units, at)
    at = port.end() if port else at
    path = _PATH.match(units, at)
    return bool(path), _query_end(units, path.end() if path else at, len(units))


def _query_end(units: str, at: int, limit: int) -> int:
    """Where the query that starts at an index ends: there, if there is none."""
    query = _QUERY.match(units, at, limit) if units.startswith("?", at, limit) else None
    kept = query.group().rstrip(_NOT_LAST_IN_QUERY) if query else ""
    return at + len(kept)
