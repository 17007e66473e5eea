"""What a campaign says of a variant without publishing it: whether it is an advertisement, and made by a machine."""

from __future__ import annotations

from typing import NamedTuple

from socloc.localize import cascade
from socloc.model import Campaign
from socloc.planned import PlannedVariant


class Declared(NamedTuple):
    """None where nobody says."""

    paid: bool | None
    ai_generated: bool | None


def declared(campaign: Campaign, plan: PlannedVariant) -> Declared:
    """What the strongest levels of the campaign say about a variant."""
    levels = cascade.speaking(campaign, plan)
    return Declared(cascade.paid_of(levels), cascade.ai_generated_of(levels))


def is_said(campaign: Campaign) -> bool:
    """Whether any part of a campaign calls a post an advertisement, or made by a machine."""
    return any(level.paid or level.ai_generated for levels in campaign.levels.values() for level in levels)
