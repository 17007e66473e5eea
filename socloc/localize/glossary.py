"""The glossaries of a campaign: which files there are, what is in them, and which of it holds for a locale."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from socloc.findings import Finding, Place
from socloc.localize.asks import Ask
from socloc.localize.glossary_row import CHECKS, Locales, broken
from socloc.model import Campaign, Term, Written

if TYPE_CHECKING:
    from socloc.locales import Locale

__all__ = ["CHECKS", "applying", "kept", "load", "read", "with_terms"]

FOLDER: Final = "locales"
NAMES: Final = ("glossary.csv", "glossary.tbx")
MAX_BYTES: Final = 16 * 1024 * 1024


def load(campaign: Campaign, folder: Path) -> tuple[tuple[Term, ...], list[Finding]]:
    """The terms of every glossary beside a campaign, those of the locales before those of the brand.

    `locales/<tag>/glossary.csv` and `.tbx` are about translations into that locale, `brand.glossary` about all of
    them, and `brand.terms` are words that stay as they are. Wrong lines are findings, and are left out.
    """
    found: list[Term | Finding] = []
    if os.path.isdir(folder / FOLDER):
        for tag in campaign.locales:
            for path in (folder / FOLDER / tag / name for name in NAMES):
                if os.path.isfile(path):
                    found += read(path, str(path), Locales(campaign.source, tag))
    for named in campaign.brand.glossaries:
        found += _of_brand(campaign, named, campaign.folder_of(named, folder))
    terms = [one for one in found if isinstance(one, Term)]
    findings = [one for one in found if isinstance(one, Finding)]
    if terms:
        from socloc.localize.glossary_row import contradictions

        findings += contradictions(terms)
    brand = campaign.brand.terms
    own = [
        Term(word, campaign.source, "", word, "do-not-translate", scope="terms")
        for word in map(str.strip, brand)
        if word
    ]
    return (*terms, *own), findings


def _of_brand(campaign: Campaign, named: Written, folder: Path) -> Iterator[Term | Finding]:
    path, whose = folder / named.value, "campaign" if named.place.file == campaign.file else "brand"
    if not path.resolve().is_relative_to(folder.resolve()):
        yield broken(named.place, f"{named.value} lies outside the {whose}'s folder", f"Copy it beside the {whose}.")
    elif not path.is_file():
        yield broken(named.place, f"there is no glossary {named.value}", f"Write its name, relative to the {whose}.")
    else:
        for one in read(path, str(path), Locales(campaign.source)):
            yield one._replace(scope="brand") if isinstance(one, Term) else one


def read(path: Path, shown: str, usual: Locales) -> Iterator[Term | Finding]:
    """The terms of one file, and a finding for every line that is wrong; `shown` is its name in findings."""
    try:
        with path.open("rb") as opened:
            data = opened.read(MAX_BYTES + 1)
    except OSError as error:
        yield broken(Place(shown), f"the glossary cannot be read: {error.strerror}", "Check your rights.")
        return
    if len(data) > MAX_BYTES:
        yield broken(Place(shown), f"the glossary has more than {MAX_BYTES // 1024 // 1024} MiB", "Split it.")
    elif path.suffix.lower() == ".tbx":
        from socloc.localize import glossary_tbx

        yield from glossary_tbx.read(data, shown, usual)
    elif path.suffix.lower() == ".csv":
        yield from _csv(data, shown, usual)
    else:
        yield broken(Place(shown), f"{path.name} ends neither in .csv nor in .tbx", "Rename it, or export it again.")


def _csv(data: bytes, shown: str, usual: Locales) -> Iterator[Term | Finding]:
    from socloc.localize import glossary_csv
    from socloc.places.checks import BrokenError
    from socloc.places.decode import decode

    try:
        text = decode(data, shown)
    except BrokenError as error:
        finding = error.finding
        yield broken(finding.place, finding.message, "Save the file as UTF-8; Excel calls it “CSV UTF-8”.")
        return
    yield from glossary_csv.read(text.replace("\r\n", "\n").replace("\r", "\n"), shown, usual)


def applying(terms: Sequence[Term], source: str, locale: Locale) -> list[Term]:
    """The terms that hold for translations from a locale into another one.

    A term in `de` holds for de-AT, too; between the Chineses, of which each is written in its own way, none is shared.
    """
    tags = {"", locale.tag, *locale.accepts}
    if not locale.convert:
        tags.add(locale.tag.partition("-")[0])
    own = (source, source.partition("-")[0])
    return [term for term in terms if term.locale in tags and (not term.source or term.source_locale in own)]


def kept(terms: Sequence[Term], source: str, locale: Locale) -> dict[str, str]:
    """The words that nobody may translate or convert on the way into a locale, each with what stands for it there."""
    staying = {
        term.source: term.source for term in terms if term.status == "do-not-translate" and _is_for(term, locale)
    }
    own = [term for term in applying(terms, source, locale) if term.status == "preferred"]
    return {**{term.source: term.text for term in reversed(own)}, **staying}


def _is_for(term: Term, locale: Locale) -> bool:
    return term.locale in ("", locale.tag, *locale.accepts, locale.tag.partition("-")[0])


def with_terms(asks: Sequence[Ask], campaign: Campaign, tag: str) -> list[Ask]:
    """The texts to be translated into a locale, each with the words of the glossary that stand in it.

    A word that is not to be translated stands for itself; of several preferred ones the first counts.
    """
    from socloc.localize.terms import Terms

    terms = Terms(applying(campaign.terms, campaign.source, campaign.locales[tag]))
    return [ask._replace(terms=terms.wanted(ask.text)) for ask in asks]
