"""Where something was read, when somebody last looked, and how sure it is: the keys that files of facts share."""

from __future__ import annotations

from typing import Final

from socloc.shapes import ByKind, Choice, Key, List, Text

DATE: Final = Text("a date such as 2026-11-22", r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
CLOCK: Final = Text('a time such as "21:00", in quotes', r"^(?:[01][0-9]|2[0-3]):[0-5][0-9]$")
STATED: Final = {
    "source": Key(ByKind(Text(), List(Text(), minimum=1)), "Where that was read.", required=True),
    "checked": Key(DATE, "When somebody last looked.", required=True),
    "standing": Key(Choice(("documented", "reported", "unknown")), "How sure it is.", required=True),
    "note": Key(Text(), "Doubts and limits."),
}
