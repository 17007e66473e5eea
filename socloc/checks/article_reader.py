"""Reads finished HTML the way an outsider would, and says what an article editor is known to remove from it.

The rules are those of public formatters, validators and measurements of WeChat's editor and draft API, which publish
no list. What sources agree on is an error, what one of them doubts is a warning. It shares no code with what makes
articles, on purpose; which hosts are a network's own is a fact, and facts are for both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html.parser import HTMLParser
from typing import Final, NamedTuple

from socloc.findings import Severity

_ELEMENTS: Final = frozenset(
    "section p span strong em b i u s del br img h1 h2 h3 h4 h5 h6 ul ol li blockquote table thead tbody tr th td hr "
    "pre code sup sub figure figcaption".split()
)
_ACTIVE: Final = frozenset(
    "script noscript iframe object embed applet form input button textarea select option video audio canvas template "
    "dialog frame frameset portal".split()
)
_HEAD: Final = frozenset("style link meta base title html head body".split())
_ATTRIBUTES: Final = frozenset(("style", "src", "alt", "start", "colspan", "rowspan"))
# Pictures of paths are kept; of what points to an id, or needs a stylesheet, nothing is.
_SVG: Final = {
    "svg": frozenset("viewbox role aria-label fill style".split()),
    "path": frozenset("d fill stroke stroke-width".split()),
    "text": frozenset("x y font-size fill".split()),
}
_STYLES: Final = (  # a style is looked at for all of them, in this order; what is found is in the first group
    ("css-position", "error", r"(?:^|;)\s*(position|float|z-index|inset)\b"),
    ("css-var", "error", r"(?:^|;)\s*(--[\w-]+)|(var\()"),
    ("css-anim", "error", r"(?:^|;)\s*(animation|transition)\b"),
    ("css-at", "error", r"(@\w+)"),
    ("css-old", "error", r"(expression\(|behavior\s*:|-moz-binding|javascript:)"),
    ("css-bgurl", "error", r"(url\()"),
    ("css-calc", "error", r"(calc\()"),
    ("css-undefined", "error", r":\s*(undefined)\b|(:\s*(?:;|$))"),
    ("css-transform", "warning", r"(?:^|;)\s*(transform|filter|backdrop-filter|clip-path)\s*:"),
    ("css-grid-flex", "warning", r"(?:^|;)\s*(display\s*:\s*(?:inline-)?(?:grid|flex))\b"),
)
_STYLE_RULES: Final = tuple((rule, level, re.compile(pattern, re.IGNORECASE)) for rule, level, pattern in _STYLES)
_OTHER_SCHEME: Final = re.compile(r"(?!https?:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_HIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]")
_OPENING: Final = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068"
_CLOSING: Final = "\u202c\u2069"


class Broken(NamedTuple):
    """A rule that an article breaks, how bad that is, what breaks it, in words, and the address if it is a picture."""

    rule: str
    level: Severity
    what: str
    picture: str = ""


def broken(html: str, links: Sequence[str] = (), images: Sequence[str] | None = None) -> Sequence[Broken]:
    """Every rule that a piece of HTML breaks, in the order of the text.

    Links to the hosts `links` stay. `images` asks for what is only true when it is sent: that all pictures are on these
    hosts; None where it is not sent yet.
    """
    reader = _Reader(links, images)
    reader.feed(html)
    reader.close()
    return reader.problems


class _Reader(HTMLParser):
    def __init__(self, links: Sequence[str], images: Sequence[str] | None) -> None:
        super().__init__(convert_charrefs=True)
        self.problems: list[Broken] = []
        self.links = tuple(f"https://{host}/" for host in links)
        self.is_ready = images is not None
        self.images = tuple(f"{scheme}://{host}/" for host in images or () for scheme in ("https", "http"))
        self.items = self.code = self.drawing = 0

    def say(self, rule: str, level: Severity, what: str, picture: str = "") -> None:
        self.problems.append(Broken(rule, level, what, picture))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = [(name, value or "") for name, value in attrs]  # a list: with those that stand twice
        targets = [value for name, value in values if name == "href"]
        if tag == "a" and targets and all(target.startswith(self.links) for target in targets):
            values = [(name, value) for name, value in values if name != "href"]
        elif tag in _SVG and (self.drawing or any(name == "viewbox" for name, _ in values)):
            self.picture_of_paths(tag, values)
            return
        elif tag not in _ELEMENTS:
            self.element(tag)
        if tag in ("ul", "ol") and self.items:
            self.say("list-nested", "warning", f"a list <{tag}> in an item of another")
        self.items += tag == "li"
        self.code += tag == "pre"
        for name, value in values:
            self.attribute(tag, name, value)
        if tag == "img" and self.is_ready and not any(name == "src" and value.strip() for name, value in values):
            self.say("img-relative", "error", "a picture without an address")

    def picture_of_paths(self, tag: str, values: list[tuple[str, str]]) -> None:
        self.drawing += tag == "svg"
        if tag == "svg" and "viewBox=" not in str(self.get_starttag_text()):
            self.say("svg-case", "error", "a viewbox in small letters")
        for name, value in values:
            if name == "style":
                self.style(value)
            elif name not in _SVG[tag]:
                self.attribute(tag, name, value)
            elif "url(" in value.lower():
                self.say("attr-id", "error", f"the address {value[:40]}")

    def element(self, tag: str) -> None:
        rule = "tag-active" if tag in _ACTIVE else "tag-head" if tag in _HEAD else f"tag-{tag}"
        rule = "a-external" if tag == "a" else rule if tag in _ACTIVE | _HEAD | {"div"} else "tag-other"
        rule = "checkbox" if tag == "input" else rule
        self.say(rule, "warning" if tag == "div" else "error", f"the element <{tag}>")

    def handle_endtag(self, tag: str) -> None:
        self.items -= tag == "li" and self.items > 0
        self.drawing -= tag == "svg" and self.drawing > 0
        self.code -= tag == "pre" and self.code > 0

    def handle_data(self, data: str) -> None:
        if self.code and ("\n" in data or "  " in data):
            self.say("pre-newline", "warning", "a line end or spaces in code that are no <br> and no-break spaces")
        if _HIDDEN.search(data) and not _is_balanced(data):
            self.say("bidi", "warning", "an invisible control character")

    def attribute(self, tag: str, name: str, value: str) -> None:
        plain = re.sub(r"[\s\x00-\x1f]", "", value)
        if name == "style":
            self.style(value)
        elif name == "src" and tag == "img":
            self.picture(value, plain)
        elif name == "src" and _OTHER_SCHEME.match(plain):
            self.say("url-scheme", "error", f"the address {value[:40]}")
        elif name not in _ATTRIBUTES:
            kinds = (("on", "attr-on"), ("data-", "attr-data"), ("id", "attr-id"), ("class", "attr-class"))
            rule = next((rule for start, rule in kinds if name.startswith(start)), "attr-other")
            is_size = tag == "img" and name in ("width", "height")
            self.say("img-dim" if is_size else rule, "error", f"the attribute {name}")

    def picture(self, value: str, plain: str) -> None:
        if _OTHER_SCHEME.match(plain):
            self.say("url-scheme", "error", f"the address {value[:40]}")
        elif self.is_ready and not plain.lower().startswith(("http:", "https:")):
            self.say("img-relative", "error", f"a picture without an address of the web ({value[:80]})", value)
        elif self.is_ready and not value.startswith(self.images):
            self.say("img-external", "warning", f"a picture on a foreign server ({value[:80]})", value)

    def style(self, value: str) -> None:
        text = re.sub(r"/\*.*?\*/|\\", "", value)
        for rule, level, pattern in _STYLE_RULES:
            found = pattern.search(text)
            if found:
                what = next(group for group in found.groups() if group).strip()
                self.say(rule, "warning" if level == "warning" else "error", f"the style {what}")

    def handle_comment(self, data: str) -> None:
        self.say("comment", "error", f"a comment ({data.strip()[:20]})")

    def handle_decl(self, decl: str) -> None:
        self.say("comment", "error", f"a declaration ({decl[:20]})")

    def unknown_decl(self, data: str) -> None:
        self.handle_decl(f"[{data}")

    def handle_pi(self, data: str) -> None:
        self.say("comment", "error", f"a processing instruction ({data[:20]})")


def _is_balanced(data: str) -> bool:
    """Whether all that is hidden in a text are bidirectional controls, each closed."""
    depth = 0
    for sign in _HIDDEN.findall(data):
        if sign not in _OPENING + _CLOSING:
            return False
        depth += 1 if sign in _OPENING else -1
        if depth < 0:
            return False
    return depth == 0
