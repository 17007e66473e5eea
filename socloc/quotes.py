"""Quotation marks from one Chinese locale to another: “ ‘ ’ ” to 「『』」 and back, by how deep they stand."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from socloc.patterns import compiled, later

_CLOSING: Final = {"“": "”", "‘": "’", "「": "」", "『": "』"}
_MARK: Final = later('[“”‘’「」『』"]|\n[ \t]*\n')
_CHINESE: Final = "[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_LETTER: Final = r"[A-Za-z0-9\u00c0-\u024f]"
_NEAR: Final = "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"


class Mark(NamedTuple):
    """A quotation mark: where it and its partner stand in the text; no partner is None."""

    at: int
    sign: str
    partner: int | None
    depth: int  # how many pairs stand around it


def requote(parts: Sequence[tuple[str, bool]], quotes: Sequence[str]) -> list[str]:
    """The parts of a text with the given outer and inner marks, which alternate with every level.

    Each part says whether it is protected, and stays as it is then. Marks without a partner stay, and so do
    apostrophes and paragraphs without Chinese. Straight quotes are taken for marks only where every one of a paragraph
    has a partner and Chinese beside it.
    """
    text = "".join(part for part, _ in parts)
    made = list(text)
    for mark in marks(text, free(parts)):
        if mark.partner is not None:
            inner = mark.depth % 2 * 2
            made[mark.at] = quotes[inner + (mark.partner < mark.at)]
    ends, done = [], 0
    for part, _ in parts:
        ends.append("".join(made[done : done + len(part)]))
        done += len(part)
    return ends


def free(parts: Sequence[tuple[str, bool]]) -> list[tuple[int, int]]:
    """Where the parts stand that are not protected."""
    spans, start = [], 0
    for part, is_protected in parts:
        if not is_protected:
            spans.append((start, start + len(part)))
        start += len(part)
    return spans


def marks(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[Mark]:
    """The quotation marks of a text within those spans, paragraph by paragraph, in no order."""
    paragraph: list[tuple[int, str]] = []
    begin = singles = 0
    for start, end in spans:
        for found in _MARK.finditer(text, start, end):
            at, sign = found.start(), found.group()
            if len(sign) > 1:
                yield from _paired(text, paragraph, begin, at)
                paragraph, begin, singles = [], found.end(), 0
            elif sign != "’" or not _is_apostrophe(text, at, singles):
                paragraph.append((at, sign))
                singles += {"‘": 1, "’": -1}.get(sign, 0)
    yield from _paired(text, paragraph, begin, len(text))


def _is_apostrophe(text: str, at: int, singles: int) -> bool:
    """Whether a ’ stands in a Latin word or ends one (the brewers’ tea); `singles` are the ‘ that are still open."""
    if not at or not compiled(_LETTER).match(text, at - 1):
        return False
    return bool(compiled(_LETTER).match(text, at + 1)) or singles < 1


def _paired(text: str, found: Sequence[tuple[int, str]], begin: int, end: int) -> Iterator[Mark]:
    if not found or not compiled(_CHINESE).search(text, begin, end):
        return
    is_straight = _are_marks(text, [at for at, sign in found if sign == '"'])
    partner: dict[int, int] = {}
    opened: list[tuple[int, str]] = []
    waiting: dict[str, int] = {}  # how many of `opened` wait for that sign
    for at, sign in found:
        closing = _CLOSING.get(sign)
        if sign == '"':
            if not is_straight:
                continue
            closing = None if waiting.get('"') else '"'
        if closing:
            opened.append((at, closing))
            waiting[closing] = waiting.get(closing, 0) + 1
            continue
        while waiting.get(sign):
            start, wanted = opened.pop()  # what is left open inside has no partner
            waiting[wanted] -= 1
            if wanted == sign:
                partner[start], partner[at] = at, start
                break
    yield from _with_depth([(at, sign) for at, sign in found if sign != '"' or is_straight], partner)


def _with_depth(found: Sequence[tuple[int, str]], partner: dict[int, int]) -> Iterator[Mark]:
    depth = 0
    for at, sign in found:
        other = partner.get(at)
        depth -= other is not None and other < at
        yield Mark(at, sign, other, depth)
        depth += other is not None and other > at


def _are_marks(text: str, straight: Sequence[int]) -> bool:
    """Whether all straight quotes are marks: pairs with Chinese beside one of their ends, and no inches among them."""
    if len(straight) % 2:
        return False
    return all(
        any(compiled(_NEAR).match(text, at) for at in (start - 1, start + 1, end - 1, end + 1) if 0 <= at < len(text))
        for start, end in zip(straight[::2], straight[1::2], strict=True)
    )
