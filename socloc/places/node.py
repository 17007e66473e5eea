"""A YAML value with its places, and what a scalar means."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, NamedTuple, TypeAlias

from socloc.findings import Place


class Node(NamedTuple):
    """A YAML value with its places. `value` is text, None (an empty value), a list of nodes or a dict of nodes.

    Scalars stay text: `no`, `12:30` and `1.10` are what the author typed; see `resolve` for numbers.
    """

    value: "Value"
    place: Place
    key: Place  # where the key before it stands; the value's own place for items of a list
    quoted: bool = False
    block: bool = False  # a literal block (|), whose lines are lines of the file

    @property
    def mapping(self) -> Mapping[str, "Node"]:
        """The entries of a mapping; empty for anything else."""
        return self.value if isinstance(self.value, dict) else {}

    @property
    def items(self) -> Sequence["Node"]:
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
