"""The file that describes a network, as one table; users write the same file beside their campaign."""

from __future__ import annotations

from typing import Final

from socloc.networks.layout import JOINS, PARTS
from socloc.shapes import ByKind, Choice, Flag, Key, List, Map, Named, Number, Record, Shape, Text

STANDINGS: Final = ("documented", "measured", "reported", "unknown")
POLICIES: Final = ("allowed", "forbidden")
LINK_POLICIES: Final = ("clickable", "plain", "field", "none")
SORTS: Final = ("image", "animation", "video")  # of media; an animation is an image file that moves
MEASURES: Final = tuple("files sorts kind bytes width height sides pixels ratio seconds frames".split())
# Of these a campaign can hold png, jpeg, gif, webp, mp4, mov and webm; networks name others, too.
KINDS: Final = tuple("png jpeg gif webp bmp heic avif tiff mp4 mov webm 3gpp avi mkv flv wmv mpeg pdf".split())
COUNTED: Final = ("hashtags", "mentions", "links", "buttons")

NAME: Final = Text("a name in lower case, such as short-video", r"^[a-z0-9]+(?:-[a-z0-9]+)*$")
_DATE = Text(
    "a date such as 2026-11-22",
    r"^[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))$",
)
_HASHTAG = Text('a form such as "#{tag}", in quotes, or ""', r"^$|^(?:(?!\{tag\}).)*\{tag\}(?:(?!\{tag\}).)*$")
_MENTION = Text('a form such as "@{handle}", in quotes, or ""', r"^$|\{handle\}")
_PATTERN = Text('a form with one {text}, such as "*{text}*", in quotes', r"^[^{]*\{text\}[^{]*$")
_NUMBERED = Text('a form such as "{number}. {text}", in quotes', r"^[^{]*\{number\}[^{]*\{text\}[^{]*$")
_LINKED = Text(
    'a form such as "{text} {url}", in quotes',
    r"^[^{]*(?:\{text\}[^{]*\{url\}|\{url\}[^{]*\{text\})[^{]*$",
)
_HOST = Text("a host such as img.example.com", r"^[a-z0-9-]+(?:\.[a-z0-9-]+)+$")
_CROP = Text('width to height such as "16:9", in quotes', r"^[1-9][0-9]{0,3}(?:\.[0-9]{1,3})?:[1-9][0-9]{0,3}$")
_PAGED = Text('a form such as "[{page}|{text}]", in quotes', r"^[^{]*\{page\}[^{]*\{text\}[^{]*$")
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
        "when": Key(Choice(("media", "no-media")), "Only for posts with images or videos, or for those without."),
        **_STANDING_KEYS,
    },
)
_LIMITS = List(_LIMIT, minimum=1)
_BOUNDS = {
    "least": Key(Number(0, 10**15, whole=False), "The least that the network takes."),
    "most": Key(Number(0, 10**15, whole=False), "The most that the network takes."),
    **_STANDING_KEYS,
}
_NUMBER = Record(
    "the number fact", {"of": Key(Choice(COUNTED), "What is counted in a post.", required=True), **_BOUNDS}
)
_MEDIA = Record(
    "the media fact",
    {
        "of": Key(Choice(SORTS), "Which media it is about; all of them where left out."),
        "measure": Key(
            Choice(MEASURES),
            "files: how many; sorts: how many different ones together; kind: of file; sides: width and height added; "
            "ratio: width by height; bytes, pixels, seconds, frames: of each file.",
            required=True,
        ),
        "one_of": Key(List(Choice(KINDS), minimum=1), "The kinds of file that are taken, such as jpeg."),
        **_BOUNDS,
    },
)
_CHARACTERS = Record(
    "the character fact",
    {
        "refused": Key(_TEXT, "What may not be in it, as inside a character class of a regular expression."),
        "allowed": Key(_TEXT, "What alone may be in it, as inside a character class of a regular expression."),
        **_STANDING_KEYS,
    },
    exactly_one=("refused", "allowed"),
)
_DIALECT = Record(
    "the dialect",
    {
        "bold": Key(_PATTERN, "How **bold** is written, with {text}; without markup where left out."),
        "italic": Key(_PATTERN, "How *emphasis* is written."),
        "strike": Key(_PATTERN, "How ~~struck~~ is written."),
        "code": Key(_PATTERN, "How `code` is written."),
        "code_block": Key(_PATTERN, "How several lines of code are written."),
        "link": Key(_LINKED, "How [words](address) is written, with {text} and {url}."),
        "inner_link": Key(_PAGED, "How words link to the {page} of somebody on the network itself."),
        "inner_hosts": Key(_TEXT, "The hosts of such pages, with spaces between them, such as vk.com."),
        "item": Key(_PATTERN, "How a line of a list is written."),
        "numbered": Key(_NUMBERED, "How a line of a numbered list is written, with {number}."),
        "quote": Key(_PATTERN, "How a line of a quotation is written."),
        "quote_block": Key(_PATTERN, "What stands around all lines of a quotation."),
        "line_break": Key(Text(), "What ends a line, where a bare line break would only be a space."),
        "escape": Key(Choice(("html", "backslash")), "How literal characters are told from markup."),
        "special": Key(_TEXT, "The characters a backslash goes before; without `escape`, those that mark words."),
        "special_in_code": Key(_TEXT, "Those that a backslash goes before inside of code."),
        "special_in_address": Key(_TEXT, "Those that a backslash goes before inside of an address in the text."),
        "special_in_link": Key(_TEXT, "Those that a backslash goes before in the address of a link."),
        "counted": Key(Choice(("all", "visible")), "visible: the limits count the text without its markup."),
        **_STANDING_KEYS,
    },
)
_FIELD_KEYS = {
    "name": Key(_TEXT, "What the network calls it."),
    "takes": Key(
        Choice(("title", "text", "digest", "author", "signature", "link", "hashtags", "comment")),
        "Filled from it; else by the layout or a template.",
    ),
    "required": Key(Flag(), "Whether a post needs it."),
    "limits": Key(_LIMITS, "Every limit applies; the first one is shown.", required=True),
    "minimums": Key(_LIMITS, "The least that the network takes, where something is written at all."),
    "folds": Key(_LIMITS, "What a reader sees before “more”; never fails a build."),
    "characters": Key(_CHARACTERS, "Which characters may stand in it."),
    "hashtag": Key(_HASHTAG, "How a hashtag is written in this field, with {tag}; else as in the format."),
    "separator": Key(Text(), "What stands between hashtags in this field; else a space."),
}
FIELD: Final = Record("the field", _FIELD_KEYS)
_LABEL = Record("the text", {key: _FIELD_KEYS[key] for key in ("name", "limits", "minimums", "characters")})
_BUTTONS = Record(
    "the button table",
    {
        "label": Key(_LABEL, "What stands on a button.", required=True),
        "url": Key(_LABEL, "The address behind it."),
    },
)
_LAYOUT: Final[Named] = Named(
    "layout",
    lambda: Record(
        "the layout",
        {
            name: Key(List(ByKind(Choice(PARTS), mapping=_LAYOUT), minimum=1), f"Parts, {join.about}.")
            for name, join in JOINS.items()
        },
        exactly_one=tuple(JOINS),
        example='a layout such as "paragraphs: [text, link]"',
    ),
)
_FORMAT_KEYS = {
    "name": Key(_TEXT, "What the network calls it."),
    "status": Key(_fact(_TEXT), "How to publish it today, where that differs from the network's."),
    "markup": Key(Choice(("text", "html")), "What the main field is made of.", required=True),
    "layout": Key(
        _LAYOUT,
        "What stands in the main text, and in which order; else text, link, signature, mentions and hashtags.",
    ),
    "dialect": Key(_DIALECT, "How emphasis, links and lists are written in texts; plain where left out."),
    "hashtag": Key(_fact(_HASHTAG), "How a hashtag is written, with {tag}.", required=True),
    "hashtag_limits": Key(_LIMITS, "How long one hashtag may be, without its signs."),
    "mention": Key(_fact(_MENTION), "How a mention is written, with {handle}, and {name} if need be.", required=True),
    "links": Key(
        _fact(Choice(LINK_POLICIES)),
        "clickable: in the text; plain: shown, not clickable; field: only in a field; none: not allowed.",
        required=True,
    ),
    "qr": Key(_fact(Choice(POLICIES)), "Whether pictures may show QR codes; left out where nobody says."),
    "contacts": Key(
        _fact(Choice(POLICIES), words=Key(List(_TEXT), "Words that name one, such as 微信.")),
        "Whether texts may name ways to get in touch elsewhere.",
    ),
    "share_codes": Key(
        _fact(Choice(POLICIES), words=Key(List(_TEXT), "Words that come with one, such as 口令.")),
        "Whether texts may hold codes that another app opens when they are copied.",
    ),
    "rivals": Key(
        _fact(
            Choice(("blocked", "forbidden", "discouraged")),
            words=Key(List(_TEXT), "Words that name another network or shop, such as 抖音."),
            hosts=Key(List(_HOST), "Their hosts; the hosts below them are meant, too."),
        ),
        "Other networks that texts should not send readers to, and what happens to those that do.",
    ),
    "ad_switch": Key(_fact(_TEXT), "What the publisher declares an advertisement with, such as a box to tick."),
    "ai_switch": Key(_fact(_TEXT), "What the publisher declares with that a machine made the content."),
    "paste": Key(
        _fact(Choice(("html",))),
        "What keeps its look when it is pasted into the editor; `socloc article` is for the built-in one that has it.",
    ),
    "link_hosts": Key(
        List(_fact(_HOST), minimum=1), "Hosts whose links stay in the HTML; without any, all links become references."
    ),
    "image_hosts": Key(
        List(_fact(_HOST), minimum=1), "Hosts whose pictures stay in the HTML: the network's own, for uploads."
    ),
    "cover_crops": Key(List(_fact(_CROP), minimum=1), "Forms that the cover of an article is cut to."),
    "thread": Key(
        _fact(Choice(("replies", "messages"))), "How a text in several parts hangs together; left out where it cannot."
    ),
    "numbers": Key(List(_NUMBER, minimum=1), "How many hashtags, mentions, links or buttons it takes."),
    "media": Key(List(_MEDIA, minimum=1), "What the network takes of images and videos."),
    "alt": Key(_LABEL, "The words for those who cannot see an image; left out where it has none."),
    "buttons": Key(_BUTTONS, "Buttons below the text; left out where it has none."),
    "fields": Key(Map(NAME, FIELD, minimum=1), "The texts of the format; the first is the main one.", required=True),
}
# An option says only what it changes: of the format, and of its fields. See Format.with_option.
_OPTION = Record(
    "the option",
    {
        "about": Key(
            _TEXT,
            "What has to be true for it, such as An account with X Premium.",
            required=True,
        )
    }
    | {key: found._replace(required=False) for key, found in _FORMAT_KEYS.items() if key not in ("markup", "fields")}
    | {
        "fields": Key(
            Map(
                NAME,
                Record("the field", {key: found._replace(required=False) for key, found in _FIELD_KEYS.items()}),
                minimum=1,
            ),
            "What it changes of fields; a list such as `limits` takes the place of the whole list.",
        )
    },
)
FORMAT: Final = Record(
    "the format",
    _FORMAT_KEYS
    | {
        "options": Key(
            Map(NAME, _OPTION, minimum=1),
            "Kinds of account and ways of publishing that change facts. What an option says takes the place of what "
            "stands in the format under the same key, and a list such as `media` that of the whole list.",
        )
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
