"""image-not-uploaded and cover-ratio: what becomes of the pictures of an article when it is published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from socloc.checks.case import Case
from socloc.findings import Check, Finding, Place, Subject
from socloc.media.measure import UnreadableError, measure
from socloc.networks import Fact
from socloc.variant import Upload, Variant

IMAGE_NOT_UPLOADED = Check(
    "image-not-uploaded",
    "note",
    """The pictures of an article are not on the network's own servers yet, and its editor removes all others.

    Upload them, write down the addresses you get in a JSON file such as {"hero": "https://…"}, and give that to
    `--images`. `uploads` in a bundle's manifest.json, or in `socloc article --format json`, lists what is to be
    uploaded and where each picture goes. Once there is such a file, the article is read as one that is ready to be
    pasted, and a picture that is left is `html-not-kept`.
    """,
)
COVER_RATIO = Check(
    "cover-ratio",
    "note",
    """The cover of an article is cut to forms of the network's own, and parts of the picture will not be seen.

    The finding says how much of it is left; `socloc networks ID` lists the forms. The cover of an article of a campaign
    is the first image under `media` of its post. Keep what matters in the middle, or make a picture of each form.
    """,
)
CHECKS: Final = (IMAGE_NOT_UPLOADED, COVER_RATIO)
COVER: Final = "cover"  # among the uses of an upload


def run(case: Case) -> Iterator[Finding]:
    """Ask about the pictures of every article: are they uploaded, and what is left of a cover."""
    for variant in case.variants:
        form = variant.plan.format
        waiting = [upload for upload in variant.uploads if not upload.url]
        if form.image_hosts and waiting and not case.are_uploaded:
            many = "a picture has" if len(waiting) == 1 else f"{len(waiting)} pictures have"
            message = f"{many} to be uploaded before the article is pasted"
            hint = "`uploads` in manifest.json lists them; give their addresses with --images."
            yield IMAGE_NOT_UPLOADED.at(variant.plan.post.place, message, hint, variant.subject)
        for upload in variant.uploads:
            if COVER in upload.uses:
                yield from _of_cover(case, variant, upload)


def _of_cover(case: Case, variant: Variant, upload: Upload) -> Iterator[Finding]:
    if upload.name not in case.media:
        return
    try:
        found = measure(case.media[upload.name])
    except UnreadableError:
        return  # a finding of its own already
    form = variant.plan.format
    subject = Subject(form.network, form.id)
    yield from cover_notes(form.cover_crops, upload.name, (found.width, found.height), upload.place, subject)


def cover_notes(
    crops: Iterable[Fact], name: str, size: tuple[int, int], place: Place, subject: Subject
) -> Iterator[Finding]:
    """How much of a cover is left of it after each crop; its size is its width and height in pixels."""
    width, height = size
    for crop in crops:
        across, down = (float(side) for side in crop.value.split(":"))
        left = min(width * down / (height * across), height * across / (width * down))
        if left < 0.99:
            message = f"the cover `{name}` is {width} × {height}; cut to {crop.value}, {left:.0%} of it is left"
            yield COVER_RATIO.at(place, message + crop.basis.hearsay, "Keep what matters in the middle.", subject)
