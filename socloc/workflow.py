"""The pipeline for one campaign: read, plan, localize, render, check, and bundle. Read this first."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

from socloc import campaign, media, plan
from socloc.checks import check
from socloc.checks.case import Case
from socloc.findings import Finding, in_order
from socloc.localize import localize
from socloc.localize.chinese import MEMORY
from socloc.model import Campaign
from socloc.render import render
from socloc.variant import Variant


class Choices(NamedTuple):
    """What the user chose: some networks, some locales, whether the source may stand in, and a folder for caches."""

    networks: tuple[str, ...] = ()
    locales: tuple[str, ...] = ()
    fallback: bool = False
    cache: Path | None = None


ALL: Final = Choices()


class Outcome(NamedTuple):
    """What came of a campaign: `campaign` is None where the file could not be used at all."""

    file: str
    campaign: Campaign | None
    variants: tuple[Variant, ...]
    media: Mapping[str, media.MediaFile]
    findings: tuple[Finding, ...]


def examine(path: Path, choices: Choices = ALL) -> Outcome:
    """Read, localize, render and check one campaign; `socloc check` and `socloc render` both do exactly this.

    Raises SoclocError where the file cannot be read, or a chosen network or locale is not in it.
    """
    shown = str(path)
    loaded, findings = campaign.load(path, shown, choices.cache)
    if loaded is None:
        return Outcome(shown, None, (), {}, in_order(findings))
    folder = path.parent
    plans = plan.plan(loaded, choices.networks, choices.locales)
    MEMORY.recall(choices.cache)
    posts, unwritten = localize(loaded, plans, choices.fallback)
    variants, unrendered = render(loaded, posts, folder, choices.cache)
    MEMORY.keep(choices.cache)
    found_media, unfound = media.find(loaded, folder)
    checked = check(Case(loaded, plan.plan(loaded), variants, found_media))
    all_findings = in_order([*findings, *unwritten, *unrendered, *unfound, *checked])
    return Outcome(shown, loaded, tuple(variants), found_media, all_findings)


def files_of(outcome: Outcome, cache: Path | None = None) -> dict[str, bytes]:
    """The files of an outcome's bundle, by name; empty where there is no campaign. `cache` as in Choices."""
    if outcome.campaign is None:
        return {}
    from socloc.bundle import bundle  # a check needs none of it

    return bundle(outcome.campaign, outcome.variants, outcome.media, outcome.findings, cache)
