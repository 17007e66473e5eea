"""Markdown to HTML. The only module that imports comrak, which gets emphasis beside Chinese punctuation right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

# Code is left alone; so are addresses that already are the target of a link or of an autolink.
_CODE: Final = re.compile(
    r"(^ {0,3}(`{3,}|~{3,})[^\n]*\n.*?(?:^ {0,3}\2[`~]*[ \t]*$|\Z)|(?:\A|^[ \t]*\n)(?: {4,}|\t)[^\n]*(?:\n(?: {4,}|\t)[^\n]*)*|(`+)(?!`).+?(?<!`)\3(?!`))", re.DOTALL | re.MULTILINE
)
_BARE_URL: Final = re.compile(r"(?<![(<\"'=A-Za-z0-9_])https?://[\x21-\x7e]+")
_TAG: Final = re.compile(r"</?[A-Za-z][\w-]*(?=[\s/>])[^<>]*>|<!--.*?-->", re.DOTALL)
_TRAILING: Final = ".,;:!?\"'*_~|`>"


def to_html(markdown: str) -> str:
    """CommonMark with tables and strikethrough to HTML. HTML in the text is shown as text and never let through."""
    import comrak

    extensions = comrak.ExtensionOptions()
    extensions.table = extensions.strikethrough = extensions.cjk_friendly_emphasis = True
    rendering = comrak.RenderOptions()
    rendering.escape = True
    return comrak.render_markdown(_link_bare_urls(markdown) + "\n", extension_options=extensions, render_options=rendering)


def raw_html(markdown: str) -> tuple[str, ...]:
    """The HTML tags and components in a text outside of code, each once; they are shown as text."""
    outside = "".join(part for part, is_code in _split(markdown) if not is_code)
    return tuple(dict.fromkeys(_TAG.findall(outside)))


def _link_bare_urls(markdown: str) -> str:
    """Make links of bare addresses, each ending before full-width punctuation and Chinese text.

    comrak's own autolink takes everything up to the next space for the address (`见https://a.com。然后`).
    """
    if "://" not in markdown:
        return markdown
    return "".join(part if is_code else _BARE_URL.sub(_linked, part) for part, is_code in _split(markdown))


def _linked(match: re.Match[str]) -> str:
    url = match.group()
    shown = url.rstrip(_TRAILING)
    while shown.endswith(")") and shown.count(")") > shown.count("("):
        shown = shown[:-1].rstrip(_TRAILING)
    return f"<{shown}>{url[len(shown) :]}"


def _split(markdown: str) -> Iterator[tuple[str, bool]]:
    end = 0
    for match in _CODE.finditer(markdown):
        yield markdown[end : match.start()], False
        yield match.group(), True
        end = match.end()
    yield markdown[end:], False
