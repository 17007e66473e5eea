"""What can be wrong with a YAML file before anybody asks what it means: the manual pages."""

from __future__ import annotations

from typing import Final

from socloc.findings import Check, Finding

MAX_BYTES: Final = 4 * 1024 * 1024
MAX_NODES: Final = 100_000  # counted after aliases are followed, so that a bomb of aliases is one, too
MAX_DEPTH: Final = 40

NOT_UTF_8 = Check(
    "not-utf-8",
    "error",
    """The file is not UTF-8 text.

    socloc reads UTF-8 (with or without a byte order mark) and guesses nothing: a wrong guess would turn
    Chinese into other Chinese without anybody noticing. The finding names the first byte that does not fit.

    Mend it by saving the file as UTF-8, for instance: iconv -f GB18030 -t UTF-8 old.yaml > new.yaml
    """,
)
YAML_SYNTAX = Check(
    "yaml-syntax",
    "error",
    """The file is not valid YAML, or is not one document.

    Frequent causes: a tab used for indentation, text with ": " or " #" in it that is not in quotes, text that
    begins with @ ` % * & ! or a bracket and is not in quotes, and lines that do not line up.
    """,
)
YAML_FEATURE = Check(
    "yaml-feature",
    "error",
    """The file uses a part of YAML that socloc does not take: tags (!name), merge keys (<<) or keys that are no text.

    They make a file mean something else in another program. Write the values out; anchors and aliases
    (&name, *name) are fine.
    """,
)
YAML_DUPLICATE_KEY = Check(
    "yaml-duplicate-key",
    "error",
    """The same key stands twice in one mapping, so one of the two values would be lost.

    The finding stands at the second one and names the line of the first. Remove or rename one of them.
    """,
)
YAML_TOO_BIG = Check(
    "yaml-too-big",
    "error",
    """The file is larger, deeper or expands to more values than any campaign needs.

    The limits keep a broken or hostile file from using up the machine: 4 MiB, 100,000 values after following
    aliases, 40 levels. Split the campaign into several files.
    """,
)
INVALID_CHARACTER = Check(
    "invalid-character",
    "error",
    """The file has a character that text cannot have: NUL, another control character, or half a surrogate pair.

    Such characters are invisible in most editors and come from copying out of other programs. Delete it.
    """,
)
HASHTAG_IN_COMMENT = Check(
    "hashtag-in-comment",
    "warning",
    """A text that is not in quotes ends before ` #word`, because that begins a comment in YAML, and the rest is lost.

    Put the whole text in quotes, or use a block (|). A comment that is meant has a space after its #.
    """,
)
CHECKS: Final = (
    HASHTAG_IN_COMMENT,
    NOT_UTF_8,
    YAML_SYNTAX,
    YAML_FEATURE,
    YAML_DUPLICATE_KEY,
    YAML_TOO_BIG,
    INVALID_CHARACTER,
)


class BrokenError(Exception):
    """Carries the one finding that ends the reading of a file; never leaves this package."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding
