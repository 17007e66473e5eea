"""The HTML of an article that an editor without stylesheets and foreign links keeps: inline styles, plain elements."""

import re
from collections.abc import Callable, Mapping
from html import escape, unescape
from typing import Final, NamedTuple

from socloc.assets import templates_dir
from socloc.render.markdown import raw_html, to_html

ELEMENTS: Final = frozenset(
    "section p span strong em del br img h1 h2 h3 h4 h5 h6 ul ol li blockquote table thead tbody tr th td hr pre code "
    "sup".split()
)
ATTRIBUTES: Final[Mapping[str, frozenset[str]]] = {
    "*": frozenset({"style"}),
    "img": frozenset({"src", "alt"}),
    "ol": frozenset({"start"}),
    "td": frozenset({"colspan", "rowspan"}),
    "th": frozenset({"colspan", "rowspan"}),
}
_ANCHOR: Final = re.compile(r'<a href="([^"]*)"(?: title="[^"]*")?>(.*?)</a>', re.DOTALL)
_IMAGE: Final = re.compile(r'<img src="([^"]*)" alt="([^"]*)"(?: title="[^"]*")? />')
_ALIGN: Final = re.compile(r'<(t[hd]) align="(left|right|center)">')


class Article(NamedTuple):
    """The body of an article, and what of it readers will not get: image names, relative links, HTML."""

    html: str
    lost_images: tuple[str, ...]
    relative_links: tuple[str, ...]
    raw_html: tuple[str, ...]


class Picture(NamedTuple):
    """An image of the campaign: its file, and its words where the body gives none."""

    file: str
    alt: str


def article_body(markdown: str, references_title: str, picture: Callable[[str], Picture | None]) -> Article:
    """Markdown to the HTML of an article's body.

    A link becomes its text with a number, and the numbers a list of addresses under `references_title`, since a foreign
    link is removed by the editor and would be lost. `picture` tells what stands for an image's name, or None.
    """
    urls: list[str] = []
    lost: list[str] = []
    html = _ANCHOR.sub(lambda match: _reference(match, urls), to_html(markdown))
    html = _IMAGE.sub(lambda match: _image(match, picture, lost), html)
    html = _ALIGN.sub(r'<\1 style="text-align:\2">', html)
    if urls:
        lines = "<br>".join(f"[{number}] {escape(url)}" for number, url in enumerate(urls, 1))
        html += f'<h4>{escape(references_title)}</h4><p style="word-break: break-all">{lines}</p>'
    relative = tuple(url for url in urls if not re.match(r"[a-z][a-z0-9+.-]*:", url, re.IGNORECASE))
    return Article(html, tuple(lost), relative, raw_html(markdown))


def finish(html: str) -> str:
    """Make the whole article safe and style it: elements and attributes by list, then the stylesheet put inline."""
    import css_inline
    import nh3

    clean = nh3.clean(
        html,
        tags=set(ELEMENTS),
        attributes={element: set(names) for element, names in ATTRIBUTES.items()},
        link_rel=None,
        url_schemes={"https", "http"},
        generic_attribute_prefixes=set(),
    )
    css = (templates_dir() / "_shared" / "article.css").read_text("utf-8")
    return css_inline.inline_fragment(clean, css, load_remote_stylesheets=False).strip()


def _reference(match: re.Match[str], urls: list[str]) -> str:
    url, shown = unescape(match.group(1)), match.group(2)
    if not url or url.startswith("#"):
        return shown
    if url not in urls:
        urls.append(url)
    return f"{shown}<sup>[{urls.index(url) + 1}]</sup>"


def _image(match: re.Match[str], picture: Callable[[str], Picture | None], lost: list[str]) -> str:
    name = unescape(match.group(1))
    shown = picture(name)
    if shown is None:
        lost.append(name)
        return match.group(2)
    return f'<img src="{escape(shown.file)}" alt="{match.group(2) or escape(shown.alt)}">'
