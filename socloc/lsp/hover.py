"""What is said about a place when somebody points at it: lengths and limits, facts with their sources, manual pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from inspect import cleandoc
from pathlib import Path
from typing import Final, NamedTuple

from socloc import locales, networks
from socloc.campaign_values import LOCALE, LOCALE_OR_ANY, NETWORK, TARGET
from socloc.findings import Check, Place
from socloc.locales import canonical
from socloc.lsp import schema
from socloc.lsp.flow import ITEM
from socloc.lsp.kinds import Kind
from socloc.lsp.lengths import basis_of, lengths
from socloc.lsp.look import Looked
from socloc.lsp.names import folder_of
from socloc.lsp.page import Page
from socloc.networks.statements import Statement, of_format
from socloc.places import Node, parse
from socloc.report.text import visible
from socloc.shapes import Map, Shape, Text

_ALLOW: Final = re.compile(r"#[ \t]*socloc:[ \t]*allow\b([^#]*)")
_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MOST: Final = 16_000  # characters of a hover; a network has many facts


class Found(NamedTuple):
    """What begins at a line and column: a key or a value, the path to it, and the node."""

    line: int
    column: int
    is_key: bool
    path: tuple[str, ...]
    node: Node


def hover(page: Page, place: tuple[int, int], kind: Kind, path: Path, looked: Looked | None) -> str:
    """Markdown about a line and column; empty where there is nothing to say."""
    own = looked.own if looked else ()
    if name := _allowed(page, place):
        return manual(name, own)
    parts: list[str] = []
    if kind == "po":
        parts += _of_po(page, place, path, looked)
    elif found := _found(page, place):
        parts += _of_yaml(found, kind, path, looked, own)
    parts += [manual(name, own) for name in _told(page, place, path, looked)]
    return "\n\n---\n\n".join(part for part in parts if part)[:_MOST]


def manual(name: str, own: Iterable[Check]) -> str:
    """The manual page of a check; empty where there is no such check."""
    from socloc.manual import known  # it knows every module that asks

    check = known(own).get(name)
    return f"**{check.id}** ({check.severity})\n\n{cleandoc(check.manual)}" if check else ""


def whole_page(name: str, own: Iterable[Check]) -> str:
    """What `socloc explain` prints of a check, with examples and how to silence it; empty where there is none."""
    from socloc.manual import known  # it knows every module that asks
    from socloc.manual.page import as_text

    check = known(own).get(name)
    return f"{check.id} ({check.severity})\n\n{as_text(check)}" if check else ""


def _allowed(page: Page, place: tuple[int, int]) -> str:
    """The id of a check in a comment that allows it, if the place is in the id."""
    line, column = place
    if (allow := _ALLOW.search(page.line(line))) is None:
        return ""
    ids = allow.group(1).partition("--")[0]
    for match in _ID.finditer(ids):
        if match.start() <= column - 1 - allow.start(1) <= match.end():
            return match.group()
    return ""


def _told(page: Page, place: tuple[int, int], path: Path, looked: Looked | None) -> Iterator[str]:
    """The checks of the findings that are shown at a place."""
    spot = page.spot(*place)
    yield from dict.fromkeys(
        one.check for one in (looked.by_file.get(path, ()) if looked else ()) if one.start <= spot <= one.end
    )


def _found(page: Page, place: tuple[int, int]) -> Found | None:
    """The key or value that a place is in; None on empty lines, in comments, and where the file cannot be read."""
    line = page.line(place[0])
    if not line.strip() or line.lstrip().startswith("#"):
        return None
    node, _ = parse(page.text.encode("utf-8", "surrogatepass"), "")
    before = [one for one in _all(node, ()) if (one.line, one.column) <= place] if node else []
    return max(before, key=lambda one: (one.line, one.column), default=None)


def _all(node: Node, path: tuple[str, ...]) -> Iterator[Found]:
    for name, child in node.mapping.items():
        yield Found(child.key.line, child.key.column, True, (*path, name), child)
        yield from _all(child, (*path, name))
    for item in node.items:
        yield from _all(item, (*path, ITEM))
    if not isinstance(node.value, dict | list):
        yield Found(node.place.line, node.place.column, False, path, node)


def _of_yaml(found: Found, kind: Kind, path: Path, looked: Looked | None, own: Iterable[Check]) -> Iterator[str]:
    root, folder = schema.root_of(kind), folder_of(path, kind)
    word = found.path[-1] if found.is_key else found.node.text
    forms = _forms(root, found)
    if found.is_key and (key := schema.key_at(root, found.path)):
        yield f"**{found.path[-1]}**: {key.help}"
    elif any(form is TARGET or form is NETWORK for form in forms):
        yield of_network(word, folder)
    elif any(form is LOCALE or form is LOCALE_OR_ANY for form in forms):
        yield of_locale(word, folder)
    elif kind == "config" and found.is_key and found.path[:-1] == ("checks",):
        yield manual(word, own)
    if not isinstance(found.node.value, dict | list) and looked and looked.outcome:
        yield lengths(looked.outcome, Place(str(path), found.node.place.line, found.node.place.column))


def _forms(root: Shape, found: Found) -> list[Text]:
    """The forms that a key which the author chose, or a value, has to have."""
    if found.is_key:
        return [shape.key for shape in schema.shapes_at(root, found.path[:-1]) if isinstance(shape, Map)]
    return [shape for shape in schema.shapes_at(root, found.path) if isinstance(shape, Text)]


def _of_po(page: Page, place: tuple[int, int], path: Path, looked: Looked | None) -> Iterator[str]:
    """About the translation of the entry that a line belongs to."""
    if not looked or not looked.outcome or not page.line(place[0]).strip():
        return
    number, lines = place[0], page.lines
    while number > 1 and lines[number - 2].strip():
        number -= 1
    while number <= len(lines) and lines[number - 1].strip():
        if lines[number - 1].startswith("msgstr"):
            yield lengths(looked.outcome, Place(str(path), number, 1))
            return
        number += 1


def of_network(name: str, folder: Path) -> str:
    """Everything that is known about a network or one of its formats, with source, date and standing."""
    network_id, _, format_id = name.partition("/")
    network, _ = networks.load(network_id, folder)
    if network is None:
        return ""
    native = f" ({network.native_name})" if network.native_name else ""
    lines = [f"**{network.name}**{native}, {network.region}"]
    said: dict[str, Sequence[Statement]] = {
        network.id: (Statement(network.id, "status", network.status.value, network.status.basis),)
    }
    for form in network.formats:
        if format_id in ("", form.id):
            said[f"{form} — {form.name}" if form.name else str(form)] = tuple(of_format(form))
    for title, statements in said.items():
        lines += ["", f"`{title}`", ""]
        lines += [_fact(one) for one in statements]
    return visible_lines(lines)


def _fact(statement: Statement) -> str:
    with_option = f" ({statement.about.partition(' with ')[2]})" if " with " in statement.about else ""
    return f"- {statement.name}{with_option}: {statement.value} — {basis_of(statement.basis)}"


def of_locale(tag: str, folder: Path) -> str:
    """A locale's names, and where its words come from when nobody wrote any."""
    locale, _ = locales.load(canonical(tag), folder)
    if locale is None:
        return "Every locale." if tag == "*" else ""
    lines = [f"**{locale.tag}**: {locale.name} ({locale.native_name})"]
    if locale.accepts:
        lines.append(f"Takes words of {', '.join(locale.accepts)} as they are.")
    if locale.convert:
        made = ", ".join(f"{one.source} ({one.maker})" for one in locale.convert)
        lines.append(f"Where nobody wrote a text, it is made of {made}.")
    return "\n\n".join(lines)


def visible_lines(lines: Iterable[str]) -> str:
    """Lines of Markdown without anything that could steer a terminal or turn the text around."""
    return "\n".join(visible(line) for line in lines)
