"""What readers of a variant see, each string with the place where its author wrote it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from socloc.model import Words, Written
from socloc.patterns import later
from socloc.variant import Variant

_TAG: Final = later("<[^<>]*>")


class Seen(NamedTuple):
    """A string in the locale of its variant, and the words that the author wrote for it."""

    value: str
    written: Written


def seen(variant: Variant) -> Iterator[Seen]:
    """The texts of a variant's fields, its hashtags, and what stands beside images and QR codes and on buttons."""
    yield from (Seen(text.value, text.written) for field in variant.fields for text in field.texts)
    yield from (Seen(text.value, text.written) for text in variant.hashtags)
    labels: list[tuple[str, Words | None]] = [(shown.alt, shown.media.alt) for shown in variant.media]
    labels += [(code.label, code.code.label) for code in variant.qr_codes]
    for value, words in labels:
        if value and words:
            yield Seen(value, _written(value, words))
    for button in variant.buttons:
        yield Seen(button.label, Written(button.label, button.place, ""))


def plain(variant: Variant, takes: Iterable[str] = ()) -> Iterator[str]:
    """The rendered fields without tags of HTML; only those that take a title, a text and so on where that is said."""
    kinds = {field.id: field.takes for field in variant.plan.format.fields}
    wanted = set(takes)
    for field in variant.fields:
        if not wanted or kinds.get(field.id) in wanted:
            yield _TAG.sub("\n", field.text) if variant.plan.format.markup == "html" else field.text


def main(variant: Variant) -> str:
    """The main field without tags of HTML; the first post of a thread."""
    html = variant.plan.format.markup == "html"
    main_id = variant.plan.format.main.id
    text = next((field.text for field in variant.fields if field.id == main_id), "")
    return _TAG.sub("\n", text) if html else text


def _written(value: str, words: Words) -> Written:
    """The author's words that have this value; where they were converted, those that come first."""
    every = [written for found in words.by_locale.values() for written in found]
    return next((written for written in every if written.value == value), every[0])
