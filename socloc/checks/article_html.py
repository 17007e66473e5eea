"""html-not-kept: the HTML of an article has something that its editor removes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from socloc.checks.case import Case
from socloc.findings import Check, Finding

if TYPE_CHECKING:
    from socloc.checks.article_reader import Broken

HTML_NOT_KEPT = Check(
    "html-not-kept",
    "error",
    """The finished HTML of an article has an element, attribute or style that an article editor is known to remove.

    socloc reads the whole article again after it is made, the way an outsider would: no script, style, form or frame,
    no class, id, data attribute or event handler, no foreign link, no javascript: or data: address, and of styles no
    position, animation, variable or @-rule. With the built-in template this does not happen; with one of your own,
    the finding says what to take out of it. The list is what WeChat's editor keeps, the strictest that is known; it
    serves the articles of all networks. Sources: `socloc networks wechat`.
    """,
)
CHECKS: Final = (HTML_NOT_KEPT,)


def run(case: Case) -> Iterator[Finding]:
    """Read the main field of every HTML format again."""
    for variant, field, _ in case.fields():
        if variant.plan.format.markup == "html" and field.id == variant.plan.format.main.id:
            for problem in dict.fromkeys(broken(field.text)):
                message = f"the article has {problem.what}, which the editor removes"
                hint = "Take it out of the template."
                yield HTML_NOT_KEPT.at(field.place, message, hint, variant.subject, problem.level)


def problems(html: str) -> Sequence[str]:
    """What an editor would certainly remove from a piece of HTML, in words; nothing where all of it stays."""
    return [problem.what for problem in broken(html) if problem.level == "error"]


def broken(html: str) -> Sequence[Broken]:
    """What an editor would remove from a piece of HTML; what one source doubts is a warning."""
    from socloc.checks import article_reader  # html.parser takes 5 ms, and most campaigns have no article

    return article_reader.broken(html)
