"""Every check there is, by id: those of the stages and those of socloc.checks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from socloc import campaign, campaign_names, checks, images, localize, networks, places, shapes
from socloc.findings import Check
from socloc.render import environment, fields, links, tags

_STAGES: Final = (
    places.CHECKS,
    shapes.CHECKS,
    campaign.CHECKS,
    campaign_names.CHECKS,
    networks.CHECKS,
    localize.CHECKS,
    images.CHECKS,
    environment.CHECKS,
    links.CHECKS,
    tags.CHECKS,
    fields.CHECKS,
)
CHECKS: Final[Mapping[str, Check]] = {
    check.id: check for group in (*_STAGES, *(module.CHECKS for module in checks.REGISTRY)) for check in group
}
