"""space-differs: a translation begins or ends with spaces that its source does not have, or the other way round."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from socloc.checks.case import Case
from socloc.findings import Check, Finding

SPACE_DIFFERS = Check(
    "space-differs",
    "warning",
    """A translation begins or ends with other spaces than its source.

    Mostly a machine or a copy added one, or lost the one that keeps two texts apart. Line breaks at the ends make no
    difference, because every text is published without them; the full-width space that begins a Chinese paragraph
    makes none either. Add the space, or take it out.
    """,
)
CHECKS: Final = (SPACE_DIFFERS,)
_SPACES: Final = " \t\u00a0\u2002\u2003\u2009\u202f\u200b"
_BREAKS: Final = "\r\n\u3000"


def run(case: Case) -> Iterator[Finding]:
    """Compare the ends of every translation with those of its source."""
    for pair in case.translated:
        if pair.is_derived or not pair.text.value.strip():
            continue
        before, after = _ends(pair.source.value), _ends(pair.text.value)
        for where, one, two in zip(("begins", "ends"), before, after, strict=True):
            if one != two:
                message = f"{where} {_said(two)}, and its source {_said(one)}"
                yield pair.told(SPACE_DIFFERS, message, "Take the space out." if two else "Add the space.")


def _ends(text: str) -> tuple[bool, bool]:
    """Whether a text has a space at its beginning and its end."""
    bare = text.strip(_BREAKS)
    return bare[:1] in _SPACES and bool(bare), bare[-1:] in _SPACES and bool(bare)


def _said(has_space: bool) -> str:
    return "with a space" if has_space else "without one"
