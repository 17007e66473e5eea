"""Styles around the words of a line, in the network's forms."""

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from socloc.networks.dialect import Dialect
from socloc.render.dialect.escape import Segment, destination, fill, is_word, literal
from socloc.render.dialect.inline import Piece, Style


class _Open(NamedTuple):
    """A style that goes on, which of the pieces it began with, and what is written within."""

    style: Style | None
    first: int
    segments: list[Segment]


def styled(pieces: Sequence[Piece], dialect: Dialect) -> list[Segment]:
    """Write the pieces of a line. Spaces at the ends of a style stand outside of its marks."""
    if not any(piece.styles for piece in pieces):  # most lines
        return [literal(piece.text, piece.kind, dialect) for piece in pieces if piece.text]
    shown = [part for piece in _showable(pieces, dialect) for part in _without_spaces(piece)]
    stack = [_Open(None, 0, [])]
    for index, piece in enumerate((*shown, Piece(""))):
        shared = _shared(stack, piece)
        while len(stack) > shared + 1:
            ended = stack.pop()
            around = shown[ended.first - 1].text[-1] if ended.first else "", piece.text[:1]
            stack[-1].segments.extend(_marked(ended, around, dialect))
        stack += [_Open(style, index, []) for style in piece.styles[shared:]]
        if piece.text:
            in_code = any(style.kind == "code" for style in piece.styles)
            stack[-1].segments.append(literal(piece.text, "code" if in_code else piece.kind, dialect))
    return stack[0].segments


def _shared(stack: list[_Open], piece: Piece) -> int:
    """How many of the open styles go on with a piece."""
    pairs = zip(stack[1:], piece.styles, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0].style == pair[1], pairs))


def at_word_edges(dialect: Dialect) -> bool:
    """Whether marks count only at the edges of words: where nothing can be escaped, that is what protects words."""
    return bool(dialect.special) and not dialect.escape


def can_hold(form: str, code: str, dialect: Dialect) -> bool:
    """Whether code can stand within a form: the form has marks, and none of them occurs in the code."""
    marks = [mark.strip() for mark in form.split("{text}") if mark.strip()]
    protected = dialect.escape == "html" or bool(dialect.special_in_code)
    return bool(marks) and (protected or not any(mark in code for mark in marks))


def _showable(pieces: Sequence[Piece], dialect: Dialect) -> Iterator[Piece]:
    """Pieces without the styles that the network has no marks for."""
    broken = {
        style
        for piece in pieces
        for style in piece.styles
        if style.kind == "code" and not can_hold(dialect.code, piece.text, dialect)
    }
    for piece in pieces:
        kept = (style for style in piece.styles if style not in broken and getattr(dialect, style.kind) != "{text}")
        yield piece._replace(styles=tuple(kept)) if piece.styles else piece


def _without_spaces(piece: Piece) -> Iterator[Piece]:
    body = piece.text.strip()
    if not piece.styles or not body or body == piece.text:
        yield from (piece,) if piece.text else ()
        return
    start, end = piece.text.index(body), piece.text.index(body) + len(body)
    for part in (piece.text[:start], body, piece.text[end:]):
        if part:
            yield piece._replace(text=part)


def _marked(ended: _Open, around: tuple[str, str], dialect: Dialect) -> list[Segment]:
    segments, style = ended.segments, ended.style
    places = [place for place, segment in enumerate(segments) if segment.text.strip()]
    if not places or style is None:
        return segments
    first, last = places[0], places[-1] + 1
    beside = around[0] if not first else "", around[1] if last == len(segments) else ""
    if at_word_edges(dialect) and any(character and is_word(character) for character in beside):
        return segments
    form = fill(getattr(dialect, style.kind), url=destination(style.url, dialect))
    opening, _, closing = form.partition("{text}")
    marks = Segment(opening, "", "marks"), Segment(closing, "", "marks")
    return [*segments[:first], marks[0], *segments[first:last], marks[1], *segments[last:]]
