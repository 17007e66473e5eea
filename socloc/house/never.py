"""What a rule of the house can never find, as far as its words and its pattern say so without any text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from socloc.house.rule import Rule, is_without_spaces
from socloc.house.syntax import Item, parse

_HAN: Final = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_SPACE_INSIDE: Final = re.compile(rf"[{_HAN}] +[{_HAN}]")
_FULLWIDTH: Final[Mapping[str, str]] = {
    "!": "！",
    "?": "？",
    ",": "，",
    ";": "；",
    ":": "：",
    "(": "（",
    ")": "）",
    "%": "％",
}
_NOTHING: Final = frozenset({r"[^\s\S]", r"[^\S\s]", r"[^\w\W]", r"[^\W\w]", r"[^\d\D]", r"[^\D\d]"})


def problems(rule: Rule, strays: Mapping[str, str | None]) -> Iterator[str]:
    """Sentences about what cannot match; `strays` are characters that no text of the rule's locales has."""
    if rule.words:
        yield from _of_words(rule, strays)
        return
    branches = parse(rule.pattern)
    if branches is not None:
        yield from dict.fromkeys(_of_branches(branches, strays))


def _of_words(rule: Rule, strays: Mapping[str, str | None]) -> Iterator[str]:
    for word in rule.words:
        if _SPACE_INSIDE.search(word):
            yield f"`{word}` has a space between Chinese characters, where no text has one"
        if word in rule.exceptions:
            yield f"`{word}` is also an exception, so it is never found"
        yield from _strays(word, strays)
    for phrase in rule.exceptions:
        folded = phrase if rule.is_case_sensitive else phrase.casefold()
        if not any((word if rule.is_case_sensitive else word.casefold()) in folded for word in rule.words):
            yield f"the exception `{phrase}` has none of the words in it"


def _strays(text: str, strays: Mapping[str, str | None]) -> Iterator[str]:
    found = next((character for character in text if character in strays), "")
    if found:
        better = strays[found]
        yield f"`{found}` is a character of the other script{f'; here it is `{better}`' if better else ''}"


def _of_branches(branches: Sequence[Sequence[Item]], strays: Mapping[str, str | None]) -> Iterator[str]:
    for branch in branches:
        yield from _anchors(branch)
        yield from _neighbours(branch)
        for item in branch:
            if item.kind == "group":
                yield from _of_branches(item.branches, strays)
            elif item.kind == "set" and item.text in _NOTHING:
                yield f"`{item.text}` is no character at all"
            elif item.kind == "char" and not item.is_optional:
                yield from _strays(item.text, strays)


def _anchors(branch: Sequence[Item]) -> Iterator[str]:
    """Beginnings behind something, and ends before something."""
    has_taken = has_ended = False
    for item in branch:
        if item.kind == "start" and has_taken and not item.is_optional:
            yield f"`{item.text}` is the beginning of the text, and something stands before it"
        if has_ended and item.takes and item.kind in ("char", "any", "space") and item.text not in ("\n", r"\s"):
            yield "`$` is the end of the text, and something stands behind it"
            return
        has_taken = has_taken or item.takes
        has_ended = has_ended or (item.kind == "end" and not item.is_optional)


def _neighbours(branch: Sequence[Item]) -> Iterator[str]:
    """Word boundaries, spaces and half-width marks beside characters of scripts that do not have them."""
    for before, item, after in zip((None, *branch), branch, (*branch[1:], None), strict=False):
        left, right = _character(before, -1), _character(after, 0)
        near = f"{left}{item.text}{right}"
        is_han = [is_without_spaces(one) for one in (left, right) if one]
        if item.kind == "edge" and (any(is_han) or (is_word(left) and is_word(right))):
            yield f"between Chinese characters, as inside of a word, is no word boundary, and `{near}` asks for one"
        is_space = item.kind == "space" or (item.kind == "char" and item.text == " ")
        if is_space and not item.is_optional and len(is_han) == 2 and all(is_han):
            yield f"`{near}` has a space between Chinese characters, where no text has one"
    for before, after in pairwise(branch):
        yield from _half(before, after)
        yield from _half(after, before)


def _half(mark: Item, letter: Item) -> Iterator[str]:
    """A half-width mark beside a character of a script that has full-width ones."""
    full = _FULLWIDTH.get(mark.text, "") if mark.kind == "char" else ""
    if full and letter.kind == "char" and is_without_spaces(letter.text):
        yield f"`{mark.text}` beside `{letter.text}` is half-width, and misses `{full}`: write [{mark.text}{full}]"


def _character(item: Item | None, end: int) -> str:
    """The character that a part begins with (0) or ends with (-1), in its first branch; empty where nobody can say."""
    if item is None or item.is_optional:
        return ""
    if item.kind == "group":
        return _character(item.branches[0][end], end) if item.branches[0] else ""
    return item.text if item.kind == "char" else ""


def is_word(character: str) -> bool:
    r"""Whether a character, if there is one, is part of a word for `\b`."""
    return bool(character) and (character.isalnum() or character == "_")
