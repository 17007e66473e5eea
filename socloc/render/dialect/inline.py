"""The Markdown within a line. It is read in one pass, since a hostile line may be long and full of marks.

Written here because no parser at hand fits: comrak gives HTML of whole documents, and markdown-it-py needs as long to
import as the rest of the program, decodes addresses, and does not get emphasis beside Chinese punctuation right.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, groupby
from typing import Final, Literal, NamedTuple

from socloc.render.dialect.emphasis import Run, flanking, pair
from socloc.render.dialect.stretches import Stretch

_PUNCTUATION: Final = r"[!-/:-@\[-`{-~]"
_MARK: Final = re.compile(rf"\\{_PUNCTUATION}|`+|\*+|_+|~+|[\[\]]")
_DESTINATION: Final = re.compile(
    rf"""\([ \t]*+
    (?: <(?P<pointed>(?:[^<>\\]|\\.)*+)>
      | (?P<bare>(?:[^\s()<>\\\x00-\x1f\x7f] | \\{_PUNCTUATION} | \\ | \((?:[^\s()\\]|\\.)*+\))*+) )
    (?:[ \t]++(?:"[^"]*+"|'[^']*+'))?+
    [ \t]*+\)""",
    re.VERBOSE,
)
_ESCAPED: Final = re.compile(rf"\\({_PUNCTUATION})")


class Style(NamedTuple):
    """What words are: bold, italic, strike, code or link; of the last two also where they begin in the line."""

    kind: Literal["bold", "italic", "strike", "code", "link"]
    url: str = ""
    start: int = 0


class Piece(NamedTuple):
    """Words that have their styles in common, the outermost first; each kind once."""

    text: str
    kind: Literal["text", "literal", "raw", "address"] = "text"
    styles: tuple[Style, ...] = ()


class Edge(NamedTuple):
    """The place where code or a link begins or ends."""

    style: Style
    begins: bool


class _Bracket(NamedTuple):
    """A `[` that may begin a link: its place in the line, among the tokens and among the runs."""

    start: int
    token: int
    run: int


@dataclass(slots=True)
class Reading:
    """What was read of a line so far."""

    line: str
    stretches: list[Stretch]
    tokens: list[Piece | Run | Edge] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    brackets: list[_Bracket] = field(default_factory=list)
    ticks: dict[int, list[int]] | None = None


def pieces(line: str, stretches: list[Stretch]) -> list[Piece]:
    """A line of Markdown in pieces. `stretches` (in order, none within another) are taken as they stand."""
    reading, end = Reading(line, stretches), 0
    for start, after, kind in (*stretches, (len(line), len(line), "literal")):
        if start < end:  # it stands within code or a destination
            continue
        while end < start:
            end = read_on(reading, end, start)
        if start == end and after > start:
            reading.tokens.append(Piece(line[start:after], kind))
            end = after
    pair(reading.runs)
    alike = groupby(_flat(reading.tokens), lambda piece: piece[1:])
    return [Piece("".join(piece.text for piece in group), *shared) for shared, group in alike]


def as_it_stands(line: str, start: int, end: int, stretches: list[Stretch]) -> Iterator[Piece]:
    """The pieces of line[start:end] where no Markdown is read."""
    for index in range(bisect_left(stretches, (start, start, "")), len(stretches)):
        stretch = stretches[index]
        if stretch.end > end:
            break
        yield Piece(line[start : stretch.start])
        yield Piece(line[stretch.start : stretch.end], stretch.kind)
        start = stretch.end
    yield Piece(line[start:end])


def read_on(reading: Reading, start: int, limit: int) -> int:
    """Read up to the next mark and beyond it; gives where to go on, which code may put behind the limit."""
    mark = _MARK.search(reading.line, start, limit)
    if not mark:
        reading.tokens.append(Piece(reading.line[start:limit]))
        return limit
    if mark.start() > start:
        reading.tokens.append(Piece(reading.line[start : mark.start()]))
    found = mark.group()
    if found[0] == "`":
        return _read_code(reading, mark)
    if found == "]":
        return _read_link(reading, mark.start())
    if found == "[":
        reading.brackets.append(_Bracket(mark.start(), len(reading.tokens), len(reading.runs)))
    if found[0] in "*_" or found == "~~":
        run = Run(found[0], len(found), *flanking(reading.line, mark.start(), mark.end()))
        reading.runs.append(run)
        reading.tokens.append(run)
    else:
        reading.tokens.append(Piece(found[1:] if found[0] == "\\" else found))
    return mark.end()


def _read_code(reading: Reading, opening: re.Match[str]) -> int:
    """A code span ends at the next run of as many backticks; without one, the backticks are text."""
    length, start = len(opening.group()), opening.end()
    if reading.ticks is None:
        reading.ticks = {}
        for run in re.finditer("`+", reading.line):
            reading.ticks.setdefault(len(run.group()), []).append(run.start())
    ends = reading.ticks.get(length, [])
    later = bisect_right(ends, opening.start())
    if later == len(ends):
        reading.tokens.append(Piece(opening.group()))
        return start
    end, style = ends[later], Style("code", start=start)
    if reading.line[start] == reading.line[end - 1] == " " and reading.line[start:end].strip(" "):
        start, end = start + 1, end - 1
    within = as_it_stands(reading.line, start, end, reading.stretches)
    reading.tokens += [Edge(style, begins=True), *within, Edge(style, begins=False)]
    return ends[later] + length


def _read_link(reading: Reading, end: int) -> int:
    """A `]` ends the words of a link if a destination follows; a link within a link is the one that counts."""
    opening = reading.brackets.pop() if reading.brackets else None
    destination = _DESTINATION.match(reading.line, end + 1) if opening else None
    if not opening or not destination:
        reading.tokens.append(Piece("]"))
        return end + 1
    url = destination["pointed"] if destination["bare"] is None else destination["bare"]
    style = Style("link", _ESCAPED.sub(r"\1", url), opening.start)
    pair(reading.runs[opening.run :])
    del reading.runs[opening.run :]
    reading.brackets.clear()
    reading.tokens[opening.token] = Edge(style, begins=True)
    if len(reading.tokens) == opening.token + 1:
        reading.tokens.append(Piece(""))  # a link without words is still a link
    reading.tokens.append(Edge(style, begins=False))
    return destination.end()


def _flat(tokens: list[Piece | Run | Edge]) -> Iterator[Piece]:
    """Pieces that know their styles; bold within bold is bold, so that nothing is nested more than five deep."""
    styles: tuple[Style, ...] = ()
    depth: Counter[str] = Counter()
    for token in chain.from_iterable(map(_unrolled, tokens)):
        if isinstance(token, Piece):
            yield Piece(token.text, token.kind, styles)
            continue
        kind = token.style.kind
        depth[kind] += 1 if token.begins else -1
        if token.begins and depth[kind] == 1:
            styles = (*styles, token.style)
        elif not token.begins and not depth[kind]:
            styles = styles[:-1]


def _unrolled(token: Piece | Run | Edge) -> Iterable[Piece | Edge]:
    """A run is what it ends, marks that are left over, and what it begins."""
    if not isinstance(token, Run):
        return (token,)
    ended = [Edge(Style(kind), begins=False) for kind in token.ended]
    begun = [Edge(Style(kind), begins=True) for kind in reversed(token.begun)]
    return *ended, *([Piece(token.mark * token.left)] if token.left else []), *begun
