"""What a post may hold, and with it what it says in `defaults` and in every override."""

from __future__ import annotations

from typing import Final

from socloc.campaign_values import ANY_TEXT, ID, LOCALE, NAME_OR_NONE, NAMES, SCHEDULE, TAGS, TARGET, WORDS
from socloc.shapes import Choice, Flag, Key, List, Map, Named, Record

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
        "note": Key(ANY_TEXT, "For translators and reviewers; never published."),
        "only": Key(SELECTION, "Publish the post nowhere else."),
        "except": Key(SELECTION, "Do not publish the post there."),
    }
    | POST_WORDS
    | _OVERRIDES,
)
