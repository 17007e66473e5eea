"""The body of an article: comrak's HTML to elements that an editor keeps, with class names for the theme."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape, unescape
from typing import Final, NamedTuple, TypeAlias

from socloc.article.code import code_block
from socloc.article.markdown import raw_html, to_html
from socloc.article.references import References

MAX_DEPTH: Final = 12  # of quotes, lists and alerts in one another; what is deeper stands at that depth
OWN_LINKS: Final = ("https://mp.weixin.qq.com/", "http://mp.weixin.qq.com/")
_TOKEN: Final = re.compile(
    r'<pre data-sourcepos="[^"]*"><code(?: class="language-(?P<language>[^"]*)")?[^>]*>(?P<code>[^<]*)</code></pre>'
    r'|<sup[^>]* class="footnote-ref"><a href="#fn-(?P<note>[^"]*)"[^>]*>[0-9]+</a></sup>'
    r'|(?P<back><a href="#fnref-[^>]*>↩(?:<sup[^>]*>[0-9]+</sup>)?</a>)'
    r"|<(?P<end>/?)(?P<tag>[a-z][a-z0-9]*)(?P<attributes>[^>]*)>"
    r"|(?P<text>[^<]+)"
)
_ATTRIBUTE: Final = re.compile(r'([a-z-]+)="([^"]*)"')
_ASIAN: Final = "\u2e80-\u303f\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60"
_ASIAN_LINE_END: Final = re.compile(f"(?<=[{_ASIAN}])\n(?=[{_ASIAN}])")
_SCHEME: Final = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_SCHEMES: Final = ("http", "https", "mailto", "tel")
_WORDS: Final = frozenset(("em", "strong", "del"))
_HOLD_WORDS: Final = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "th", "td"))
_BULLETS: Final = "•◦▪"  # by depth
_WIDE: Final = 4  # columns; with more of them a table scrolls instead of squeezing its words
Closing: TypeAlias = str | Callable[[], None]


class Picture(NamedTuple):
    """An image of an article: its address, and its words where the body gives none."""

    file: str
    alt: str


class Problem(NamedTuple):
    """What of a body readers will not get: image, link, scheme, html or depth; the part, and its line from 1."""

    kind: str
    part: str
    line: int


class Body(NamedTuple):
    """The body of an article, not yet styled, and what of it readers will not get."""

    html: str
    problems: tuple[Problem, ...]
    images: tuple[tuple[str, int], ...]  # names as written, with their lines


def article_body(
    markdown: str, words: Mapping[str, str], picture: Callable[[str], Picture | None], references: bool = True
) -> Body:
    """Markdown to the HTML of an article's body, which `style.finish` makes an article of.

    A link becomes its words with a number, and the numbers a list of addresses at the end, since a foreign link is
    removed by the editor and would be lost; without `references` the words stay and the address goes. `picture` tells
    what stands for an image's name, or None. `words` are the locale's.
    """
    maker = _Maker(words, picture, references)
    for token in _TOKEN.finditer(to_html(markdown, places=True)):
        maker.take(token)
    html = "".join(maker.out).strip()
    listed = maker.references.listed(words)
    tags = (Problem("html", tag, markdown.count("\n", 0, markdown.find(tag)) + 1) for tag in raw_html(markdown))
    return Body(f"{html}\n{listed}" if listed else html, (*maker.problems, *tags), tuple(maker.images))


class _Maker:
    """Takes comrak's HTML token by token; a list of what its open elements close with is its only memory."""

    def __init__(
        self, words: Mapping[str, str], picture: Callable[[str], Picture | None], with_references: bool
    ) -> None:
        self.words, self.picture, self.with_references = words, picture, with_references
        self.out: list[str] = []
        self.open: list[tuple[str, Closing]] = []
        self.problems: list[Problem] = []
        self.images: list[tuple[str, int]] = []
        self.references = References()
        self.lists: list[int | None] = []  # the next number, or None for a bullet
        self.depth = self.holding = self.marker = self.columns = 0
        self.first = self.in_notes = False
        self.alert = ""
        self.line = 1

    def take(self, token: re.Match[str]) -> None:
        text, tag = token["text"], token["tag"]
        if text is not None:
            self._text(text)
        elif tag is not None:
            if token["end"]:
                self._end(tag)
            else:
                self._start(tag, dict(_ATTRIBUTE.findall(token["attributes"])), token["attributes"])
        elif token["code"] is not None:
            self.first = False
            language = unescape(token["language"] or "").split(" ")[0].split(",")[0]
            self.out.append(code_block(unescape(token["code"]), language))
        elif token["note"] is not None:
            self.out.append(self.references.note(unescape(token["note"])))

    def _text(self, text: str) -> None:
        if self.holding or (self.lists and text.strip()):
            if text.strip():
                self.first = False
            if self.alert:
                word = self.words.get(f"alert_{self.alert}", "")
                text, self.alert = (word if word and text.lower() == self.alert else text), ""
            self.out.append(_ASIAN_LINE_END.sub("", text) if "\n" in text else text)
        elif text.strip():  # HTML that stands alone, shown as text
            self.out.append(f"<p>{text.strip().replace(chr(10), '<br>')}</p>")
        else:
            self.out.append("\n" if not self.open or self.lists else "")

    def _start(self, tag: str, attributes: dict[str, str], written: str) -> None:
        if "data-sourcepos" in attributes:
            self.line = int(attributes["data-sourcepos"].split(":")[0])
        handler = _STARTS.get(tag)
        closing: Closing = ""
        if handler:
            closing = handler(self, attributes)
        elif tag in _WORDS and len(self.open) > 4 * MAX_DEPTH:
            pass  # emphasis in emphasis without end
        else:
            self.out.append(f"<{tag}>")
            closing = f"</{tag}>"
        self.holding += tag in _HOLD_WORDS
        if not written.endswith("/"):
            self.open.append((tag, closing))

    def _end(self, tag: str) -> None:
        _, closing = self.open.pop()
        self.holding -= tag in _HOLD_WORDS
        if isinstance(closing, str):
            self.out.append(closing)
        else:
            closing()

    def _deeper(self, opening: str) -> Closing:
        """An element that may stand in its own kind."""
        self.depth += 1
        self.first = False
        shown = self.depth <= MAX_DEPTH
        if shown:
            self.out.append(opening)
        elif self.depth == MAX_DEPTH + 1:
            self.problems.append(Problem("depth", "", self.line))
        closing = f"</{opening[1:].split(maxsplit=1)[0].rstrip('>')}>" if shown else ""

        def close() -> None:
            self.depth -= 1
            self.out.append(closing)

        return close

    def _paragraph(self, attributes: dict[str, str]) -> Closing:
        if "class" in attributes:  # only the title of an alert has one
            self.out.append('<p class="alert-title">')
            return "</p>"
        if self.first:  # the first words of an item stand beside its marker
            self.first = False
            return ""
        self.out.append("<p>")
        opening = len(self.out) - 1

        def close() -> None:
            inside = self.out[opening + 1 :]
            if inside and all(part.startswith("<img ") or not part.strip() for part in inside):
                self.out[opening] = '<section class="figure">'
                self.out.append("</section>")
            else:
                self.out[opening + 1 :] = [_without_caption(part) for part in inside]
                self.out.append("</p>")

        return close

    def _list(self, attributes: dict[str, str], number: int | None = None) -> Closing:
        if self.in_notes and not self.lists:
            self.lists.append(None)
            return lambda: self.lists.clear()
        close = self._deeper('<section class="list">')
        self.lists.append(number)

        def end() -> None:
            self.lists.pop()
            assert callable(close)
            close()

        return end

    def _numbered(self, attributes: dict[str, str]) -> Closing:
        return self._list(attributes, int(attributes.get("start", "1")))

    def _item(self, attributes: dict[str, str]) -> Closing:
        name = attributes.get("id", "")
        if name.startswith("fn-"):
            return self._note(unescape(name[3:]))
        number = self.lists[-1]
        sign = _BULLETS[min(len(self.lists), len(_BULLETS)) - 1]
        if number is not None:
            sign, self.lists[-1] = f"{number}.", number + 1
        is_shown = self.depth <= MAX_DEPTH
        self.out += ['<section class="item">' if is_shown else "<br>", _marker(sign)]
        self.marker, self.first = len(self.out) - 1, True
        return "</section>" if is_shown else ""

    def _note(self, name: str) -> Closing:
        start = len(self.out)
        self.first = True

        def close() -> None:
            html = "".join(self.out[start:]).strip()
            del self.out[start:]
            self.references.notes[name] = html

        return close

    def _task(self, attributes: dict[str, str]) -> Closing:
        self.out[self.marker] = _marker("☑" if "checked" in attributes else "☐")
        return ""

    def _notes(self, attributes: dict[str, str]) -> Closing:
        del attributes
        self.in_notes = True
        return ""

    def _alert(self, attributes: dict[str, str]) -> Closing:
        kind = attributes.get("class", "").rpartition("-")[2]
        self.alert = kind
        return self._deeper(f'<section class="alert alert-{kind}">')

    def _quote(self, attributes: dict[str, str]) -> Closing:
        del attributes
        return self._deeper("<blockquote>")

    def _link(self, attributes: dict[str, str]) -> Closing:
        url = unescape(attributes.get("href", ""))
        scheme = _SCHEME.match(url)
        if not url or url.startswith("#"):
            return ""
        if scheme and scheme[1].lower() not in _SCHEMES:
            self.problems.append(Problem("scheme", url, self.line))
            return ""
        if url.startswith(OWN_LINKS):
            self.out.append(f'<a href="https{escape(url[url.index(":") :])}">')
            return "</a>"
        if not scheme and not url.startswith("//"):
            self.problems.append(Problem("link", url, self.line))
        if not self.with_references:
            return ""
        start = len(self.out)

        def close() -> None:
            html = "".join(self.out[start:])
            if not (self.in_notes and html == escape(url, quote=False)):
                self.out.append(self.references.link(url, html))

        return close

    def _image(self, attributes: dict[str, str]) -> Closing:
        self.first = False
        name, alt, title = (attributes.get(key, "") for key in ("src", "alt", "title"))
        name = unescape(name)
        shown = self.picture(name)
        if shown is None:
            self.problems.append(Problem("image", name, self.line))
            self.out.append(alt)
            return ""
        self.images.append((name, self.line))
        image = f'<img src="{escape(shown.file)}" alt="{alt or escape(shown.alt)}">'
        self.out.append(image + (f'<section class="caption">{title}</section>' if title else ""))
        return ""

    def _table(self, attributes: dict[str, str]) -> Closing:
        del attributes
        self.columns = 0
        self.out += ['<section class="scroll">', "<table>"]
        start = len(self.out) - 1

        def close() -> None:
            if self.columns > _WIDE:
                self.out[start] = f'<table style="min-width:{self.columns * 6}em">'
            self.out.append("</table></section>")

        return close

    def _cell(self, attributes: dict[str, str], tag: str) -> Closing:
        align = attributes.get("align", "left")
        self.out.append(f"<{tag}>" if align == "left" else f'<{tag} style="text-align:{align}">')
        return f"</{tag}>"

    def _head_cell(self, attributes: dict[str, str]) -> Closing:
        self.columns += 1
        return self._cell(attributes, "th")

    def _data_cell(self, attributes: dict[str, str]) -> Closing:
        return self._cell(attributes, "td")

    def _void(self, attributes: dict[str, str], html: str) -> Closing:
        del attributes
        self.first = False
        self.out.append(html)
        return ""


def _marker(sign: str) -> str:
    return f'<span class="marker">{sign}</span> '


def _without_caption(part: str) -> str:
    return part.partition('<section class="caption">')[0] if part.startswith("<img ") else part


_STARTS: Final[Mapping[str, Callable[[_Maker, dict[str, str]], Closing]]] = {
    "p": _Maker._paragraph,
    "ul": _Maker._list,
    "ol": _Maker._numbered,
    "li": _Maker._item,
    "input": _Maker._task,
    "section": _Maker._notes,
    "div": _Maker._alert,
    "blockquote": _Maker._quote,
    "a": _Maker._link,
    "img": _Maker._image,
    "table": _Maker._table,
    "th": _Maker._head_cell,
    "td": _Maker._data_cell,
    "br": lambda maker, attributes: maker._void(attributes, "<br>"),
    "hr": lambda maker, attributes: maker._void(attributes, "<hr>"),
}
