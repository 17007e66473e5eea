"""The body of an article: Markdown to elements that an editor keeps, with class names for the theme."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from socloc.article.formulas import Formulas
from socloc.article.maker import MAX_DEPTH, Maker
from socloc.article.markdown import raw_html, to_html
from socloc.article.parts import Body, Picture, Problem

__all__ = ["MAX_DEPTH", "Body", "Picture", "Problem", "article_body"]

_TOKEN: Final = re.compile(
    r"(?P<text>[^<]+)|"
    r'<pre data-sourcepos="[^"]*"><code(?: class="language-(?P<language>[^"]*)")?[^>]*>(?P<code>[^<]*)</code></pre>'
    r'|<sup[^>]* class="footnote-ref"><a href="#fn-(?P<note>[^"]*)"[^>]*>[0-9]+</a></sup>'
    r'|(?P<back><a href="#fnref-[^>]*>↩(?:<sup[^>]*>[0-9]+</sup>)?</a>)'
    r'|<span data-math-style="(?P<kind>[a-z]+)" data-sourcepos="(?P<at>[0-9]+)[^"]*">(?P<formula>[^<]*)</span>'
    r"|<(?P<end>/?)(?P<tag>[a-z][a-z0-9]*)(?P<attributes>[^>]*)>"
)
_EMPTY: Final = re.compile(r"<p>\s*</p>\n?")  # what formulas on lines of their own leave of their paragraph


def article_body(
    markdown: str,
    words: Mapping[str, str],
    picture: Callable[[str], Picture | None],
    references: bool = True,
    link_hosts: Sequence[str] = (),
) -> Body:
    """Markdown to the HTML of an article's body, which `style.finish` makes an article of.

    A link becomes its words with a number, and the numbers a list of addresses at the end, since a foreign link is
    removed by the editor and would be lost; without `references` the words stay and the address goes. Links to
    `link_hosts` stay links. `picture` tells what stands for an image's name, or None. `words` are the locale's.
    """
    maker = Maker(words, picture, references, link_hosts)
    formulas = Formulas()
    for token in _TOKEN.finditer(to_html(markdown, places=True, maths=True)):
        kind = token.lastgroup
        if kind == "text":
            maker.text(token[0])
        elif kind == "attributes":
            if token["end"]:
                maker.end(token["tag"])
            else:
                maker.start(token["tag"], token["attributes"])
        elif kind == "formula":
            formulas.take(maker, token)
        else:
            maker.take(token)
    html = "".join(maker.out).strip()
    if formulas.has_blocks:
        html = _EMPTY.sub("", html)
    listed = maker.references.listed(words)
    tags = (
        Problem("html", tag, markdown.count("\n", 0, markdown.find(tag)) + 1)
        for tag in raw_html(markdown, formulas.sources)
    )
    return Body(f"{html}\n{listed}" if listed else html, (*maker.problems, *tags), tuple(maker.images))
