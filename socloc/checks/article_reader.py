"""Reads finished HTML the way an outsider would, and says what an article editor is known to remove from it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html.parser import HTMLParser
from typing import Final

_ELEMENTS: Final = frozenset(
    "section p span strong em b i u s del br img h1 h2 h3 h4 h5 h6 ul ol li blockquote table thead tbody tr th td hr "
    "pre code sup sub figure figcaption".split()
)
_ATTRIBUTES: Final = frozenset(("style", "src", "alt", "start", "colspan", "rowspan"))
_LOST_PROPERTIES: Final = r"(?:^|;)\s*(position|float|animation|transition|z-index|--[\w-]+)\b"
_LOST_VALUES: Final = r"(@\w+|var\(|calc\(|expression\(|url\(|javascript:)"
_LOST_STYLE: Final = re.compile(f"{_LOST_PROPERTIES}|{_LOST_VALUES}", re.IGNORECASE)
_OTHER_SCHEME: Final = re.compile(r"(?!https?:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_OWN_LINK: Final = "https://mp.weixin.qq.com/"


def read(html: str) -> Sequence[str]:
    """What an editor would remove, in words, in the order of the text; nothing where all of it stays."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.problems


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.problems: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = [(name, value or "") for name, value in attrs]  # a list: with those that stand twice
        targets = [value for name, value in values if name == "href"]
        if tag == "a" and targets and all(target.startswith(_OWN_LINK) for target in targets):
            values = [(name, value) for name, value in values if name != "href"]
        elif tag not in _ELEMENTS:
            self.problems.append(f"the element <{tag}>")
        for name, value in values:
            self.attribute(name, value)

    def attribute(self, name: str, value: str) -> None:
        if name not in _ATTRIBUTES:
            self.problems.append(f"the attribute {name}")
        elif name == "src" and _OTHER_SCHEME.match(re.sub(r"[\s\x00-\x1f]", "", value)):
            self.problems.append(f"the address {value[:40]}")
        elif name == "style" and (found := _LOST_STYLE.search(re.sub(r"/\*.*?\*/|\\", "", value))):
            self.problems.append(f"the style {(found.group(1) or found.group(2)).strip()}")

    def handle_comment(self, data: str) -> None:
        self.problems.append(f"a comment ({data.strip()[:20]})")

    def handle_decl(self, decl: str) -> None:
        self.problems.append(f"a declaration ({decl[:20]})")

    def unknown_decl(self, data: str) -> None:
        self.handle_decl(f"[{data}")

    def handle_pi(self, data: str) -> None:
        self.problems.append(f"a processing instruction ({data[:20]})")
