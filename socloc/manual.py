"""Every check there is, by id: those of the stages and those of socloc.checks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from socloc import (
    approvals,
    budget,
    campaign,
    campaign_names,
    checks,
    localize,
    media,
    places,
    shapes,
    status,
    store,
    translate,
)
from socloc.article import addresses
from socloc.article import checks as article_checks
from socloc.findings import Check
from socloc.networks import reader
from socloc.render import buttons, environment, links, post_text, tags

_STAGES: Final = (
    places.CHECKS,
    shapes.CHECKS,
    campaign.CHECKS,
    campaign_names.CHECKS,
    reader.CHECKS,
    localize.CHECKS,
    store.CHECKS,
    status.CHECKS,
    translate.CHECKS,
    media.CHECKS,
    environment.CHECKS,
    links.CHECKS,
    tags.CHECKS,
    buttons.CHECKS,
    post_text.CHECKS,
    budget.CHECKS,
    approvals.CHECKS,
    article_checks.CHECKS,
    addresses.CHECKS,
)
CHECKS: Final[Mapping[str, Check]] = {
    check.id: check for group in (*_STAGES, *(module.CHECKS for module in checks.REGISTRY)) for check in group
}
