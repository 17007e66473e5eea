"""What is known about a network, as values: facts, limits, formats. Each says where it comes from."""

# Without `from __future__ import annotations`, as in model.py: typing would compile each annotation again.

from collections.abc import Mapping
from typing import Any, Final, Literal, NamedTuple, TypeAlias

from socloc.findings import Place, Severity
from socloc.networks.dialect import Dialect
from socloc.networks.layout import Layout

Standing: TypeAlias = Literal["documented", "measured", "reported", "unknown"]

# A limit that the network itself states, or was seen to enforce, is an error; what others say of it is a warning.
SEVERITY_OF_STANDING: Final[Mapping[Standing, Severity]] = {
    "documented": "error",
    "measured": "error",
    "reported": "warning",
    "unknown": "note",
}


def number(value: float) -> str:
    """A number with commas and no more places than it has: 5,000,000 or 1.91."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,g}"


class Standings(NamedTuple):
    """Why anybody should believe a value."""

    source: tuple[str, ...]
    checked: str  # ISO 8601 date
    standing: Standing
    as_of: str = ""
    note: str = ""

    @property
    def severity(self) -> Severity:
        """How bad it is not to keep to it."""
        return SEVERITY_OF_STANDING[self.standing]

    @property
    def hearsay(self) -> str:
        """What a message ends with where others than the network say it; else nothing."""
        return f", as reported by {self.source[0]}" if self.standing == "reported" else ""


class Fact(NamedTuple):
    """One value with its source; the empty string where the network has nothing of the kind."""

    value: str
    basis: Standings
    words: tuple[str, ...] = ()  # what it is about, where that takes words
    hosts: tuple[str, ...] = ()  # or hosts


class Limit(NamedTuple):
    """The most (or, as a minimum, the least) of a field, counted in the way of that id; None: nobody knows a number.

    `when` is `media` or `no-media` for a limit of posts with or without images and videos, else empty.
    """

    value: int | None
    way: str
    basis: Standings
    when: str = ""

    @property
    def severity(self) -> Severity:
        """How bad it is to be over it, which follows from the standing."""
        return self.basis.severity


class Bounds(NamedTuple):
    """How many or how much of something: hashtags, the bytes of an image, the kinds of file."""

    of: str  # hashtags, mentions, links, buttons; image, animation, video; "" for all media
    measure: str  # of media; "" for the others
    least: float | None
    most: float | None
    one_of: tuple[str, ...]
    basis: Standings

    def takes(self, value: float) -> bool:
        """Whether so many, or so much, is taken."""
        return not (self.least is not None and value < self.least) and (self.most is None or value <= self.most)

    def end_near(self, value: float) -> str:
        """The end that a value is beyond: `at most 4`."""
        if self.most is not None and value > self.most:
            return f"at most {number(self.most)}"
        return f"at least {number(self.least or 0)}"


class Characters(NamedTuple):
    """Which characters may stand in a text: inside of a regular expression's character class."""

    members: str
    are_refused: bool  # else they alone are allowed
    basis: Standings


class FormatField(NamedTuple):
    """One text of a format with its limits; the first limit is the one shown to people."""

    id: str
    name: str
    takes: str
    required: bool
    limits: tuple[Limit, ...]
    folds: tuple[Limit, ...]
    minimums: tuple[Limit, ...] = ()
    characters: Characters | None = None
    hashtag: str = ""  # the form of a hashtag here; empty: as in the format
    separator: str = " "  # between hashtags


class Buttons(NamedTuple):
    """The buttons below a text: what stands on them, and the addresses behind, if those have limits."""

    label: FormatField
    url: FormatField | None


class Option(NamedTuple):
    """A kind of account or a way of publishing, and what it changes: attributes of the format, and of its fields."""

    id: str
    about: str
    changes: Mapping[str, Any]
    fields: Mapping[str, Mapping[str, Any]]


class Format(NamedTuple):
    """One way of publishing on a network."""

    network: str
    id: str
    name: str
    status: Fact | None  # None: as the network's
    markup: Literal["text", "html"]
    layout: Layout | None  # None: the usual one
    dialect: Dialect
    dialect_basis: Standings | None  # None: plain text, because nobody says otherwise
    hashtag: Fact
    hashtag_limits: tuple[Limit, ...]
    mention: Fact
    links: Fact
    qr: Fact | None  # None where nobody says whether QR codes are allowed
    contacts: Fact | None
    share_codes: Fact | None
    rivals: Fact | None  # None where nobody says that other networks may not be named or linked to
    thread: Fact | None  # None where a text cannot go on in a second post
    ad_switch: Fact | None  # None where nobody says how an advertisement is declared
    ai_switch: Fact | None
    paste: Fact | None  # None where nobody says that its editor keeps the look of what is pasted
    link_hosts: tuple[Fact, ...]  # whose links stay in HTML
    image_hosts: tuple[Fact, ...]  # whose pictures stay in HTML; empty where nobody says
    cover_crops: tuple[Fact, ...]  # width to height, such as 16:9
    numbers: tuple[Bounds, ...]
    media: tuple[Bounds, ...]
    alt: FormatField | None
    buttons: Buttons | None
    fields: tuple[FormatField, ...]
    options: tuple[Option, ...]
    chosen: tuple[str, ...] = ()  # the options that these facts hold for

    def __str__(self) -> str:
        return f"{self.network}/{self.id}"

    @property
    def kept_links(self) -> tuple[str, ...]:
        """The hosts whose links stay in its HTML."""
        return tuple(host.value for host in self.link_hosts)

    @property
    def kept_images(self) -> tuple[str, ...]:
        """The hosts whose pictures stay in its HTML; none where nobody says."""
        return tuple(host.value for host in self.image_hosts)

    @property
    def main(self) -> FormatField:
        """The field that is meant where none is named."""
        return self.fields[0]

    def field(self, field_id: str) -> FormatField | None:
        """The field of that id, or None."""
        return next((field for field in self.fields if field.id == field_id), None)

    def option(self, option_id: str) -> Option | None:
        """The option of that id, or None."""
        return next((option for option in self.options if option.id == option_id), None)

    def with_option(self, option: Option) -> "Format":
        """The format as it is for those who have an option: what the option says replaces a value or a whole list."""
        fields = tuple(field._replace(**option.fields.get(field.id, {})) for field in self.fields)
        return self._replace(**option.changes, fields=fields, chosen=(*self.chosen, option.id))

    def for_post(self, has_media: bool) -> "Format":
        """The format with those limits only that hold for a post with, or without, images and videos."""
        other = "no-media" if has_media else "media"
        if not any(limit.when for field in self.fields for limit in field.limits):
            return self
        fields = (
            field._replace(limits=tuple(limit for limit in field.limits if limit.when != other) or field.limits)
            for field in self.fields
        )
        return self._replace(fields=tuple(fields))


class Network(NamedTuple):
    """A network as its file describes it."""

    id: str
    name: str
    native_name: str
    region: str
    status: Fact
    formats: tuple[Format, ...]
    place: Place

    def format(self, format_id: str) -> Format | None:
        """The format of that id, the first one where the id is empty, or None."""
        if not format_id:
            return self.formats[0]
        return next((found for found in self.formats if found.id == format_id), None)
