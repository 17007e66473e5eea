"""The manual pages of what the variants of one post may contradict each other in."""

from __future__ import annotations

from typing import Final

from socloc.findings import Check

PRICE_DIFFERS = Check(
    "price-differs",
    "warning",
    """A post asks another price, or promises another discount, on one network than elsewhere in the same language.

    Readers who see both feel cheated, and the lower price may have to be honoured. A text of a network, and a shorter
    alternative, are compared with the post's general text: amounts in one currency, and percentages (8折 is 20 % off).
    A text may leave prices out, and one that names more of them than the other is not asked. Prices in other languages
    are the markets' own; numbers-differ compares them with the source where a translator wrote them.

    Write the same price, or `# socloc: allow price-differs -- <reason>` where it is meant.
    """,
)
DATE_DIFFERS = Check(
    "date-differs",
    "warning",
    """A post names another day on one network than elsewhere in the same language.

    Readers come on the wrong day. A text of a network, and a shorter alternative, are compared with the post's general
    text, where both name as many days and all but one are the same. Days are compared as every language writes them,
    without their year where only one text has it.

    Write the same day, or `# socloc: allow date-differs -- <reason>` where it is meant.
    """,
)
NAME_ELSEWHERE = Check(
    "name-elsewhere",
    "warning",
    """A text calls the brand by the name that it has in another locale.

    Readers look for a name that is not on the shop or the parcel. `brand.name` says what it is called in every locale.
    A text with both names is fine, and so is a name among `brand.terms`, which is the same everywhere. A name in
    another script is not told, because many a Chinese text has the Latin one.

    Write the name of the locale, or add the other one to `brand.terms`.
    """,
)
LINK_MISSING = Check(
    "link-missing",
    "warning",
    """The text for one network has no link, while the post's general text has one, and the network shows links.

    Readers there find no way to the shop. A link, a button or a QR code of the post counts as well.

    Write the link into the text, give the post a `link:` there, or write `link: ""` where none is meant.
    """,
)
CHECKS: Final = (PRICE_DIFFERS, DATE_DIFFERS, NAME_ELSEWHERE, LINK_MISSING)
