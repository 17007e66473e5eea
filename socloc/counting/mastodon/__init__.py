"""Counts as Mastodon does: grapheme clusters, but each link is 23 and an account of another server only its name.

The server's own code decides what is refused: app/validators/status_length_validator.rb, app/lib/extractor.rb,
config/initializers/twitter_regex.rb, MENTION_RE of app/models/account.rb in https://github.com/mastodon/mastodon,
read in https://github.com/glitch-soc/mastodon (commit 839591f, 2026-08-08), which takes these files from there.
The counter of the web client (app/javascript/mastodon/features/compose/util) is simpler and may show another number.
"""

from functools import cache
from re import Pattern

from socloc.counting import graphemes
from socloc.counting._surrogates import paired

UNIT = "characters as Mastodon counts them"
SUMMARY = (
    "Each grapheme cluster is 1; a link with https://, gemini:// and the like is 23, whatever its length; "
    "of @name@server only @name counts."
)

_PLACEHOLDER = "x" * 23
_DOMAIN_MAX = 253  # Extractor::MAX_DOMAIN_LENGTH


def length(text: str, /) -> int:
    """The number of grapheme clusters after links and mentions are replaced as the server replaces them.

    A content warning counts, too, and is not part of the text here. White space around the text counts here; the
    server takes it away first (prepare_contents in app/models/status.rb).
    """
    links = "://" in text
    if not links and text.count("@") < 2:
        return graphemes.length(text)
    text = paired(text)
    pieces: list[str] = []
    at = 0
    for start, end, instead in sorted(_links(text) * links + _mentions(text)):
        if start >= at:
            pieces += text[at:start], instead
            at = end
    return graphemes.length("".join(pieces) + text[at:])


def invalid(_text: str, /) -> tuple[int, ...]:
    """Nothing is refused."""
    return ()


def _links(text: str) -> list[tuple[int, int, str]]:
    from socloc.counting.mastodon import links

    return [(start, end, _PLACEHOLDER) for start, end in links.spans(text)]


def _mentions(text: str) -> list[tuple[int, int, str]]:
    """Accounts with their server: where they start and end, and what of them counts."""
    if text.count("@") < 2:
        return []
    return [(*found.span(), found[1]) for found in _mention().finditer(text) if len(found[2]) <= _DOMAIN_MAX]


@cache
def _mention() -> Pattern[str]:
    """An account with its server: what stands before the second @, and the domain after it.

    ſ and K (the Kelvin sign) are s and k to Ruby's /i.
    """
    import regex  # 10 ms: few texts have two @; `re` takes no vowel sign for a part of a word

    word = r"[\p{L}\p{M}\p{Nd}\p{Pc}]"
    name = "[a-zA-Z0-9_\u017f\u212a]++(?:[.-]++[a-zA-Z0-9_\u017f\u212a]++)*+"
    domain = rf"{word}++(?:[.-]++{word}++)*+"
    pattern: Pattern[str] = regex.compile(rf"(?<![=/]|{word})(@{name})@({domain})(?![@＠]|://)")
    return pattern
