"""What a brand may hold: in a campaign, and a little more in a file of its own, `brands/<id>.yaml`, version 1."""

from __future__ import annotations

from typing import Any, Final

from socloc.campaign_values import (
    ANY_TEXT,
    COLOR,
    FILE,
    HANDLE,
    ID,
    LOCALE,
    LOCALE_OR_ANY,
    NETWORK,
    TAGS,
    UTM,
    VERSION,
    WORDS,
)
from socloc.post_format import DEFAULTS
from socloc.shapes import ByKind, Choice, Key, List, Map, Number, Record, Text, document

FOLDER: Final = "brands"
TYPOGRAPHY: Final = Record(
    "the typography",
    {
        "cjk_latin_space": Key(
            Choice(("always", "never", "ignore")),
            "A space between Chinese and Latin letters or digits.",
        ),
    },
)
_LISTED: Final = ByKind(sequence=List(ANY_TEXT), mapping=Map(LOCALE_OR_ANY, List(ANY_TEXT), minimum=1))
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
        "handles": Key(Map(NETWORK, HANDLE), "The brand's own account on each network, without @."),
        "colors": Key(Map(ID, COLOR), "Named colours for templates, such as primary."),
        "theme": Key(FILE, "The look of articles: clean, business, warm, dark, or a CSS file beside the campaign."),
        "logo": Key(FILE, "Image file; QR codes with `logo: true` carry it."),
        "signature": Key(WORDS, "Closing line of every post."),
        "audience": Key(ANY_TEXT, "For whom it writes, and how it speaks to them; for translators and machines."),
        "terms": Key(List(ANY_TEXT), "Words that no machine may change, such as product names."),
        "typography": Key(TYPOGRAPHY, "How the brand writes."),
        "banned": Key(BANNED, "What the brand never says and never links to."),
        "competitors": Key(_LISTED, "Names of competitors: a list for every locale, or one per locale."),
        "contacts": Key(List(ANY_TEXT), "The brand's own telephone numbers and e-mail addresses; they may be public."),
        "glossary": Key(FILE, "The brand's words in every locale: a CSV or TBX file beside the campaign."),
        "hashtags": Key(BRAND_TAGS, "Hashtags that every post has, and those that none may have."),
        "defaults": Key(DEFAULTS, "What every post of the brand says unless it says something else."),
    },
    one_of=("name", "extends"),
)
BESIDE: Final = Text("a file name, relative to the brand's file", FILE.pattern)
_FILES: Final = {
    "theme": Key(BESIDE, "The look of articles: clean, business, warm, dark, or a CSS file beside the brand's."),
    "logo": Key(BESIDE, "Image file beside the brand's; QR codes with `logo: true` carry it."),
    "glossary": Key(BESIDE, "The brand's words in every locale: a CSV or TBX file beside the brand's."),
    "templates": Key(BESIDE, "A folder of templates beside the brand's file; they come before the built-in ones."),
}
BRAND_FILE: Final = Record(
    "the brand",
    {
        "socloc": Key(Number(VERSION, VERSION), "Version of this format: 1.", required=True),
        "source": Key(LOCALE, "The locale of every text that is a single string; else the campaign's."),
    }
    | dict(BRAND.keys)
    | _FILES
    | {"utm": Key(UTM, "Tracking of all links; what the campaign says comes first, key by key.")},
)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a brand's file, from the same table that the reader uses."""
    return document("socloc brand, version 1", BRAND_FILE)
