"""The translation memory: what was translated before, for all campaigns, with how near it is to a new text."""

# Modules with many NamedTuples go without `from __future__ import annotations`; see socloc/model.py.

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from socloc.localize.asks import Answer, Ask, Pair
from socloc.localize.memory_file import Memory, opened
from socloc.store.catalog import MATCH, MEMORY, Unit

__all__ = ["Entry", "Match", "Memory", "add", "asking", "entries", "fill", "matches", "opened", "sizes", "suggestions"]

EXACT: Final = 100
LEAST: Final = 70  # the score below which a match helps nobody
MOST: Final = 5  # matches
# What a person confirmed is not taken back by a machine that made the same words.
_ADD: Final = """INSERT INTO entry VALUES (?,?,?,?,?,?,?,?,?,?,?)
    ON CONFLICT DO UPDATE SET maker = excluded.maker, reviewed = excluded.reviewed, campaign = excluded.campaign,
        unit = excluded.unit, changed = excluded.changed
    WHERE excluded.reviewed >= reviewed AND (maker, reviewed, campaign, unit) !=
        (excluded.maker, excluded.reviewed, excluded.campaign, excluded.unit)"""
_ALL: Final = "SELECT * FROM entry ORDER BY source_locale, target_locale, source, text"
_PAIR: Final = "SELECT * FROM entry WHERE (source_locale, target_locale) = (?, ?) ORDER BY source, text"
_SAME: Final = """SELECT * FROM entry INDEXED BY by_length
    WHERE (source_locale, target_locale, length, compared) = (?, ?, ?, ?) ORDER BY text"""
_SIZES: Final = """SELECT source_locale, target_locale, count(*), sum(reviewed)
    FROM entry GROUP BY 1, 2 ORDER BY 1, 2"""
# XML 1.0 cannot carry these, and neither they nor halves of surrogate pairs are words.
_NO_WORDS: Final = "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"


class Entry(NamedTuple):
    """A text in two locales, who made the second one, whether a person confirmed it, and where it was used.

    `changed` is a time in UTC such as 2027-03-20T09:00:00Z, or empty.
    """

    source_locale: str
    target_locale: str
    source: str
    text: str
    maker: str = ""
    reviewed: bool = False
    campaign: str = ""
    unit: str = ""
    changed: str = ""


class Match(NamedTuple):
    """An entry and how near its source is: 100 is the same text, 0 has nothing in common."""

    score: int
    entry: Entry


def add(memory: Memory, entries: Iterable[Entry]) -> int:
    """Remember texts, all or none of them; how many were new or are different now.

    Empty ones, and those with control characters or halves of surrogate pairs, are not taken.
    """
    no_words = re.compile(_NO_WORDS)
    values = []
    for entry in entries:
        if entry.source.strip() and entry.text.strip() and not no_words.search("\n".join((*entry[:5], *entry[6:]))):
            compared = _comparable(entry.source)
            values.append((*entry, compared, len(compared)))
    return memory.write(_ADD, values) if values else 0


def entries(memory: Memory, pair: Pair | None = None) -> Iterator[Entry]:
    """Everything in the memory, or all of one pair of locales, in a fixed order."""
    return map(_entry, memory.rows(_PAIR, pair) if pair else memory.rows(_ALL))


def sizes(memory: Memory) -> list[tuple[Pair, int, int]]:
    """For each pair of locales how many entries there are, and how many of them a person confirmed."""
    return [(Pair(source, target), total, seen) for source, target, total, seen in memory.rows(_SIZES)]


def matches(memory: Memory, text: str, pair: Pair, least: int = LEAST, most: int = MOST) -> list[Match]:
    """What the memory has for a text, best first: by score, then what a person confirmed, then the latest.

    The score is the share of characters (code points) that stay when one text is edited into the other, in percent,
    without regard to case and runs of spaces; only the very same text has 100.
    """
    from rapidfuzz import fuzz, process

    wanted = _comparable(text)
    # Of two texts with l and m characters, no more than 2 · min(l, m) / (l + m) can stay.
    longest = int(len(wanted) * (200 - least) / least) if least else 1 << 60
    shortest = -int(-len(wanted) * least // (200 - least))
    choices = memory.compared(pair, shortest, longest)
    near = process.extract(wanted, choices, scorer=fuzz.ratio, score_cutoff=least, limit=most)
    found = [
        Match(EXACT if entry.source == text else min(int(score), EXACT - 1), entry)
        for compared, score, _ in near
        for entry in _of(memory, pair, compared)
    ]
    found.sort(key=lambda match: match.entry.changed, reverse=True)
    found.sort(key=lambda match: (-match.score, not match.entry.reviewed))
    return found[:most]


def _of(memory: Memory, pair: Pair, compared: str) -> Iterator[Entry]:
    return map(_entry, memory.rows(_SAME, (*pair, len(compared), compared)))


def _entry(row: Sequence[Any]) -> Entry:
    entry = Entry(*row[: len(Entry._fields)])
    return entry._replace(reviewed=bool(entry.reviewed))


def _comparable(text: str) -> str:
    return " ".join(text.casefold().split())


def suggestions(unit: Unit, pair: Pair, memory: Memory) -> tuple[str, ...]:
    """What the memory offers for a unit, as lines for its translator: `Memory 92 %: …`, with the source it is of."""
    lines = []
    for match in matches(memory, unit.source, pair):
        of = "" if match.score == EXACT else f" [{' '.join(match.entry.source.split())}]"
        seen = "" if match.entry.reviewed else ", not reviewed"
        lines.append(f"{MATCH}{match.score} %{seen}: {' '.join(match.entry.text.split())}{of}")
    return tuple(lines)


def fill(asks: Iterable[Ask], pair: Pair, memory: Memory) -> Iterator[Answer]:
    """Answer with what a person confirmed for exactly the same source, if it fits; nothing for other texts.

    What only a machine made is no answer: it would come back as the memory's.
    """
    for ask in asks:
        known = [match.entry for match in matches(memory, ask.text, pair, EXACT) if match.score == EXACT]
        fitting = [entry.text for entry in known if entry.reviewed and _fits(entry.text, ask)]
        if fitting:
            yield Answer(ask.unit, fitting[0], MEMORY)


def asking(memory: Memory) -> Callable[[Sequence[Ask], Pair], Iterator[Answer]]:
    """The memory as somebody who can be asked for translations."""
    return lambda asks, pair: fill(asks, pair, memory)


def _fits(text: str, ask: Ask) -> bool:
    return ask.most is None or len(text) <= ask.most
