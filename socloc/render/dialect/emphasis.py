"""Which runs of `*`, `_` and `~~` belong together.

The rules are CommonMark's (https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis), amended for scripts
without spaces by https://github.com/tats-u/markdown-cjk-friendly/blob/main/specification.md
"""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple
from unicodedata import category, east_asian_width

Emphasis = Literal["bold", "italic", "strike"]


@dataclass(slots=True)
class Run:
    """Marks of one kind in a row, and what they turned out to begin and end."""

    mark: str
    length: int
    opens: bool
    closes: bool
    left: int = field(init=False)  # marks that are still literal
    begun: list[Emphasis] = field(default_factory=list)  # the innermost first
    ended: list[Emphasis] = field(default_factory=list)  # the innermost first

    def __post_init__(self) -> None:
        self.left = self.length


class _Side(NamedTuple):
    """The character beside a run."""

    space: bool
    punctuation: bool
    cjk: bool
    word: bool


_EDGE = _Side(space=True, punctuation=False, cjk=False, word=False)


def flanking(line: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether the run of marks at line[start:end] can open and close emphasis."""
    before, after = _before(line, start), _side(line[end]) if end < len(line) else _EDGE
    left = not after.space and (not _foreign(after) or before.space or before.cjk or _foreign(before))
    right = not before.space and (not _foreign(before) or after.space or after.cjk or _foreign(after))
    if line[start] == "_":
        return left and (not right or before.punctuation), right and (not left or after.punctuation)
    if line[start] == "*" and end == start + 1 and before.word and after.word:
        return False, False  # 30*40*50 cm, f*** and the like; CommonMark would read emphasis
    return left, right


def pair(runs: list[Run]) -> None:
    """Find what each run begins and ends. Takes time in proportion to the marks, whatever they are."""
    openers: list[tuple[int, Run]] = []
    searched: dict[tuple[str, bool, int], int] = {}  # up to which opener such a closer found none
    for number, run in enumerate(runs):
        kind = (run.mark, run.opens, run.length % 3)
        while run.closes and run.left:
            found = _opener(openers, run, searched.get(kind, -1))
            if found < 0:
                searched[kind] = number - 1
                break
            _join(openers[found][1], run)
            del openers[found + (1 if openers[found][1].left else 0) :]
        if run.opens and run.left:
            openers.append((number, run))


def _opener(openers: list[tuple[int, Run]], closer: Run, searched: int) -> int:
    """Where among the openers the one for a closer is; -1 if there is none."""
    for index in range(len(openers) - 1, -1, -1):
        number, opener = openers[index]
        if number <= searched:
            break
        if opener.mark == closer.mark and _fit(opener, closer):
            return index
    return -1


def _fit(opener: Run, closer: Run) -> bool:
    """CommonMark's rule of three keeps `*foo**bar*` from being read in halves."""
    if opener.mark == "~" or not (opener.closes or closer.opens):
        return True
    return (opener.length + closer.length) % 3 != 0 or (opener.length % 3 == 0 and closer.length % 3 == 0)


def _join(opener: Run, closer: Run) -> None:
    count = min(opener.left, closer.left, 2)
    kind: Emphasis = "strike" if opener.mark == "~" else "bold" if count == 2 else "italic"
    opener.begun.append(kind)
    closer.ended.append(kind)
    opener.left -= count
    closer.left -= count


def _before(line: str, start: int) -> _Side:
    """The character before a run; a variation selector belongs to the character it follows."""
    if start and "\ufe00" <= line[start - 1] <= "\ufe0e":
        if line[start - 2 : start] in {"‘\ufe01", "’\ufe01", "“\ufe01", "”\ufe01"}:  # the full-width forms
            return _Side(space=False, punctuation=True, cjk=True, word=False)
        start -= 1
    return _side(line[start - 1]) if start else _EDGE


def _side(character: str) -> _Side:
    is_cjk, kind = _is_cjk(character), category(character)
    return _Side(character.isspace(), kind[0] in "PS", is_cjk, kind[0] in "LMN" and not is_cjk)


def _foreign(side: _Side) -> bool:
    """Whether it is punctuation that keeps words apart by spaces, as CJK punctuation does not."""
    return side.punctuation and not side.cjk


def _is_cjk(character: str) -> bool:
    """Wide characters but emoji, and all of Hangul; the variation selectors of ideographs count as their characters."""
    if character < "ᄀ":
        return False
    if "ᄀ" <= character <= "ᇿ" or "ힰ" <= character <= "ퟻ" or "\U000e0100" <= character <= "\U000e01ef":
        return True
    is_emoji = category(character) in {"So", "Sk", "Sm"} and (character < "⺀" or character >= "\U0001f000")
    return east_asian_width(character) in "WFH" and not is_emoji
