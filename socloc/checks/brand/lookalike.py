"""mixed-script, host-lookalike: letters of another alphabet that pass for those of the word around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal

from socloc.checks.brand.pages import HOST_LOOKALIKE, MIXED_SCRIPT
from socloc.checks.brand.prefilter import FOREIGN, LATIN
from socloc.checks.brand.shown import Host, Shown, canonical, linked, placed, readable
from socloc.checks.brand.shown import in_text as hosts_in
from socloc.checks.case import Case
from socloc.findings import Finding, Severity, Subject
from socloc.model import Campaign

_TABLE: Final = Path(__file__).with_name("lookalikes.txt")
_WORD: Final = re.compile(f"[{LATIN}{FOREIGN}0-9]+")
_RUN: Final = re.compile(f"[{LATIN}]+|[\u0370-\u03ff\u1f00-\u1fff]+|[\u0400-\u052f]+")
_FEW: Final = 3  # small Latin letters that a word has at least; below are units and formulas
Script = Literal["Latin", "Greek", "Cyrillic"]


def look(case: Case, shown: Shown) -> Iterator[Finding]:
    """Look at the words that have letters of two alphabets, and at hosts that do, or that only seem to be Latin."""
    place, own = placed(), _own_names(case.campaign)
    for tag, text in shown:
        for match in _WORD.finditer(text.value):
            told = _mixture(match.group(), text.value) if match.group().lower() not in own else None
            if told:
                where = place(text, match.start(), match.group())
                message = f"`{match.group()[:64]}` {told[0]}"
                yield MIXED_SCRIPT.at(where, message, "Type the word again.", Subject(locale=tag), told[1])
        for at, written in hosts_in(text.value, bare=False):
            host = Host(canonical(written), written, place(text, at, written), Subject(locale=tag))
            yield from _of_host(host)
    for host in dict.fromkeys(host for variant in case.variants for host in linked(case.campaign, variant)):
        yield from _of_host(host)


def _own_names(campaign: Campaign) -> frozenset[str]:
    """The words of the brand's name and terms, which it may spell as it likes."""
    brand = campaign.brand
    named = [written.value for found in (brand.name.by_locale.values() if brand.name else ()) for written in found]
    return frozenset(word.lower() for one in (*named, *brand.terms) for word in _WORD.findall(one))


def _mixture(word: str, text: str) -> tuple[str, Severity] | None:
    """What is wrong with a word, and how bad it is; None for one alphabet and for mixtures that are usual.

    Usual are Latin stems with a Russian ending (PDFки), units and formulas (μm, TNFα). A word is told of where all its
    letters of one alphabet look like letters of the other, so that it reads as if it had one only.
    """
    runs = [(script_of(run[0]), run) for run in _RUN.findall(word)]
    scripts = {script for script, _ in runs}
    if len(scripts) < 2 or "Latin" not in scripts:
        return None
    latin = "".join(run for script, run in runs if script == "Latin")
    strangers = "".join(run for script, run in runs if script != "Latin")
    if "Greek" in scripts:
        return _with_greek(word, latin, strangers)
    hidden = strangers if all(one in lookalikes() for one in strangers) else ""
    if hidden and _is_ending(runs, text, word):
        return _told(hidden, "Cyrillic", "Latin"), "note"
    if not hidden and all(one in seen_as_cyrillic() for one in latin):
        return _told(latin, "Latin", "Cyrillic"), "warning"
    if hidden:
        return _told(hidden, "Cyrillic", "Latin"), "warning"
    is_name = runs[0][0] == "Cyrillic" and len(runs[0][1]) == 1  # Яndex
    return ("mixes Latin and Cyrillic letters", "note") if is_name or len(runs) > 3 else None


def _with_greek(word: str, latin: str, strangers: str) -> tuple[str, Severity] | None:
    """A Greek letter among small Latin ones; at the ends only o and capitals count: ρmax, interferonγ are usual."""
    middle = word[1:-1]
    counted = all(one in lookalikes() and (one in middle or one in "οΟ" or one.isupper()) for one in strangers)
    if counted and sum(one.islower() for one in latin) >= _FEW:
        return _told(strangers, "Greek", "Latin"), "warning"
    return None


def _is_ending(runs: list[tuple[Script, str]], text: str, word: str) -> bool:
    """Whether the strangers may be a Russian ending (iPhoneа): one or two letters at the end, in a Russian text."""
    if len(runs) != 2 or runs[1][0] != "Cyrillic" or len(runs[1][1]) > 2:
        return False
    around = text.replace(word, " ", 1)[:2_000]
    return re.search("[\u0400-\u052f]{3}", around) is not None


def _told(letters: str, theirs: Script, others: Script) -> str:
    shown = ", ".join(f"{one} U+{ord(one):04X}" for one in list(dict.fromkeys(letters))[:3])
    return f"has {theirs} letters that look like {others} ones: {shown}"


def _of_host(host: Host) -> Iterator[Finding]:
    """A host whose labels mix alphabets, or are all in letters that look Latin, below a Latin top level."""
    *labels, top = readable(host.name).split(".") if host.name else [""]
    for label in labels:
        scripts = {script_of(one) for one in label if one.isalpha() and not _is_other(one)}
        passes = len(scripts) == 1 and top.isascii() and all(one in lookalikes() for one in label if one.isalpha())
        if len(scripts) > 1 or (scripts and "Latin" not in scripts and passes):
            seen_as = "".join(lookalikes().get(one, one) for one in label)
            told = f", which reads like `{seen_as}`" if seen_as != label else ""
            message = f"the host `{readable(host.name)}` ({host.name}) mixes alphabets or imitates one{told}"
            yield HOST_LOOKALIKE.at(host.place, message, "Type the address again.", host.subject)
            return


def _is_other(letter: str) -> bool:
    return _RUN.fullmatch(letter) is None


def script_of(letter: str) -> Script:
    """The alphabet of a letter that is of one of the three."""
    if "\u0400" <= letter <= "\u052f":
        return "Cyrillic"
    return "Greek" if "\u0370" <= letter <= "\u03ff" or "\u1f00" <= letter <= "\u1fff" else "Latin"


@lru_cache(maxsize=1)
def lookalikes() -> Mapping[str, str]:
    """The Greek and Cyrillic letters that look like a Latin one, and that one (Unicode 17.0.0, UTS #39)."""
    found = {}
    for line in _TABLE.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            found.update(dict.fromkeys(line[2:], line[0]))
    return found


@lru_cache(maxsize=1)
def seen_as_cyrillic() -> frozenset[str]:
    """The Latin letters that look like one that Russian or Ukrainian has."""
    return frozenset(latin for one, latin in lookalikes().items() if "\u0410" <= one <= "\u044f" or one in "іІ")
