"""rival-network: a post names or links to what the network it is for does not let its readers go to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from socloc.checks.advertising import texts
from socloc.checks.advertising.texts import Seen
from socloc.checks.brand.pages import RIVAL_NETWORK
from socloc.checks.brand.shown import below, canonical, in_text, linked, placed
from socloc.checks.case import Case
from socloc.findings import Finding, Severity
from socloc.networks import Fact
from socloc.variant import Variant

_WHAT: Final = {"blocked": "does not open", "forbidden": "forbids", "discouraged": "may show fewer readers a post with"}


def look(case: Case) -> Iterator[Finding]:
    """Look at what is published in the formats of which somebody says it."""
    for variant in case.variants:
        fact = variant.plan.format.rivals
        if fact:
            yield from _named(variant, fact)
            yield from _linked(case, variant, fact)


def _named(variant: Variant, fact: Fact) -> Iterator[Finding]:
    place, seen = placed(), set()
    hosts = frozenset(fact.hosts)
    for text in dict.fromkeys(texts.seen(variant)):
        lower = text.value.lower()  # to ask for each word is faster than to compile them all
        present = tuple(word for word in fact.words if word.lower() in lower)
        found = [(match.start(), match.group()) for match in _words(present).finditer(text.value)] if present else []
        if hosts:
            found += [(at, host) for at, host in in_text(text.value) if below(canonical(host), hosts)]
        for at, part in found:
            if part not in seen:
                seen.add(part)
                yield _finding(variant, fact, part)._replace(place=place(Seen(*text), at, part))


def _linked(case: Case, variant: Variant, fact: Fact) -> Iterator[Finding]:
    for host in dict.fromkeys(linked(case.campaign, variant)):
        if below(host.name, frozenset(fact.hosts)):
            yield _finding(variant, fact, host.written)._replace(place=host.place)


@lru_cache(maxsize=64)
def _words(words: tuple[str, ...]) -> re.Pattern[str]:
    """The words as one expression; one in Latin letters only where it is not part of a longer one."""
    parts = [rf"(?<![A-Za-z]){re.escape(word)}(?![A-Za-z])" if word.isascii() else re.escape(word) for word in words]
    return re.compile("|".join(parts) or "(?!)", re.IGNORECASE)


def _finding(variant: Variant, fact: Fact, part: str) -> Finding:
    target = variant.plan.format
    message = f"{target} {_WHAT[fact.value]} `{part}` ({fact.basis.source[0]})"
    severity: Severity = "note" if fact.basis.standing == "unknown" else "warning"
    hint = f"Write a text without it under `networks: {{{target.network}: …}}`."
    return RIVAL_NETWORK.at(variant.plan.post.place, message, hint, variant.subject, severity)
