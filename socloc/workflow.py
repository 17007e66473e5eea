"""The pipeline for one campaign: read, plan, localize, render, check, and bundle. Read this first."""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from socloc import campaign, market_rules, media, plan, remembered
from socloc.article.addresses import NONE, Addresses
from socloc.checks import check
from socloc.checks.case import Case, Translated
from socloc.declared import is_said
from socloc.findings import Accepted, Check, Finding, in_order
from socloc.house.files import files as house_files
from socloc.localize import localize
from socloc.localize.chinese import MEMORY
from socloc.matrix import Row
from socloc.model import Campaign, Term
from socloc.policy import judge
from socloc.render import render
from socloc.schedules import moments
from socloc.variant import Variant


class Choices(NamedTuple):
    """What the user chose: some networks, some locales, whether the source may stand in, and a folder for caches.

    With `reviewed` every text must have been written or confirmed by a person; without `now` nothing is over;
    `images` are the addresses that pictures of articles have been uploaded to; None where they are not uploaded yet.
    `row` is the line of a table that the campaign is filled with, `row_id` the id of one in the table that it names.
    """

    networks: tuple[str, ...] = ()
    locales: tuple[str, ...] = ()
    fallback: bool = False
    cache: Path | None = None
    images: Addresses | None = None
    reviewed: bool = False
    now: datetime | None = None
    row: Row | None = None
    row_id: str = ""


ALL: Final = Choices()


class Outcome(NamedTuple):
    """What came of a campaign: `campaign` is None where the file could not be used at all.

    `accepted` are the findings that do not count, because somebody allowed them or the baseline knows them; `own`
    are the checks of the house.
    """

    file: str
    campaign: Campaign | None
    variants: tuple[Variant, ...]
    media: Mapping[str, media.MediaFile]
    findings: tuple[Finding, ...]
    accepted: tuple[Accepted, ...] = ()
    own: tuple[Check, ...] = ()


def examine(path: Path, choices: Choices = ALL) -> Outcome:
    """Read, localize, render and check one campaign; `socloc check` and `socloc render` both do exactly this.

    Raises SoclocError where the file cannot be read, or a chosen network or locale is not in it.
    """
    shown = str(path)
    sys.audit("socloc.campaign", os.path.abspath(path.parent))  # a verdict that is kept rests on what is in it
    loaded, findings = campaign.load(path, shown, choices.cache, choices.row or choices.row_id or None)
    if loaded is None:
        return Outcome(shown, None, (), {}, in_order(findings))
    folder = path.parent
    loaded, unreadable = _with_words_beside(loaded, path)
    MEMORY.recall(choices.cache)
    remembered.keep_tables_in(choices.cache)
    posts, unwritten = localize(loaded, plan.plan(loaded, choices.networks, choices.locales), choices.fallback)
    variants, unrendered = render(loaded, posts, folder, choices.cache, choices.images or NONE)
    MEMORY.keep(choices.cache)
    found_media, unfound = media.find(loaded, folder)
    case, misread = _case(loaded, variants, found_media, folder, choices)
    by_house, own = _house(path, case)
    unfinished = _unfinished(loaded, variants, choices.reviewed)
    stages = (findings, unreadable, unwritten, unrendered, unfound, misread, check(case), by_house, unfinished)
    said = in_order(finding for stage in stages for finding in stage)
    is_whole = not (choices.networks or choices.locales or choices.row)
    judged = judge(said, path, is_whole, own, loaded.brand.files)
    return Outcome(shown, loaded, tuple(variants), found_media, *judged, own)


def _with_words_beside(loaded: Campaign, path: Path) -> tuple[Campaign, list[Finding]]:
    """The campaign with the glossaries and the translations that stand beside it; most have no folder for them."""
    terms, findings = _terms(loaded, path.parent)
    loaded = loaded._replace(terms=terms)
    if os.path.isdir(path.parent / "locales"):
        from socloc import store

        catalogs, broken = store.load(path, loaded.locales)
        loaded = loaded._replace(translations=store.translations(catalogs))
        findings += broken
    return loaded, findings


def _case(
    loaded: Campaign,
    variants: Sequence[Variant],
    found_media: Mapping[str, media.MediaFile],
    folder: Path,
    choices: Choices,
) -> tuple[Case, list[Finding]]:
    """What the checks see; the law of advertising of the locales that are looked at among it."""
    tags = [variant.plan.locale.tag for variant in variants]
    markets, misread = market_rules.load(tags, folder, is_said(loaded), choices.cache)
    are_uploaded = choices.images is not None
    pairs = _translated(loaded, variants)
    if choices.now:  # a verdict that is kept is another one then
        sys.audit("socloc.moments", *(moment.timestamp() for moment in moments(loaded)))
    return Case(loaded, plan.plan(loaded), variants, found_media, are_uploaded, pairs, markets, choices.now), misread


def _terms(loaded: Campaign, folder: Path) -> tuple[tuple[Term, ...], list[Finding]]:
    """What the glossaries beside a campaign say; most campaigns have none."""
    if not (loaded.brand.terms or loaded.brand.glossaries or os.path.isdir(folder / "locales")):
        return (), []
    from socloc.localize import glossary

    return glossary.load(loaded, folder)


def _translated(loaded: Campaign, variants: Sequence[Variant]) -> Sequence[Translated]:
    """Every translation with its source; a campaign in one language needs none of this."""
    if not any(tag != loaded.source for tag in loaded.locales):
        return ()
    from socloc.translated import translated

    return translated(loaded, variants)


def _house(path: Path, case: Case) -> tuple[list[Finding], tuple[Check, ...]]:
    """What the rules of the house say, and their pages; most campaigns have none."""
    found = house_files(path)
    if not found:
        return [], ()
    from socloc.house import look, reader

    house = reader.load(found, path.parent)
    return [*house.findings, *look.run(case, house.rules)], house.checks


def _unfinished(loaded: Campaign, variants: Sequence[Variant], required: bool) -> Iterator[Finding]:
    """What translators still have to look at; most campaigns have no store, and need none of this."""
    if required or loaded.translations:
        from socloc.status import unfinished
        from socloc.units import items

        yield from unfinished(items(loaded, variants), required)


def files_of(outcome: Outcome) -> dict[str, bytes]:
    """The files of an outcome's bundle, by name; empty where there is no campaign."""
    if outcome.campaign is None:
        return {}
    from socloc.bundle import bundle  # a check needs none of it

    return bundle(outcome.campaign, outcome.variants, outcome.media, outcome.findings)
