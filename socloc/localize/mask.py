"""Texts as machines see them: plain lines, with a token for everything that must stay."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count
from typing import Final

from socloc.localize.markdown_line import beside, for_machine, with_pairs
from socloc.localize.protect import Part, parts
from socloc.localize.tokens import Line, Masked, Token, has_words, token, tokens_in

_SENTENCE_END: Final = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？；])|(?<=[.!?…][\"”’)])\s+")
_WORD_END: Final = re.compile(r"\s+|(?<=[，、：])")
_OPENING: Final = "([{\"'«“‘（「『【《"
_CLOSING: Final = ")]}\"'»”’.,;:!?…，。、；：！？）」』】》"


def mask(
    text: str,
    terms: Mapping[str, str],
    numbers: Iterator[int] | None = None,
    fits: Callable[[str], bool] = lambda _line: True,
) -> Masked:
    """Take a text apart: lines of words, with tokens of these numbers (else from 1), and what no machine needs to see.

    `terms` are words with what stands for them in the result. A line that does not fit is cut between sentences, else
    between words.
    """
    numbers = count(1) if numbers is None else numbers
    pieces: list[str | Line] = []
    expected: Counter[str] = Counter()
    line: list[Part] = []
    for part in parts(text, terms):
        if part.kind in ("kept", "term", "close"):
            expected[terms.get(part.text, part.text) if part.kind == "term" else part.text] += 1
        if part.kind == "break":
            pieces += [*_pieces(line, terms, numbers, fits), part.text]
            line = []
        else:
            line.append(part)
    return Masked((*pieces, *_pieces(line, terms, numbers, fits)), expected, tuple(terms.values()))


def in_parts(masked: Masked) -> Masked:
    """The same text with nothing but words in its lines: what was between two tokens is a line of its own."""
    pieces: list[str | Line] = []
    for piece in masked.pieces:
        if isinstance(piece, str):
            pieces.append(piece)
            continue
        known = {one.number: one for one in piece.tokens}
        stretches = [(stretch, known.get(number)) for stretch, number in tokens_in(piece.text)]
        for index, (stretch, one) in enumerate(stretches):
            before = stretches[index - 1][1] if index else None
            after = stretches[index + 1][1] if index + 1 < len(stretches) else None
            pieces += [one.stands_for] if one else _cut(_between(stretch, before, after), {}, lambda _line: True)
    return masked._replace(pieces=tuple(pieces))


def _pieces(
    line: Sequence[Part], terms: Mapping[str, str], numbers: Iterator[int], fits: Callable[[str], bool]
) -> list[str | Line]:
    """One line of the text: what stands at its edges stays, the rest is for a machine."""
    shown = with_pairs(line)
    start, end = for_machine(shown)
    before = "".join(_stands_for(part, terms) for part in shown[:start])
    after = "".join(_stands_for(part, terms) for part in shown[end:])
    core = shown[start:end]
    if not core:
        return [before + after] if before + after else []
    text, tokens = _tokenized(core, terms, numbers)
    return [piece for piece in (before, *_cut(text, tokens, fits), after) if piece]


def _tokenized(core: Sequence[Part], terms: Mapping[str, str], numbers: Iterator[int]) -> tuple[str, dict[int, Token]]:
    tokens: list[Token] = []
    opened: list[int] = []
    shown = ""
    for index, part in enumerate(core):
        if not part.kind:
            shown += part.text
            continue
        number = next(numbers)
        partner = opened.pop() if part.kind == "close" and opened else 0
        if part.kind == "open":
            opened.append(number)
        before, after = beside(core, index)
        left = bool(before) and (bool(core[index - 1].kind) or not (before.isspace() or before in _OPENING))
        right = bool(after) and not (after.isspace() or after in _CLOSING or core[index + 1].kind)
        glued = (
            left and (part.kind == "close" or not _is_wide(before)),
            right and (part.kind == "open" or not _is_wide(after)),
        )
        tokens.append(Token(number, _stands_for(part, terms), part.kind, partner, glued))
        shown += " " * (left and not shown.endswith(" ")) + token(number) + " " * right
    return shown, {one.number: one for one in tokens}


def _is_wide(character: str) -> bool:
    """Whether it is of a script that has no spaces, beside which a space is no harm in any other."""
    return character >= "\u2e80"


def _between(stretch: str, before: Token | None, after: Token | None) -> str:
    """What is between two tokens, without the spaces that were put there for the machine."""
    if before and before.glued[1]:
        stretch = stretch.lstrip(" ")
    return stretch.rstrip(" ") if after and after.glued[0] else stretch


def _stands_for(part: Part, terms: Mapping[str, str]) -> str:
    return terms.get(part.text, part.text) if part.kind == "term" else part.text


def _cut(text: str, tokens: Mapping[int, Token], fits: Callable[[str], bool]) -> list[str | Line]:
    """Lines that fit, with the spaces around them as pieces of their own."""
    pieces: list[str | Line] = []
    for sentence in _packed(text, _SENTENCE_END, fits):
        for stretch in [sentence] if fits(sentence) else _packed(sentence, _WORD_END, fits):
            bare = stretch.strip()
            if not has_words(bare):
                pieces.append(_restored(stretch, tokens))
                continue
            start = stretch.index(bare)
            line = Line(bare, tuple(tokens[number] for _, number in tokens_in(bare) if number in tokens))
            pieces += [stretch[:start], line, stretch[start + len(bare) :]]
    return [piece for piece in pieces if piece]


def _packed(text: str, ends: re.Pattern[str], fits: Callable[[str], bool]) -> Iterator[str]:
    if fits(text):
        yield text
        return
    taken = start = 0
    for match in (*ends.finditer(text), None):
        end = match.end() if match else len(text)
        if taken > start and not fits(text[start:end]):
            yield text[start:taken]
            start = taken
        taken = end
    yield text[start:]


def _restored(text: str, tokens: Mapping[int, Token]) -> str:
    return "".join(tokens[number].stands_for if number in tokens else stretch for stretch, number in tokens_in(text))
