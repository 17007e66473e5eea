"""The front matter of an article: YAML between two lines of ---, read with places."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from socloc.findings import Finding, Place
from socloc.places import parse
from socloc.shapes import Key, Record, Text

_BLOCK: Final = re.compile(
    r"---[ \t]*\n((?:(?!(?:---|\.\.\.)[ \t]*$).*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE
)
_HEADING: Final = re.compile(r"\s*#[ \t]+(\S[^\n]*)(?:\n|\Z)")
_SIGNS: Final = re.compile(r"[*_`~]+|!?\[([^\[\]]{0,200})\]\([^()]{0,500}\)")
_TEXT: Final = Text()
SHAPE: Final = Record(
    "the front matter",
    {
        "title": Key(_TEXT, "The title; without one, the first heading is taken and leaves the text."),
        "author": Key(_TEXT, "Who wrote it."),
        "digest": Key(_TEXT, "The summary below the title in lists."),
        "cover": Key(_TEXT, "The picture of the title: a file beside the article, or an address."),
        "source": Key(_TEXT, "The address behind “Read more”."),
    },
)


class Known(NamedTuple):
    """One value of the front matter, and where it stands."""

    value: str
    place: Place


class Front(NamedTuple):
    """An article without its front matter: what that says, the Markdown, and how many lines stand before it."""

    values: dict[str, Known]
    markdown: str
    lines_before: int
    findings: list[Finding]


def split(text: str, shown: str) -> Front:
    """Take the front matter off an article. Keys that socloc does not know are warnings: other programs have their own.

    Where no title is given, the first heading of the first level is it, if nothing stands before it.
    """
    values: dict[str, Known] = {}
    findings: list[Finding] = []
    block = _BLOCK.match(text)
    if block and (not block[1].strip() or re.search(r"(?m)^[\w-]+[ \t]*:", block[1])):
        node, findings = parse(("\n" + block[1]).encode("utf-8", "replace"), shown)
        kept = SHAPE.read(node, findings) if node and node.value is not None else None
        for key, child in (kept.mapping if kept else {}).items():
            values[key] = Known(" ".join(child.text.split()), child.place)
        findings = [found._replace(severity="warning") if found.check == "unknown-key" else found for found in findings]
        text, before = text[block.end() :], text.count("\n", 0, block.end())
    else:
        before = 0
    heading = _HEADING.match(text) if not values.get("title") else None
    if heading:
        line = before + 1 + text.count("\n", 0, heading.start(1))
        title = _SIGNS.sub(lambda sign: sign[1] or "", heading[1].rstrip().rstrip("#")).strip()
        values["title"] = Known(title, Place(shown, line, 1))
        before += text.count("\n", 0, heading.end())
        text = text[heading.end() :]
    return Front(values, text, before, findings)
