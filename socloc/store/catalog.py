"""What the store holds: units that translators work on, and the entries they write for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from socloc.findings import Place
from socloc.model import TRANSLATOR, State

MEMORY: Final = "memory"
_MARK: Final = "socloc: "  # begins the translator's comment that says who made a text
# What begins a line of the notes for translators; other tools break lines, and these say which belong together.
NOTE: Final = "Note: "
SHOWN: Final = "Shown on: "
LIMIT: Final = "Limit: "
AGAIN: Final = "Changed: "  # what a translator has to look at again, until they have confirmed the text
MATCH: Final = "Memory "  # what the translation memory has, with its score
POST: Final = "Post: "  # as its readers see it
_KINDS: Final = (NOTE, SHOWN, LIMIT, AGAIN, MATCH, POST)


class Room(NamedTuple):
    """Where a text is shown, and the most that the field takes there; `way` is the way of counting, by its id."""

    format: str
    field: str
    limit: int | None
    way: str

    def __str__(self) -> str:
        return f"{self.format} {self.field}"


class Unit(NamedTuple):
    """One text that needs words in another locale.

    `path` is its address in the campaign without a locale, such as posts.launch.text. `most` is how many code points
    of the locale's writing fit where it is shown with the least room, None where nobody knows a limit. `file` is where
    it stands, seen from the campaign's folder; empty for the campaign itself.
    """

    path: str
    key: str
    source: str
    place: Place
    note: str
    rooms: tuple[Room, ...]
    most: int | None
    file: str = ""


class Entry(NamedTuple):
    """What stands in a PO file for one unit.

    `made` is who made the text where that was no person: `machine:deepl` or `memory`, with a sum of what they wrote,
    so that a person's change shows. `previous` is the source it was made from, where that has changed since.
    """

    path: str
    source: str
    text: str = ""
    fuzzy: bool = False
    previous: str = ""
    made: str = ""
    made_sum: str = ""
    comment: str = ""  # of people, for people
    notes: tuple[str, ...] = ()  # socloc's, for translators
    references: tuple[tuple[str, str], ...] = ()  # file and line
    flags: tuple[str, ...] = ()  # other than fuzzy
    obsolete: bool = False
    place: Place = Place("")

    @property
    def is_untouched(self) -> bool:
        """Whether the text is still exactly what the machine or the memory wrote."""
        return bool(self.made) and sum_of(self.text) == self.made_sum

    @property
    def maker(self) -> str:
        """Who made the text: `translator`, or the machine or memory as long as nobody has changed it."""
        return self.made if self.is_untouched else TRANSLATOR

    @property
    def state(self) -> State:
        """How far the text is: reviewed where a person confirmed it, by taking away its `fuzzy`."""
        if not self.fuzzy:
            return "reviewed"
        if self.previous:
            return "stale"
        return "machine" if self.is_untouched else "draft"

    def with_text(self, text: str, made: str) -> Entry:
        """The entry with words that a machine or the memory made: fuzzy until a person has looked at them."""
        return self._replace(text=text, made=made, made_sum=sum_of(text), fuzzy=True, previous="")


class Catalog(NamedTuple):
    """A PO file: its entries by path, its header, and what is in it that socloc does not use but keeps."""

    entries: Mapping[str, Entry]
    obsolete: tuple[Entry, ...] = ()
    header: Mapping[str, str] = {}
    comment: str = ""
    foreign: tuple[Any, ...] = ()


def header(campaign: str, source: str, tag: str) -> dict[str, str]:
    """The header of a new PO file: the campaign's id, and the two locales."""
    return {
        "Project-Id-Version": campaign,
        "Language": tag.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Source-Language": source,
        "X-Generator": "socloc",
    }


def sum_of(text: str) -> str:
    """The first eight hexadecimal digits of a text's SHA-256: enough to see that somebody changed it."""
    import hashlib  # most campaigns have no store, and it takes 3 ms

    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def joined_notes(lines: Sequence[str]) -> tuple[str, ...]:
    """Notes as socloc wrote them, from lines that another tool may have broken."""
    notes: list[str] = []
    for line in lines:
        if notes and not line.startswith(_KINDS):
            notes[-1] += f" {line}"
        else:
            notes.append(line)
    return tuple(notes)


def split_comment(comment: str) -> tuple[str, str, str]:
    """A translator's comment without socloc's line, and who that line says made the text, with its sum."""
    lines = comment.split("\n") if comment else []
    marks = [line for line in lines if line.startswith(_MARK)]
    rest = "\n".join(line for line in lines if not line.startswith(_MARK))
    made, _, digits = marks[-1][len(_MARK) :].strip().rpartition(" ") if marks else ("", "", "")
    return rest, made, digits


def joined_comment(entry: Entry) -> str:
    """The comment as it stands in the file: that of people, and who made the text while nobody has changed it."""
    mark = f"{_MARK}{entry.made} {entry.made_sum}" if entry.text and entry.is_untouched else ""
    return "\n".join(part for part in (entry.comment, mark) if part)
