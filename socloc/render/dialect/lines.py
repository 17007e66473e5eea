"""Lines in the network's forms, and the text that they make together."""

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Final, NamedTuple

from socloc.networks.dialect import Dialect
from socloc.render.dialect.blocks import Line
from socloc.render.dialect.escape import Segment, clashes, fill, literal, visible
from socloc.render.dialect.links import linked
from socloc.render.dialect.styles import at_word_edges, can_hold, styled

_PLAIN: Final = "{text}"


class Written(NamedTuple):
    """A line as the network takes it, what readers see of it, and what was found on the way."""

    text: str
    counted: str
    is_text: bool  # not a list item, a quote or code
    quoted: bool = False
    links: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    clashes: tuple[str, ...] = ()


def written(line: Line, dialect: Dialect, address: Callable[[str], str | None]) -> Written:
    """Write one line, or one block of code."""
    if line.kind == "code":
        return _code_block(line, dialect)
    pieces, links, unknown = linked(line.pieces, dialect, address)
    segments = styled(pieces, dialect)
    found = _clashes(segments, dialect)
    inner = Written(*_text(segments), line.kind == "text", line.quoted, links, unknown, found)
    form = {"item": dialect.item, "numbered": dialect.numbered}.get(line.kind, _PLAIN)
    whole = _formed(inner, fill(line.indent + form, number=line.number), dialect)
    return _formed(whole, dialect.quote, dialect) if line.quoted else whole


def joined(lines: Iterable[Written], dialect: Dialect) -> tuple[str, str]:
    """The whole text as the network takes it, and what readers see of it."""
    parts: list[Written] = []
    for quoted, group in groupby(lines, lambda line: line.quoted):
        block = list(group)
        if quoted:
            whole = Written(*_run_on(block, dialect), is_text=False)
            block = [_formed(whole, dialect.quote_block, dialect)]
        parts += block
    return _run_on(parts, dialect)


def _run_on(lines: list[Written], dialect: Dialect) -> tuple[str, str]:
    parts: list[str] = []
    for index, line in enumerate(lines):
        if index:
            both = (lines[index - 1], line)
            parts.append(dialect.line_break if all(one.is_text and one.text.strip() for one in both) else "\n")
        parts.append(line.text)
    return "".join(parts), "\n".join(line.counted for line in lines)


def _code_block(line: Line, dialect: Dialect) -> Written:
    code = "".join(piece.text for piece in line.pieces)
    fenced = bool(code.strip()) and can_hold(dialect.code_block, code, dialect)
    segments = [literal(piece.text, "code" if fenced else piece.kind, dialect) for piece in line.pieces]
    inner = Written(*_text(segments), is_text=False)
    if fenced:
        return _formed(inner, dialect.code_block, dialect, hides=True)
    return inner._replace(clashes=_clashes(segments, dialect))


def _clashes(segments: list[Segment], dialect: Dialect) -> tuple[str, ...]:
    return tuple(clashes(segments, dialect.special)) if at_word_edges(dialect) else ()


def _text(segments: list[Segment]) -> tuple[str, str]:
    return "".join(segment.text for segment in segments), "".join(segment.counted for segment in segments)


def _formed(line: Written, form: str, dialect: Dialect, *, hides: bool = False) -> Written:
    """Put a form around a line; one that `hides` is never seen by readers, as the marks of code are not."""
    if form == _PLAIN:
        return line
    text = fill(form, text=line.text)
    counted = line.counted if hides else fill(visible(form, dialect), text=line.counted)
    return line._replace(
        text=text if line.text else text.rstrip(), counted=counted if line.counted else counted.rstrip()
    )
