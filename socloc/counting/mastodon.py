"""Counts as Mastodon does: grapheme clusters, but each link is 23 and an account of another server only its name.

The server's own code: https://github.com/mastodon/mastodon app/validators/status_length_validator.rb,
app/lib/extractor.rb, config/initializers/twitter_regex.rb, MENTION_RE of app/models/account.rb (read 2026-11-22).
It finds domains with twitter-text, as X does; its own rule for paths and queries takes letters of any script.
"""

from __future__ import annotations

import re
from functools import cache
from re import Pattern

from socloc.counting import _data, graphemes
from socloc.counting._surrogates import paired

UNIT = "characters as Mastodon counts them"
SUMMARY = (
    "Each grapheme cluster is 1; a link with http:// or https:// is 23, whatever its length; "
    "of @name@server only @name counts."
)

_PLACEHOLDER = "x" * 23
_DOMAIN_MAX = 253  # Extractor::MAX_DOMAIN_LENGTH
_SCHEME = re.compile("https?://", re.ASCII | re.IGNORECASE)
_HOST = re.compile("(?:https?://)?[^/?:]*(?::[0-9]+)?", re.ASCII | re.IGNORECASE)

_IN_PATH = "[^\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000<>()?]"
_PARENTHESES = f"\\((?:{_IN_PATH}++|{_IN_PATH}*+\\({_IN_PATH}++\\){_IN_PATH}*+)\\)"
_PATH = re.compile(f"/(?:{_IN_PATH}++|{_PARENTHESES})*+")
_NOT_LAST_IN_PATH = "!*\"'「」;:=,.$%[]~&|@"
_QUERY = re.compile("[?][-a-zA-Z0-9!?*'();:&=+$/%#\\[\\]_.,~|@^\xa0-\ufdcf\ufdf0-\uffef\U00010000-\U0010fffd]++")
_NOT_LAST_IN_QUERY = "!?*'();:+$%[].,~|@^"


def length(text: str, /) -> int:
    """The number of grapheme clusters after links and mentions are replaced as the server replaces them.

    A content warning counts, too, and is not part of the text here. Addresses of other schemes the server knows
    (gemini://, ipfs:// ...) are counted in full, and so is a text of white space alone, which no server takes.
    """
    if "://" in text:
        text = _without_links(paired(text))
    if text.count("@") > 1:
        text = _mention().sub(_local_part, paired(text))
    return graphemes.length(text)


def invalid(_text: str, /) -> tuple[int, ...]:
    """Nothing is refused."""
    return ()


def _without_links(text: str) -> str:
    """The text with 23 letters in the place of each link that has a scheme."""
    from socloc.counting.x_weighted import links

    longest: int = _data.values("x_weighted/config.json")["url_length_max"]
    pieces: list[str] = []
    at = copied = 0
    # X's library looks at UTF-16 code units, the server's at code points: here, nothing is split.
    for start, end in sorted(links.spans(text).items()):
        if start < at:
            continue  # inside the path of the link before it
        at = _end(text, start, end)
        if _SCHEME.match(text, start) and at - start <= longest:
            pieces += text[copied:start], _PLACEHOLDER
            copied = at
    return "".join(pieces) + text[copied:]


def _end(text: str, start: int, end: int) -> int:
    """Where Mastodon ends a link that X ends at `end`."""
    host = _HOST.match(text, start, end)
    at = host.end() if host else end
    if path := _PATH.match(text, at):
        at += len(path.group().rstrip(_NOT_LAST_IN_PATH))
    if query := _QUERY.match(text, at):
        at += len(query.group().rstrip(_NOT_LAST_IN_QUERY))
    return at


@cache
def _mention() -> Pattern[str]:
    """An account with its server: what stands before the second @, and the domain after it."""
    import regex  # 10 ms: few texts have two @; `re` takes no vowel sign for a part of a word

    word = r"[\p{L}\p{M}\p{Nd}\p{Pc}]"
    name = r"[a-zA-Z0-9_]++(?:[.-]++[a-zA-Z0-9_]++)*+"
    domain = rf"{word}++(?:[.-]++{word}++)*+"
    pattern: Pattern[str] = regex.compile(rf"(?<![=/]|{word})(@{name})@({domain})(?![@＠]|://)")
    return pattern


def _local_part(mention: re.Match[str]) -> str:
    return mention[1] if len(mention[2]) <= _DOMAIN_MAX else mention[0]
