"""What stands in the main text of a format, and in which order."""

# Without `from __future__ import annotations`, as in facts.py.

from collections.abc import Mapping
from typing import Final, NamedTuple, Union

from socloc.places import Node

# What stands between parts; `line` is one line whatever they hold, and of `first` only the first that says anything.
BETWEEN: Final[Mapping[str, str]] = {"paragraphs": "\n\n", "lines": "\n", "words": " ", "line": " ", "first": ""}
# `hashtag` is the first of the hashtags, `link` leaves itself out where the post shows a text that has it, `qr` are
# labels of QR codes.
PARTS: Final = ("title", "text", "digest", "author", "signature", "link", "mentions", "hashtags", "hashtag", "qr")

MAX_PARTS: Final = 100  # a part may be as long as a campaign's file, and YAML's aliases can repeat one 100,000 times


class Layout(NamedTuple):
    """Parts and what stands between them, a key of BETWEEN; parts that say nothing leave no gap."""

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
