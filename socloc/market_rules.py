"""What a market asks of what is published: `copy.yaml`, `marks.yaml`, `blocked.yaml`, `approvals.yaml` of a locale."""

# Without `from __future__ import annotations`, as in model.py: typing would compile each annotation again.

import os
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias, cast

from socloc import remembered
from socloc.assets import locales_dir
from socloc.findings import Finding, Severity

_COPY: Final = "copy.yaml"
_MARKS: Final = "marks.yaml"
_OTHERS: Final = ("blocked.yaml", "approvals.yaml")


class Basis(NamedTuple):
    """Which law says so, where that was read, and how bad it is not to keep to it."""

    id: str
    severity: Severity
    law: str
    article: str
    date: str
    hint: str

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.law, self.article)))


class Pattern(NamedTuple):
    """A regular expression that can only match a text with one of the words in `needs`."""

    needs: tuple[str, ...]
    text: str


class Group(NamedTuple):
    """Words of one kind.

    A hit is none in one of the `exceptions`, right after one of the words of `after`, or where the text has one of
    `unless`. `claims` are the exemptions whose claims silence it: none, or some of a to f; None is any claim.
    """

    basis: Basis
    check: str
    message: str
    terms: tuple[str, ...]
    patterns: tuple[Pattern, ...]
    exceptions: tuple[str, ...]
    after: tuple[str, ...]
    unless: tuple[str, ...]
    claims: tuple[str, ...] | None


class Mark(NamedTuple):
    """A mark, how it is recognized, and where it has to stand; `needs` are what else a post needs, in words."""

    basis: Basis
    networks: tuple[str, ...]
    mark: str
    pattern: str
    where: str
    needs: tuple[tuple[str, str], ...]


class QuietHours(NamedTuple):
    """From when to when messages with advertising may not be sent, on the clock of a zone."""

    basis: Basis
    networks: tuple[str, ...]
    begin: str
    end: str
    zone: str


class Hosts(NamedTuple):
    """Hosts whose pages readers in the market may not get to see, and since when somebody says so."""

    basis: Basis
    message: str
    hosts: frozenset[str]
    exceptions: frozenset[str]


class Maps(NamedTuple):
    """The number that a map needs, its form, and the words that call a picture a map."""

    basis: Basis
    mark: str
    pattern: str
    example: str
    signs: tuple[str, ...]
    exceptions: tuple[str, ...]


class Number(NamedTuple):
    """The number of an approval: how it is recognized in a text with one of `needs`, and the form it should have."""

    basis: Basis
    what: str
    needs: tuple[str, ...]
    found: str
    pattern: str
    example: str


class Market(NamedTuple):
    """All that a locale's files say."""

    groups: tuple[Group, ...] = ()
    advertisement: tuple[Mark, ...] = ()
    machine_made: tuple[Mark, ...] = ()
    quiet_hours: tuple[QuietHours, ...] = ()
    blocked: tuple[Hosts, ...] = ()
    maps: tuple[Maps, ...] = ()
    numbers: tuple[Number, ...] = ()


NONE: Final = Market()
Rules: TypeAlias = Mapping[str, tuple[Any, ...]]  # the lists of a file, by their keys in Market


def load(
    tags: Iterable[str], beside: Path, marks: bool, cache: Path | None = None
) -> tuple[dict[str, Market], list[Finding]]:
    """What the markets of these locales ask for; the files beside a campaign add to ours.

    The marks are only read with `marks`, or where a group of words may ask for one: most campaigns need none. `cache`
    is a folder where the rules may be kept for later runs.
    """
    found: dict[str, Market] = {}
    findings: list[Finding] = []
    for tag in dict.fromkeys(tags):
        ours, own = locales_dir() / tag, beside / "locales" / tag
        rules: dict[str, tuple[Any, ...]] = {}
        rules |= _over(_built_in(ours / _COPY, cache), _own(own / _COPY, findings))
        if marks or any(group.check == "ad-unmarked" for group in rules.get("groups", ())):
            rules |= _over(_built_in(ours / _MARKS, cache), _own(own / _MARKS, findings))
        for name in _OTHERS:
            rules |= _over(_built_in(ours / name, cache), _own(own / name, findings))
        market = Market(**cast(Any, rules))
        if market != NONE:
            found[tag] = market
    return found, findings


def _over(ours: Rules, own: Rules) -> Rules:
    """Our rules, and over them the user's: one of the same id takes the place of ours."""
    if not own:
        return ours
    found = {}
    for key in {**ours, **own}:
        named = {rule.basis.id: rule for rule in (*ours.get(key, ()), *own.get(key, ()))}
        found[key] = tuple(named.values())
    return found


@lru_cache(maxsize=64)
def _built_in(path: Path, cache: Path | None) -> Rules:
    """Our rules, from an earlier run where they have not changed: to read them takes longer than to look for them."""
    if not os.path.isfile(path):
        return {}
    shaped_by = Path(__file__), Path(__file__).with_name("market_reader.py")
    rules, _ = remembered.built_in(path, shaped_by, cache, lambda: (_read(path), []))
    return rules


def _read(path: Path) -> Rules:
    from socloc import market_reader  # a later run needs none of it

    return market_reader.built_in(path)


def _own(path: Path, findings: list[Finding]) -> Rules:
    if not os.path.isfile(path):
        return {}
    from socloc import market_reader  # few campaigns have such a file

    rules, broken = market_reader.own(path)
    findings += broken
    return rules
