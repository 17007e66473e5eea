"""What can be wrong with the body and the theme of an article: the manual pages, and problems as findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from socloc.article.body import MAX_DEPTH, Problem
from socloc.article.css import Dropped
from socloc.article.style import Faint
from socloc.findings import WHOLE, Check, Finding, Place, Subject

IMAGE_UNKNOWN = Check(
    "image-unknown",
    "error",
    """The body of an article shows an image that the campaign does not define, so readers would not see it.

    In `![what it shows](hero)` the part in round brackets is a name of the campaign's `media`; for `socloc article`
    it is a file beside the article, or an address.
    """,
)
LINK_RELATIVE = Check(
    "link-relative",
    "warning",
    """The body of an article links to an address without a site, such as `/team`.

    It worked where the text comes from; in an article it leads nowhere. Write the whole address.
    """,
)
LINK_UNSAFE = Check(
    "link-unsafe",
    "warning",
    """The body of an article links to something that is no page, such as `javascript:` or `data:`.

    The words stay and the link is left out. Write an address of http, https, mailto or tel.
    """,
)
HTML_IN_MARKDOWN = Check(
    "html-in-markdown",
    "warning",
    """The body of an article has HTML or a component in it, which is shown to readers as text.

    Bodies are Markdown; HTML would have to pass an editor that removes most of it. Write it in Markdown, or take it
    out. In `code`, tags are fine.
    """,
)
NESTED_TOO_DEEPLY = Check(
    "nested-too-deeply",
    "warning",
    """Lists, quotes or alerts of an article stand in one another deeper than a phone can show.

    What is deeper than 12 levels is shown at that level; no words are lost.
    """,
)
TABLE_TOO_BIG = Check(
    "table-too-big",
    "error",
    """A table in the body of an article has more cells than anybody could read.

    Its rows are filled up to the same number of columns, so that a short text can ask for a huge table. The body is
    left out. Split the table, or show a picture of it.
    """,
)
FENCE_NOT_CLOSED = Check(
    "fence-not-closed",
    "warning",
    """A block of code in an article begins with ``` or ~~~ and never ends, so all that follows is shown as code.

    Put as many of the same signs on a line of their own where the code ends.
    """,
)
FORMULA_NOT_DRAWN = Check(
    "formula-not-drawn",
    "warning",
    """A formula in an article is shown to readers as it was written, with its dollars.

    What stands between dollars (`$E=mc^2$`, or `$$…$$` on lines of its own) is read as LaTeX and becomes a picture of
    plain paths. That needs an extra package: install `socloc[math]`. The finding names a command that is not known, a
    brace without its other half, a sign that the font of formulas does not have, or a limit: 1,000 characters of one
    formula, and how deep its parts stand in one another. Dollars that mean money are written `\\$`. Whether the editor
    keeps what a formula says to screen readers (its LaTeX, as `aria-label`) nobody has published.
    """,
)
THEME_NOT_KEPT = Check(
    "theme-not-kept",
    "warning",
    """A theme has something that does not survive in an article, so it is left out.

    Articles have inline styles of plain properties only: editors remove position, float, grid, flex, animation,
    transform, url(), calc() and @-rules, and some of them the whole style with it. `var(--name)` is expanded before
    anything is written. Selectors are elements (`h2`, `blockquote p`) and the classes of socloc, such as `.alert-note`;
    the built-in themes in templates/_themes use all of them.
    """,
)
CONTRAST_LOW = Check(
    "contrast-low",
    "warning",
    """Words of an article can hardly be read, on a light screen or on a dark one.

    WeChat turns articles dark by a published algorithm (github.com/wechatjs/mp-darkmode). It is applied here, and the
    contrast of every colour with what is behind it is measured: WCAG AA (2.1, 1.4.3) asks for 4.5, and 3 for large
    text. Colours of middle brightness do worst on dark screens: choose darker ones, which are turned over, or bright
    ones.
    """,
)
THEME_UNKNOWN = Check(
    "theme-unknown",
    "error",
    """The theme of articles that the campaign names does not exist, or cannot be read.

    Name a built-in one, which the finding lists, or give a CSS file that lies beside the campaign. The default is used.
    """,
)
CHECKS: Final = (
    THEME_UNKNOWN,
    TABLE_TOO_BIG,
    IMAGE_UNKNOWN,
    LINK_RELATIVE,
    LINK_UNSAFE,
    HTML_IN_MARKDOWN,
    NESTED_TOO_DEEPLY,
    FENCE_NOT_CLOSED,
    FORMULA_NOT_DRAWN,
    THEME_NOT_KEPT,
    CONTRAST_LOW,
)


def of_body(problem: Problem, place: Place, subject: Subject = WHOLE) -> Finding:
    """A problem of a body as a finding; images are the caller's, who knows which there are."""
    part = problem.part if len(problem.part) <= 80 else problem.part[:79] + "…"
    if problem.kind == "link":
        message = f"the body links to `{part}`, which leads nowhere outside its own site"
        return LINK_RELATIVE.at(place, message, "Write the whole address.", subject)
    if problem.kind == "scheme":
        message = f"the body links to `{part}`, which is no page; the words stay without the link"
        return LINK_UNSAFE.at(place, message, "Link to an address of https, or take the link out.", subject)
    if problem.kind == "depth":
        message = f"lists, quotes or alerts stand in one another deeper than {MAX_DEPTH} levels"
        return NESTED_TOO_DEEPLY.at(place, message, "Write it with fewer levels.", subject)
    if problem.kind == "maths":
        message = "the body has formulas, which are shown as they are written: what draws them is not installed"
        return FORMULA_NOT_DRAWN.at(place, message, "Install `socloc[math]`, or write `\\$` for dollars.", subject)
    if problem.kind.startswith("formula: "):
        why = problem.kind.removeprefix("formula: ")
        message = f"the formula `{part}` {why}; it is shown as it is written"
        return FORMULA_NOT_DRAWN.at(place, message, "Mend it, or write `\\$` where dollars are meant.", subject)
    message = f"the body has HTML, `{part}`, which readers will see as text"
    return HTML_IN_MARKDOWN.at(place, message, "Write it in Markdown, or take it out.", subject)


def of_fence(place: Place, subject: Subject = WHOLE) -> Finding:
    """The finding for a block of code that begins at a place and never ends."""
    message = "the block of code that begins here never ends, so the rest of the article is code"
    return FENCE_NOT_CLOSED.at(place, message, "Close it with the same signs on a line of their own.", subject)


def of_theme(dropped: Iterable[Dropped], shown: str) -> Iterator[Finding]:
    """What was dropped of a theme, as findings at its lines."""
    for part, reason, line in dropped:
        message = f"`{part}` {reason}" if part else f"the theme {reason}"
        yield THEME_NOT_KEPT.at(Place(shown, line), f"{message}; it is left out", "Take it out of the theme.")


def of_contrast(faint: Iterable[Faint], shown: str, otherwise: Place, subject: Subject = WHOLE) -> Iterator[Finding]:
    """Words that can hardly be read, at the line of the theme that colours them, or else at the article's place."""
    for element, screen, ratio, least, declaration in faint:
        place = Place(shown, declaration.line) if declaration and declaration.line else otherwise
        message = f"`{element}` has a contrast of {ratio} on a {screen} screen; WCAG AA asks for {least}"
        hint = "Choose a darker or a much brighter colour." if screen == "dark" else "Choose a darker colour."
        yield CONTRAST_LOW.at(place, message, hint, subject)
