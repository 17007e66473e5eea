"""What travels: a row for every text, and what comes back of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from socloc.findings import Place
from socloc.localize.protect import parts

REVIEWED = "reviewed"


class Heading(NamedTuple):
    """What a file is about: the campaign's id, its file, and the locales as BCP 47 tags; "" where it does not say."""

    campaign: str
    file: str
    source: str
    target: str


class Row(NamedTuple):
    """One text for a translator: the unit's address, its words, and all that helps to translate them.

    `state` is new, machine, draft, stale or reviewed; `previous` is the source that a stale text was made from; `most`
    is how many code points fit, and `context` is the post as its readers see it.
    """

    unit: str
    source: str
    target: str
    state: str
    previous: str
    note: str
    most: int | None
    shown_on: tuple[str, ...]
    context: str
    place: Place


class Received(NamedTuple):
    """One text that came back; `unit` is "" where only its source is known. `place` is its line in the file.

    `problem` says why the target is no text that could be used; "" where it is one.
    """

    unit: str
    source: str
    target: str
    is_reviewed: bool
    place: Place
    problem: str = ""


def inline(text: str) -> Iterator[tuple[str, bool]]:
    """A text in stretches, each with whether translators must leave it as it is: links, tags, placeholders, code."""
    for part in parts(text, ()):
        yield part.text, part.kind in ("kept", "close") and bool(part.text.strip())
