"""The campaign file, version 1, as one table. The reader, the JSON Schema and the editors' hints come from it.

Values that name something (a link, a locale, a network) are only checked for their form here; whether the thing
exists is asked in campaign.py, because a schema cannot know.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from socloc.shapes import ByKind, Choice, Flag, Key, List, Map, Named, Number, Record, Text

VERSION: Final = 1
ANY_LOCALE: Final = "*"  # RFC 4647's wildcard: these words serve every locale

# Ids become names of files and folders: lower case, no dots or slashes, none of the names Windows reserves.
_ID_PATTERN = r"^(?!(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$)(?=.{1,64}$)[a-z0-9]+(?:[-_][a-z0-9]+)*$"
ID: Final = Text("an id (lower-case letters, digits and hyphens, such as spring-tea)", _ID_PATTERN)
NAME: Final = Text("a name defined in this file, such as shop", _ID_PATTERN)
NAME_OR_NONE: Final = Text('a name defined under `links`, or "" for none', "^$|" + _ID_PATTERN)
LOCALE: Final = Text("a BCP 47 locale such as zh-TW", r"^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$")
LOCALE_OR_ANY: Final = Text('a BCP 47 locale such as zh-TW, or "*"', r"^(?:\*|[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)$")
TARGET: Final = Text("a network (weibo) or one of its formats (weibo/post)", r"^[a-z0-9-]+(?:/[a-z0-9-]+)?$")
NETWORK: Final = Text("a network such as weibo", r"^[a-z0-9-]+$")
# Spaces, control characters, and what is invisible or turns the direction of writing.
_UNSEEN = r"\s\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff"
URL: Final = Text("a web address that begins with https:// or http://", rf"^https?://[^{_UNSEEN}/?#]+[^{_UNSEEN}]*$")
COLOR: Final = Text('a colour such as "#2f5d50", in quotes', r"^#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})$")
MOMENT: Final = Text("a date and time such as 2027-03-20 09:00", r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}$")
ZONE: Final = Text("a time zone such as Asia/Shanghai", r"^[A-Za-z]+(?:[/_+-][A-Za-z0-9]+)*$")
FILE: Final = Text("a file name, relative to the campaign", r"^[^\s\\/~][^\\]*$")

_ANY_TEXT = Text()
_ALTERNATIVES = ByKind(_ANY_TEXT, List(_ANY_TEXT, minimum=1))
WORDS: Final = Named(
    "words",
    lambda: ByKind(_ANY_TEXT, List(_ANY_TEXT, minimum=1), Map(LOCALE_OR_ANY, _ALTERNATIVES, minimum=1)),
    "text, or one text per locale such as {en: …, zh-CN: …}",
)
_TAGS = List(Text("a tag with at least one letter or digit", r"[^\s#＃@＠]", any_scalar=True))
_HANDLE: Final = Text("a handle such as lanmo_tea", r"[^\s@＠]", any_scalar=True)
OPTION: Final = Text("an option such as premium", _ID_PATTERN)
TAGS: Final = Named(
    "tags",
    lambda: ByKind(sequence=_TAGS, mapping=Map(LOCALE_OR_ANY, _TAGS, minimum=1)),
    "a list such as [Spring, Tea], or one per locale",
)
NAMES: Final = Named("names", lambda: ByKind(NAME, List(NAME)), "a name defined in this file, or a list of them")

UTM_KEYS: Final = ("source", "medium", "campaign", "content", "term", "id")
UTM: Final = Named(
    "utm",
    lambda: ByKind(
        Flag("false (no tracking) or a mapping (the utm parameters)"),
        mapping=Record(
            "the utm parameters",
            {key: Key(_ANY_TEXT, f'utm_{key}; may contain {{network}}, {{locale}} …; "" drops it') for key in UTM_KEYS},
        ),
    ),
)
SCHEDULE: Final = Record(
    "the schedule",
    {
        "at": Key(MOMENT, "Date and time on the clock of the time zone.", required=True),
        "zone": Key(ZONE, "IANA time zone, such as Asia/Shanghai.", required=True),
    },
    example="a time with its zone, {at: 2027-03-20 09:00, zone: Asia/Shanghai}",
)

# What a post says. The same keys may stand in `defaults` and in every override.
POST_WORDS: Final = {
    "title": Key(WORDS, "Headline; networks without one leave it out."),
    "text": Key(WORDS, "The short text, in a little Markdown: bold, emphasis, links, lists and code."),
    "body": Key(WORDS, "The long text of articles, in Markdown."),
    "digest": Key(WORDS, "Summary of an article."),
    "author": Key(WORDS, "Byline; one string serves every locale."),
    "signature": Key(WORDS, 'Closing line; "" for none.'),
    "comment": Key(WORDS, "First comment below the post, by its author; for networks that have one."),
    "hashtags": Key(TAGS, "Hashtags without any # sign; each network writes them its own way."),
    "mentions": Key(TAGS, "Who is mentioned: `brand`, a name of `accounts`, or a handle written with its @."),
    "link": Key(NAME_OR_NONE, "The link of the post, by its name in `links`."),
    "buttons": Key(NAMES, "Links shown as buttons where the network has them, by their names in `links`; [] for none."),
    "qr": Key(NAMES, "QR codes shown with the post, by their names in `qr`; [] for none."),
    "media": Key(NAMES, "Images and videos shown with the post, by their names in `media`; [] for none."),
    "thread": Key(Flag(), "true lets a text that is too long go on in further posts, where the network has threads."),
    "schedule": Key(SCHEDULE, "When the post is due."),
    "paid": Key(Flag(), "true: it is an advertisement and needs the mark of its market; false: it is none."),
    "ai_generated": Key(Flag(), "true: a machine made its text, pictures or video, which some markets want declared."),
}
_BY_LOCALE = Map(LOCALE, Named("override", lambda: Record("the override", POST_WORDS)), minimum=1)
_BY_NETWORK = Map(
    TARGET,
    Named(
        "networkOverride",
        lambda: Record(
            "the override",
            POST_WORDS | {"locales": Key(_BY_LOCALE, "What is different for a locale on this network.")},
        ),
    ),
    minimum=1,
)
_OVERRIDES = {
    "locales": Key(_BY_LOCALE, "What is different for a locale."),
    "networks": Key(_BY_NETWORK, "What is different on a network, or in one of its formats."),
}
DEFAULTS: Final = Named("defaults", lambda: Record("the defaults", POST_WORDS | _OVERRIDES))
SELECTION: Final = Named(
    "selection",
    lambda: Record(
        "the selection",
        {
            "locales": Key(List(LOCALE, minimum=1), "These locales."),
            "networks": Key(List(TARGET, minimum=1), "These networks or formats."),
        },
    ),
)
POST: Final = Record(
    "the post",
    {
        "id": Key(ID, "Name of the post; also of its files.", required=True),
        "kind": Key(Choice(("post",)), "What sort of thing is published. This version knows `post`."),
        "note": Key(_ANY_TEXT, "For translators and reviewers; never published."),
        "only": Key(SELECTION, "Publish the post nowhere else."),
        "except": Key(SELECTION, "Do not publish the post there."),
    }
    | POST_WORDS
    | _OVERRIDES,
)
TYPOGRAPHY: Final = Record(
    "the typography",
    {
        "cjk_latin_space": Key(
            Choice(("always", "never", "ignore")),
            "A space between Chinese and Latin letters or digits.",
        ),
    },
)
_LISTED: Final = ByKind(sequence=List(_ANY_TEXT), mapping=Map(LOCALE_OR_ANY, List(_ANY_TEXT), minimum=1))
_DOMAIN: Final = Text("a domain such as example.com", r"^[^\s/:@?#.]+(?:\.[^\s/:@?#.]+)*$")
BANNED: Final = Record(
    "what is banned",
    {
        "words": Key(_LISTED, "Words that no text may have: a list for every locale, or one per locale."),
        "domains": Key(List(_DOMAIN), "Domains that nothing may link to or name, nor any below them."),
    },
)
BRAND_TAGS: Final = Record(
    "the brand's hashtags",
    {
        "always": Key(TAGS, "Every post has them, after its own; a list serves every locale."),
        "never": Key(TAGS, "No post may have them; a list is about every locale."),
    },
)
BRAND: Final = Record(
    "the brand",
    {
        "name": Key(WORDS, "The brand's name; one string serves every locale."),
        "extends": Key(ID, "The brand it goes on from: brands/<id>.yaml beside the campaign, or in a folder above."),
        "handles": Key(Map(NETWORK, _HANDLE), "The brand's own account on each network, without @."),
        "colors": Key(Map(ID, COLOR), "Named colours for templates, such as primary."),
        "theme": Key(FILE, "The look of articles: clean, business, warm, dark, or a CSS file beside the campaign."),
        "logo": Key(FILE, "Image file; QR codes with `logo: true` carry it."),
        "signature": Key(WORDS, "Closing line of every post."),
        "audience": Key(_ANY_TEXT, "For whom it writes, and how it speaks to them; for translators and machines."),
        "terms": Key(List(_ANY_TEXT), "Words that no machine may change, such as product names."),
        "typography": Key(TYPOGRAPHY, "How the brand writes."),
        "banned": Key(BANNED, "What the brand never says and never links to."),
        "competitors": Key(_LISTED, "Names of competitors: a list for every locale, or one per locale."),
        "contacts": Key(List(_ANY_TEXT), "The brand's own telephone numbers and e-mail addresses; they may be public."),
        "glossary": Key(FILE, "The brand's words in every locale: a CSV or TBX file beside the campaign."),
        "hashtags": Key(BRAND_TAGS, "Hashtags that every post has, and those that none may have."),
        "defaults": Key(DEFAULTS, "What every post of the brand says unless it says something else."),
    },
    one_of=("name", "extends"),
)
LINK: Final = ByKind(
    URL,
    mapping=Record(
        "the link",
        {
            "label": Key(WORDS, "What stands on a button that opens it, such as Order now."),
            "url": Key(
                ByKind(URL, mapping=Map(LOCALE_OR_ANY, URL, minimum=1)), "The address, or one per locale.", True
            ),
            "utm": Key(UTM, "Tracking of this link."),
            "networks": Key(Map(NETWORK, UTM, minimum=1), "Tracking of this link on one network."),
        },
    ),
)
_LENGTH: Final = Text("a length such as 25 mm or 2.5 cm", r"^[1-9][0-9]{0,3}(?:\.[0-9]{1,2})? ?[mc]m$")
QR: Final = Record(
    "the QR code",
    {
        "link": Key(NAME, "The link it opens, by its name in `links`; tracked for each network."),
        "text": Key(_ANY_TEXT, "Any other content, as it is."),
        "label": Key(WORDS, "What stands beside the code, such as Scan to order."),
        "utm": Key(UTM, "Tracking of this code, such as medium: qr."),
        "error": Key(Choice(("L", "M", "Q", "H")), "Error correction: L 7 %, M 15 %, Q 25 %, H 30 %."),
        "size": Key(Number(64, 4096), "Pixels along one side, quiet zone included."),
        "quiet": Key(Number(0, 20), "Quiet zone in modules; the standard asks for 4."),
        "dark": Key(COLOR, "Colour of the dark modules."),
        "light": Key(COLOR, "Colour of the light modules."),
        "print_size": Key(_LENGTH, "How wide it is printed, quiet zone included, such as 25 mm."),
        "logo": Key(Flag(), "true puts the brand's logo in the middle."),
        "logo_share": Key(Number(0.05, 0.4, whole=False), "Side of the logo as a share of the code's, such as 0.2."),
    },
    exactly_one=("link", "text"),
)
MEDIA: Final = ByKind(
    FILE,
    mapping=Record(
        "the media file",
        {
            "file": Key(FILE, "The image or video file.", required=True),
            "alt": Key(WORDS, "What it shows, for those who cannot see it."),
            "map": Key(Flag(), "true: it is a map, which some markets want approved; false: it is none."),
            "map_approval": Key(_ANY_TEXT, "The number of the map's approval, such as GS(2023)2763号."),
        },
    ),
)
_SCOPE: Final = Record(
    "the scope",
    {
        "region": Key(WORDS, "Where it holds, in the words of the post, such as 中国大陆."),
        "period": Key(WORDS, "When it holds, in the words of the post, such as 2026年上半年."),
        "source": Key(WORDS, "Who says so, in the words of the post."),
    },
)
CLAIM: Final = Record(
    "the claim",
    {
        "id": Key(ID, "Name of the claim.", required=True),
        "text": Key(WORDS, "Its words as they stand in posts; one string serves every locale.", required=True),
        "evidence": Key(_ANY_TEXT, "What proves it: a file, an address, the number of a document.", required=True),
        "scope": Key(_SCOPE, "What it holds for; posts with the claim have to say it."),
        "exemption": Key(Choice(tuple("abcdef")), "The exemption it relies on, by its letter in the market's guide."),
        "note": Key(_ANY_TEXT, "For reviewers; never published."),
    },
)
_CODE: Final = Text("a code such as SPRING27", r"^\S{2,64}$", any_scalar=True)
COUPON: Final = Record(
    "the coupon",
    {
        "code": Key(_CODE, "As posts name it.", required=True),
        "ends": Key(SCHEDULE, "Until when it is taken."),
    },
)
NETWORKS: Final = ByKind(
    sequence=List(TARGET, minimum=1),
    mapping=Map(TARGET, ByKind(Choice(("all",)), List(LOCALE, minimum=1)), minimum=1),
)
OPTIONS: Final = Map(TARGET, ByKind(OPTION, List(OPTION, minimum=1)), minimum=1)
CAMPAIGN: Final = Record(
    "the campaign",
    {
        "socloc": Key(Number(VERSION, VERSION), "Version of this format: 1.", required=True),
        "id": Key(ID, "Name of the campaign; also of its bundle.", required=True),
        "title": Key(_ANY_TEXT, "Name of the campaign for people."),
        "brand": Key(ByKind(ID, mapping=BRAND), "Who speaks: a brand of its own, or the id of one in brands/."),
        "source": Key(LOCALE, "The locale of every text that is a single string.", required=True),
        "locales": Key(List(LOCALE, minimum=1), "The locales to publish in.", required=True),
        "networks": Key(NETWORKS, "The networks or formats, as a list, or each with its locales.", required=True),
        "options": Key(
            OPTIONS, "The brand's kinds of account and ways of publishing, per network, such as {x: premium}."
        ),
        "matrix": Key(FILE, "A table, CSV or XLSX: each row fills the campaign, as {{ row.city }}, for a bundle."),
        "utm": Key(UTM, "Tracking of all links; false for none."),
        "links": Key(Map(ID, LINK), "Named links."),
        "qr": Key(Map(ID, QR), "Named QR codes."),
        "media": Key(Map(ID, MEDIA), "Named images and videos."),
        "accounts": Key(
            Map(ID, Map(NETWORK, _HANDLE)), "People and brands to mention: a `name`, and a handle for each network."
        ),
        "claims": Key(List(CLAIM), "Claims that the brand can prove, such as to be the first."),
        "coupons": Key(List(COUPON), "Coupons that posts name; posts are not to name others, or name one too late."),
        "defaults": Key(DEFAULTS, "What every post says unless it says something else."),
        "posts": Key(List(POST, minimum=1), "What is published.", required=True),
    },
)
DEFINITIONS: Final = (WORDS, TAGS, NAMES, UTM, DEFAULTS, SELECTION)


_FILLED_BY_ROWS: Final = frozenset(shape.pattern for shape in (URL, COLOR, MOMENT, ZONE, FILE, _LENGTH, _CODE))


def by_key() -> Iterator[Named]:
    """The overrides by locale and by network, which are referred to as well."""
    yield from (shape.value for shape in (_BY_LOCALE, _BY_NETWORK) if isinstance(shape.value, Named))


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the campaign file, made from the same table that the reader uses."""
    named = {shape.name: shape.target.schema() for shape in (*DEFINITIONS, *by_key())}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "socloc campaign, version 1",
        **_with_rows(CAMPAIGN.schema()),
        "$defs": _with_rows(named),
    }


def _with_rows(schema: Any) -> Any:
    """The same, but what a row fills may stand there as {{ row.date }}."""
    if isinstance(schema, list):
        return [_with_rows(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: _with_rows(value) for key, value in schema.items()}
    if found.get("pattern") in _FILLED_BY_ROWS:
        found["pattern"] = rf"(?:{found['pattern']})|\{{\{{[^}}]*row"
    return found
