"""invisible-character: a text has characters that nobody sees and that change what others see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from socloc.checks.case import Case
from socloc.findings import WHOLE, Check, Finding, Place, Severity, Subject
from socloc.model import Text

INVISIBLE_CHARACTER = Check(
    "invisible-character",
    "warning",
    """A text has a character that nobody sees but that changes what readers see or what networks count.

    Bidirectional controls (U+202A to U+202E, U+2066 to U+2069) can make a text read differently from what it says;
    zero-width spaces, soft hyphens, word joiners and byte order marks break words, hashtags and links. Joiners inside
    emoji and in the scripts that need them (U+200C, U+200D) are fine. A bidirectional control is an error: no copy in
    these locales needs one.

    Delete it. If it has to be there, write it in the campaign as an escape such as "\\u200b", where others see it.
    """,
)
CHECKS: Final = (INVISIBLE_CHARACTER,)

_KINDS: Final[tuple[tuple[re.Pattern[str], str, Severity], ...]] = (
    (re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]"), "a control character", "error"),
    (re.compile("[\ud800-\udfff]"), "half a surrogate pair", "error"),
    (re.compile("[\u202a-\u202e\u2066-\u2069]"), "a bidirectional control", "error"),
    (
        re.compile(
            "[\u00ad\u200b\u2060-\u2064\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e001f]"
            "|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0020-\U000e007f]"
        ),
        "an invisible character",
        "warning",
    ),
)


def run(case: Case) -> Iterator[Finding]:
    """Look into every text of the author's, once for all variants that show it, and then into what is posted."""
    seen: set[Text] = set()
    for variant in case.variants:
        texts = (*variant.texts.values(), *variant.hashtags)
        for text in texts:
            if text not in seen:
                seen.add(text)
                yield from _look("text", text.value, text.place)
        reported = "".join(text.value for text in texts)
        for field in variant.fields:
            yield from _look(field.id, field.text, field.place, reported, variant.subject)


def _look(name: str, value: str, place: Place, reported: str = "", subject: Subject = WHOLE) -> Iterator[Finding]:
    """The first character of each kind that is not in `reported`, which was looked at before."""
    for pattern, what, severity in _KINDS:
        match = next((found for found in pattern.finditer(value) if found.group() not in reported), None)
        if match:
            before = value[: match.start()][-12:].lstrip()
            after = f", after “{before}”" if before else ""
            message = f"the {name} has {what}, U+{ord(match.group()):04X}{after}"
            yield INVISIBLE_CHARACTER.at(place, message, "Delete it.", subject, severity)
