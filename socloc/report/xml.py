"""Text in XML: what the standard does not take becomes visible instead."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from socloc.report.text import visible


def attribute(text: str) -> str:
    """A value with its quotation marks."""
    return quoteattr(_clean(text))


def content(text: str) -> str:
    """What stands between two tags."""
    return escape(_clean(text))


def _clean(text: str) -> str:
    lines = (visible(line) for line in text.split("\n"))
    return "\n".join(lines).translate({0xFFFE: "\ufffd", 0xFFFF: "\ufffd"})
