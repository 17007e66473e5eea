"""Which domains X takes for domains, and the ASCII ones inside a domain without https://.

Texts here are UTF-16 code units, one per character.
"""

from socloc.counting import _data
from socloc.counting._surrogates import paired
from socloc.counting.x_weighted import tlds
from socloc.patterns import later

# The library's Latin letters and marks, and what ECMAScript's /i takes for the same (iota, U+2C65 ...).
LATIN = (
    "\xc0-\xd6\xd8-\xf6\xf8-\u024f\u0253\u0254\u0256\u0257\u0259\u025b\u0260\u0263\u0268\u0269\u026f\u0272\u0275"
    "\u0280\u0283\u0288-\u028c\u0292\u02bb\u0300-\u036f\u0399\u03b9\u1e00-\u1eff\u1fbe\u2c65\u2c66\u2c7e\u2c7f\ua7dc"
)

_LABEL_MAX: int = _data.values("x_weighted/config.json")["label_max"]
_LABELS = later(f"(?:[-a-zA-Z0-9{LATIN}]++\\.)++")
_SEPARATORS = later("[\u3002\uff0e\uff61]")  # dots for RFC 3490, but no end of a label for the library


def ascii_domains(domain: str, /) -> list[tuple[int, int]]:
    """Where the domains of Latin letters, digits and hyphens in a domain start and end."""
    found: list[tuple[int, int]] = []
    at = taken = 0
    while labels := _LABELS.search(domain, at):
        end = _last_tld(domain, labels.start(), labels.end())
        at = end or labels.end()
        if end:
            name = domain[labels.start() : end]
            start = domain.index(name, taken)  # the library looks its find up, and may find it earlier
            taken = start + len(name)
            found.append((start, taken))
    return found


def resolvable(domain: str, /) -> bool:
    """Whether each label fits DNS once it is in Punycode (RFC 3492)."""
    if domain.startswith("xn--") and not ascii_domains(domain):
        return False
    return all(_fits(label) for label in domain.split("."))


def _last_tld(domain: str, start: int, end: int) -> int:
    """Where the last top-level domain after a dot between two indices ends; 0 if there is none."""
    while (dot := domain.rfind(".", start, end)) > start:
        if after := tlds.end(domain, dot + 1):
            return after
        end = dot
    return 0


def _fits(label: str) -> bool:
    if label.isascii():
        return len(label) <= _LABEL_MAX
    label = paired(label)
    if len(label) > _LABEL_MAX:  # Punycode needs a letter for each, and time that grows by the square
        return False
    parts = _SEPARATORS.split(label)
    return len(parts) - 1 + sum(map(_encoded_length, parts)) <= _LABEL_MAX


def _encoded_length(part: str) -> int:
    return len(part) if part.isascii() else len("xn--") + len(part.encode("punycode"))
