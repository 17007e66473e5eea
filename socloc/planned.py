"""A variant before it is rendered: planned, and then localized."""

from collections.abc import Mapping
from typing import NamedTuple

from socloc.findings import Finding, Subject
from socloc.locales import Locale
from socloc.model import Post, Schedule, Text, Written
from socloc.networks import Format


class PlannedVariant(NamedTuple):
    """One post in one locale for one network format, before anything is written for it."""

    post: Post
    locale: Locale
    format: Format

    @property
    def subject(self) -> Subject:
        """The variant, for findings."""
        return Subject(self.format.network, self.format.id, self.locale.tag, self.post.id)


class LocalizedPost(NamedTuple):
    """What a post says in one variant: alternatives from long to short for every text, and its references.

    `unwritten` holds a finding for each text that nobody wrote in the locale; it counts only where the text is shown.
    """

    plan: PlannedVariant
    words: Mapping[str, tuple[Text, ...]]
    unwritten: Mapping[str, Finding]
    tags: Mapping[str, tuple[Text, ...]]
    names: Mapping[str, tuple[Written, ...]]
    schedule: Schedule | None
    thread: bool = False  # whether a text that is too long may go on in further posts
