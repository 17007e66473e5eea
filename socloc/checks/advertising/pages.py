"""The manual pages of what markets ask of advertisements; the words themselves are data, locales/<tag>/copy.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from socloc.findings import Check

CLAIM_ABSOLUTE: Final = Check(
    "claim-absolute",
    "error",
    """A text says that something is the best, the first or the only one, in words that the law of the market forbids.

    In mainland China art. 9(3) of the Advertising Law names 国家级, 最高级 and 最佳, “and similar wording”; the
    enforcement guide of 2023-03-20 says what is exempt. Words are found through full-width forms, Traditional
    characters, spaces and invisible characters.

    Brands were fined for such words (art. 57). Write it without the term. What an exemption covers stands under
    `claims` with its evidence and the letter of the guide: a comparison with oneself, b advice on use, c grades of
    standards, d names, e awards, f facts with time and region. It silences the term where the claim's own words stand.
    """,
)
CLAIM_FIRST: Final = Check(
    "claim-first",
    "warning",
    """A text claims to be first, new, leading or exclusive, which holds only with a time, a region and a proof.

    Art. 9(3) and 11 of mainland China's Advertising Law; the guide of 2023-03-20 accepts an order in time and space
    where its limits are said. Notices (最新通知) and days (首个工作日) say nothing.

    Declare it under `claims`, with `scope: {region: …, period: …, source: …}`, and write the limits into the post.
    """,
)
CLAIM_UNPROVED: Final = Check(
    "claim-unproved",
    "warning",
    """A declared claim stands in a post that does not say what it holds for, or the claim itself lacks its scope.

    A claim silences a check only as far as its small print goes: with exemption f it needs region, period and
    source, and whatever its `scope` names has to stand in the same post in those words. Write it there, or take the
    claim out. Mainland China's guide of 2023-03-20 asks for the limits; its Advertising Law (art. 11) for the
    source of data.
    """,
)
CLAIM_DATA: Final = Check(
    "claim-data",
    "warning",
    """A text has a figure about the goods and does not say where it comes from.

    Art. 11 of mainland China's Advertising Law wants data true and with its source. Prices, discounts and contents
    are not meant.

    Write the source and the time into the same text, or declare the figure under `claims` with its source.
    """,
)
CLAIM_PATENT: Final = Check(
    "claim-patent",
    "error",
    """A text names a patent without its number.

    Art. 12 of mainland China's Advertising Law wants the number and the kind of the patent, and forbids
    applications that are not granted.

    Write the number beside it, or leave the patent out.
    """,
)
WORDING_MEDICAL: Final = Check(
    "wording-medical",
    "error",
    """A text promises to heal, or has words of medicine for goods that are none.

    Art. 16 and 17 of mainland China's Advertising Law. No claim silences it. People who believe it go without a doctor.
    Healing in another sense (治愈系插画) says nothing.

    Write what it is and does, not what it heals; advertising for medicine itself is approved beforehand.
    """,
)
WORDING_HEALTH_FOOD: Final = Check(
    "wording-health-food",
    "warning",
    """A text promises an effect on health that only registered health food may promise.

    Art. 17 and 18 of mainland China's Advertising Law. The same words pass with 本品不能代替药物 and
    the number of the registration (国食健字 …), where it is registered.

    Leave the effect out, or write the notice and the number.
    """,
)
WORDING_FINANCIAL: Final = Check(
    "wording-financial",
    "error",
    """A text promises a return, or that there is no risk.

    Art. 25 of mainland China's Advertising Law, told from memory. People who believe it lose their
    money, and the brand its name.

    Leave the promise out, and name the risk.
    """,
)
WORDING_TOBACCO: Final = Check(
    "wording-tobacco",
    "error",
    """A text is about tobacco or e-cigarettes, for which there may be no advertising on the internet.

    Mainland China's Measures for Internet Advertising, in force since 2023-05-01. A text that asks
    not to smoke passes.

    Leave the post out there: `except: {locales: [zh-CN]}`.
    """,
)
TERRITORY_WORDING: Final = Check(
    "territory-wording",
    "warning",
    """A text for mainland China may be read as calling Hong Kong, Macau or Taiwan a country.

    Brands apologised for such lists in 2018 and 2019. The words follow a list of Xinhua's (2016-07), which binds
    Xinhua only. It is never asked of texts for Taiwan, Hong Kong, Macau or Singapore.

    Write 国家和地区, or 中国 before the name.
    """,
)
AD_UNMARKED: Final = Check(
    "ad-unmarked",
    "error",
    """A post is an advertisement and does not say so the way its market wants.

    The mark, where it stands and its law are data, `locales/<tag>/marks.yaml`: 广告 in the title or the first line,
    „Werbung“ or „Anzeige“, "#ad" before the fold, (광고) at the start of messages, «Реклама» with advertiser and
    erid. It is asked of posts with `paid: true`. Where `paid` is not said and a Chinese text sells (下单, 领券), it
    is a warning.

    Write the mark, or say `paid: false` of what is no advertisement.
    """,
)
AD_AT_NIGHT: Final = Check(
    "ad-at-night",
    "error",
    """A message with advertising is due at an hour when its market does not allow it.

    South Korea's Network Act, art. 50(3), wants a separate consent between 21:00 and 08:00. It is asked of posts
    with `paid: true` on networks that send messages. Make `schedule` another hour, or allow it with a reason where
    everybody has consented.
    """,
)
AI_UNDECLARED: Final = Check(
    "ai-undeclared",
    "error",
    """A post was made by a machine (`ai_generated: true`) and does not say so where its market wants it.

    Mainland China's Measures for Labelling AI-Generated Content, in force since 2025-09-01, want it said to readers
    and declared on the network. Where a network is known to have a switch for it, the bundle's manifest names the
    switch under `declarations` and the text need not say it. Write 内容由AI生成 into the others.
    """,
)
CHECKS: Final = (
    CLAIM_ABSOLUTE,
    CLAIM_FIRST,
    CLAIM_UNPROVED,
    CLAIM_DATA,
    CLAIM_PATENT,
    WORDING_MEDICAL,
    WORDING_HEALTH_FOOD,
    WORDING_FINANCIAL,
    WORDING_TOBACCO,
    TERRITORY_WORDING,
    AD_UNMARKED,
    AD_AT_NIGHT,
    AI_UNDECLARED,
)
BY_ID: Final[Mapping[str, Check]] = {check.id: check for check in CHECKS}
