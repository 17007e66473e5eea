"""media-not-taken: a network does not take an image or video, or not so many of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from socloc.checks.case import Case
from socloc.findings import Check, Finding, Place, Subject
from socloc.media import MEDIA_FILE, MediaFile, is_video_name
from socloc.media.measure import Measures, UnreadableError, measure
from socloc.networks import Bounds
from socloc.networks.facts import number
from socloc.variant import ShownMedia, Variant

MEDIA_NOT_TAKEN = Check(
    "media-not-taken",
    "error",
    """A network does not take an image or video of the post: its kind, bytes, pixels, ratio or length, or how many.

    The files themselves are measured, as they would be shown (a photo that was turned by its camera is measured
    turned). All that is wrong is named in one run. QR codes are pictures and count as such. What the network itself
    states is an error; what others report is a warning that names its source (`socloc networks ID` shows both).

    Make the file smaller, save it as another kind, or give the network media of its own under `networks:`.
    """,
)
CHECKS: Final = (MEDIA_NOT_TAKEN,)

_HAS: Final[Mapping[str, str]] = {
    "bytes": "has {} bytes",
    "width": "is {} pixels wide",
    "height": "is {} pixels high",
    "sides": "has {} pixels in width and height together",
    "pixels": "has {} pixels",
    "ratio": "has a ratio of {} (width by height)",
    "seconds": "lasts {} seconds",
    "frames": "has {} frames",
}
_OTHERS: Final = "Write `networks: {{{}: {{media: […]}}}}` in the post."
_MISSING: Final = "Add it under `media`, or hand it over beside the bundle."
_UPLOAD: Final = "Put it in by hand where it belongs, or show a picture that links to it."
_HINT: Final = "Change the file, or give the network media of its own under `networks:`."


def run(case: Case) -> Iterator[Finding]:
    """Compare the media of every variant with every fact about media of its format, each finding once."""
    measured: dict[str, Measures | None] = {}
    broken: list[Finding] = []
    told: set[Finding] = set()
    for variant in case.variants:
        yield from _videos_of_articles(variant)
        facts = variant.plan.format.media
        if not facts:
            continue
        for shown in variant.media:
            name = shown.media.name
            if name in case.media and name not in measured:
                measured[name] = _measured(name, case.media[name], shown.media.file.place, broken)
        for finding in _of_variant(variant, facts, case.media, measured):
            if finding not in told:
                told.add(finding)
                yield finding
    yield from broken


def _videos_of_articles(variant: Variant) -> Iterator[Finding]:
    """The videos of an article: a page of text and pictures cannot hold one."""
    for shown in variant.media if variant.plan.format.markup == "html" else ():
        if is_video_name(shown.file):
            message = f"the video `{shown.media.name}` is not in {variant.plan.format}, whose pages hold pictures only"
            subject = Subject(variant.plan.format.network, variant.plan.format.id)
            yield MEDIA_NOT_TAKEN.at(shown.media.file.place, message, _UPLOAD, subject, "warning")


def _measured(name: str, file: MediaFile, place: Place, broken: list[Finding]) -> Measures | None:
    try:
        return measure(file)
    except UnreadableError as reason:
        message = f"`{name}` cannot be used: {reason}"
        broken.append(MEDIA_FILE.at(place, message, "Save it again, or choose another file."))
        return None


def _of_variant(
    variant: Variant,
    facts: Sequence[Bounds],
    files: Mapping[str, MediaFile],
    measured: Mapping[str, Measures | None],
) -> Iterator[Finding]:
    known = {shown.media.name: found for shown in variant.media if (found := measured.get(shown.media.name))}
    for bounds in facts:
        if bounds.measure in ("files", "sorts"):
            yield from _of_number(variant, bounds, known)
            continue
        for shown in variant.media:
            name = shown.media.name
            if name in known and bounds.of in ("", known[name].sort):
                problem = problem_of(bounds, files[name], known[name])
                if problem:
                    yield _of_file(variant, bounds, shown, f"the {known[name].sort} `{name}` {problem}")


def _of_number(variant: Variant, bounds: Bounds, known: Mapping[str, Measures]) -> Iterator[Finding]:
    # A file that is missing or damaged was reported already, and counts as what its name says.
    names = {shown.media.name: shown.file for shown in variant.media}
    sorts = [known[name].sort if name in known else _sort_of(file) for name, file in names.items()]
    sorts += ["image" for _ in variant.qr_codes]
    if bounds.measure == "sorts":
        have, noun = len(set(sorts)), "sorts of media"
    else:
        have = len([sort for sort in sorts if bounds.of in ("", sort)])
        noun = f"{bounds.of or 'image'}{'' if have == 1 else 's'}{'' if bounds.of else ' and videos'}"
    if not bounds.takes(have):
        takes = bounds.end_near(have) + bounds.basis.hearsay
        message = f"the post shows {have} {noun}; {variant.plan.format} takes {takes}"
        severity, hint = bounds.basis.severity, _OTHERS.format(variant.plan.format.network)
        if bounds.least is not None and have < bounds.least:
            # What is not in the campaign may be handed over beside the bundle.
            severity, hint = ("warning" if severity == "error" else severity), _MISSING
        yield MEDIA_NOT_TAKEN.at(variant.plan.post.place, message, hint, variant.subject._replace(locale=""), severity)


def _sort_of(file: str) -> str:
    return "video" if is_video_name(file) else "image"


def _of_file(variant: Variant, bounds: Bounds, shown: ShownMedia, message: str) -> Finding:
    target = variant.plan.format
    subject = Subject(target.network, target.id)
    message = message.replace("{target}", str(target)) + bounds.basis.hearsay
    return MEDIA_NOT_TAKEN.at(shown.media.file.place, message, _HINT, subject, bounds.basis.severity)


def problem_of(bounds: Bounds, file: MediaFile, found: Measures) -> str:
    """What is wrong with a file, to be read after its name, with `{target}` for the format; empty where nothing is."""
    if bounds.measure == "kind":
        kinds = ", ".join(kind.upper() for kind in bounds.one_of)
        return "" if file.kind in bounds.one_of else f"is {file.kind.upper()}; {{target}} takes {kinds}"
    value = _value(bounds.measure, file, found)
    if value is None or bounds.takes(value):
        return ""
    return f"{_HAS[bounds.measure].format(number(value))}; {{target}} takes {bounds.end_near(value)}"


def _value(name: str, file: MediaFile, found: Measures) -> float | None:
    values: dict[str, float | None] = {
        "bytes": file.bytes,
        "width": found.width,
        "height": found.height,
        "sides": found.width + found.height,
        "pixels": found.width * found.height,
        # Two places: the 1200 × 628 that is advised for 1.91:1 is 1.9108.
        "ratio": round(found.width / found.height, 2),
        "seconds": round(found.seconds, 1) if found.seconds is not None else None,
        "frames": found.frames,
    }
    return values[name]
