"""alt-missing: an image has no words for those who cannot see it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from socloc.checks.case import Case
from socloc.findings import Check, Finding, Subject
from socloc.media import is_video_name

ALT_MISSING = Check(
    "alt-missing",
    "warning",
    """An image has no alternative text, and the network takes one.

    Whoever cannot see it hears “image”, or the name of its file. WCAG 2.2, 1.1.1 (level A,
    w3.org/TR/WCAG22/#non-text-content), asks for it; for many shops in the European Union and for public bodies
    elsewhere such rules are law.

    Write what it shows, `alt: {<locale>: …}`, under `media`; `alt: ""` says that it is only there to look nice.
    """,
)
CHECKS: Final = (ALT_MISSING,)


def run(case: Case) -> Iterator[Finding]:
    """Look at the images of formats with alternative texts, each image once."""
    told: set[str] = set()
    for variant in case.variants:
        for shown in variant.media if variant.plan.format.alt else ():
            name = shown.media.name
            if shown.media.alt or is_video_name(shown.media.file.value) or name in told:
                continue
            told.add(name)
            target = variant.plan.format
            message = f"the image `{name}` has no alternative text, which {target} takes"
            hint = f"Write `{name}: {{file: …, alt: {{{case.campaign.source}: …}}}}` under `media`."
            yield ALT_MISSING.at(shown.media.file.place, message, hint, Subject(target.network, target.id))
