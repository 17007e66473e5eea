"""Every check there is, by id: those of the stages and those of socloc.checks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from socloc import (
    approvals,
    budget,
    campaign_names,
    campaign_parts,
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
from socloc.brands import reader as brand_reader
from socloc.exchange import incoming
from socloc.findings import Check
from socloc.house import look
from socloc.house import reader as house_reader
from socloc.localize import glossary_row
from socloc.matrix import fill, named
from socloc.networks import reader
from socloc.policy import allowed, baseline
from socloc.render import buttons, links, post_text, tags, templates
from socloc.schedulers import checks as scheduler_checks

_STAGES: Final = (
    places.CHECKS,
    shapes.CHECKS,
    campaign_parts.CHECKS,
    campaign_names.CHECKS,
    named.CHECKS,
    fill.CHECKS,
    brand_reader.CHECKS,
    reader.CHECKS,
    localize.CHECKS,
    glossary_row.CHECKS,
    store.CHECKS,
    status.CHECKS,
    translate.CHECKS,
    incoming.CHECKS,
    allowed.CHECKS,
    baseline.CHECKS,
    house_reader.CHECKS,
    look.CHECKS,
    media.CHECKS,
    templates.CHECKS,
    links.CHECKS,
    tags.CHECKS,
    buttons.CHECKS,
    post_text.CHECKS,
    budget.CHECKS,
    approvals.CHECKS,
    article_checks.CHECKS,
    addresses.CHECKS,
    scheduler_checks.CHECKS,
)
CHECKS: Final[Mapping[str, Check]] = {
    check.id: check for group in (*_STAGES, *(module.CHECKS for module in checks.REGISTRY)) for check in group
}
# What says that a file cannot be used at all: no configuration can make it count for less.
STRUCTURAL: Final = frozenset(
    check.id for group in (places.CHECKS, shapes.CHECKS, allowed.CHECKS, baseline.CHECKS) for check in group
)
# What is only said when files for tools are written; a comment that allows it may have nothing to allow elsewhere.
OF_TOOLS: Final = frozenset(check.id for check in scheduler_checks.CHECKS)


def known(own: Iterable[Check]) -> Mapping[str, Check]:
    """These and the checks of a house, which have ids that none of these has."""
    return {**CHECKS, **{check.id: check for check in own}}
