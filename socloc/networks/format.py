"""The file that describes a network, as one table; users write the same file beside their campaign."""

from __future__ import annotations

from typing import Final

from socloc.shapes import ByKind, Choice, Flag, Key, List, Map, Number, Record, Shape, Text

STANDINGS: Final = ("documented", "measured", "reported", "unknown")
QR_POLICIES: Final = ("allowed", "forbidden")
LINK_POLICIES: Final = ("clickable", "plain", "field", "none")

NAME: Final = Text("a name in lower case, such as short-video", r"^[a-z0-9]+(?:-[a-z0-9]+)*$")
_DATE = Text(
    "a date such as 2026-11-22",
    r"^[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))$",
)
_HASHTAG = Text('a form such as "#{tag}", in quotes, or ""', r"^$|\{tag\}")
_MENTION = Text('a form such as "@{handle}", in quotes, or ""', r"^$|\{handle\}")
_TEXT = Text()
_SOURCES = ByKind(_TEXT, List(_TEXT, minimum=1))

_STANDING_KEYS = {
    "source": Key(_SOURCES, "Where the value comes from; one or several.", required=True),
    "checked": Key(_DATE, "When somebody last looked.", required=True),
    "standing": Key(Choice(STANDINGS), "How sure it is.", required=True),
    "as_of": Key(_TEXT, "How old the evidence itself is."),
    "note": Key(_TEXT, "Doubts, contradictions, advice."),
}


def _fact(value: Shape, **more: Key) -> Record:
    return Record(
        "the fact", {"value": Key(value, 'The value; "" where there is none.', True), **more, **_STANDING_KEYS}
    )


# An unknown limit has no value: a number that nobody documents is never presented as one.
_LIMIT = Record(
    "the limit",
    {
        "value": Key(Number(1, 10_000_000), "The most that the network takes; left out where unknown."),
        "count": Key(_TEXT, "The way of counting, by its id in socloc.counting.", required=True),
        **_STANDING_KEYS,
    },
)
FIELD: Final = Record(
    "the field",
    {
        "name": Key(_TEXT, "What the network calls it."),
        "takes": Key(
            Choice(("title", "text", "digest", "author", "link", "hashtags")),
            "Filled from it; else by the template.",
        ),
        "required": Key(Flag(), "Whether a post needs it."),
        "limits": Key(List(_LIMIT, minimum=1), "Every limit applies; the first one is shown.", required=True),
        "folds": Key(List(_LIMIT, minimum=1), "What a reader sees before “more”; never fails a build."),
    },
)
FORMAT: Final = Record(
    "the format",
    {
        "name": Key(_TEXT, "What the network calls it."),
        "markup": Key(Choice(("text", "html")), "What the main field is made of.", required=True),
        "hashtag": Key(_fact(_HASHTAG), "How a hashtag is written, with {tag}.", required=True),
        "mention": Key(_fact(_MENTION), "How a mention is written, with {handle}.", required=True),
        "links": Key(
            _fact(Choice(LINK_POLICIES)),
            "clickable: in the text; plain: shown, not clickable; field: only in a field; none: not allowed.",
            required=True,
        ),
        "qr": Key(_fact(Choice(QR_POLICIES)), "Whether pictures may show QR codes; left out where nobody says."),
        "fields": Key(
            Map(NAME, FIELD, minimum=1), "The texts of the format; the first is the main one.", required=True
        ),
    },
)
NETWORK: Final = Record(
    "the network",
    {
        "network": Key(NAME, "The id; equals the file's name.", required=True),
        "name": Key(_TEXT, "Its name in English.", required=True),
        "native_name": Key(_TEXT, "Its name for those who use it."),
        "region": Key(_TEXT, "Where it is used, such as china.", required=True),
        "status": Key(_fact(_TEXT), "How to publish there today.", required=True),
        "formats": Key(Map(NAME, FORMAT, minimum=1), "The first is meant by the bare network's name.", required=True),
    },
)
