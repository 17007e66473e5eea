"""YAML text to nodes that know where they stand. The only module that imports yaml."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias

import yaml

from socloc.errors import SoclocError
from socloc.findings import Check, Finding, Place

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


class Node(NamedTuple):
    """A YAML value with its places. `value` is text, None (an empty value), a list of nodes or a dict of nodes.

    Scalars stay text: `no`, `12:30` and `1.10` are what the author typed; see `resolve` for numbers.
    """

    value: Value
    place: Place
    key: Place  # where the key before it stands; the value's own place for items of a list
    quoted: bool = False
    block: bool = False  # a literal block (|), whose lines are lines of the file

    @property
    def mapping(self) -> Mapping[str, Node]:
        """The entries of a mapping; empty for anything else."""
        return self.value if isinstance(self.value, dict) else {}

    @property
    def items(self) -> Sequence[Node]:
        """The items of a list; empty for anything else."""
        return self.value if isinstance(self.value, list) else ()

    @property
    def text(self) -> str:
        """The text of a scalar; empty for anything else."""
        return self.value if isinstance(self.value, str) else ""


Value: TypeAlias = "str | list[Node] | dict[str, Node] | None"


# https://yaml.org/spec/1.2.2/#1032-tag-resolution; a number of 20 digits and more stays text.
_CORE_SCHEMA: Final[tuple[tuple[re.Pattern[str], Callable[[str], object]], ...]] = (
    (re.compile("true|True|TRUE"), lambda _: True),
    (re.compile("false|False|FALSE"), lambda _: False),
    (re.compile("[-+]?[0-9]{1,19}"), int),
    (re.compile("0o[0-7]{1,19}|0x[0-9a-fA-F]{1,16}"), lambda text: int(text, 0)),
    (re.compile(r"[-+]?(\.[0-9]+|[0-9]+\.[0-9]*|[0-9]+(?=[eE]))([eE][-+]?[0-9]+)?"), float),
    (re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"), lambda text: float(text.replace(".", ""))),
)


class BrokenError(Exception):
    """Carries the one finding that ends the reading of a file; never leaves this module."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def read(path: Path, shown: str) -> tuple[Node | None, list[Finding]]:
    """Read a YAML file, or standard input for `-`; `shown` is its name in findings.

    Raises SoclocError where the file cannot be read at all.
    """
    if str(path) == "-":
        return parse(sys.stdin.buffer.read(MAX_BYTES + 1), shown)
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise SoclocError(f"cannot read {shown}: {reason}", "Check the name and your rights.") from error
    return parse(data, shown)


def parse(data: bytes, shown: str) -> tuple[Node | None, list[Finding]]:
    """Parse the bytes of one YAML document into nodes, or into the findings that say why not."""
    findings: list[Finding] = []
    try:
        text = _decode(data, shown)
        return _Composer(text, shown, findings).document(), findings
    except BrokenError as broken:
        return None, [*findings, broken.finding]


def resolve(node: Node) -> object:
    """What a scalar means in YAML 1.2's core schema: None, bool, int, float or the text itself."""
    if node.value is None or node.quoted or not isinstance(node.value, str):
        return node.value
    text = node.value
    return next((read(text) for pattern, read in _CORE_SCHEMA if pattern.fullmatch(text)), text)


def plain(node: Node) -> Any:
    """The node as plain Python values, the way a YAML 1.2 program such as an editor sees the file."""
    if isinstance(node.value, dict):
        return {key: plain(child) for key, child in node.value.items()}
    if isinstance(node.value, list):
        return [plain(child) for child in node.value]
    return resolve(node)


def _decode(data: bytes, shown: str) -> str:
    if len(data) > MAX_BYTES:
        size = MAX_BYTES // 1024 // 1024
        raise BrokenError(YAML_TOO_BIG.at(Place(shown), f"the file is larger than {size} MiB", "Split the campaign."))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or max(data[:8:2].count(0), data[1:8:2].count(0)) > 1:
        raise BrokenError(NOT_UTF_8.at(Place(shown), "the file is UTF-16, not UTF-8", "Save it as UTF-8."))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8", "replace")  # without the byte order mark
        place = _place_after(before, shown)
        message = f"byte 0x{error.object[error.start]:02x} is not UTF-8{_guess_encoding(data)}"
        raise BrokenError(NOT_UTF_8.at(place, message, "Save the file as UTF-8.")) from None
    bad = re.search("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text)
    if bad:
        place = _place_after(text[: bad.start()], shown)
        message = f"the character U+{ord(bad.group()):04X} cannot stand in a text"
        raise BrokenError(INVALID_CHARACTER.at(place, message, "Delete it; it is invisible in most editors."))
    return text


def _guess_encoding(data: bytes) -> str:
    """Name the encoding a file seems to be in, for the message only: nothing is read by a guess."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "; it looks like GBK (GB 18030)" if re.search("[\u4e00-\u9fff]", text) else ""


def _place_after(before: str, shown: str) -> Place:
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Place(shown, len(lines), len(lines[-1]) + 1)


class _Composer:
    """Builds nodes from libyaml's events, counting what it builds."""

    def __init__(self, text: str, shown: str, findings: list[Finding]) -> None:
        self.text = text
        self.shown = shown
        self.findings = findings
        self.anchors: dict[str, tuple[Node, int]] = {}
        self.nodes = 0
        self.events: Iterator[yaml.Event] = yaml.parse(text, Loader=yaml.CSafeLoader)
        # libyaml takes NEL and the Unicode separators for line ends; editors do not. Only then count ourselves.
        odd = re.search("[\x85\u2028\u2029]", text)
        self.line_starts = [0, *(m.end() for m in re.finditer("\r\n|\r|\n", text))] if odd else None

    def document(self) -> Node:
        try:
            next(self.events)  # the stream's start
            if isinstance(next(self.events), yaml.StreamEndEvent):
                raise BrokenError(
                    YAML_SYNTAX.at(Place(self.shown), "the file is empty", "`socloc init` writes an example.")
                )
            node = self.node(next(self.events), None, 0)
            next(self.events)  # the document's end
            following = next(self.events)
        except yaml.YAMLError as error:
            raise BrokenError(self.syntax(error)) from None
        if not isinstance(following, yaml.StreamEndEvent):
            message = "a second document begins here; a file holds one"
            raise BrokenError(YAML_SYNTAX.at(self.place(following), message, "Remove the --- line or split the file."))
        return node

    def place(self, event: yaml.Event) -> Place:
        return self.at_mark(event.start_mark)

    def at_mark(self, mark: Any) -> Place:
        if self.line_starts is None:
            return Place(self.shown, mark.line + 1, mark.column + 1)
        line = bisect_right(self.line_starts, mark.index)
        return Place(self.shown, line, mark.index - self.line_starts[line - 1] + 1)

    def node(self, event: yaml.Event, key: Place | None, depth: int) -> Node:
        place = self.place(event)
        key = key or place
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event, place, key)
        if not isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
            raise TypeError(f"libyaml sent {event} where a value begins")
        self.grow(1, place)
        if depth > MAX_DEPTH:
            raise BrokenError(YAML_TOO_BIG.at(place, f"more than {MAX_DEPTH} levels deep", "No campaign needs that."))
        if event.tag is not None:
            self.findings.append(YAML_FEATURE.at(place, f"the tag {event.tag} is not taken", "Remove the tag."))
        before = self.nodes
        if isinstance(event, yaml.ScalarEvent):
            node = self.scalar(event, place, key)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = Node(self.sequence(depth), place, key)
        else:
            node = Node(self.mapping(depth), place, key)
        if event.anchor is not None:
            self.anchors[event.anchor] = node, self.nodes - before + 1
        return node

    def grow(self, by: int, place: Place) -> None:
        self.nodes += by
        if self.nodes > MAX_NODES:
            message = f"more than {MAX_NODES:,} values after following aliases"
            raise BrokenError(YAML_TOO_BIG.at(place, message, "Split the campaign."))

    def alias(self, event: yaml.AliasEvent, place: Place, key: Place) -> Node:
        if event.anchor not in self.anchors:
            message = f"nothing above is named &{event.anchor}, or it contains itself"
            raise BrokenError(
                YAML_SYNTAX.at(place, message, "Define the anchor before using it; quote text that begins with *.")
            )
        node, size = self.anchors[event.anchor]
        self.grow(size, place)
        return node._replace(place=place, key=key)

    def scalar(self, event: yaml.ScalarEvent, place: Place, key: Place) -> Node:
        quoted = bool(event.style)
        empty = not quoted and event.value in ("", "~", "null", "Null", "NULL")
        end = event.end_mark
        lost = None if quoted or end is None else _LOST_HASHTAG.match(self.text, end.index)
        if lost:
            message = f"`{lost.group().strip()}` is a comment in YAML, so the text ends before it"
            self.findings.append(HASHTAG_IN_COMMENT.at(place, message, "Put the whole text in quotes."))
        return Node(None if empty else event.value, place, key, quoted, event.style == "|")

    def sequence(self, depth: int) -> list[Node]:
        items = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.node(event, None, depth + 1))
        return items

    def mapping(self, depth: int) -> dict[str, Node]:
        entries: dict[str, Node] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.node(event, None, depth + 1)
            value = self.node(next(self.events), key.place, depth + 1)
            name = self.key_name(key)
            if name is None:
                continue
            if name in entries:
                message = f"the key `{name}` stands here again; the first is at line {entries[name].key.line}"
                self.findings.append(YAML_DUPLICATE_KEY.at(key.place, message, "Remove or rename one of the two."))
                continue
            entries[name] = value
        return entries

    def key_name(self, key: Node) -> str | None:
        if not isinstance(key.value, str):
            what = "an empty key" if key.value is None else "a list or a mapping as a key"
            self.findings.append(YAML_FEATURE.at(key.place, f"{what} is not taken", "Write a word before the colon."))
            return None
        if key.value == "<<" and not key.quoted:
            self.findings.append(YAML_FEATURE.at(key.place, "merge keys (<<) are not taken", "Write the keys out."))
            return None
        return key.value

    def syntax(self, error: yaml.YAMLError) -> Finding:
        problem = str(getattr(error, "problem", None) or error).strip().splitlines()[0]
        marks = [getattr(error, name, None) for name in ("problem_mark", "context_mark")]
        # Where a key lacks its colon, libyaml notices at the end of what follows; the context is where it begins.
        mark = next(filter(None, reversed(marks) if "expected ':'" in problem else marks), None)
        place = self.at_mark(mark) if mark else Place(self.shown)
        said = f"{problem} {getattr(error, 'context', '')}"
        hint = next((hint for part, hint in _SYNTAX_HINTS if part in said), "Look at this line and the one above.")
        return YAML_SYNTAX.at(place, f"not valid YAML: {problem}", hint)


_LOST_HASHTAG: Final = re.compile(r"[ \t]+#(?=[^\s#!])[^\s]+")
_SYNTAX_HINTS: Final = (
    ("cannot start any token", "Indent with spaces, not tabs; put text that begins with @ ` or % in quotes."),
    ("mapping values are not allowed", 'Put text that contains ": " in quotes.'),
    (
        "did not find expected key",
        "Lines of one mapping begin in the same column; put text with quotes in it in quotes.",
    ),
    ("did not find expected '-' indicator", "The items of a list begin in the same column, each with - and a space."),
    ("did not find expected ','", "Between { } and [ ], put text with # , : or brackets in quotes."),
    ("could not find expected ':'", "A key ends with a colon and a space; the lines of a text are indented."),
    ("found unexpected end of stream", "A quote or bracket that was opened is never closed."),
    ("did not find expected alphabetic", "Put text that begins with * or & in quotes."),
    ("found unknown escape character", 'Use single quotes, or write \\\\ for a backslash in "…".'),
    ("invalid Unicode character escape code", "Write the character itself; half a surrogate pair is not a character."),
    ("ing a tag", "Put text that begins with ! in quotes."),
)
