"""The numbered references at the end of an article: links and the author's own footnotes in one list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Final

_TAGS: Final = re.compile(r"<[^>]*>")


class References:
    """Hands out numbers in the order of first appearance; one address has one number."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}  # by address, footnotes by `#` and their name
        self.words: dict[str, str] = {}
        self.notes: dict[str, str] = {}

    def link(self, url: str, html: str) -> str:
        """The sign behind the words of a link; `html` are its words, which the list repeats."""
        if url not in self.numbers:
            self.words[url] = _TAGS.sub("", html).strip()
        return self._sign(url)

    def note(self, name: str) -> str:
        """The sign of a footnote."""
        return self._sign(f"#{name}")

    def _sign(self, key: str) -> str:
        number = self.numbers.setdefault(key, len(self.numbers) + 1)
        return f"<sup>[{number}]</sup>"

    def listed(self, words: Mapping[str, str]) -> str:
        """The list with its title, as HTML; nothing where there are no references."""
        if not self.numbers:
            return ""
        title = words.get("references" if self.notes else "links", "")
        entries = "".join(
            f'<section class="reference">[{number}] {self._entry(key)}</section>'
            for key, number in self.numbers.items()
        )
        head = f'<h4 class="references-title">{escape(title)}</h4>' if title else ""
        return f'{head}<section class="references">{entries}</section>'

    def _entry(self, key: str) -> str:
        if key.startswith("#"):
            return self.notes.get(key[1:], "")
        url, words = escape(key, quote=False), self.words[key]
        return url if words in ("", url) else f"{words}: {url}"
