"""Completion: what may be written at a place, with a sentence on each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, Literal, NamedTuple

from socloc import locales, networks
from socloc.campaign_values import (
    ANY_LOCALE,
    LOCALE,
    LOCALE_OR_ANY,
    NAME,
    NAME_OR_NONE,
    NETWORK,
    OPTION,
    TARGET,
)
from socloc.findings import Check
from socloc.lsp import schema
from socloc.lsp.context import context
from socloc.lsp.flow import ITEM, Context
from socloc.lsp.kinds import Kind
from socloc.lsp.names import Names, folder_of, names_in
from socloc.lsp.page import Page
from socloc.shapes import Choice, Flag, List, Map, Record, Shape, Text

_TYPED: Final = re.compile(r"[\w*/.+-]*\Z")
_ALLOW: Final = re.compile(r"#[ \t]*socloc:[ \t]*allow\b[^#]*\Z")
_BRACES: Final = re.compile(r"\{\{(?:(?!\}\})[^{])*\Z")
_TO_LINK: Final = re.compile(r"\]\([a-z0-9_-]*\Z")
_MENTION: Final = re.compile(r"(?:\A|[^\w@])@[a-z0-9_-]*\Z")
_SECTION_OF: Final = {"link": "links", "buttons": "links", "qr": "qr", "media": "media", "mentions": "accounts"}
_LONGEST: Final = 2_000  # characters before the place that are looked at for braces and links


class Candidate(NamedTuple):
    """Something that may be written: what is shown, a sentence about it, and the text that is put in."""

    label: str
    about: str
    text: str
    sort: Literal["key", "value", "name", "check", "variable", "filter"]


class Completion(NamedTuple):
    """What may stand from a column on, instead of what is typed there; columns count from 1."""

    column: int
    candidates: tuple[Candidate, ...]


def complete(page: Page, place: tuple[int, int], kind: Kind, path: Path, own: Iterable[Check]) -> Completion:
    """The candidates at a line and column; `own` are the checks of the house."""
    line, column = place
    whole = page.line(line)[: column - 1]
    head = whole[-_LONGEST:]
    typed = _TYPED.search(head)
    start = column - (len(typed.group()) if typed else 0)
    if kind in ("campaign", "config", "house") and (found := _in_text(page, head, kind, own)) is not None:
        return found._replace(column=start) if found.column == 0 else found
    if kind == "po" or whole.lstrip().startswith("#"):
        return Completion(start, ())
    where = context(page.lines, line, column)
    folder = folder_of(path, kind)
    found_at = tuple(_at(where, schema.root_of(kind), lambda: names_in(page), folder, own))
    rest = page.line(line)[column - 1 :]
    if re.match(r"[\w*/-]*[ \t]*:", rest):
        found_at = tuple(one._replace(text=one.text.removesuffix(": ")) for one in found_at)
    unique = {(one.label, one.text): one for one in found_at}
    return Completion(start, tuple(unique.values()))


def _in_text(page: Page, head: str, kind: Kind, own: Iterable[Check]) -> Completion | None:
    """What may stand in a comment, in braces, behind `](` or behind @; None where the place is none of these."""
    if allow := _ALLOW.search(head):
        is_reason = "--" in allow.group()
        return Completion(0, () if is_reason else tuple(_checks(own)))
    if kind != "campaign" or head.lstrip().startswith("#"):
        return None
    if braces := _BRACES.search(head):
        from socloc.lsp.variables import filters, variables

        inside = braces.group()[2:]
        return Completion(0, tuple(filters() if "|" in inside else variables(names_in(page))))
    if _TO_LINK.search(head):
        return Completion(0, tuple(_named(names_in(page), "links")))
    if _MENTION.search(head):
        return Completion(0, tuple(_named(names_in(page), "accounts")))
    return None


def _at(
    where: Context, root: Shape, names: Callable[[], Names], folder: Path, own: Iterable[Check]
) -> Iterator[Candidate]:
    if where.position == "text":
        return
    for shape in schema.shapes_at(root, where.path):
        if where.position == "key" and isinstance(shape, Record):
            for key, known in shape.keys.items():
                if key not in where.beside:
                    yield Candidate(key, known.help, f"{key}: ", "key")
        elif where.position == "key" and isinstance(shape, Map):
            for one in _of_form(shape.key, where, names, folder, own):
                if one.label not in where.beside:
                    yield one._replace(text=f"{one.text}: ")
        elif not isinstance(shape, Record | Map | List):
            yield from _scalars(shape, where, names, folder, own)


def _scalars(
    shape: Shape, where: Context, names: Callable[[], Names], folder: Path, own: Iterable[Check]
) -> Iterator[Candidate]:
    if isinstance(shape, Choice):
        yield from (Candidate(word, "", word, "value") for word in shape.words)
    elif isinstance(shape, Flag):
        yield from (Candidate(word, "", word, "value") for word in ("true", "false"))
    elif isinstance(shape, Text):
        yield from _of_form(shape, where, names, folder, own)


def _of_form(
    form: Text, where: Context, names: Callable[[], Names], folder: Path, own: Iterable[Check]
) -> Iterator[Candidate]:
    """What has a form: the networks for a network, the names of a section for a name."""
    key = next((step for step in reversed(where.path) if step != ITEM), "")
    if form in (TARGET, NETWORK):
        yield from _networks(folder, with_formats=form is TARGET)
    elif form in (LOCALE, LOCALE_OR_ANY):
        listed = () if where.path[:1] in (("locales",), ("source",)) else names().locales
        yield from _locales(listed or locales.tags(folder), folder)
        if form is LOCALE_OR_ANY:
            yield Candidate(ANY_LOCALE, "Every locale.", f'"{ANY_LOCALE}"', "value")
    elif form is OPTION:
        yield from _options([step for step in where.path if step != ITEM][-1:], folder)
    elif where.path == ("checks",):
        yield from _checks(own)
    elif form in (NAME, NAME_OR_NONE) or "mentions" in where.path[-3:]:
        section = "accounts" if "mentions" in where.path[-3:] else _SECTION_OF.get(key, "")
        yield from _named(names(), section)


def _named(names: Names, section: str) -> Iterator[Candidate]:
    if section == "accounts":
        yield Candidate("brand", "The brand's own account.", "brand", "name")
    for name in names.sections.get(section, ()):
        yield Candidate(name, f"Of `{section}` in this file.", name, "name")


def _networks(folder: Path, with_formats: bool) -> Iterator[Candidate]:
    for name in networks.ids(folder):
        network, _ = networks.load(name, folder)
        if network is None:
            continue
        native = f" ({network.native_name})" if network.native_name else ""
        yield Candidate(name, f"{network.name}{native}, {network.region}", name, "name")
        for form in network.formats if with_formats else ():
            yield Candidate(str(form), f"{network.name}: {form.name or form.id}", str(form), "name")


def _locales(tags: Iterable[str], folder: Path) -> Iterator[Candidate]:
    for tag in tags:
        found, _ = locales.load(tag, folder)
        yield Candidate(tag, f"{found.name} ({found.native_name})" if found else "", tag, "name")


def _options(targets: Iterable[str], folder: Path) -> Iterator[Candidate]:
    for target in targets:
        network_id, _, format_id = target.partition("/")
        network, _ = networks.load(network_id, folder)
        forms = network.formats if network else ()
        known: Mapping[str, str] = {
            option.id: option.about for form in forms if format_id in ("", form.id) for option in form.options
        }
        yield from (Candidate(name, about, name, "value") for name, about in known.items())


def _checks(own: Iterable[Check]) -> Iterator[Candidate]:
    from socloc.manual import STRUCTURAL, known  # it knows every module that asks

    for name, check in known(own).items():
        if name not in STRUCTURAL:
            yield Candidate(name, check.manual.strip().split("\n", 1)[0], name, "check")
