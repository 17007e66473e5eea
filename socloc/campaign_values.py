"""The values that stand in a campaign: ids and names, locales, addresses, dates, words, tags and tracking.

Those that name something (a link, a locale, a network) are only checked for their form here; whether the thing exists
is asked in campaign.py, because a schema cannot know.
"""

from __future__ import annotations

from typing import Final

from socloc.shapes import ByKind, Flag, Key, List, Map, Named, Record, Text

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

ANY_TEXT: Final = Text()
_ALTERNATIVES = ByKind(ANY_TEXT, List(ANY_TEXT, minimum=1))
WORDS: Final = Named(
    "words",
    lambda: ByKind(ANY_TEXT, List(ANY_TEXT, minimum=1), Map(LOCALE_OR_ANY, _ALTERNATIVES, minimum=1)),
    "text, or one text per locale such as {en: …, zh-CN: …}",
)
_TAGS = List(Text("a tag with at least one letter or digit", r"[^\s#＃@＠]", any_scalar=True))
HANDLE: Final = Text("a handle such as lanmo_tea", r"[^\s@＠]", any_scalar=True)
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
            {key: Key(ANY_TEXT, f'utm_{key}; may contain {{network}}, {{locale}} …; "" drops it') for key in UTM_KEYS},
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
