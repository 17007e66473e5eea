"""One field of a variant on the page: its text with the fold, its counts, and who made the texts it is made of."""

from __future__ import annotations

import posixpath
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from socloc.checks.case import Count, counts
from socloc.counting import way
from socloc.locales import Locale
from socloc.model import FALLBACK, Text
from socloc.networks import FormatField
from socloc.render.scene import variant_folder
from socloc.variant import Field, Variant

_ORDER: Final = {"": 1, "link": 2, "hashtags": 2, "signature": 2, "comment": 3}  # the others come first
_PAGE_STYLE: Final = "body { margin: 16px; font-family: system-ui, sans-serif; overflow-wrap: anywhere }"
_MAKERS: Final = ("author", "reviewed", "translator", "memory", "machine", "opencc")


def fields_of(variant: Variant) -> list[dict[str, Any]]:
    """The fields as readers meet them: title, byline and digest, the main text, then link, tags and first comment.

    `order` says where a field stands in its format, so that the same field of two locales can stand side by side;
    `texts` are those it is made of, by their keys in the campaign.
    """
    known = {field.id: (index, field) for index, field in enumerate(variant.plan.format.fields)}
    listed = []
    for field in variant.fields:
        index, about = known[field.id]
        order = (_ORDER.get(about.takes, 0), index, max(field.part, 1))  # one text stands beside a thread's first
        texts = {key: text for key, text in variant.texts.items() if any(text is one for one in field.texts)}
        listed.append({**_field(field, about, variant), "order": order, "texts": texts})
    return sorted(listed, key=lambda one: one["order"])


def locale_of(locale: Locale) -> dict[str, str]:
    """What the page says of a locale."""
    return {"tag": locale.tag, "native_name": locale.native_name, "direction": locale.direction}


def makers_of(texts: Iterable[Text]) -> list[Mapping[str, str]]:
    """Who made some texts, each maker once: its kind, and the words to say it in."""
    made = {text.made: "reviewed" if text.state == "reviewed" else kind_of(text.maker) for text in texts}
    return [{"kind": kind, "made": words} for words, kind in made.items()]


def kind_of(maker: str) -> str:
    """The kind of a maker: `opencc` of `opencc s2twp`, `machine` of `machine:deepl`; `other` where nobody knows it."""
    if maker == FALLBACK:
        return "fallback"
    name = maker.partition(" ")[0].partition(":")[0]
    return name if name in _MAKERS else "other"


def _field(field: Field, known: FormatField, variant: Variant) -> dict[str, Any]:
    first, *others = counts(field, known)
    is_page = variant.plan.format.markup == "html" and not known.takes
    fold = _fold(field.counted, known)
    return {
        "id": f"{field.id} {field.part}" if field.part else field.id,
        "is_main": not known.takes,
        "text": field.counted,  # readers see no markup
        "exact": field.text,
        "before_fold": field.counted[:fold].rstrip("\n"),
        "after_fold": field.counted[fold:].lstrip("\n"),
        "page": _page(field.seen, variant) if is_page else "",
        "dark": _dark_page(field.seen, variant) if is_page else "",
        "counts": [_count(count) for count in (first, *(other for other in others if other.over))],
        "makers": makers_of(field.texts),
    }


def _fold(text: str, known: FormatField) -> int:
    """Where readers see “more”: the most code points that the first fold leaves in sight."""
    ends = [_end(text, fold.value, way(fold.way).length) for fold in known.folds if fold.value is not None]
    return min(ends, default=len(text))


def _end(text: str, most: int, length: Callable[[str], int]) -> int:
    """How many code points of a text are at most so long."""
    return bisect_right(range(len(text) + 1), most, key=lambda end: length(text[:end])) - 1


def _page(html: str, variant: Variant) -> str:
    """An article for a frame of its own, without scripts; its pictures are looked for from the preview's folder."""
    folder = variant_folder(variant.plan)
    to_root = posixpath.relpath(".", folder)
    tag = variant.plan.locale.tag
    return f'<!doctype html><html lang="{tag}"><style>{_PAGE_STYLE}</style>' + html.replace(f'src="{to_root}/', 'src="')


def _dark_page(html: str, variant: Variant) -> str:
    from socloc.article.dark_page import darkened  # only for articles

    return _page(darkened(html), variant)


def _count(count: Count) -> Mapping[str, Any]:
    limit = count.limit.value
    return {
        "length": f"{count.length:,}",
        "limit": f"{limit:,}" if limit is not None else "",
        "unit": count.unit,
        "standing": count.limit.basis.standing,
        "over": bool(count.over),
        "share": min(100, round(100 * count.length / limit)) if limit else 0,
    }
