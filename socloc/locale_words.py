"""Words of a Chinese locale, `locales/<tag>/words.yaml`: what OpenCC gets wrong, and what readers there do not say."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from socloc import remembered
from socloc.findings import Finding
from socloc.places import Node, read
from socloc.shapes import Key, List, Map, Record, Text
from socloc.stated import DATE

FILE: Final = "words.yaml"
_TAG: Final = Text("a BCP 47 locale such as zh-TW", r"^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?$")
_TEXT: Final = Text()
_WORD: Final = Text("a word of one line", r"^[^\s\x00-\x1f]+(?: [^\s\x00-\x1f]+)*$")
_KNOWN_FROM: Final = {
    "source": Key(_TEXT, "Where the words come from."),
    "checked": Key(DATE, "When."),
    "words": Key(Map(_WORD, _WORD, minimum=1), "The words, each with the one that takes its place.", required=True),
}
_CONVERTED: Final = Record(
    "the words",
    {"from": Key(List(_TAG, minimum=1), "The locales of the words on the left.", required=True), **_KNOWN_FROM},
)
_AVOIDED: Final = Record("the words", _KNOWN_FROM)
WORDS: Final = Record(
    "the locale's words",
    {
        "convert": Key(List(_CONVERTED), "What becomes of words that OpenCC does not know or gets wrong."),
        "avoid": Key(List(_AVOIDED), "Words of elsewhere, each with what readers say here."),
    },
)


class LocaleWords(NamedTuple):
    """Exceptions for the converter by the locale they come from, and words of elsewhere with those of here."""

    convert: Mapping[str, Mapping[str, str]] = {}
    avoid: Mapping[str, str] = {}


NONE: Final = LocaleWords()


def load(
    tag: str, built_in: Path, beside: Path | None = None, cache: Path | None = None
) -> tuple[LocaleWords, list[Finding]]:
    """The words of a locale: those in `built_in`, and over them those in `locales/` of the folder `beside`.

    `cache` is a folder where built-in ones may be kept.
    """
    shipped, findings = _built_in(built_in / tag / FILE, cache)
    path = beside / "locales" / tag / FILE if beside else None
    if path is None or not os.path.isfile(path):
        return shipped, findings
    own, more = _read(path)
    return _over(shipped, own), [*findings, *more]


def _over(shipped: LocaleWords, own: LocaleWords) -> LocaleWords:
    sources = (*shipped.convert, *own.convert)
    convert = {tag: {**shipped.convert.get(tag, {}), **own.convert.get(tag, {})} for tag in sources}
    return LocaleWords(convert, {**shipped.avoid, **own.avoid})


@lru_cache(maxsize=64)
def _built_in(path: Path, cache: Path | None) -> tuple[LocaleWords, list[Finding]]:
    if not os.path.isfile(path):
        return NONE, []
    return remembered.built_in(path, (Path(__file__),), cache, lambda: _read(path))


def _read(path: Path) -> tuple[LocaleWords, list[Finding]]:
    node, findings = read(path, f"locales/{path.parent.name}/{path.name}")
    kept = WORDS.read(node, findings) if node else None
    if kept is None or findings:
        return NONE, findings
    convert: dict[str, dict[str, str]] = {}
    for group in _groups(kept, "convert"):
        for tag in group.mapping["from"].items:
            convert.setdefault(tag.text, {}).update(_pairs(group))
    avoid = {word: better for group in _groups(kept, "avoid") for word, better in _pairs(group).items()}
    return LocaleWords(convert, avoid), []


def _groups(node: Node, key: str) -> Iterable[Node]:
    return node.mapping[key].items if key in node.mapping else ()


def _pairs(group: Node) -> dict[str, str]:
    return {word: child.text for word, child in group.mapping["words"].mapping.items()}
