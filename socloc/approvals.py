"""Who approved what they saw: kept beside the campaign, and void as soon as the variant has changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

from socloc.errors import SoclocError
from socloc.findings import Check, Finding, Subject
from socloc.media import MediaFile
from socloc.variant import DrawnQr, Variant

NAME: Final = "approvals.json"
SCHEMA_VERSION: Final = 1
MAX_BYTES: Final = 8 * 1024 * 1024  # of a review; 1,000 variants with remarks take a tenth of it
_KEYS: Final = ("network", "format", "locale", "post")

NOT_APPROVED = Check(
    "not-approved",
    "error",
    """A variant was not approved, or it has changed since somebody approved it.

    Reviewers approve in the preview of a bundle and save a review; `socloc review CAMPAIGN REVIEW` adds it to
    `approvals.json` beside the campaign. An approval is tied to all that was seen: texts, buttons, QR codes, images.
    Ask for a new one, or undo the change. `socloc check --require-approved` asks for all of them.
    """,
)
CHECKS: Final = (NOT_APPROVED,)


class Verdict(NamedTuple):
    """What a reviewer said of one variant; `seen` is the fingerprint of what was shown to them."""

    subject: Subject
    seen: str
    approved: bool
    remark: str = ""
    reviewer: str = ""


State = Literal["approved", "lapsed", "refused", "open"]


def fingerprint(variant: Variant, media: Mapping[str, MediaFile]) -> str:
    """SHA-256 of everything that readers of a variant will see, as 64 hexadecimal digits."""
    shown = {
        "fields": [[field.id, field.part, field.seen] for field in variant.fields],
        "buttons": [[button.label, button.link.url] for button in variant.buttons],
        "qr": [[code.payload, code.label, *_look(code)] for code in variant.qr_codes],
        "media": [[shown.media.name, shown.alt, _digest(media.get(shown.media.name))] for shown in variant.media],
        "schedule": [variant.schedule.at, variant.schedule.zone] if variant.schedule else None,
    }
    return hashlib.sha256(json.dumps(shown, ensure_ascii=True).encode()).hexdigest()


def _look(code: DrawnQr) -> list[str]:
    style = code.code
    return [style.dark, style.light, str(style.size), str(style.quiet), style.error, str(style.logo)]


def _digest(file: MediaFile | None) -> str:
    return _sum(file.path, file.path.stat().st_mtime_ns, file.bytes) if file else ""


@lru_cache(maxsize=256)  # a picture stands in many variants, and a preview is made again at every save
def _sum(path: Path, _changed: int, _bytes: int) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def read(path: Path) -> list[Verdict]:
    """The verdicts in a file of reviews. Raises SoclocError where it is none."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise SoclocError(f"{path} is too large for a review", "Save the review again in the preview.")
        value = json.loads(path.read_bytes())
        return [_verdict(item) for item in value["verdicts"]]
    except (OSError, UnicodeDecodeError) as error:
        raise SoclocError(f"{path} cannot be read: {getattr(error, 'strerror', None) or 'it is not UTF-8'}") from None
    except (ValueError, KeyError, TypeError, RecursionError):
        raise SoclocError(f"{path} is no review", "Save one in the preview of a bundle, `index.html`.") from None


def _verdict(item: Any) -> Verdict:
    texts = [item[key] for key in (*_KEYS, "seen")] + [item.get(key, "") for key in ("remark", "reviewer", "row")]
    if not all(isinstance(text, str) for text in texts) or not isinstance(item["approved"], bool):
        raise TypeError("a verdict has texts, and says whether it approves")
    network, form, locale, post, seen, remark, reviewer, row = texts
    return Verdict(Subject(network, form, locale, post, row), seen, item["approved"], remark, reviewer)


def merged(old: Iterable[Verdict], new: Iterable[Verdict]) -> list[Verdict]:
    """The last verdict on every variant, in the order of networks, formats, locales and posts."""
    by_variant = {verdict.subject: verdict for verdict in (*old, *new)}
    return [by_variant[subject] for subject in sorted(by_variant)]


def as_json(verdicts: Iterable[Verdict]) -> bytes:
    """A file of reviews, the same bytes for the same verdicts."""
    items = [
        {**dict(zip(_KEYS, verdict.subject, strict=False)), "seen": verdict.seen, "approved": verdict.approved}
        | ({"row": verdict.subject.row} if verdict.subject.row else {})
        | ({"remark": verdict.remark} if verdict.remark else {})
        | ({"reviewer": verdict.reviewer} if verdict.reviewer else {})
        for verdict in verdicts
    ]
    value = {"schema_version": SCHEMA_VERSION, "verdicts": items}
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def states(
    variants: Sequence[Variant], media: Mapping[str, MediaFile], verdicts: Iterable[Verdict], row: str = ""
) -> Iterator[tuple[Variant, State, Verdict | None]]:
    """What became of each variant: approved as it is, approved before it changed, refused, or not looked at.

    `row` is that of the table which the campaign was filled with.
    """
    known = {verdict.subject: verdict for verdict in verdicts}
    for variant in variants:
        verdict = known.get(variant.subject._replace(row=row))
        yield variant, _state(verdict, fingerprint(variant, media)), verdict


def _state(verdict: Verdict | None, seen: str) -> State:
    if verdict is None:
        return "open"
    if verdict.seen != seen:
        return "lapsed"
    return "approved" if verdict.approved else "refused"


_SAYS: Final[Mapping[State, tuple[str, str]]] = {
    "open": ("nobody has approved it yet", "Ask for a review of the preview."),
    "lapsed": ("it has changed since it was reviewed", "Ask for a new review of the preview."),
    "refused": ("it was not approved", "Change it as the remark says, and ask for a new review."),
}


def missing(
    variants: Sequence[Variant], media: Mapping[str, MediaFile], verdicts: Iterable[Verdict], row: str = ""
) -> Iterator[Finding]:
    """A finding for each variant that has no approval as it is; `row` as in `states`."""
    for variant, state, verdict in states(variants, media, verdicts, row):
        if state == "approved":
            continue
        message, hint = _SAYS[state]
        if verdict and verdict.remark:
            message += f": “{verdict.remark}”"
        yield NOT_APPROVED.at(variant.plan.post.place, message, hint, variant.subject)
