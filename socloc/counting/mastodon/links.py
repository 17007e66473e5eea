"""Where Mastodon's server sees a link that it counts as 23: one with https:// or another protocol it knows.

It finds domains with the Ruby gem twitter-text 3.1.0, which differs in details from the npm package of that name that X
counts with: other characters in a domain, IDNA (RFC 3490) instead of bare Punycode, and Ruby's idea of upper case.
Paths and queries are Mastodon's own: config/initializers/twitter_regex.rb. Indices are of code points.
"""

import re

from socloc.counting import _data, _domains
from socloc.counting.mastodon import idna
from socloc.counting.x_weighted import tlds

_LIMITS = _data.values("x_weighted/config.json")  # the gem has the same limits
_URL_MAX: int = _LIMITS["url_length_max"]
_TCO_SLUG_MAX: int = _LIMITS["tco_slug_max"]

# ſ and K (the Kelvin sign) are s and k to Ruby's /i, and ß is ss.
_BEFORE = "(?<![#$0-9@A-Za-z\u017f\u212a\ufeff\uff03\uff20\ufffe\uffff])"
_PROTOCOL = re.compile(
    f"{_BEFORE}(?:[Hh][Tt][Tt][Pp][Ss\u017f]?|[Dd][Aa][Tt]|[Dd][Ww][Ee][Bb]|[Ii][Pp][FfNn][Ss\u017f]|"
    "(?:[Ss\u017f]{2}|[ßẞ])[Bb]|[Gg][Oo][Pp][Hh][Ee][Rr]|[Gg][Ee][Mm][Ii][Nn][Ii])://"
)
_BARE_START = re.compile(_BEFORE + "[^-_]")
_DOMAIN_RUN = re.compile(
    "[^\0-\r\x0e-,/:-@\\[\\]^`{-\x7f\x85\xa0\u061c\u1680\u180e\u2000-\u200a\u200e\u200f\u2028-\u202f"
    "\u205f\u2066-\u2069\u3000\ufeff\ufffe\uffff]+"
)
# Where a ligature ends a domain, it is its letters: ﬁ is fi, ß is ss.
_WORDS = tuple(re.compile(f"[a-zA-Z\u017f\u212a{more}]+") for more in ("", "\ufb00-\ufb06", "\ufb00-\ufb06ßẞ"))
_PUNYCODE = re.compile("[Xx][Nn]--[0-9a-zA-Z\u017f\u212a]+")
_GLUE = re.compile("[-+@0-9a-zA-Z\u017f\u212a]")  # no top-level domain ends before these

_TCO = re.compile("[Hh][Tt][Tt][Pp][Ss\u017f]?://[Tt]\\.[Cc][Oo]/([a-zA-Z0-9\u017f\u212a]+)")
_PORT = re.compile(":[0-9]+", re.ASCII)
_IN_PATH = "[^\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000<>()?]"
_PATH_PART = re.compile(f"{_IN_PATH}++|\\((?:{_IN_PATH}++|{_IN_PATH}*+\\({_IN_PATH}++\\){_IN_PATH}*+)\\)")
_NOT_LAST_IN_PATH = "!*\"'「」;:=,.$%[]~&|"
_QUERY = re.compile(
    "[?][-a-zA-Z0-9!?*'();:&=+$/%#\\[\\]_.,~|@^\xa0-\ufdcf\ufdf0-\uffef"
    + "".join(f"{chr(plane)}-{chr(plane + 0xFFFD)}" for plane in range(0x10000, 0x110000, 0x10000) if plane != 0xE0000)
    + "\U000e1000-\U000efffd]++"
)
_NOT_LAST_IN_QUERY = "!?*'();:+$%[].,~|@^"

# A path may end in parentheses only with what the gem lets stand in them: when Mastodon's file says what may end a
# path, it has not yet said what may stand in parentheses.
_GEMS = (
    "[!#-'*-;=@-\\[\\]_a-z|~\xc0-\xd6\xd8-\xf6\xf8-\u024f\u0253\u0254\u0256\u0257\u0259\u025b\u0260\u0263\u0268\u0269"
    "\u026f\u0272\u0275\u0280\u0283\u0288-\u028c\u0292\u02bb\u0300-\u036f\u0399\u03b9\u0400-\u0484\u0487-\u052f\u058a"
    "\u05be\u1400\u1806\u1c80-\u1c8a\u1d2b\u1d78\u1e00-\u1eff\u1fbe\u2010-\u2015\u212a\u212b\u2c65\u2c66\u2c7e\u2c7f"
    "\u2de0-\u2dff\u2e17\u2e1a\u2e3a\u2e3b\u2e40\u2e5d\u301c\u3030\u30a0\ua640-\ua69f\ufe2e\ufe2f\ufe31\ufe32\ufe58"
    "\ufe63\uff0d\U00010d6e\U00010ead\U0001e030-\U0001e06d\U0001e08f]"
)
_PARENTHESES_AT_END = re.compile(f"\\((?:{_GEMS}++|{_GEMS}*+\\({_GEMS}++\\){_GEMS}*+)\\)")


def spans(text: str, /) -> list[tuple[int, int]]:
    """Where each link with a protocol starts and ends. Those without one are counted as text, but looked for, too:
    what is a part of one is no link of its own.
    """
    found: list[tuple[int, int]] = []

    def read(start: int, domain: int, domain_end: int) -> int:
        end = _end(text, domain_end)
        if domain > start and (own_end := _valid_end(text, start, domain, domain_end, end)):
            found.append((start, own_end))
        return end

    _domains.scan(text, _GRAMMAR, read)
    return found


def _tld_end(text: str, at: int) -> int:
    """Where the top-level domain that starts at an index ends; 0 if there is none."""
    after = at
    for words in _WORDS:
        if word := words.match(text, at):
            after = word.end()
            if word.group().casefold() in tlds.ASCII and not _GLUE.match(text, after):
                return after
    for length in tlds.LENGTHS if text[after : after + 1] > "\x7f" else ():
        if text[at : at + length].casefold() in tlds.OTHERS and not _GLUE.match(text, at + length):
            return at + length
    punycode = _PUNYCODE.match(text, at)
    return punycode.end() if punycode else 0


_GRAMMAR = _domains.Grammar(_DOMAIN_RUN, _PROTOCOL, (9, 8, 7, 6, 5), _BARE_START, _tld_end)


def _valid_end(text: str, start: int, domain: int, domain_end: int, end: int) -> int:
    """Where a link that looked like one ends at last; 0 if it is none."""
    if tco := _TCO.match(text, start, end):
        if len(tco[1]) > _TCO_SLUG_MAX:
            return 0
        end = tco.end()
    if end - start > _URL_MAX:
        return 0
    size = idna.length(text[domain:domain_end])
    longer = max(0, size - (domain_end - domain))
    return end if size and end - start + longer <= _URL_MAX else 0


def _end(text: str, at: int) -> int:
    """Where port, path and query that follow a domain end."""
    if port := _PORT.match(text, at):
        at = port.end()
    at = _path_end(text, at)
    if query := _QUERY.match(text, at):
        at += len(query.group().rstrip(_NOT_LAST_IN_QUERY))
    return at


def _path_end(text: str, at: int) -> int:
    """Where the path that starts at an index ends, without what may not end it: there, if there is none."""
    if not text.startswith("/", at):
        return at
    at = end = at + 1
    while part := _PATH_PART.match(text, at):
        at = part.end()
        if part.group().startswith("("):
            end = at if _PARENTHESES_AT_END.fullmatch(part.group()) else end
        elif kept := len(part.group().rstrip(_NOT_LAST_IN_PATH)):
            end = part.start() + kept
    return end
