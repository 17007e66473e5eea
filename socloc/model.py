"""The frozen values that travel through the pipeline: what the author wrote, and what was made of it in a locale."""

# Modules with many NamedTuples go without `from __future__ import annotations`: typing would compile each annotation
# again at every start, which took 5 ms.

from collections.abc import Mapping
from pathlib import Path
from typing import Final, Literal, NamedTuple, TypeAlias

from socloc.findings import Place
from socloc.locales import Locale
from socloc.networks import Format

AUTHOR: Final = "author"
TRANSLATOR: Final = "translator"
FALLBACK: Final = "source fallback"
Scope: TypeAlias = Literal["campaign", "brand", "post"]
# written: by the author, in the campaign; reviewed: a person confirmed it; draft: a person has not finished it;
# machine: nobody has looked at it; stale: made from earlier words; fallback: the source's words stand in.
State: TypeAlias = Literal["written", "reviewed", "draft", "machine", "stale", "converted", "fallback"]
TermStatus: TypeAlias = Literal["preferred", "admitted", "forbidden", "do-not-translate"]


class Written(NamedTuple):
    """One string as it stands in the campaign; `path` is its address there, such as posts.launch.text.de."""

    value: str
    place: Place
    path: str
    block: bool = False  # whether its lines are lines of the file

    def place_of(self, part: str) -> Place:
        """The line of the file that has a part of the string; the string's own place where that cannot be told."""
        before, found, _ = self.value.partition(part)
        if not (self.block and found):
            return self.place
        return self.place._replace(line=self.place.line + 1 + before.count("\n"), column=1)


class Words(NamedTuple):
    """A text of the campaign: for each locale (or "*") its alternatives from long to short.

    The same value carries lists of tags; then the strings of a locale are its tags.
    """

    path: str
    place: Place
    by_locale: Mapping[str, tuple[Written, ...]]


class Names(NamedTuple):
    """References to things defined elsewhere in the campaign, such as links or images; may be empty on purpose."""

    path: str
    place: Place
    names: tuple[Written, ...]


class Schedule(NamedTuple):
    """When a post is due: the time on a clock (ISO 8601, no offset), and the IANA zone of that clock."""

    at: str
    zone: str
    place: Place
    path: str


class Level(NamedTuple):
    """What one place in the campaign says about posts, and for which locale and network it says so ("" is any)."""

    scope: Scope
    locale: str
    network: str
    format: str
    words: Mapping[str, Words]
    names: Mapping[str, Names]
    schedule: Schedule | None
    thread: bool | None  # None where the level does not say
    place: Place
    paid: bool | None = None  # whether it is an advertisement; None as above
    ai_generated: bool | None = None


class Utm(NamedTuple):
    """Tracking parameters without their `utm_`; `enabled` is False for `utm: false`."""

    enabled: bool
    values: Mapping[str, Written]


class Link(NamedTuple):
    """A named link: an address per locale (or "*"), what a button says, its tracking in general and per network."""

    name: str
    urls: Words
    label: Words | None
    utm: Utm
    by_network: Mapping[str, Utm]


class QrCode(NamedTuple):
    """A named QR code: the name of its link or a text of its own, and its look (sizes in pixels and modules)."""

    name: str
    place: Place
    link: Written | None
    text: Written | None
    label: Words | None
    utm: Utm
    error: str
    size: int
    quiet: int
    dark: str
    light: str
    logo: bool
    logo_share: float
    print_size: float = 0  # millimetres along one side, quiet zone included; 0 where it is not printed


class Media(NamedTuple):
    """A named image or video: its file, relative to the campaign, and what it shows."""

    name: str
    file: Written
    alt: Words | None
    is_map: bool | None = None  # None where nobody says
    map_approval: Written | None = None


class Brand(NamedTuple):
    """Who speaks."""

    name: Words | None
    handles: Mapping[str, Written]
    colors: Mapping[str, str]
    logo: Written | None
    terms: tuple[str, ...]
    theme: Written | None  # of articles: a built-in one, or a file relative to the campaign
    audience: str = ""  # for whom it writes, for translators and machines; never published
    glossaries: tuple[Written, ...] = ()  # CSV or TBX files, the nearest first
    cjk_latin_space: str = "ignore"  # or always, or never
    banned_words: Words | None = None
    banned_domains: tuple[Written, ...] = ()
    competitors: Words | None = None
    contacts: tuple[str, ...] = ()  # its own telephone numbers and e-mail addresses
    always_tags: Words | None = None  # hashtags of every post
    never_tags: Words | None = None  # and of none
    templates: tuple[Written, ...] = ()  # folders of templates, the nearest first
    files: tuple[str, ...] = ()  # the files in brands/ that it comes from, the nearest first, as shown in findings


class Selection(NamedTuple):
    """Locales and targets (weibo, weibo/post) a post is kept to or kept from."""

    locales: tuple[str, ...]
    targets: tuple[str, ...]


class Post(NamedTuple):
    """One thing to publish, as its author wrote it; `note` is for translators and never published."""

    id: str
    kind: str
    place: Place
    only: Selection
    excluded: Selection
    note: str = ""


class Target(NamedTuple):
    """A network format the campaign publishes on, with the locales it does so in."""

    format: Format
    locales: tuple[str, ...]
    place: Place


class Translation(NamedTuple):
    """What stands in the store for one text in one locale: the words it was made from, and who made it."""

    source: str
    text: Written
    maker: str
    state: State


class Term(NamedTuple):
    """What the glossary says of one word or name: in `locale` ("" is any), `text` is used for it, or must not be.

    A forbidden term with an empty `source` is forbidden whatever it stands for. `scope` is who says so: a locale's
    glossary, the brand's, or `brand.terms`.
    """

    source: str
    source_locale: str
    locale: str
    text: str
    status: TermStatus = "preferred"
    note: str = ""
    is_case_sensitive: bool = False
    place: Place = Place("")
    scope: Literal["locale", "brand", "terms"] = "locale"


class Claim(NamedTuple):
    """A claim that the brand can prove: its words, the evidence, what it holds for, and the exemption it relies on."""

    id: str
    place: Place
    text: Words
    evidence: str
    region: Words | None
    period: Words | None
    source: Words | None
    exemption: str  # a letter of the guide that has exemptions, or empty


class Coupon(NamedTuple):
    """The code of a coupon as posts name it, and until when it is taken; None where it does not end."""

    code: Written
    ends: Schedule | None


class Campaign(NamedTuple):
    """The user's YAML file as values. `levels` hold what posts say, from the general to the specific.

    `translations` are those of the files beside it: by locale, then by the unit of the text. `terms` are those of all
    its glossaries. `row` are the columns of the table that it is filled with; empty where there is none.
    """

    id: str
    title: str
    file: str  # as shown in findings
    source: str
    locales: Mapping[str, Locale]
    targets: tuple[Target, ...]
    brand: Brand
    utm: Utm
    links: Mapping[str, Link]
    qr_codes: Mapping[str, QrCode]
    media: Mapping[str, Media]
    accounts: Mapping[str, Mapping[str, Written]]
    posts: tuple[Post, ...]
    levels: Mapping[str, tuple[Level, ...]]  # by post id, weakest first
    place: Place
    translations: Mapping[str, Mapping[str, Translation]] = {}
    terms: tuple[Term, ...] = ()
    claims: tuple[Claim, ...] = ()
    coupons: tuple[Coupon, ...] = ()
    row: Mapping[str, Words] = {}

    def folder_of(self, name: Written, own: Path) -> Path:
        """The folder that the name of a file is relative to and must stay in: the campaign's `own`, or a brand's."""
        return own if name.place.file == self.file else Path(name.place.file).parent


class Text(NamedTuple):
    """A localized string that remembers where it came from and who made it.

    `maker` is `author`, `translator`, `source fallback`, a converter such as `opencc s2twp`, `memory`, or a machine
    such as `machine:deepl`; `origin` is the locale it came from. `unit` is what a translator works on: the address of
    the words in the campaign without their locale, such as posts.launch.text, or posts.launch.text[1] for the second
    alternative; it is empty for tags.
    """

    value: str
    locale: str
    maker: str
    origin: str
    written: Written
    unit: str = ""
    state: State = "written"

    @property
    def place(self) -> Place:
        """Where the author's words stand that it is, or was made from."""
        return self.written.place

    @property
    def path(self) -> str:
        """The address of those words in the campaign."""
        return self.written.path

    @property
    def post(self) -> str:
        """The id of the post that alone says it; empty for what several share."""
        section, _, rest = self.unit.partition(".")
        return rest.partition(".")[0] if section == "posts" else ""

    @property
    def made(self) -> str:
        """`author`, or how and from what it was made: `opencc s2twp from zh-CN`, `machine:deepl from en, reviewed`."""
        if self.maker == AUTHOR:
            return self.maker
        seen = f", {self.state}" if self.state in ("reviewed", "draft", "stale") else ""
        return f"{self.maker} from {self.origin}{seen}"
