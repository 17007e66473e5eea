"""The file that describes a tool that takes posts, as one table; users write the same file beside their campaign."""

from __future__ import annotations

from typing import Final

from socloc.networks.format import KINDS, NAME, SORTS, STANDINGS
from socloc.shapes import ByKind, Choice, Flag, Key, List, Map, Named, Number, Record, Shape, Text
from socloc.stated import DATE

WRITES: Final = ("table", "sheet", "json", "feed", "calendar")
PERS: Final = ("campaign", "locale", "channel", "post", "post-locale", "variant")
ZONES: Final = ("audience", "utc")
HOLDS: Final = tuple(
    "text parts headline title summary comment link url date zone network account locale format post campaign guid "
    "image images gifs videos media files alt alts is-network is-source is-first constant".split()
)

_TEXT: Final = Text()
_FORM: Final = Text('a form such as "%Y-%m-%d %H:%M"', r"^(?:%[YmdHMS]|[^%])+$")
_TARGET: Final = Text("a network or format, such as x or tiktok/photo", r"^[a-z0-9-]+(?:/[a-z0-9-]+)?$")
_TARGETS: Final = List(_TARGET, minimum=1)
_BASIS: Final = {
    "source": Key(ByKind(_TEXT, List(_TEXT, minimum=1)), "Where that was read; one or several.", required=True),
    "checked": Key(DATE, "When somebody last looked.", required=True),
    "standing": Key(Choice(STANDINGS), "How sure it is.", required=True),
    "note": Key(_TEXT, "Doubts, contradictions, advice."),
}


def _amount(low: int, help_: str) -> Key:
    return Key(Record("the amount", {"value": Key(Number(low, 1_000_000), "How many.", True), **_BASIS}), help_)


_COLUMN: Final = Record(
    "the column",
    {
        "head": Key(_TEXT, "What stands above it, letter for letter.", required=True),
        "holds": Key(Choice(HOLDS), "What stands in it; empty where left out."),
        "number": Key(Number(1, 100), "Which of several images or alternative texts; the first where left out."),
        "between": Key(_TEXT, "What stands between several; a comma where left out."),
        "text": Key(_TEXT, "The constant, or the word for yes."),
        "otherwise": Key(_TEXT, "The word for no."),
        "form": Key(_FORM, "How a date is written, with %Y %m %d %H %M %S."),
        "networks": Key(_TARGETS, "Only for these; empty for others. Of `is-network`: which it asks for."),
    },
)
_LOOKS: Final = Record(
    "the table",
    {
        "head": Key(Flag(), "Whether the first line names the columns; true where left out."),
        "encoding": Key(Choice(("utf-8", "utf-8-sig")), "utf-8-sig begins with a byte order mark."),
        "lines": Key(Choice(("crlf", "lf")), "What ends a line; crlf where left out."),
        "quotes": Key(Choice(("needed", "all")), "Which cells stand in quotes."),
    },
)
_MEDIA: Final = Record(
    "the media",
    {
        "sorts": Key(List(Choice(SORTS)), "Which it fetches; an empty list where it takes none.", required=True),
        "kinds": Key(List(Choice(KINDS), minimum=1), "Which kinds of file; any where left out."),
        "most": Key(Number(1, 1000), "How many there may be in one post."),
        "bytes": Key(Number(1, 10**12), "How large each may be."),
        "together": Key(Flag(), "false: images, animations and videos do not go into one post."),
        "link-wins": Key(Flag(), "true: a link makes it leave them out, so it is given none beside them."),
        **_BASIS,
    },
)
_CAP: Final = Record(
    "the cap",
    {
        "of": Key(Choice(("text", "comment", "title")), "What is counted.", required=True),
        "networks": Key(_TARGETS, "On which; on all where left out."),
        "value": Key(Number(1, 1_000_000), "The most that the tool takes.", required=True),
        "count": Key(_TEXT, "The way of counting, by its id in socloc.counting.", required=True),
        **_BASIS,
    },
)


def _body() -> Shape:
    return ByKind(_TEXT, List(_BODY), Map(_TEXT, _BODY))


# Texts, lists and mappings in any depth: "{text}" is what `text` holds, "{title?}" leaves its key out where it is
# empty, and {each: images, item: …} is a list with an item for each of several.
_BODY: Final = Named("body", _body)
SCHEDULER: Final = Record(
    "the tool",
    {
        "scheduler": Key(NAME, "The id; equals the file's name.", required=True),
        "name": Key(_TEXT, "What it is called.", required=True),
        "about": Key(_TEXT, "What its user does with the files, in a sentence.", required=True),
        "writes": Key(Choice(WRITES), "What a file is.", required=True),
        "per": Key(Choice(PERS), "What one file is about; a channel is one network's format in one locale.", True),
        "zone": Key(Choice(ZONES), "Whose clock dates are on; the audience's where left out."),
        "people": Key(Flag(), "true: people read it and no tool, so nothing in it can be refused."),
        "needs": Key(List(Choice(HOLDS)), "What must not be empty."),
        "accounts": Key(Flag(), "true: it needs the ids of accounts, from `<id>.accounts.yaml` beside this file."),
        "table": Key(_LOOKS, "How a table is written."),
        "columns": Key(List(ByKind(_TEXT, mapping=_COLUMN), minimum=1), "In order; a text is an empty column."),
        "body": Key(_BODY, "What a JSON file is."),
        "rows": _amount(1, "How many rows it takes in one file; more go into further files."),
        "ahead": _amount(0, "How many minutes from now the first post may be due."),
        "apart": _amount(1, "How many minutes must be between two posts of a file."),
        "repeat": _amount(1, "For how many days it refuses a text that it has had."),
        "networks": Key(
            Record("the networks", {"names": Key(Map(_TARGET, _TEXT, minimum=1), "Its names.", True), **_BASIS}),
            "Which it takes; all where left out.",
        ),
        "media": Key(_MEDIA, "What it does with images and videos; anything goes where left out."),
        "caps": Key(List(_CAP, minimum=1), "Limits of its own, beside those of the networks."),
        **_BASIS,
    },
)
ACCOUNTS: Final = Map(_TARGET, ByKind(_TEXT, mapping=Map(_TEXT, _TEXT)))
