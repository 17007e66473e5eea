"""What a check rests on: the laws, guides and lists of the data that it reads, with article, date and address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from socloc.assets import locales_dir
from socloc.places import Node, read

# The files of a locale whose entries have a source, and which check asks about a part of them; `check` says it itself.
_FILES: Final[Mapping[str, Mapping[str, str]]] = {
    "copy.yaml": {"groups": ""},
    "marks.yaml": {
        "advertisement": "ad-unmarked",
        "machine_made": "ai-undeclared",
        "quiet_hours": "ad-at-night",
    },
    "approvals.yaml": {"maps": "map-unapproved", "numbers": "approval-number"},
    "blocked.yaml": {"blocked": "link-blocked"},
}


def sources(check: str) -> tuple[str, ...]:
    """A few lines for each source, such as `Advertising Law 广告法, art. 12 (zh-CN, in force since …): …`."""
    return _by_check().get(check, ())


@lru_cache(maxsize=1)
def _by_check() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for folder in sorted(locales_dir().iterdir()):
        for name, parts in _FILES.items():
            if (path := folder / name).is_file():
                for check, line in _of(path, folder.name, parts):
                    found.setdefault(check, {})[line] = None
    return {check: tuple(lines) for check, lines in found.items()}


def _of(path: Path, locale: str, parts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    node, _ = read(path, locale)
    for part, check in parts.items():
        listed = node.mapping.get(part) if node else None
        for item in listed.items if listed else ():
            entries = item.mapping
            asked = entries["check"].text if "check" in entries else check
            yield asked, _line(entries, locale)


def _line(entries: Mapping[str, Node], locale: str) -> str:
    def text(key: str) -> str:
        return entries[key].text if key in entries else ""

    article = f", {text('article')}" if text("article") else ""
    law = f"{text('law')}{article}" if text("law") else text("message")
    since = f", {text('date')}" if text("date") else ""
    node = entries["source"]
    named = "; ".join(item.text for item in node.items) or node.text
    return f"{law} ({locale}{since}; {text('standing')}, checked {text('checked')}): {named}"
