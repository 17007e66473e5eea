"""The main text of a post by its format's layout."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from socloc.networks.layout import JOINS, Layout


class LaidOut:
    """The values of a post in a layout; `used` tells which were asked for so far, as a template's do."""

    def __init__(self, layout: Layout, values: Mapping[str, Any]) -> None:
        self.layout = layout
        self.values = values
        self.used = set[str]()

    def text(self) -> str:
        """The Markdown that the values make."""
        return self._joined(self.layout)

    def _joined(self, layout: Layout) -> str:
        items = filter(None, (item.strip() for part in layout.parts for item in self._items(part)))
        if layout.join == "first":
            return next(items, "")
        text = JOINS[layout.join].between.join(items)
        return " ".join(text.split()) if layout.join == "line" else text

    def _items(self, part: str | Layout) -> Iterable[str]:
        if isinstance(part, Layout):
            return (self._joined(part),)
        if part == "link":
            link: str = self._asked("link")
            return () if not link or (link in self.values["text"] and self._says_text()) else (link,)
        if part == "hashtag":
            return self._listed("hashtags")[:1]
        if part == "qr":
            return [code["label"] for code in self._asked("qr")]
        return self._listed(part)

    def _says_text(self) -> bool:
        """Whether the text stands in the post. Where a title or a digest stands for it, its link does not."""
        rest = LaidOut(self.layout, {**self.values, "link": ""})
        rest.text()
        return "text" in rest.used

    def _listed(self, name: str) -> list[str]:
        value = self._asked(name)
        return [value] if isinstance(value, str) else list(value)

    def _asked(self, name: str) -> Any:
        self.used.add(name)
        return self.values[name]
