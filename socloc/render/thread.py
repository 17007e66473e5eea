"""Threads: a text that is too long for one post becomes several, each with its number."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from functools import partial
from itertools import chain, islice, pairwise
from typing import Final, NamedTuple

from socloc.render import sentences
from socloc.render.sentences import CLAUSE, HELD, LETTER, LINE, NEVER, PARAGRAPH, SENTENCE, TORN, WORD

NUMBER: Final = "\n\n{n}/{total}"
"""What every part ends with.

People write 1/5, at the end. It has a line of its own, because `costs 5 1/3` is another number, and an empty line
before it, because Markdown would join the lines. A network that shows numbers itself needs "".
"""
MOST_DIGITS: Final = 6
LONGEST_HEADING: Final = 200  # code points
TRIES: Final = 200  # cuts that are asked about for one part
HALF: Final = 0.5  # of what fits: a paragraph or line that fills less is no reason to cut after it
QUARTER: Final = 0.25  # the same for a sentence; also the least that a last part has, if that is possible

_ADDRESS: Final = re.compile(r"https?://(?:[!-~]|\w)+", re.IGNORECASE)
_SIGN: Final = re.compile(r"[#＃@＠](?=\w)")
_TAG: Final = re.compile(r"[#＃@＠]\w[^\s#＃@＠]*[#＃]?")
_HEADING: Final = re.compile(r"#{1,6}\s.*|\*\*.*\*\*|【.*】|.*[:：]", re.DOTALL)
_LINE_END: Final = re.compile(r"[\n\r]")


class _Thread(NamedTuple):
    """The text with its possible cuts: where they are, how good each is, who decides about them, and the number."""

    text: str
    stops: list[int]
    ranks: bytearray
    fits: Callable[[str], bool]
    whole: Callable[[str, str], bool]
    numbered: str
    total: str


def split(
    text: str,
    fits: Callable[[str], bool],
    whole: Callable[[str, str], bool] = lambda _left, _right: True,
    literals: Collection[str] = (),
    abbreviations: Collection[str] = (),
    numbered: str = NUMBER,
) -> tuple[str, ...]:
    """The parts of a thread, each with its number; the text as it is, without a number, if it fits.

    A part ends with a paragraph, else a line, a sentence, a clause, a word, a letter, in this order. It is never cut
    inside an address, one of the `literals` or an emoji, nor where `whole` says no: it is given the part with the white
    space after it, and what follows up to an empty line. A part for which there is no cut stays too long. White space
    at the cuts is dropped, and nothing else.

    `fits` is asked about whole parts with their numbers, some twenty times for each; longer parts must not fit better.
    `numbered` is what a part ends with, {n} and {total} filled in. If not even that fits, the text is not cut.
    """
    if fits(text) or not text.strip():
        return (text,)
    stops, ranks = _cuts(text, literals, abbreviations)
    for digits in range(1, MOST_DIGITS + 1):
        thread = _Thread(text, stops, ranks, fits, whole, numbered, "9" * digits)
        bounds = _bounds(thread)
        if len(bounds) > 2:
            known = thread._replace(total=str(len(bounds) - 1))
            return tuple(_part(known, start, end, n) for n, (start, end) in enumerate(pairwise(bounds), 1))
        if bounds:
            break
    return (text,)


def _cuts(text: str, literals: Collection[str], abbreviations: Collection[str]) -> tuple[list[int], bytearray]:
    ranks = sentences.ranks(text, abbreviations)
    covered = bytearray(len(text))
    for start, end in chain(_spans(text, literals), (match.span() for match in _ADDRESS.finditer(text))):
        ranks[start + 1 : end] = bytes([NEVER]) * (end - start - 1)
        covered[start:end] = b"\1" * (end - start)
    for match in _SIGN.finditer(text):
        ranks[match.end()] = NEVER
    tail = _tail(text, covered)
    first = len(text) - len(text.lstrip())
    stops = [first, *(at for at, rank in enumerate(ranks) if rank != NEVER and at > first)]
    for at in stops[1:-1]:
        if ranks[at] <= LINE and (at >= tail or _HEADING.fullmatch(_last_line(text, at))):
            ranks[at] = HELD
    return stops, ranks


def _spans(text: str, literals: Collection[str]) -> Iterator[tuple[int, int]]:
    for literal in {literal.strip() for literal in literals} - {""}:
        start = text.find(literal)
        while start >= 0:
            yield start, start + len(literal)
            start = text.find(literal, start + len(literal))


def _tail(text: str, covered: bytearray) -> int:
    """Where the last lines begin that hold nothing but addresses and tags: they stay with the text before them."""
    end = tail = len(text)
    for line in reversed(text.splitlines(keepends=True)):
        start = end - len(line)
        loose = "".join(" " if covered[at] else text[at] for at in range(start, end))
        if any(letter.isalnum() for letter in _TAG.sub("", loose)):
            break
        end, tail = start, start if line.strip() else tail
    return tail


def _last_line(text: str, at: int) -> str:
    return _LINE_END.split(text[max(0, at - LONGEST_HEADING) : at].rstrip())[-1]


def _part(thread: _Thread, start: int, end: int, number: int) -> str:
    words = thread.text[thread.stops[start] : thread.stops[end]].rstrip()
    return words + thread.numbered.replace("{n}", str(number)).replace("{total}", thread.total)


def _bounds(thread: _Thread) -> list[int]:
    """The indexes of the stops where parts begin, and of the end; none if there are more parts than the total says."""
    bounds, step, last = [0], 1, len(thread.stops) - 1
    if not thread.fits(_part(thread, 0, 0, int(thread.total))):
        return []
    while bounds[-1] < last:
        start, number = bounds[-1], len(bounds)
        if number > int(thread.total):
            return []
        furthest = _furthest(partial(_fits, thread, start, number), start, step, last)
        step = max(1, furthest - start)
        bounds.append(last if furthest == last else _best(thread, start, furthest, number))
    return _balanced(thread, bounds)


def _fits(thread: _Thread, start: int, number: int, end: int) -> bool:
    return thread.fits(_part(thread, start, end, number))


def _whole(thread: _Thread, start: int, end: int) -> bool:
    at = thread.stops[end]
    paragraph_end = thread.text.find("\n\n", at)
    return thread.whole(
        thread.text[thread.stops[start] : at],
        thread.text[at : paragraph_end if paragraph_end >= 0 else None].rstrip(),
    )


def _furthest(fits: Callable[[int], bool], low: int, step: int, last: int) -> int:
    """The furthest index after `low` that fits, `low` if none does: first in growing steps, then by halves."""
    high = min(low + step, last)
    while fits(high):
        if high == last:
            return last
        low, step = high, step * 2
        high = min(low + step, last)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low


def _best(thread: _Thread, start: int, furthest: int, number: int) -> int:
    """The best end of a part: the first preference that may be cut, else the next place after what fits."""
    for end in islice(_preferences(thread, start, furthest, number), TRIES):
        if _whole(thread, start, end) and (end == furthest or _fits(thread, start, number, end)):
            return end
    last, worst = len(thread.stops) - 1, LETTER if furthest == start else WORD
    after = (end for end in range(furthest + 1, last) if thread.ranks[thread.stops[end]] <= worst)
    return next((end for end in islice(after, TRIES) if _whole(thread, start, end)), last)


def _preferences(thread: _Thread, start: int, furthest: int, number: int) -> Iterator[int]:
    """Ends of a part, best first and late before early. A good one that leaves most of the part empty comes late."""
    late = [(end, thread.ranks[thread.stops[end]]) for end in range(furthest, start, -1)]
    size = thread.stops[furthest] - thread.stops[start]
    seen: set[int] = set()

    def new(best: int, worst: int, full: float = 0.0) -> Iterator[int]:
        for end, rank in late:
            if best <= rank <= worst and end not in seen and thread.stops[end] - thread.stops[start] >= full * size:
                seen.add(end)
                yield end

    yield from new(PARAGRAPH, PARAGRAPH, HALF)
    yield from new(PARAGRAPH, LINE, HALF)
    yield from new(PARAGRAPH, SENTENCE, QUARTER)
    short = next(new(PARAGRAPH, SENTENCE), None)
    if short is not None and _sentence_fits(thread, short, furthest, 2 * furthest - start, number + 1):
        yield short
    for rank, full in ((HELD, HALF), (CLAUSE, HALF), (WORD, 0.0), (LETTER, 0.0), (TORN, 0.0)):
        yield from new(rank, rank, full)
    yield from new(PARAGRAPH, TORN)


def _sentence_fits(thread: _Thread, start: int, after: int, limit: int, number: int) -> bool:
    """Whether the sentence that starts there and ends after another place is a part of its own, and need not be cut."""
    for end in range(after + 1, min(limit, len(thread.stops) - 1) + 1):
        if thread.ranks[thread.stops[end]] <= HELD:
            return _fits(thread, start, number, end)
    return False


def _balanced(thread: _Thread, bounds: list[int]) -> list[int]:
    """Move the last cut forward if only a few words follow: to the best place that leaves a quarter on each side."""
    if len(bounds) < 3:
        return bounds
    start, seam, end = bounds[-3:]
    first, cut, last = (thread.stops[index] for index in bounds[-3:])
    if (last - cut) / (cut - first) >= QUARTER:
        return bounds
    worst, number, middle = max(SENTENCE, thread.ranks[cut]), len(bounds) - 2, (first + last) / 2

    def key(index: int) -> tuple[int, float]:
        return max(SENTENCE, thread.ranks[thread.stops[index]]), abs(thread.stops[index] - middle)

    for other in sorted(range(start + 1, seam), key=key)[:TRIES]:
        rank, at = thread.ranks[thread.stops[other]], thread.stops[other]
        if rank > worst or rank == HELD or abs(at - middle) > QUARTER * (last - first):
            continue
        if (
            _whole(thread, start, other)
            and _fits(thread, start, number, other)
            and _fits(thread, other, number + 1, end)
        ):
            return [*bounds[:-2], other, end]
    return bounds
