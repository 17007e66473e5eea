"""Translations beside their source: the same field of every locale in one row, and the source's own words.

Where a format is not published in the source locale, the words that the campaign has for it stand there as written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final, TypeAlias

from socloc.bundle.shown_field import locale_of, makers_of
from socloc.localize import localize
from socloc.model import AUTHOR, Campaign, Text
from socloc.variant import Variant

Shown: TypeAlias = tuple[Variant, dict[str, Any]]  # a variant, and what the page says of it
_ALTERNATIVE: Final = re.compile(r"\[([0-9]{1,6})\]\Z")  # at the end of a path such as posts.launch.text.en[1]


def by_format(campaign: Campaign, shown: Sequence[Shown]) -> list[dict[str, Any]]:
    """The variants of one post in groups of a format, the source first, with the source's words where it is missing.

    Every field gets its `row`, from 1; it is the same for the same field in all locales of a group.
    """
    groups = []
    for form, found in groupby(shown, key=lambda one: one[1]["format"]):
        listed = sorted(found, key=lambda one: one[0].plan.locale.tag != campaign.source)  # as they were otherwise
        written = _written(campaign, listed)
        fields = [field for _, one in listed for field in one["fields"] if field["text"]] + written
        rows = {order: row for row, order in enumerate(sorted({field["order"] for field in fields}), 1)}
        for field in fields:
            field["row"] = rows[field.pop("order")]
        for field in (field for _, one in listed for field in one["fields"]):
            del field["texts"]  # of which the page shows the fields
        groups.append({"format": form, "rows": len(rows), "variants": [one for _, one in listed], "written": written})
    return groups


def _written(campaign: Campaign, listed: Sequence[Shown]) -> list[dict[str, Any]]:
    """What the source says in the fields of a format that is not published in it; nothing where it is published."""
    first = listed[0][0].plan
    source = campaign.locales.get(campaign.source)
    if source is None or first.locale.tag == source.tag:
        return []
    words = localize(campaign, [first._replace(locale=source)])[0][0].words
    shown = {variant.plan.locale.tag for variant, _ in listed}
    fields: dict[str, dict[str, Any]] = {}
    left = {key: text for variant, _ in listed for key, text in variant.texts.items()}
    for field in (field for _, one in listed for field in one["fields"] if field["text"]):
        # The posts of a thread are made of the same texts, which stand beside the first.
        found = {key: _nearest(words.get(key, ()), left.pop(key), shown) for key in field["texts"] if key in left}
        if found:
            one = fields.setdefault(field["id"], {"id": field["id"], "order": field["order"], "passages": []})
            one["passages"] += [_passage(campaign, key, text) for key, text in found.items()]
            one["makers"] = makers_of(text for text in found.values() if text)
    return list(fields.values())


def _nearest(words: Sequence[Text], text: Text, shown: set[str]) -> Text | None:
    """The source's words for a text; else those it was made of, unless the page shows their locale; else None."""
    if words:
        return words[min(_alternative(text.unit or text.path), len(words) - 1)]
    if text.maker == AUTHOR or text.origin in shown:
        return None
    return text._replace(value=text.written.value, locale=text.origin, maker=AUTHOR)


def _passage(campaign: Campaign, key: str, text: Text | None) -> dict[str, Any]:
    locale = campaign.locales.get(text.locale) if text else None
    return {"key": key, "text": text.value.strip() if text and locale else "", "locale": locale and locale_of(locale)}


def _alternative(path: str) -> int:
    """Which of the alternatives a unit or a path is about, from 0."""
    found = _ALTERNATIVE.search(path)
    return int(found[1]) if found else 0
