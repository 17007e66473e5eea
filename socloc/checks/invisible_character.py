"""invisible-character: a text has characters that nobody sees and that change what others see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from socloc.checks.case import Case
from socloc.findings import WHOLE, Check, Finding, Place, Severity, Subject
from socloc.model import Text
from socloc.patterns import compiled

INVISIBLE_CHARACTER = Check(
    "invisible-character",
    "warning",
    """A text has a character that nobody sees but that changes what readers see or what networks count.

    Bidirectional controls (U+202A to U+202E, U+2066 to U+2069) can make a text read differently from what it says;
    zero-width spaces, soft hyphens, word joiners and byte order marks break words, hashtags and links; fillers such as
    U+3164 and U+2800 look like nothing and count like letters. Joiners inside emoji and in the scripts that need them
    (U+200C, U+200D) are fine. A bidirectional control is an error. Only isolates and marks of direction (U+2066 to
    U+2069, U+200E, U+200F, U+061C) are fine, where their line has Hebrew or Arabic letters, which need them, and every
    isolate is closed in it. The trick with those that are not is known as Trojan Source (CVE-2021-42574).

    Delete it. If it has to be there, write it in the campaign as an escape such as "\\u200b", where others see it.
    """,
)
CHECKS: Final = (INVISIBLE_CHARACTER,)

_KINDS: Final[tuple[tuple[str, str, Severity], ...]] = (
    ("[\x00-\x08\x0b-\x1f\x7f-\x9f]", "a control character", "error"),
    ("[\ud800-\udfff]", "half a surrogate pair", "error"),
    ("[\u202a-\u202e\u2066-\u2069]", "a bidirectional control", "error"),
    ("[\u061c\u200e\u200f]", "a mark of direction", "warning"),
    (
        (
            "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2065\u206a-\u206f\u2800\u3164\uffa0]"
            "|[\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e001f]"
            "|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0020-\U000e007f]"
        ),
        "an invisible character",
        "warning",
    ),
)
# All of them as one class: most texts have none, and are looked through only once.
_ANY: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\u2800\u3164\ud800-\udfff\uffa0\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
_DIRECTED: Final = "[\u061c\u200e\u200f\u2066-\u2069]"
_ISOLATE: Final = "[\u2066-\u2069]"
_RIGHT_TO_LEFT: Final = "[\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]"


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
    if not _ANY.search(value):
        return
    value = _without_needed(value)
    for pattern, what, severity in _KINDS:
        match = next((found for found in compiled(pattern).finditer(value) if found.group() not in reported), None)
        if match:
            before = value[: match.start()][-12:].lstrip()
            after = f", after “{before}”" if before else ""
            message = f"the {name} has {what}, U+{ord(match.group()):04X}{after}"
            yield INVISIBLE_CHARACTER.at(place, message, "Delete it.", subject, severity)


def _without_needed(value: str) -> str:
    """The text with a space for each isolate and mark of direction that a line from right to left may have."""
    if not (compiled(_DIRECTED).search(value) and compiled(_RIGHT_TO_LEFT).search(value)):
        return value
    lines = value.split("\n")
    for at, line in enumerate(lines):
        if compiled(_RIGHT_TO_LEFT).search(line) and _is_closed(line):
            lines[at] = compiled(_DIRECTED).sub(" ", line)
    return "\n".join(lines)


def _is_closed(line: str) -> bool:
    """Whether every isolate of a line is closed in it, and nothing is closed that was not opened."""
    depth = 0
    for one in compiled(_ISOLATE).findall(line):
        depth += -1 if one == "\u2069" else 1
        if depth < 0:
            return False
    return depth == 0
