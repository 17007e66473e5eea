"""qr-elsewhere: a QR code opens a page that no link of the campaign leads to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from socloc.checks.case import Case
from socloc.findings import Check, Finding
from socloc.model import Campaign, QrCode

QR_ELSEWHERE = Check(
    "qr-elsewhere",
    "warning",
    """The text of a QR code is an address on a site that no link of the campaign leads to.

    Nobody sees what a code says, so that a slip in a typed address, or one of somebody else's, is found by readers
    first. It is not tracked either, and stays when the link changes. An address on a site of the campaign's links,
    or one below or above it, is taken.

    Give the page a name under `links:`, and write `link: <name>` instead of `text:`.
    """,
)
CHECKS: Final = (QR_ELSEWHERE,)
_ADDRESS: Final = r"\s*https?://(?:[^/?#@\s]*@)?([^/?#:\s]+)"


def run(case: Case) -> Iterator[Finding]:
    """Look at the codes that posts show, each once, and at those with a text of their own only."""
    codes = {drawn.code.name: drawn.code for variant in case.variants for drawn in variant.qr_codes}
    typed = [(code, host) for code in codes.values() if (host := _host(code.text.value) if code.text else "")]
    sites = _sites(case.campaign) if typed else frozenset()
    for code, host in typed:
        if not any(_is_on(host, site) for site in sites):
            yield _finding(code, host)


def _sites(campaign: Campaign) -> frozenset[str]:
    """The hosts of all links, without a `www.`."""
    urls = (one.value for link in campaign.links.values() for some in link.urls.by_locale.values() for one in some)
    return frozenset(map(_host, urls))


def _host(address: str) -> str:
    found = re.match(_ADDRESS, address, re.IGNORECASE)
    return found.group(1).lower().rstrip(".").removeprefix("www.") if found else ""


def _is_on(host: str, site: str) -> bool:
    return host == site or host.endswith(f".{site}") or site.endswith(f".{host}")


def _finding(code: QrCode, host: str) -> Finding:
    place = code.text.place if code.text else code.place
    message = f"the QR code `{code.name}` opens {host[:80]}, where no link of the campaign leads"
    return QR_ELSEWHERE.at(place, message, "Make it a link under `links:`, and write `link:` instead of `text:`.")
