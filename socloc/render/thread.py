"""Threads: a text that is too long for one post becomes several, each with its number."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator
from itertools import chain, pairwise
from typing import Final, NamedTuple

from socloc.render import sentences
from socloc.render.sentences import CLAUSE, HELD, LETTER, LINE, NEVER, PARAGRAPH, SENTENCE, WORD
from socloc.render.uncut import Markup, Wrap, grade

NUMBER: Final = "\n\n{n}/{total}"
"""What every part ends with.

People write 1/5, at the end. It has a line of its own, because `costs 5 1/3` is another number, and an empty line
before it, because Markdown would join the lines. A network that shows numbers itself needs "".
"""
MOST_DIGITS: Final = 6
LONGEST_HEADING: Final = 200  # code points
TRIES: Final = 100  # stretches of markup that are asked about for one part
HALF: Final = 0.5  # of what fits: a paragraph or line that fills less is no reason to cut after it
QUARTER: Final = 0.25  # the same for a sentence; also the least that a part has, if that is possible
NO_MARKUP: Final = Markup([], [], [], [])

_PREFERENCES: Final = (  # the worst kind of end, and how full the part must be for it
    (PARAGRAPH, HALF),
    (LINE, HALF),
    (SENTENCE, QUARTER),
    (HELD, HALF),
    (CLAUSE, HALF),
    (WORD, QUARTER),
    *((rank, 0.0) for rank in range(NEVER)),
)
_ADDRESS: Final = re.compile(r"https?://(?:[!-~]|\w)+", re.IGNORECASE)
_SIGN: Final = re.compile(r"[#＃@＠](?=\w)")
_TAG: Final = re.compile(r"[#＃@＠]\w[^\s#＃@＠]*[#＃]?")
_HEADING: Final = re.compile(r"#{1,6}\s.*|\*\*.*\*\*|【.*】|.*[:：]", re.DOTALL)
_LINE_END: Final = re.compile(r"[\n\r]")
_LINES, _SENTENCES, _WORDS = (re.compile(rb"[\x00-\x%02x]" % worst) for worst in (LINE, HELD, LETTER))
_STOPS: Final = bytes(rank != NEVER for rank in range(256))


class _Thread(NamedTuple):
    """The text with its possible cuts: how good each is, also within what has to be mended, and who decides.

    `stops` has a 1 where the text may be cut. Both it and `ranks` change where a wrap turns out to be too long.
    """

    text: str
    start: int
    ranks: bytearray
    stops: bytearray
    within: bytearray
    wraps: list[Wrap]
    quoted: list[Wrap]
    opened: set[Wrap]
    fits: Callable[[str], bool]
    numbered: str
    total: str


def split(
    text: str,
    fits: Callable[[str], bool],
    markup: Markup = NO_MARKUP,
    literals: Collection[str] = (),
    abbreviations: Collection[str] = (),
    numbered: str = NUMBER,
) -> tuple[str, ...]:
    """The parts of a thread, each with its number; the text as it is, without a number, if it fits.

    A part ends with a paragraph, else a line, a sentence, a clause, a word, a letter, in this order; none is nearly
    empty if that is possible. It is never cut inside an address, one of the `literals`, an emoji or `markup`. A part
    for which there is no cut stays too long. White space at the cuts is dropped, and nothing else.

    Only code and emphasis that are too long for one part are cut: code begins a part and is cut between lines. Their
    marks, and those of a quote, are repeated, so that each part is whole.

    `fits` is asked about whole parts with their numbers, some ten times for each; longer parts must not fit better.
    `numbered` is what a part ends with, {n} and {total} filled in. If not even that fits, the text is not cut.
    """
    if fits(text) or not text.strip():
        return (text,)
    known = _thread(text, _cuts(text, markup, literals, abbreviations), markup, fits, numbered)
    for digits in range(1, MOST_DIGITS + 1):
        thread = known._replace(ranks=known.ranks[:], stops=known.stops[:], opened=set(), total="9" * digits)
        bounds = _bounds(thread)
        if len(bounds) > 2:
            thread = thread._replace(total=str(len(bounds) - 1))
            return tuple(_part(thread, start, end, n) for n, (start, end) in enumerate(pairwise(bounds), 1))
        if bounds:
            break
    return (text,)


def _thread(text: str, within: bytearray, markup: Markup, fits: Callable[[str], bool], numbered: str) -> _Thread:
    first = len(text) - len(text.lstrip())
    first = 0 if first in markup.never else first  # without the white space it would be a quote
    within[: first + 1] = bytes([NEVER]) * (first + 1)
    ranks = within[:]
    for wrap in markup.wraps:
        _close(ranks, wrap.start, wrap.end)
    stops, possible = ranks.translate(_STOPS), within.translate(_STOPS)
    wraps = [wrap for wrap in markup.wraps if possible.find(1, wrap.start + 1, wrap.end) >= 0]
    return _Thread(text, first, ranks, stops, within, wraps, markup.quoted, set(), fits, numbered, "")


def _cuts(text: str, markup: Markup, literals: Collection[str], abbreviations: Collection[str]) -> bytearray:
    ranks = sentences.ranks(text, abbreviations)
    covered = bytearray(len(text))
    for start, end in chain(_spans(text, literals), (match.span() for match in _ADDRESS.finditer(text))):
        _close(ranks, start, end)
        covered[start:end] = b"\1" * (end - start)
    for match in _SIGN.finditer(text):
        ranks[match.end()] = NEVER
    tail = _tail(text, covered)
    for at in [match.start() for match in _LINES.finditer(ranks, 0, len(text))]:
        if at >= tail or _HEADING.fullmatch(_last_line(text, at)):
            ranks[at] = HELD
    for at in markup.never:
        ranks[at] = NEVER
    for start, end in markup.closed:
        _close(ranks, start, end)
    for wrap in markup.wraps:
        grade(ranks, text, wrap)
    return ranks


def _close(ranks: bytearray, start: int, end: int) -> None:
    ranks[start + 1 : end] = bytes([NEVER]) * (end - start - 1)


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
    opening, closing = _mended(thread, start)[1], _mended(thread, end)[0]
    words = opening + thread.text[start:end].rstrip() + closing
    return words + thread.numbered.replace("{n}", str(number)).replace("{total}", thread.total)


def _mended(thread: _Thread, at: int) -> tuple[str, str]:
    """What ends the part before a cut there, and begins the one after."""
    closing = opening = ""
    for wraps in (thread.quoted, thread.wraps):
        index = bisect_left(wraps, (at,)) - 1
        if index >= 0 and at < wraps[index].end:
            closing, opening = wraps[index].closing + closing, opening + wraps[index].opening
    return closing, opening


def _bounds(thread: _Thread) -> list[int]:
    """Where parts begin, and where the last ends; none if there are more parts than the total says."""
    bounds, size, room, last = [thread.start], 1, 0, len(thread.text)
    if not _fits(thread, thread.start, thread.start, int(thread.total)):
        return []
    while bounds[-1] < last:
        start, number = bounds[-1], len(bounds)
        if number > int(thread.total):
            return []
        furthest = _furthest(thread, start, size, number)
        if _open(thread, start, furthest, number):
            furthest = _furthest(thread, start, max(1, furthest - start), number)
        size = max(1, furthest - start)
        room = max(room, size)
        bounds.append(last if furthest == last else _best(thread, start, furthest, number))
    return _balanced(thread, bounds, room)


def _fits(thread: _Thread, start: int, end: int, number: int) -> bool:
    return thread.fits(_part(thread, start, end, number))


def _furthest(thread: _Thread, start: int, size: int, number: int) -> int:
    """The furthest place where a part may end and fits, `start` if there is none.

    It is sought near what fitted last time, in growing steps, then by halves: even text takes two questions.
    """
    low, high, at = start, len(thread.text) + 1, start + size
    step = 1
    while low < high:
        stop = thread.stops.rfind(1, low + 1, min(at + 1, high))
        if stop < 0:
            stop = thread.stops.find(1, max(low, at) + 1, high)
        if stop < 0:
            break
        if _fits(thread, start, stop, number):
            low = stop
        else:
            high = stop
        back = high - step if low == start else 0
        at = low + step if high > len(thread.text) else max(back, (low + high) // 2)
        step *= 4
    return low


def _open(thread: _Thread, start: int, furthest: int, number: int) -> bool:
    """Allow cuts within the markup that a part would have to end with, where it is too long for any part.

    Code is cut only if it begins the part.
    """
    following = thread.stops.find(1, furthest + 1)
    index, opened = bisect_left(thread.wraps, (furthest,)), False
    for wrap in thread.wraps[index : index + TRIES]:
        if wrap.start >= following:
            break
        if wrap in thread.opened or (wrap.is_code and start != furthest):
            continue
        if start != wrap.start and _fits(thread, wrap.start, wrap.end, number):
            continue
        within = slice(wrap.start + 1, wrap.end)
        thread.ranks[within] = thread.within[within]
        thread.stops[within] = thread.within[within].translate(_STOPS)
        thread.opened.add(wrap)
        opened = True
    return opened


def _best(thread: _Thread, start: int, furthest: int, number: int) -> int:
    """The best end of a part: the first preference that may be cut, else the next place after what fits."""
    ends = [thread.ranks.rfind(rank, start + 1, furthest + 1) for rank in range(NEVER)]
    short = max(ends[: SENTENCE + 1])
    for worst, full in _PREFERENCES:
        end = max(ends[: worst + 1])
        if worst == CLAUSE and number > 1 and short > 0 and _sentence_fits(thread, short, furthest, number + 1):
            return short
        if end - start >= max(1, full * (furthest - start)) and (end == furthest or _fits(thread, start, end, number)):
            return end
    after = _WORDS.search(thread.ranks, furthest + 1)
    return after.start() if after else len(thread.text)


def _sentence_fits(thread: _Thread, start: int, furthest: int, number: int) -> bool:
    """Whether the sentence that starts there and goes on after another place is a part of its own, uncut.

    Then what is before it gets company from the part before that.
    """
    end = _SENTENCES.search(thread.ranks, furthest + 1)
    return end is not None and _fits(thread, start, end.start(), number)


def _balanced(thread: _Thread, bounds: list[int], room: int) -> list[int]:
    """Leave no part nearly empty: it becomes one with the part before, or that part is cut earlier.

    `room` is the length of the longest part that fitted.
    """
    index = len(bounds) - 2
    while index:
        before, start, end = bounds[index - 1 : index + 2]
        if end - start < QUARTER * room:
            if _fits(thread, before, end, index):
                del bounds[index]
            else:
                bounds[index] = _fairer(thread, before, start, end, index + 1, max(1, int(QUARTER * room)))
        index -= 1
    return bounds


def _fairer(thread: _Thread, before: int, start: int, end: int, number: int, least: int) -> int:
    """A place for the cut that leaves more than nearly nothing on both sides: the nearest to the middle."""
    low, high, middle = before + least, min(start - 1, end - least), (before + end) // 2
    if low > high:
        return start
    for worst in (SENTENCE, CLAUSE, WORD):
        ranks = [rank for rank in range(worst + 1) if rank != HELD]
        found = {thread.ranks.rfind(rank, low, min(middle, high) + 1) for rank in ranks}
        found |= {thread.ranks.find(rank, max(low, middle), high + 1) for rank in ranks}
        for place in sorted(found - {-1}, key=lambda place: (abs(place - middle), place)):
            if _fits(thread, place, end, number):
                return place
    return start
