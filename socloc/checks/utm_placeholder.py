"""utm-placeholder: a tracking parameter asks for something that is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from socloc.checks.case import Case
from socloc.findings import Check, Finding
from socloc.model import Utm
from socloc.shapes import suggest

UTM_PLACEHOLDER = Check(
    "utm-placeholder",
    "error",
    """A utm parameter has a {placeholder} that socloc does not fill, so the braces would stand in the address.

    Filled are {network}, {format}, {locale}, {post} and {campaign}.
    """,
)
CHECKS: Final = (UTM_PLACEHOLDER,)

_FILLED: Final = ("network", "format", "locale", "post", "campaign")


def run(case: Case) -> Iterator[Finding]:
    """Look at the tracking of the campaign, its links and its QR codes."""
    campaign = case.campaign
    utms = [
        campaign.utm,
        *(link.utm for link in campaign.links.values()),
        *(code.utm for code in campaign.qr_codes.values()),
    ]
    utms += [utm for link in campaign.links.values() for utm in link.by_network.values()]
    for utm in utms:
        yield from _look(utm)


def _look(utm: Utm) -> Iterator[Finding]:
    for key, value in utm.values.items():
        for name in re.findall(r"\{([^{}]*)\}", value.value):
            if name not in _FILLED:
                message = f"utm_{key} has {{{name}}}, which nothing fills{suggest(name, _FILLED)}"
                hint = "Filled are " + ", ".join(f"{{{known}}}" for known in _FILLED) + "."
                yield UTM_PLACEHOLDER.at(value.place, message, hint)
