"""A regular expression taken apart as far as it takes to see what can never match; what is unknown stays unknown."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_TOKEN: Final = re.compile(
    r"(?P<start>\\A|\^)|(?P<end>\\Z|\$)|(?P<edge>\\b)"
    r"|(?P<open>\((?:\?(?:[:>|]|P?<[A-Za-z_]\w*>))?(?!\?))"
    r"|(?P<look>\(\?<?[=!])"
    r"|(?P<close>\))|(?P<or>\|)"
    r"|(?P<space>\\[sht])"
    r"|(?P<char>\\[^\w\s]|[^\\\[\](){}.*+?^$|])"
    r"|(?P<any>\.)"
    r"|(?P<set>\[\^?\]?(?:\\.|\[:[a-z]+:\]|[^\]\\])*\]|\\[dDwWS])"
    r"|(?P<other>.)",
    re.DOTALL,
)
_REPEAT: Final = re.compile(r"([*+?]|\{(\d*)(?:,\d*)?\})[?+]?")
DEEPEST: Final = 40


class Item(NamedTuple):
    """A part of a pattern: its kind, its text, whether it may be left out, and the branches of a group."""

    kind: str  # start, end, edge, group, look, space, char, any, set, other
    text: str
    is_optional: bool = False
    branches: tuple[tuple[Item, ...], ...] = ()

    @property
    def takes(self) -> bool:
        """Whether it surely takes at least one character of the text."""
        if self.is_optional or self.kind not in ("char", "space", "any", "set", "group"):
            return False
        return self.kind != "group" or all(any(item.takes for item in branch) for branch in self.branches)


def parse(pattern: str) -> tuple[tuple[Item, ...], ...] | None:
    """The branches of a pattern; None where its flags or its depth make it another language."""
    if re.search(r"\(\?[a-zA-Z]*[xm]", pattern):
        return None
    stack: list[tuple[str, list[list[Item]]]] = [("", [[]])]
    at = 0
    while at < len(pattern):
        token = _TOKEN.match(pattern, at)
        if token is None or len(stack) > DEEPEST:
            return None
        at = token.end()
        kind = token.lastgroup or ""
        branches = stack[-1][1]
        if kind in ("open", "look"):
            stack.append((kind, [[]]))
        elif kind == "or":
            branches.append([])
        elif kind == "close":
            if len(stack) == 1:
                return None
            opened, branches = stack.pop()
            inner = tuple(tuple(branch) for branch in branches)
            at = _add(stack[-1][1][-1], Item("group" if opened == "open" else "look", "", False, inner), pattern, at)
        else:
            text = token.group()[-1] if kind == "char" else token.group()
            at = _add(branches[-1], Item(kind, text), pattern, at)
    return tuple(tuple(branch) for branch in stack[0][1]) if len(stack) == 1 else None


def _add(branch: list[Item], item: Item, pattern: str, at: int) -> int:
    """Add a part with what says how often it stands there; where the pattern goes on."""
    repeat = _REPEAT.match(pattern, at)
    if repeat is None:
        branch.append(item)
        return at
    low = repeat.group(2)
    branch.append(item._replace(is_optional=repeat.group(1) in ("*", "?") or low in ("", "0")))
    return repeat.end()
