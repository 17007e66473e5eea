"""The file of a house's rules, version 1, as one table. The reader and the JSON Schema both come from it."""

from __future__ import annotations

from typing import Any, Final

from socloc.campaign_levels import TEXT_KEYS
from socloc.campaign_values import LOCALE, TARGET
from socloc.findings import SEVERITIES
from socloc.shapes import ByKind, Choice, Flag, Key, List, Map, Number, Record, Text, document

PREFIX: Final = "house-"  # no check of socloc's own begins with it
MAX_PATTERN: Final = 2_000  # characters
ELSEWHERE: Final = ("hashtags", "mentions", "labels", "alt", "links", "published")
PLACES: Final = (*TEXT_KEYS, *ELSEWHERE)
USUAL: Final = frozenset(PLACES) - {"mentions", "links", "published"}
_ID: Final = Text("a rule's id such as tea-name", "^(?=.{1,48}$)[a-z0-9]+(?:-[a-z0-9]+)*$")
_TEXT: Final = Text()
_LINE: Final = Text("a sentence of one line", r"^[^\r\n]{1,200}$", any_scalar=True)
_WORD: Final = Text("a word or phrase of one line", r"^\S(?:[^\r\n]{0,198}\S)?$", any_scalar=True)
_REPLACEMENT: Final = Text('what is written instead ("" for nothing)', r"^[^\r\n]{0,200}$", any_scalar=True)
RULE: Final = Record(
    "the rule",
    {
        "message": Key(_LINE, "What is wrong, in one sentence.", required=True),
        "severity": Key(Choice(SEVERITIES), "note, warning (where nothing stands) or error."),
        "hint": Key(_LINE, "The way out, in one sentence."),
        "why": Key(_TEXT, "Why the house wants it so; stands in the manual page."),
        "source": Key(_LINE, "Where that is decided: a guide, a statute, a date."),
        "words": Key(
            ByKind(sequence=List(_WORD, minimum=1), mapping=Map(_WORD, _REPLACEMENT, minimum=1)),
            "Words or phrases to find, or each with what is written instead.",
        ),
        "pattern": Key(Text("a regular expression"), "A regular expression of the Python package regex."),
        "not": Key(List(_WORD, minimum=1), "Phrases in which a hit is none."),
        "case": Key(Flag(), "Whether capital and small letters differ; they do not where nothing stands."),
        "locales": Key(List(LOCALE, minimum=1), "Only in these; zh stands for every Chinese."),
        "networks": Key(List(TARGET, minimum=1), "Only on these networks, or formats of theirs."),
        "where": Key(List(Choice(PLACES), minimum=1), "Only in these texts."),
        "replacement": Key(_REPLACEMENT, r"What `check --fix` writes instead; \1 is the first group of a pattern."),
        "hits": Key(List(_TEXT, minimum=1), "Texts in which the rule must find something. A pattern needs one."),
        "passes": Key(List(_TEXT, minimum=1), "Texts in which it must find nothing."),
    },
    exactly_one=("words", "pattern"),
)
HOUSE: Final = Record(
    "the rules of the house",
    {
        "socloc": Key(Number(1, 1), "Version of this format: 1.", required=True),
        "rules": Key(Map(_ID, RULE, minimum=1), f"The rules by id; the check of `a` is `{PREFIX}a`.", required=True),
    },
)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a file in checks/, from the same table that the reader uses."""
    return document("socloc checks/*.yaml, version 1", HOUSE)
