"""What is published: a variant with its fields, links, buttons, QR codes and images, as frozen values."""

# Without `from __future__ import annotations`, as in model.py: typing would compile each annotation again.

from collections.abc import Mapping
from typing import NamedTuple

from socloc.findings import Place, Subject
from socloc.model import Media, QrCode, Schedule, Text
from socloc.planned import PlannedVariant


class TrackedLink(NamedTuple):
    """A link as it stands in one variant: the tracked address, and the address before tracking."""

    name: str
    url: str
    plain_url: str


class Button(NamedTuple):
    """A button below a post: what stands on it, and the tracked address behind it."""

    label: str
    link: TrackedLink
    place: Place


class DrawnQr(NamedTuple):
    """A QR code of a variant: what it says, what stands beside it, and its files in the bundle, without suffix."""

    code: QrCode
    payload: str
    label: str
    file: str


class ShownMedia(NamedTuple):
    """An image of a variant with its words for those who cannot see it, and its file in the bundle."""

    media: Media
    alt: str
    file: str


class Field(NamedTuple):
    """One rendered text of a variant, exactly as it will be posted, and the texts it was made of.

    `part` counts the posts of a thread from 1; it is 0 where the field is one text.
    """

    id: str
    text: str
    texts: tuple[Text, ...]
    place: Place
    visible: str | None = None  # the text without its markup, where the network counts that
    part: int = 0
    local: str | None = None  # an article before the addresses of its pictures took the place of their files

    @property
    def seen(self) -> str:
        """What reviewers see: the text, with the files of pictures wherever they have been uploaded to."""
        return self.text if self.local is None else self.local

    @property
    def counted(self) -> str:
        """The characters that the limits count."""
        return self.text if self.visible is None else self.visible


class Upload(NamedTuple):
    """A picture of an article: its file in the bundle, where it goes, and its address once it has been uploaded.

    `keys` are the names under which the file of uploaded addresses may have it. `uses` are lines of the campaign
    (`line 12`), `template` and `cover`. `src` is what the article has for it: its address, else its file from there.
    """

    name: str
    file: str
    keys: tuple[str, ...]
    uses: tuple[str, ...]
    url: str
    src: str
    place: Place


class Tally(NamedTuple):
    """What stands in the texts of a variant: its hashtags and mentions without signs, and its addresses."""

    hashtags: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


class Variant(NamedTuple):
    """One post × one locale × one network format, rendered."""

    plan: PlannedVariant
    fields: tuple[Field, ...]
    texts: Mapping[str, Text]
    hashtags: tuple[Text, ...]
    links: tuple[TrackedLink, ...]
    qr_codes: tuple[DrawnQr, ...]
    media: tuple[ShownMedia, ...]
    uploads: tuple[Upload, ...]  # of an article, in the order of its text
    buttons: tuple[Button, ...]
    tally: Tally
    schedule: Schedule | None
    goes_on: bool  # whether a text that is too long would go on in further posts
    uses_cldr: bool  # whether dates, numbers or plurals in it may be those of the locale by CLDR
    is_complete: bool  # False where a text that it shows was written by nobody, which is a finding

    @property
    def subject(self) -> Subject:
        """The variant, for findings."""
        return self.plan.subject

    def place_of_hashtag(self, tag: str) -> Place:
        """Where a hashtag stands in the campaign: in its list, or in the text that has it."""
        listed = [text.place for text in self.hashtags if text.value == tag]
        inside = [text.written.place_of(tag) for text in self.texts.values() if tag in text.value]
        return next(iter(listed + inside), self.plan.post.place)
