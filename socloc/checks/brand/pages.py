"""The manual pages of what a brand must not publish by mistake."""

from __future__ import annotations

from typing import Final

from socloc.findings import Check

BRAND_BANNED: Final = Check(
    "brand-banned",
    "error",
    """A text, a link or a QR code has a word or a domain that the brand has banned.

    A word that the brand is never to say, or a domain it has nothing to do with any more, harms the brand itself. Words
    under `brand.banned.words` are found whole where their script has spaces between words, anywhere in Chinese and
    Japanese; in any case, in full-width and invisible disguise, in Simplified for Traditional. Domains under
    `brand.banned.domains` count with all below them, also in their xn-- form, in texts, links and QR codes.

    Write it otherwise, or take the word off the list.
    """,
)
BRAND_COMPETITOR: Final = Check(
    "brand-competitor",
    "warning",
    """A text names a competitor of the brand.

    Comparisons with competitors are limited by law in many markets, and by courtesy in all. The names are those under
    `brand.competitors`, found like banned words. Write it without the name, or allow it with the reason:
    # socloc: allow brand-competitor -- reason
    """,
)
RIVAL_NETWORK: Final = Check(
    "rival-network",
    "warning",
    """A post names or links to another network, which the network it is for blocks, forbids or shows to fewer readers.

    Such posts are taken down or hidden, and their links do not open. The words and hosts, with their source, are facts
    of the network (`socloc networks ID`); what nobody documents is only a note. Write a text without it for the
    network, under `networks:`.
    """,
)
LINK_BLOCKED: Final = Check(
    "link-blocked",
    "warning",
    """An address mostly does not open where the readers of the locale are.

    Readers in mainland China who tap it see an error, and think that it is the brand's. The hosts are data with their
    source and date, `locales/zh-CN/blocked.yaml`; nobody publishes an official list, so look at the date. A group of
    the same id in `locales/zh-CN/blocked.yaml` beside the campaign takes the place of ours. Shortened addresses,
    which lead on to somewhere unknown, are a note. It is asked of no other locale.

    Write another address for the locale: `links: {shop: {url: {zh-CN: …, "*": …}}}`.
    """,
)
MIXED_SCRIPT: Final = Check(
    "mixed-script",
    "warning",
    """A word has letters of another alphabet that look like its own, such as a Cyrillic а in a Latin word.

    Readers see no difference, but search, hashtags, mentions and screen readers do; and such words are how swindlers
    imitate brands. What looks like what follows Unicode's confusables.txt 17.0.0 (UTS #39). Usual mixtures say nothing:
    iPhone手机, T恤, β-carotene, μm, PDFки. A name such as Яndex is a note, unless it stands in `brand.name` or
    `brand.terms`.

    Write the word again on one keyboard.
    """,
)
HOST_LOOKALIKE: Final = Check(
    "host-lookalike",
    "error",
    """The host of an address mixes alphabets, or has letters of another one that look Latin.

    It leads elsewhere than it says: `аррlе.com` is not Apple's. Looked at are addresses in texts, links and QR codes,
    also in their xn-- form. What looks like what follows Unicode's confusables.txt 17.0.0 (UTS #39). Hosts wholly in
    Chinese, Cyrillic or another script are fine. Write the address again.
    """,
)
PERSONAL_DATA: Final = Check(
    "personal-data",
    "warning",
    """A text has what belongs to one person: a mobile number, an e-mail address, an identity, card or account number.

    Once published it cannot be taken back, and the person it belongs to is who suffers; the laws on personal data of
    the European Union (GDPR), mainland China (PIPL), Russia and Korea ask for a reason. Told are mobile numbers (by
    libphonenumber, of the locale's region or with a country's code), mailboxes with a person's name or at a free
    service, resident identity numbers (GB 11643), payment cards (ISO/IEC 7812) and IBAN (ISO 13616) with right check
    digits. Service numbers, landlines and mailboxes such as info@ say nothing.

    Take it out. The brand's own belong under `brand.contacts`.
    """,
)
MAP_UNAPPROVED: Final = Check(
    "map-unapproved",
    "error",
    """A picture for mainland China is a map, or may be one, and the number of its approval is not there.

    The brand that shows a map without approval is fined; agencies were, for maps without Taiwan or islands. The Map
    Management Regulation (地图管理条例, art. 15, 34, 37) wants maps reviewed and their number (审图号) shown. An image
    is a map with `map: true`; where only its name or alternative text says so, it is a warning. The rule is data,
    `locales/zh-CN/approvals.yaml`, and holds for no other locale. A number of the right form may still be none.

    Use an approved map, and write its number into the post, or as `map_approval: GS(2023)2763号` beside the image's
    file; say `map: false` of what is none.
    """,
)
APPROVAL_NUMBER: Final = Check(
    "approval-number",
    "note",
    """The number of an approval does not have the form that such numbers have in the market.

    A slip in it makes the text wrong, and readers who look the number up find nothing. The forms, with law, date and
    standing, are data, `locales/zh-CN/approvals.yaml`. Whether a number of the right form is the right one, only the
    document says: look at it, and write the number as it stands there.
    """,
)
CHECKS: Final = (
    BRAND_BANNED,
    BRAND_COMPETITOR,
    RIVAL_NETWORK,
    LINK_BLOCKED,
    MIXED_SCRIPT,
    HOST_LOOKALIKE,
    PERSONAL_DATA,
    MAP_UNAPPROVED,
    APPROVAL_NUMBER,
)
