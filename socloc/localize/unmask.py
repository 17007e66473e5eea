"""A text put together again from a machine's answers, or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from socloc.localize.protect import difference, parts, stands_alone
from socloc.localize.tokens import Line, Masked, Token, token, tokens_in

_SIGNS: Final = "`|*~"  # a machine that adds one of these changes the structure
_IN_ORDER: Final = ("{%", "<")  # Jinja's statements and HTML's tags
_NEAR: Final = 70  # characters beside a part that decide what it is read as


class LostError(ValueError):
    """An answer lacks a token, or has one that is not its own: the text must not be put together from it."""


def unmask(masked: Masked, answers: Sequence[str]) -> str:
    """Put a text together from the answers to its lines.

    Raises LostError where a token is missing, foreign, doubled or behind its partner, or where something that must
    stay would be read differently.
    """
    waiting = iter(answers)
    made = "".join(
        piece if isinstance(piece, str) else _joined(piece, next(waiting), masked.words) for piece in masked.pieces
    )
    if problem := difference(masked.expected, made, masked.words):
        raise LostError(problem)
    return made


def _joined(line: Line, answer: str, words: Sequence[str]) -> str:
    """One answer with the parts in the places of their tokens."""
    known = {one.number: one for one in line.tokens}
    stretches = list(tokens_in(answer.strip()))
    _all_there(known, [number for _, number in stretches if number])
    _same_signs(line, "".join(known[number].shown if number else stretch for stretch, number in stretches))
    made = ""
    for index, (stretch, number) in enumerate(stretches):
        if not number:
            made += stretch
            continue
        after = stretches[index + 1][0] if index + 1 < len(stretches) else ""
        made, after = _glued(made, known[number], after, words)
        if index + 1 < len(stretches):
            stretches[index + 1] = (after, stretches[index + 1][1])
    return made


def _all_there(known: Mapping[int, Token], found: Sequence[int]) -> None:
    for number, times in Counter(found).items():
        if number not in known:
            raise LostError("it has a part of another text")
        if times > 1:
            raise LostError(f"`{known[number].stands_for}` is doubled")
    ordered = [number for number in found if known[number].stands_for.startswith(_IN_ORDER)]
    if ordered != sorted(ordered):
        raise LostError(f"`{known[ordered[0]].stands_for}` is in another place")
    places = {number: place for place, number in enumerate(found)}
    for number, one in known.items():
        if number not in places:
            raise LostError(f"`{one.stands_for}` is lost")
        if one.partner in places and places[one.partner] > places[number]:
            raise LostError(f"`{one.stands_for}` stands before what it closes")


def _glued(made: str, one: Token, after: str, words: Sequence[str]) -> tuple[str, str]:
    """The text so far with the part, and what follows: with the spaces that were there, and those the part needs."""
    if one.glued[0]:
        made = made.rstrip(" \u00a0")
    if one.glued[1]:
        after = after.lstrip(" \u00a0")
    part = one.stands_for
    if one.kind in ("kept", "term"):
        near, beyond = made[-1:], after[:_NEAR]
        apart = " " if part[0] in "#＃@＠" and part[-1] != "#" and near.isalnum() else ""  # else networks miss it
        for left, right in ((apart, ""), (apart, " "), (" ", ""), (" ", " ")):
            if stands_alone(near + left, part, right + beyond, words):
                return made + left + part, right + after
    return made + part, after


def _same_signs(line: Line, answer: str) -> None:
    before, after = "".join(line.text.split()), "".join(answer.split())
    for one in line.tokens:
        pair = f"{token(one.partner)}{one.shown}"
        if one.partner and pair in after and pair not in before:
            raise LostError(f"there is nothing before `{one.stands_for}`")
    if any(character in answer.strip() for character in "\n\r\v\f\x85\u2028\u2029"):
        raise LostError("it has several lines where there was one")
    for sign in _SIGNS:
        if answer.count(sign) > line.text.count(sign):
            raise LostError(f"`{sign}` was added")
    begins = next(parts(answer.strip() or " ", ()), None)
    if begins and begins.kind == "break" and next(parts(line.text, ())).kind != "break":
        raise LostError(f"it begins with `{begins.text.strip()}`")
