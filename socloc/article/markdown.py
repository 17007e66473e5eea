"""Markdown to HTML. The only module that imports comrak, which gets emphasis beside Chinese punctuation right."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from socloc.article.markdown_code import split, unclosed_fence
from socloc.article.safe import whole

__all__ = ["MAX_CELLS", "has_huge_table", "raw_html", "to_html", "unclosed_fence"]

MAX_CELLS: Final = 20_000  # of one table; comrak fills rows up, so that a short text can ask for gigabytes

_BARE_URL: Final = re.compile(r"(?<![(<\[\"'=A-Za-z0-9_])https?://[\x21-\x7e]+")
_TAG: Final = re.compile(
    r"</?[A-Za-z][\w-]*(?=[\s/>])[^<>]*>|<!--(?:(?!<!--|-->).)*-->"
    r"|^(?:import|export)[ \t][^\n]*[ \t]from[ \t][\"'][^\n]*",  # of MDX
    re.DOTALL | re.MULTILINE,
)
_DELIMITER_ROW: Final = re.compile(r"[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
# Dollars around something, as comrak and Pandoc read them; an address with dollars in it is none of that.
_DOLLARS: Final = re.compile(
    r"https?://[\x21-\x7e]+|(?<![\\$])\$(?![\s$])(?P<inside>(?:[^$\\\n]|\\.|\n(?![ \t]*\n))*)(?<!\s)\$(?![0-9$])"
)
_ASIAN: Final = re.compile(
    "[\u3000-\u303f\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60\uffe0-\uffe6]"
)
_MATHS: Final = re.compile(r"[\\^_=]")
_WORD_AFTER_NUMBER: Final = re.compile(r"[0-9].*[A-Za-z]{2}", re.DOTALL)
_CAPITALS: Final = re.compile(r"[A-Z_]{2,}[/,;:|(&+-]")
_DEEP_QUOTE: Final = re.compile(r"^((?: {0,3}>){50})(?: {0,3}>)+", re.MULTILINE)
_TRAILING: Final = ".,;:!?\"'*_~|`>"


def to_html(markdown: str, places: bool = False, maths: bool = False) -> str:
    """CommonMark with GitHub's tables, strikethrough, task lists, footnotes and alerts to HTML.

    HTML in the text is shown as text and never let through; addresses of links and images are as the author wrote
    them, so whoever shows them has to look at their schemes. With `places`, elements say the line they come from
    (data-sourcepos). With `maths`, what stands between dollars by Pandoc's rules
    (https://pandoc.org/MANUAL.html#extension-tex_math_dollars) becomes a <span data-math-style>, unless it is about
    money. Half a surrogate pair becomes U+FFFD.
    """
    import comrak

    extensions = comrak.ExtensionOptions()
    extensions.table = extensions.strikethrough = extensions.tasklist = True
    extensions.footnotes = extensions.alerts = extensions.cjk_friendly_emphasis = True
    extensions.math_dollars = maths
    rendering = comrak.RenderOptions()
    rendering.escape = rendering.unsafe_ = True  # escape wins for HTML; unsafe_ keeps addresses for us to judge
    rendering.sourcepos = places
    written = _kept_prices(_flattened(markdown)) if maths else _flattened(markdown)
    text = whole(_link_bare_urls(written))
    return comrak.render_markdown(text + "\n", extension_options=extensions, render_options=rendering)


def has_huge_table(markdown: str) -> bool:
    """Whether a table has so many columns and rows that it must not be made."""
    columns = rows = 0
    for line in markdown.splitlines():
        if not line.strip():
            columns = 0
        elif columns:
            rows += 1
        elif "|" in line and "-" in line and _DELIMITER_ROW.fullmatch(line):
            columns, rows = line.count("|") + 1, 1
        if columns * rows > MAX_CELLS:
            return True
    return False


def raw_html(markdown: str, formulas: Iterable[str] = ()) -> tuple[str, ...]:
    """The HTML tags and components in a text outside of code and its formulas, each once; they are shown as text."""
    if not _TAG.search(markdown):
        return ()
    outside = "".join(part for part, is_code in split(markdown) if not is_code)
    found = Counter(_TAG.findall(outside))  # in the order of the text
    return tuple(found - Counter(_TAG.findall("\n".join(formulas))))


def _flattened(markdown: str) -> str:
    """Quotes in one another without end cut to a depth of 50: comrak takes time by the square of the depth."""
    if not _DEEP_QUOTE.search(markdown):
        return markdown
    return "".join(part if is_code else _DEEP_QUOTE.sub(r"\1", part) for part, is_code in split(markdown))


def _kept_prices(markdown: str) -> str:
    """Dollars of money with a backslash, where what follows would be taken for a formula up to the next dollar."""
    if "$" not in markdown:
        return markdown
    return "".join(part if is_code else _without_prices(part) for part, is_code in split(markdown))


def _without_prices(text: str) -> str:
    out: list[str] = []
    start = 0
    found = _DOLLARS.search(text)
    while found:
        end = found.end()
        if found["inside"] is not None and _is_money(found["inside"]):
            out += [text[start : found.start()], "\\$"]
            start = end = found.start() + 1  # the other dollar may begin a formula
        found = _DOLLARS.search(text, end)
    return "".join([*out, text[start:]])


def _is_money(inside: str) -> bool:
    """Whether dollars are those of prices (`$5，满20$`, `$20 and 30$`) or begin names (`$AAPL/$TSLA`)."""
    if _MATHS.search(inside):
        return False
    return bool(_ASIAN.search(inside) or _WORD_AFTER_NUMBER.match(inside) or _CAPITALS.fullmatch(inside))


def _link_bare_urls(markdown: str) -> str:
    """Make links of bare addresses, each ending before full-width punctuation and Chinese text.

    comrak's own autolink takes everything up to the next space for the address (`见https://a.com。然后`).
    """
    if not _BARE_URL.search(markdown):
        return markdown
    return "".join(part if is_code else _BARE_URL.sub(_linked, part) for part, is_code in split(markdown))


def _linked(match: re.Match[str]) -> str:
    url = match.group()
    shown = url.rstrip(_TRAILING)
    while shown.endswith(")") and shown.count(")") > shown.count("("):
        shown = shown[:-1].rstrip(_TRAILING)
    return f"<{shown}>{url[len(shown) :]}"
