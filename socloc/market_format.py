"""What a market asks of what is published, as tables: `copy.yaml`, `marks.yaml`, `blocked.yaml` and `approvals.yaml`.

They stand in `locales/<tag>/`, ours and those that users write beside their campaign.
"""

from __future__ import annotations

from typing import Final

from socloc.findings import SEVERITIES
from socloc.shapes import ByKind, Choice, Key, List, Record, Text
from socloc.stated import CLOCK, DATE, STATED

WORDING: Final = (  # the checks that a group of words may answer with
    "claim-absolute",
    "claim-first",
    "claim-data",
    "claim-patent",
    "wording-medical",
    "wording-health-food",
    "wording-financial",
    "wording-tobacco",
    "territory-wording",
    "ad-unmarked",
)
EXEMPTIONS: Final = tuple("abcdef")
PLACES: Final = ("start", "first-line", "before-fold", "anywhere")

_ID: Final = Text("an id such as absolute-statutory", r"^[a-z0-9]+(?:-[a-z0-9]+)*$")
_TEXT: Final = Text()
_TARGET: Final = Text("a network (weibo) or one of its formats (weibo/post)", r"^[a-z0-9-]+(?:/[a-z0-9-]+)?$")
# A text is taken apart at its spaces: hundreds of words as nodes of their own would take longer to read than to find.
_WORDS: Final = ByKind(_TEXT, List(_TEXT, minimum=1))
_STATED: Final = {
    "id": Key(_ID, "Name of the rule; one of the user's takes the place of ours.", required=True),
    "severity": Key(Choice(SEVERITIES), "How bad it is.", required=True),
    **STATED,
    "hint": Key(_TEXT, "The way out.", required=True),
}
_BASIS: Final = _STATED | {
    "law": Key(_TEXT, "The law or guide.", required=True),
    "article": Key(_TEXT, "Its article."),
    "date": Key(DATE, "Since when it is in force, in the form that is meant.", required=True),
}
_PATTERN: Final = Record(
    "the pattern",
    {
        "with": Key(_WORDS, "It is only looked for where one of these stands.", required=True),
        "pattern": Key(_TEXT, "A regular expression of Python.", required=True),
    },
)
_GROUP: Final = Record(
    "the group",
    _BASIS
    | {
        "check": Key(Choice(WORDING), "The check that answers.", required=True),
        "tier": Key(Choice(("A", "B", "C")), "Of absolute terms: named by the law, like it, to be proved."),
        "message": Key(_TEXT, "What is wrong with a word of it, after the word itself.", required=True),
        "terms": Key(_WORDS, "The words, in Simplified, lower case and half-width."),
        "patterns": Key(List(_PATTERN, minimum=1), "Words with a gap in them."),
        "except": Key(_WORDS, "Longer words in which one of them is meant otherwise."),
        "after": Key(_WORDS, "Words right behind which one of them is meant otherwise: of oneself, or as a wish."),
        "unless": Key(_WORDS, "Words that settle it wherever in the text they stand."),
        "claims": Key(
            ByKind(Choice(("any", "none")), List(Choice(EXEMPTIONS), minimum=1)),
            "Which claims silence it: any, none, or those with one of these exemptions.",
            required=True,
        ),
    },
)
COPY: Final = Record("the words of the market", {"groups": Key(List(_GROUP), "Groups of words.", required=True)})

_NEED: Final = Record(
    "the need",
    {
        "what": Key(_TEXT, "What has to stand there, in words.", required=True),
        "pattern": Key(_TEXT, "How it is recognized: a regular expression.", required=True),
    },
)
_MARK: Final = Record(
    "the mark",
    _BASIS
    | {
        "networks": Key(List(_TARGET, minimum=1), "Only there."),
        "mark": Key(_TEXT, "The mark as it is written.", required=True),
        "pattern": Key(_TEXT, "How it is recognized in any of its forms: a regular expression.", required=True),
        "where": Key(Choice(PLACES), "Where it has to stand.", required=True),
        "needs": Key(List(_NEED, minimum=1), "What else the post needs."),
    },
)
_QUIET: Final = Record(
    "the quiet hours",
    _BASIS
    | {
        "networks": Key(List(_TARGET, minimum=1), "Only there."),
        "from": Key(CLOCK, "When they begin.", required=True),
        "to": Key(CLOCK, "When they end; may be on the next day.", required=True),
        "zone": Key(_TEXT, "On whose clock, such as Asia/Seoul.", required=True),
    },
)
MARKS: Final = Record(
    "the marks of the market",
    {
        "advertisement": Key(List(_MARK), "How an advertisement is marked."),
        "machine_made": Key(List(_MARK), "How is marked what a machine made."),
        "quiet_hours": Key(List(_QUIET), "When messages with advertising may not be sent."),
    },
)

_HOSTS: Final = Record(
    "the hosts",
    _STATED
    | {
        "message": Key(_TEXT, "What is wrong with a link to one of them, after the host.", required=True),
        "hosts": Key(_WORDS, "The hosts; those below them are meant, too.", required=True),
        "except": Key(_WORDS, "Hosts below them that are not meant."),
    },
)
BLOCKED: Final = Record(
    "what does not open in the market", {"blocked": Key(List(_HOSTS), "Groups of hosts.", required=True)}
)
_MAPS: Final = Record(
    "the maps",
    _BASIS
    | {
        "mark": Key(_TEXT, "What the number is called.", required=True),
        "pattern": Key(_TEXT, "Its form: a regular expression.", required=True),
        "example": Key(_TEXT, "One that has it.", required=True),
        "signs": Key(_WORDS, "Words that call a picture a map, in its file's name and its alternative text.", True),
        "except": Key(_WORDS, "Longer words in which one of them is no map."),
    },
)
_NUMBER: Final = Record(
    "the number",
    _BASIS
    | {
        "what": Key(_TEXT, "What it is, in words.", required=True),
        "with": Key(_WORDS, "It is only looked for where one of these stands.", required=True),
        "found": Key(_TEXT, "How one is recognized in any form, right or wrong: a regular expression.", required=True),
        "pattern": Key(_TEXT, "Its right form: a regular expression for the whole of it.", required=True),
        "example": Key(_TEXT, "One that has it.", required=True),
    },
)
APPROVALS: Final = Record(
    "the approvals of the market",
    {
        "maps": Key(List(_MAPS), "What maps need."),
        "numbers": Key(List(_NUMBER), "Numbers of approvals, and their forms."),
    },
)
