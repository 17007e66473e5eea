"""Where X sees a link in a post, with https:// or without it. Texts here are UTF-16 code units.

Rules: the official library's (npm twitter-text 3.1.0).
"""

import re

from socloc.counting import _data, _domains
from socloc.counting.x_weighted import hosts, tlds
from socloc.patterns import compiled

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
_PATH = f"/(?:(?:{_IN_PATH}|{_PARENTHESES})*{_LAST_IN_PATH})?+(?:{_PARENTHESES})*+"
_PLAIN_PATH = f"/(?:{_IN_PATH}*{_LAST_IN_PATH})?+"  # the same where no parenthesis follows, compiled six times as fast
_QUERY = re.compile(r"[-a-zA-Z0-9!?*'@();:&=+$/%#\[\]_.,~|]*+")
_NOT_LAST_IN_QUERY = "!?*'@();:+$%[].,~|"


_GRAMMAR = _domains.Grammar(_DOMAIN_RUN, _PROTOCOL, (8, 7), _BARE_START, tlds.end)


def spans(units: str, /) -> dict[int, int]:
    """Where each link starts and ends. One that starts inside another is none: the caller steps over it."""
    found: dict[int, int] = {}

    def read(start: int, domain: int, domain_end: int) -> int:
        at, links = _read(units, start, domain, domain_end)
        found.update(links)
        return at

    _domains.scan(units, _GRAMMAR, read)
    return found


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
    path = compiled(_PATH if units.find("(", at) >= 0 else _PLAIN_PATH).match(units, at)
    return bool(path), _query_end(units, path.end() if path else at, len(units))


def _query_end(units: str, at: int, limit: int) -> int:
    """Where the query that starts at an index ends: there, if there is none."""
    query = _QUERY.match(units, at, limit) if units.startswith("?", at, limit) else None
    kept = query.group().rstrip(_NOT_LAST_IN_QUERY) if query else ""
    return at + len(kept)
