"""The file of a brand, `brands/<id>.yaml`, version 1, as one table: what a campaign's `brand` takes, and a little."""

from __future__ import annotations

from typing import Any, Final

from socloc.campaign_format import BRAND, DEFINITIONS, LOCALE, UTM, VERSION, by_key
from socloc.shapes import Key, Number, Record, Text

FOLDER: Final = "brands"
FILE: Final = Text("a file name, relative to the brand's file", r"^[^\s\\/~][^\\]*$")
_FILES: Final = {
    "theme": Key(FILE, "The look of articles: clean, business, warm, dark, or a CSS file beside the brand's."),
    "logo": Key(FILE, "Image file beside the brand's; QR codes with `logo: true` carry it."),
    "glossary": Key(FILE, "The brand's words in every locale: a CSV or TBX file beside the brand's."),
    "templates": Key(FILE, "A folder of templates beside the brand's file; they come before the built-in ones."),
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
    """The JSON Schema (draft 2020-12) of a brand's file, from the same table that the reader uses."""
    schema = BRAND_FILE.schema()
    used = {shape.name: shape.target.schema() for shape in (*DEFINITIONS, *by_key()) if shape.name in _USED}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "socloc brand, version 1",
        **schema,
        "$defs": used,
    }


_USED: Final = frozenset(("words", "tags", "names", "utm", "defaults", "override", "networkOverride"))
