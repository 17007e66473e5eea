"""The campaign file, version 1, as one table. The reader, the JSON Schema and the editors' hints come from it.

What it is made of is in campaign_values.py, post_format.py and brands/format.py.
"""

from __future__ import annotations

from typing import Any, Final

from socloc.brands.format import BRAND
from socloc.campaign_values import (
    ANY_TEXT,
    COLOR,
    FILE,
    HANDLE,
    ID,
    LOCALE,
    LOCALE_OR_ANY,
    MOMENT,
    NAME,
    NETWORK,
    OPTION,
    SCHEDULE,
    TARGET,
    URL,
    UTM,
    VERSION,
    WORDS,
    ZONE,
)
from socloc.post_format import DEFAULTS, POST
from socloc.shapes import ByKind, Choice, Flag, Key, List, Map, Number, Record, Text, document

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
        "text": Key(ANY_TEXT, "Any other content, as it is."),
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
            "map_approval": Key(ANY_TEXT, "The number of the map's approval, such as GS(2023)2763号."),
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
        "evidence": Key(ANY_TEXT, "What proves it: a file, an address, the number of a document.", required=True),
        "scope": Key(_SCOPE, "What it holds for; posts with the claim have to say it."),
        "exemption": Key(Choice(tuple("abcdef")), "The exemption it relies on, by its letter in the market's guide."),
        "note": Key(ANY_TEXT, "For reviewers; never published."),
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
        "title": Key(ANY_TEXT, "Name of the campaign for people."),
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
            Map(ID, Map(NETWORK, HANDLE)), "People and brands to mention: a `name`, and a handle for each network."
        ),
        "claims": Key(List(CLAIM), "Claims that the brand can prove, such as to be the first."),
        "coupons": Key(List(COUPON), "Coupons that posts name; posts are not to name others, or name one too late."),
        "defaults": Key(DEFAULTS, "What every post says unless it says something else."),
        "posts": Key(List(POST, minimum=1), "What is published.", required=True),
    },
)
_FILLED_BY_ROWS: Final = frozenset(shape.pattern for shape in (URL, COLOR, MOMENT, ZONE, FILE, _LENGTH, _CODE))


def json_schema() -> dict[str, Any]:
    """The JSON Schema of the campaign file, from the same table that the reader uses."""
    schema: dict[str, Any] = _with_rows(document("socloc campaign, version 1", CAMPAIGN))
    return schema


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
