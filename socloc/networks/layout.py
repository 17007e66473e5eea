"""What stands in the main text of a format, and in which order."""

# Without `from __future__ import annotations`, as in facts.py.

from collections.abc import Mapping
from typing import Final, NamedTuple, Union

from socloc.places import Node


class Join(NamedTuple):
    """What stands between the parts of a layout, and in words how they stand there."""

    between: str
    about: str


JOINS: Final[Mapping[str, Join]] = {
    "paragraphs": Join("\n\n", "with an empty line between them"),
    "lines": Join("\n", "each on a line"),
    "words": Join(" ", "with spaces between them"),
    "line": Join(" ", "all on one line, whatever they hold"),
    "first": Join("", "of which the first that says anything is taken"),
}
# `hashtag` is the first of the hashtags, `link` leaves itself out where the post shows a text that has it, `qr` are
# labels of QR codes.
PARTS: Final = ("title", "text", "digest", "author", "signature", "link", "mentions", "hashtags", "hashtag", "qr")
MAX_PARTS: Final = 100  # a part may be as long as a campaign's file, and YAML's aliases can repeat one 100,000 times


class Layout(NamedTuple):
    """Parts and what stands between them, a key of JOINS; parts that say nothing leave no gap."""

    join: str
    parts: tuple[Union[str, "Layout"], ...]


# What is said, where it leads, who says it, then mentions and hashtags: the form that serves most networks.
USUAL: Final = Layout("paragraphs", ("text", "link", "signature", Layout("words", ("mentions", "hashtags"))))


def layout(node: Node) -> Layout:
    """The layout in a network's file; its shape has been looked at."""
    ((join, parts),) = node.mapping.items()
    return Layout(join, tuple(layout(part) if isinstance(part.value, dict) else part.text for part in parts.items))


def size(layout: Layout) -> int:
    """How many parts it has, with those of the layouts in it."""
    return sum(size(part) if isinstance(part, Layout) else 1 for part in layout.parts)
