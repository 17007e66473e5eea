"""The comments of a YAML file, and which lines the value beside or below one takes up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import yaml


class Comment(NamedTuple):
    """A comment without its #, its line, and the last line of the value it stands beside or above."""

    text: str
    line: int
    first: int
    last: int


def comments(text: str, having: str) -> list[Comment]:
    """The comments that have a word in them; none where the text is no YAML.

    A comment beside a key is about its whole value, one on a line of its own about the next key.
    """
    import yaml

    try:
        scalars = list(_scalars(text))
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        return []
    spans = dict(reversed(list(_spans(root)))) if root is not None else {}
    lines = text.split("\n")
    found = []
    start = 0
    for number, line in enumerate(lines, 1):
        at = _comment_at(line, start, scalars) if having in line else -1
        if at >= 0:
            first = number if line[:at].strip() else _next(lines, number)
            found.append(Comment(line[at + 1 :].strip(), number, first, spans.get(first, first)))
        start += len(line) + 1
    return found


def _scalars(text: str) -> Iterator[tuple[int, int]]:
    """From where to where each text goes; a block begins behind the line with its | or >."""
    import yaml

    for token in yaml.scan(text, Loader=yaml.CSafeLoader):
        if isinstance(token, yaml.ScalarToken):
            first = token.start_mark.index
            yield text.find("\n", first) if token.style in ("|", ">") else first, token.end_mark.index


def _comment_at(line: str, start: int, scalars: list[tuple[int, int]]) -> int:
    """Where in a line its comment begins, -1 where it has none: a # after a space that is in no text."""
    for at, character in enumerate(line):
        index = start + at
        is_sign = character == "#" and (at == 0 or line[at - 1] in " \t")
        if is_sign and not any(first <= index < last for first, last in scalars):
            return at
    return -1


def _next(lines: list[str], number: int) -> int:
    """The first line behind one that is neither empty nor a comment."""
    following = enumerate(lines[number:], number + 1)
    return next((at for at, line in following if line.strip() and not line.lstrip().startswith("#")), number)


def _spans(node: yaml.Node) -> Iterator[tuple[int, int]]:
    """For each line with a key or an item the last line of its value; the outermost of a line comes first."""
    import yaml

    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield key.start_mark.line + 1, _last(value)
            yield from _spans(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield item.start_mark.line + 1, _last(item)
            yield from _spans(item)


def _last(node: yaml.Node) -> int:
    """The last line of a value; the mark behind a block stands at what follows."""
    import yaml

    if isinstance(node, yaml.MappingNode):
        return max((_last(value) for _, value in node.value), default=node.end_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        return max((_last(item) for item in node.value), default=node.end_mark.line + 1)
    is_block = getattr(node, "style", None) in ("|", ">")
    return max(node.start_mark.line + 1, node.end_mark.line + (0 if is_block else 1))
