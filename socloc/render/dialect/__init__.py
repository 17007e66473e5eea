"""Text in a network's own dialect: the little Markdown of a post becomes the markup that its readers' network knows."""

import re
from collections.abc import Callable, Collection
from typing import Final, NamedTuple

from socloc.networks.dialect import PLAIN, Dialect

_MARKDOWN: Final = re.compile(r"[*_~`\[>\\]|^[ \t]*(?:-|\d{1,3}\.)[ \t]", re.MULTILINE)


class Spoken(NamedTuple):
    """A text as a network takes it, and what in it the author should hear about."""

    text: str
    """As handed to the network."""
    counted: str
    """The characters that its limits count: `text`, or what readers see of it."""
    links: tuple[str, ...] = ()
    """Destinations of [words](destination), in order, resolved."""
    unknown: tuple[str, ...] = ()
    """Destinations that are neither an address nor a known name; their words stay, without a link."""
    clashes: tuple[str, ...] = ()
    """Literal pieces that the network will read as its own markup, and that nothing can protect."""


def speak(
    markdown: str,
    dialect: Dialect = PLAIN,
    address: Callable[[str], str | None] = lambda _: None,
    literals: Collection[str] = (),
    raw: Collection[str] = (),
) -> Spoken:
    """Write a post's Markdown in a network's dialect.

    Read are **bold**, *emphasis*, ~~struck~~, [words](destination), `code`, fenced code, lists and `> ` quotes, and
    backslashes before ASCII punctuation; all else is literal, entities too, since a post is no web page. Lines stay
    lines, and markup ends with its line. Emphasis follows CommonMark with the amendments of markdown-cjk-friendly, but
    for one `*` between two letters or digits of scripts with words (30*40*50 cm).

    `address` gives the address for a destination without a scheme, or None. `literals` and bare addresses are never
    read as Markdown; `raw` are pieces in the network's own form already, which are not even escaped.
    """
    if not dialect.escape and dialect.line_break == "\n" and not _has_marks(markdown, dialect, (*literals, *raw)):
        return Spoken(markdown, markdown)
    from socloc.render.dialect.blocks import read
    from socloc.render.dialect.lines import joined, written
    from socloc.render.dialect.stretches import finder

    lines = [written(line, dialect, address) for line in read(markdown, finder(literals, raw))]
    text, counted = joined(lines, dialect)
    return Spoken(
        text,
        counted if dialect.counted == "visible" else text,
        tuple(link for line in lines for link in line.links),
        tuple(name for line in lines for name in line.unknown),
        tuple(clash for line in lines for clash in line.clashes),
    )


def _has_marks(markdown: str, dialect: Dialect, literals: Collection[str]) -> bool:
    """Whether there is anything to read. Most posts have marks in their tracked address only, which is literal."""
    if any(character in markdown for character in dialect.special):
        return True
    if not _MARKDOWN.search(markdown):
        return False
    for piece in sorted(literals, key=len, reverse=True):
        markdown = markdown.replace(piece, "\ufffc")
    return bool(_MARKDOWN.search(markdown))
