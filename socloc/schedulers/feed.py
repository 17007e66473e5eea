"""RSS 2.0 (https://www.rssboard.org/rss-specification) for tools that read a feed, one item for each post."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC
from email.utils import format_datetime
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from socloc.schedulers import holds
from socloc.schedulers.facts import Scheduler
from socloc.schedulers.files import About, File
from socloc.schedulers.rows import Row

SUFFIX: Final = ".xml"
HOLDS: Final = frozenset(("text", "headline", "title", "url", "date", "images", "alts"))
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MEDIA: Final = "http://search.yahoo.com/mrss/"
_TYPES: Final = {"jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif", "webp": "image/webp"}


def write(file: File, _tool: Scheduler, about: About) -> bytes:
    """The feed of one locale. Its link is that of the first post that has one."""
    tag = file.rows[0].variant.plan.locale.tag
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<rss version="2.0" xmlns:media="{_MEDIA}">',
        "<channel>",
        f"<title>{_xml(about.title or about.campaign)}</title>",
        f"<link>{_xml(next((row.url for row in file.rows if row.url), ''))}</link>",
        f"<description>{_xml(about.title or about.campaign)} ({_xml(tag)})</description>",
        f"<language>{_xml(tag.lower())}</language>",
        *(line for row in file.rows for line in _item(row)),
        "</channel>",
        "</rss>",
    ]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _item(row: Row) -> Iterator[str]:
    yield "<item>"
    yield f"<title>{_xml(row.headline)}</title>"
    if row.url:
        yield f"<link>{_xml(row.url)}</link>"
    yield f"<description>{_xml(row.text)}</description>"
    yield f'<guid isPermaLink="false">{_xml(holds.guid(row))}</guid>'
    if row.at:
        yield f"<pubDate>{format_datetime(row.at.astimezone(UTC))}</pubDate>"
    shown = [one for one in row.pictures if one.address and one.sort != "video"]
    for one in shown[:1]:  # an item has one enclosure
        kind = _TYPES.get(one.kind, "image/jpeg")
        yield f'<enclosure url={_attribute(one.address)} length="{one.bytes}" type="{kind}"/>'
        yield f'<media:content url={_attribute(one.address)} type="{kind}" medium="image">'
        if one.alt:
            yield f"<media:description>{_xml(one.alt)}</media:description>"
        yield "</media:content>"
    yield "</item>"


def _xml(text: str) -> str:
    """A text with what XML cannot hold replaced (https://www.w3.org/TR/xml/#charsets)."""
    return escape(_NOT_XML.sub("\ufffd", text))


def _attribute(text: str) -> str:
    return quoteattr(_NOT_XML.sub("\ufffd", text))
