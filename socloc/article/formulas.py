"""Puts formulas into the body of an article: pictures where they can be drawn, else what the author wrote."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import Final

from socloc.article import maths
from socloc.article.maker import Maker
from socloc.article.maths import Drawn
from socloc.article.parts import Problem

MAX_WORK: Final = 10_000  # of all formulas, as maths.py counts it: seconds, and far more than fits into an article
_LINKED: Final = re.compile(r"<(https?://[^<>]*)>")  # as markdown.py writes bare addresses


class Formulas:
    """Puts the formulas of one article in, those that cannot be drawn as they were written."""

    def __init__(self) -> None:
        self.has_blocks = False
        self.sources: list[str] = []
        self.work: dict[tuple[str, bool], int] = {}
        self.spent = 0
        self.is_possible = True

    def take(self, maker: Maker, token: re.Match[str]) -> None:
        """Put one in where the maker stands; `token` has its kind (inline or display), its line and its source."""
        source, is_block = _LINKED.sub(r"\1", unescape(token["formula"])), token["kind"] == "display"
        self.sources.append(source)
        drawn = self._drawn(source, is_block)
        if drawn is None or drawn.wrong:
            self._say(maker, int(token["at"]), source, drawn.wrong if drawn else "")
            dollars = "$$" if is_block else "$"
            maker.text(f"{dollars}{escape(source, quote=False)}{dollars}")
            return
        maker.first = False
        maker.out += self._placed(maker, drawn.svg) if is_block else [drawn.svg]

    def _drawn(self, source: str, is_block: bool) -> Drawn | None:
        if not self.work and not maths.is_installed():
            return None
        key = (source, is_block)
        if key not in self.work and self.spent > MAX_WORK:
            return Drawn("", "comes after as many as one article may have")
        found = maths.drawn(*key)
        if key not in self.work:
            self.work[key] = found.work
            self.spent += found.work
        return found

    def _say(self, maker: Maker, line: int, source: str, wrong: str) -> None:
        if wrong:
            shown = source.strip().partition("\n")[0]
            maker.problems.append(Problem(f"formula: {wrong}", shown, line))
        elif self.is_possible:
            self.is_possible = False
            maker.problems.append(Problem("maths", "", line))

    def _placed(self, maker: Maker, svg: str) -> list[str]:
        """A formula on lines of its own: outside of the paragraph, where there is one around nothing else."""
        tag, closing = maker.open[-1] if maker.open else ("", "")
        block = f'<section style="margin:16px 0;overflow-x:auto;text-align:center;text-indent:0">{svg}</section>'
        if tag == "p" and callable(closing):
            self.has_blocks = True
            return ["</p>", block, "<p>"]
        return [block] if tag in ("p", "li") and closing in ("", "</section>") else [svg]
