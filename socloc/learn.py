"""What the translation memory learns from a campaign: its texts in every locale that somebody wrote or confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from socloc.localize.memory import Entry
from socloc.matrix.columns import own_id
from socloc.model import Campaign
from socloc.units import Item

_CONFIRMED: Final = ("written", "reviewed")
_OFFERED: Final = ("draft", "machine")


def learned(campaign: Campaign, found: Iterable[Item], now: str) -> Iterator[Entry]:
    """An entry for every text that has words in another locale than the source; `now` is a time in UTC.

    What nobody has confirmed is learned as such, so that it is offered and never fills anything. What is stale, what
    OpenCC can make again, and what only stands in for missing words is not learned.
    """
    for item in found:
        text = item.text
        if item.locale == campaign.source or item.source is None or text.state not in (*_CONFIRMED, *_OFFERED):
            continue
        yield Entry(
            campaign.source,
            item.locale,
            item.source.value,
            text.value,
            text.maker,
            text.state in _CONFIRMED,
            own_id(campaign),
            item.path,
            now,
        )
