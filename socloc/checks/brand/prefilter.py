"""Whether a text can have what the dearer searches look for; most have not, and these are all that they pay for."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from socloc.checks.case import Case

FOREIGN: Final = "\u0370-\u03ff\u0400-\u052f\u1f00-\u1fff"  # Greek and Cyrillic
LATIN: Final = "A-Za-z\u00c0-\u024f"
_FOREIGN: Final = re.compile(f"[{FOREIGN}]")
_TEN_DIGITS: Final = re.compile(r"[0-9０-９](?:[ ().-]{0,2}[0-9０-９]){9}")


def may_mix(text: str) -> bool:
    """Whether a Latin letter stands beside a Greek or Cyrillic one; or whether an address may be disguised."""
    if text.isascii():
        return "://xn--" in text or ".xn--" in text
    return bool(_FOREIGN.search(text) and (_beside().search(text) or "://" in text)) or "xn--" in text


@lru_cache(maxsize=1)
def _beside() -> re.Pattern[str]:
    return re.compile(f"[{LATIN}](?:(?=[{FOREIGN}])|(?<=[{FOREIGN}].))")


def has_foreign_host(case: Case) -> bool:
    """Whether an address behind a link or a QR code is not plain ASCII, or stands for one that is not."""
    links = (link.url for variant in case.variants for link in variant.links)
    codes = (code.payload for variant in case.variants for code in variant.qr_codes)
    return any(not address.isascii() or "xn--" in address for address in (*links, *codes))


def may_be_personal(text: str) -> bool:
    """Whether it has an @ or ten digits close together."""
    return "@" in text or bool(_TEN_DIGITS.search(text))
