"""html-not-kept: the HTML of an article has something that its editor removes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from socloc.checks.case import Case
from socloc.findings import Check, Finding
from socloc.networks import Format

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
    serves the articles of all networks; whose links and pictures stay is a fact of each. Once addresses of pictures
    were given with --images, no other pictures may be left. Sources: `socloc networks ID`.
    """,
)
CHECKS: Final = (HTML_NOT_KEPT,)
UPLOAD: Final = "Upload it, and give the address that you get with --images."


def run(case: Case) -> Iterator[Finding]:
    """Read the main field of every HTML format again."""
    for variant, field, _ in case.fields():
        if variant.plan.format.markup == "html" and field.id == variant.plan.format.main.id:
            places = {upload.src: upload.place for upload in variant.uploads}
            for problem in dict.fromkeys(broken(field.text, variant.plan.format, case.are_uploaded)):
                message = f"the article has {problem.what}, which the editor removes"
                place = places.get(problem.picture, field.place)
                hint = UPLOAD if problem.picture in places else "Take it out of the template."
                yield HTML_NOT_KEPT.at(place, message, hint, variant.subject, problem.level)


def problems(html: str, links: Sequence[str] = ()) -> Sequence[str]:
    """What an editor would certainly remove from a piece of HTML, in words; links to the hosts `links` stay."""
    from socloc.checks import article_reader

    return [problem.what for problem in article_reader.broken(html, links) if problem.level == "error"]


def broken(html: str, form: Format, are_uploaded: bool) -> Sequence[Broken]:
    """What an editor would remove from the HTML of a format; what one source doubts is a warning.

    Where pictures are uploaded, they are on the hosts that the format names; one that names none is not asked.
    """
    from socloc.checks import article_reader  # html.parser takes 5 ms, and most campaigns have no article

    images = form.kept_images if are_uploaded and form.image_hosts else None
    return article_reader.broken(html, form.kept_links, images)
