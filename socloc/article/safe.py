"""HTML out of templates, which may hold anything, to what an article may hold. The only module to import nh3."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

ELEMENTS: Final = frozenset(
    "section p span strong em del br img h1 h2 h3 h4 h5 h6 ul ol li blockquote table thead tbody tr th td hr pre code "
    "sup a svg path text".split()
)
ATTRIBUTES: Final[Mapping[str, frozenset[str]]] = {
    "*": frozenset({"style", "class"}),  # classes are for the theme and go with it
    "a": frozenset({"href"}),
    "img": frozenset({"src", "alt"}),
    "ol": frozenset({"start"}),
    "td": frozenset({"colspan", "rowspan"}),
    "th": frozenset({"colspan", "rowspan"}),
    # of formulas, as maths.py draws them: nothing that points to something
    "svg": frozenset({"role", "aria-label", "viewBox", "fill"}),
    "path": frozenset({"d", "fill", "stroke", "stroke-width"}),
    "text": frozenset({"x", "y", "font-size", "fill"}),
}
_PICTURE: Final = re.compile(
    r"(<svg(?= [^>]*viewBox=)[^>]*>(?:<(path|text)\b[^>]*>[^<]*</\2>)*</svg>)|</?(?:svg|path|text)\b[^>]*>"
)
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def whole(text: str) -> str:
    """The text with U+FFFD in place of every half of a surrogate pair, which no file can hold."""
    return _SURROGATE.sub("\ufffd", text)


def clean(html: str) -> str:
    """The HTML with elements and attributes by list, well-formed, and addresses of http and https only.

    Of SVG only pictures of paths and texts stay, as maths.py makes them. Half a surrogate pair becomes U+FFFD.
    """
    import nh3

    kept = nh3.clean(
        whole(html),
        tags=set(ELEMENTS),
        attributes={element: set(names) for element, names in ATTRIBUTES.items()},
        link_rel=None,
        url_schemes={"https", "http"},
        generic_attribute_prefixes=set(),
    )
    if "<svg" in kept:
        kept = _PICTURE.sub(lambda found: found[1] or "", kept)
    return kept.replace("&nbsp;", "\xa0").strip()
