"""Makes the elements that an editor keeps, with class names for the theme, of the tokens of comrak's HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape, unescape
from typing import Final, TypeAlias

from socloc.article.code import code_block
from socloc.article.parts import Picture, Problem
from socloc.article.references import References

MAX_DEPTH: Final = 12  # of quotes, lists and alerts in one another; what is deeper stands at that depth
_LINE: Final = re.compile('data-sourcepos="([0-9]+)')
_ATTRIBUTE: Final = re.compile(r'([a-z-]+)="([^"]*)"')
_ASIAN: Final = "\u2e80-\u303f\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60"
_ASIAN_LINE_END: Final = re.compile(f"(?<=[{_ASIAN}])\n(?=[{_ASIAN}])")
_SCHEME: Final = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_SCHEMES: Final = ("http", "https", "mailto", "tel")
_WORDS: Final = frozenset(("em", "strong", "del"))
_BARE: Final = frozenset(("input", "p", "section"))  # those that comrak makes up have no place
_HOLD_WORDS: Final = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "th", "td"))
_BULLETS: Final = "•◦▪"  # by depth
_WIDE: Final = 4  # columns; with more of them a table scrolls instead of squeezing its words
Closing: TypeAlias = str | Callable[[], None]


class Maker:
    """Takes comrak's HTML token by token; a list of what its open elements close with is its only memory."""

    def __init__(
        self,
        words: Mapping[str, str],
        picture: Callable[[str], Picture | None],
        with_references: bool,
        link_hosts: Sequence[str] = (),
    ) -> None:
        self.words, self.picture, self.with_references = words, picture, with_references
        self.kept_links = tuple(f"{scheme}://{host}/" for host in link_hosts for scheme in ("https", "http"))
        self.out: list[str] = []
        self.open: list[tuple[str, Closing]] = []
        self.problems: list[Problem] = []
        self.images: list[tuple[str, int]] = []
        self.references = References()
        self.lists: list[int | None] = []  # the next number, or None for a bullet
        self.depth = self.holding = self.marker = self.columns = 0
        self.first = self.in_notes = False
        self.title = ""
        self.newest = ""

    def take(self, token: re.Match[str]) -> None:
        """A block of code, or the mark of a footnote."""
        if token.lastgroup == "code":
            self.first = False
            language = unescape(token["language"] or "").split(" ")[0].split(",")[0]
            self.out.append(code_block(unescape(token["code"]), language))
        elif token.lastgroup == "note":
            self.out.append(self.references.note(unescape(token["note"])))

    def text(self, text: str) -> None:
        if self.holding or (self.lists and text.strip()):
            if text.strip():
                self.first = False
            if self.title:
                word = self.words.get(f"alert_{self.title}", "")
                text, self.title = (word if word and text.lower() == self.title else text), ""
            self.out.append(_ASIAN_LINE_END.sub("", text) if "\n" in text else text)
        elif text.strip():  # HTML that stands alone, shown as text
            self.out.append(f"<p>{text.strip().replace(chr(10), '<br>')}</p>")
        else:
            self.out.append("\n" if not self.open or self.lists else "")

    @property
    def line(self) -> int:
        """The line of the body where the newest element begins, from 1."""
        found = _LINE.search(self.newest)
        return int(found[1]) if found else 1

    def start(self, tag: str, written: str) -> None:
        self.newest = written
        # Most have nothing but their place, which is asked for where something is wrong.
        attributes = dict(_ATTRIBUTE.findall(written)) if written.count('="') > 1 or tag in _BARE else {}
        handler = _STARTS.get(tag)
        closing: Closing = ""
        if handler:
            closing = handler(self, attributes)
        elif tag not in _WORDS or len(self.open) <= 4 * MAX_DEPTH:  # emphasis in emphasis without end is left out
            self.out.append(f"<{tag}>")
            closing = f"</{tag}>"
        self.holding += tag in _HOLD_WORDS
        if not written.endswith("/"):
            self.open.append((tag, closing))

    def end(self, tag: str) -> None:
        _, closing = self.open.pop()
        self.holding -= tag in _HOLD_WORDS
        if isinstance(closing, str):
            self.out.append(closing)
        else:
            closing()

    def deeper(self, opening: str) -> Callable[[], None]:
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

    def paragraph(self, attributes: dict[str, str]) -> Closing:
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

    def bullets(self, attributes: dict[str, str]) -> Closing:
        del attributes
        return self.list(None)

    def list(self, number: int | None) -> Closing:
        if self.in_notes and not self.lists:
            self.lists.append(None)
            return self.lists.clear
        close = self.deeper('<section class="list">')
        self.lists.append(number)

        def end() -> None:
            self.lists.pop()
            close()

        return end

    def numbered(self, attributes: dict[str, str]) -> Closing:
        return self.list(int(attributes.get("start", "1")))

    def item(self, attributes: dict[str, str]) -> Closing:
        name = attributes.get("id", "")
        if name.startswith("fn-"):
            return self.note(unescape(name[3:]))
        number = self.lists[-1]
        sign = _BULLETS[min(len(self.lists), len(_BULLETS)) - 1]
        if number is not None:
            sign, self.lists[-1] = f"{number}.", number + 1
        is_shown = self.depth <= MAX_DEPTH
        self.out += ['<section class="item">' if is_shown else "<br>", _marker(sign)]
        self.marker, self.first = len(self.out) - 1, True
        return "</section>" if is_shown else ""

    def note(self, name: str) -> Closing:
        start = len(self.out)
        self.first = True

        def close() -> None:
            html = "".join(self.out[start:]).strip()
            del self.out[start:]
            self.references.notes[name] = html

        return close

    def task(self, attributes: dict[str, str]) -> Closing:
        self.out[self.marker] = _marker("☑" if "checked" in attributes else "☐").rstrip()  # a space follows
        return ""

    def notes(self, attributes: dict[str, str]) -> Closing:
        del attributes
        self.in_notes = True
        return ""

    def alert(self, attributes: dict[str, str]) -> Closing:
        kind = attributes.get("class", "").rpartition("-")[2]
        self.title = kind
        return self.deeper(f'<section class="alert alert-{kind}">')

    def quote(self, attributes: dict[str, str]) -> Closing:
        del attributes
        return self.deeper("<blockquote>")

    def link(self, attributes: dict[str, str]) -> Closing:
        url = unescape(attributes.get("href", ""))
        scheme = _SCHEME.match(url)
        if not url or url.startswith("#"):
            return ""
        if scheme and scheme[1].lower() not in _SCHEMES:
            self.problems.append(Problem("scheme", url, self.line))
            return ""
        if url.startswith(self.kept_links):
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

    def image(self, attributes: dict[str, str]) -> Closing:
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

    def table(self, attributes: dict[str, str]) -> Closing:
        del attributes
        self.columns = 0
        self.out += ['<section class="scroll">', "<table>"]
        start = len(self.out) - 1

        def close() -> None:
            if self.columns > _WIDE:
                self.out[start] = f'<table style="min-width:{self.columns * 6}em">'
            self.out.append("</table></section>")

        return close

    def cell(self, attributes: dict[str, str], tag: str) -> Closing:
        align = attributes.get("align", "left")
        self.out.append(f"<{tag}>" if align == "left" else f'<{tag} style="text-align:{align}">')
        return f"</{tag}>"

    def head_cell(self, attributes: dict[str, str]) -> Closing:
        self.columns += 1
        return self.cell(attributes, "th")

    def data_cell(self, attributes: dict[str, str]) -> Closing:
        return self.cell(attributes, "td")

    def void(self, attributes: dict[str, str], html: str) -> Closing:
        del attributes
        self.first = False
        self.out.append(html)
        return ""


def _marker(sign: str) -> str:
    return f'<span class="marker">{sign}</span> '


def _without_caption(part: str) -> str:
    return part.partition('<section class="caption">')[0] if part.startswith("<img ") else part


_STARTS: Final[Mapping[str, Callable[[Maker, dict[str, str]], Closing]]] = {
    "p": Maker.paragraph,
    "ul": Maker.bullets,
    "ol": Maker.numbered,
    "li": Maker.item,
    "input": Maker.task,
    "section": Maker.notes,
    "div": Maker.alert,
    "blockquote": Maker.quote,
    "a": Maker.link,
    "img": Maker.image,
    "table": Maker.table,
    "th": Maker.head_cell,
    "td": Maker.data_cell,
    "br": lambda maker, attributes: maker.void(attributes, "<br>"),
    "hr": lambda maker, attributes: maker.void(attributes, "<hr>"),
}
