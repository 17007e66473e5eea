"""A file of a market, such as copy.yaml, to its rules; what is wrong in it is a finding."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import cast

from socloc import market_format
from socloc.findings import Finding, Severity
from socloc.market_rules import Basis, Group, Hosts, Maps, Mark, Number, Pattern, QuietHours, Rules
from socloc.places import Node, read
from socloc.shapes import wrong


def built_in(path: Path) -> Rules:
    """The rules of one of our files; a test looks at their patterns, since compiling them all takes long."""
    kept, _ = _kept(path)
    return _rules(kept) if kept else {}


def own(path: Path) -> tuple[Rules, list[Finding]]:
    """The rules of a user's file; none where anything is wrong in it. Raises SoclocError where it cannot be read."""
    kept, findings = _kept(path)
    findings += _unreadable(kept) if kept else ()
    return _rules(kept) if kept and not findings else {}, findings


def _kept(path: Path) -> tuple[Node | None, list[Finding]]:
    node, findings = read(path, f"locales/{path.parent.name}/{path.name}")
    return getattr(market_format, path.stem.upper()).read(node, findings) if node else None, findings


def _unreadable(node: Node) -> Iterator[Finding]:
    """The patterns that are no regular expressions."""
    for key, child in node.mapping.items():
        if key in ("pattern", "found"):
            try:
                re.compile(child.text)
            except (re.error, RecursionError, OverflowError) as error:
                yield wrong(child, f"a regular expression of Python ({error})")
        else:
            yield from _unreadable(child)
    for item in node.items:
        yield from _unreadable(item)


def _rules(node: Node) -> Rules:
    made: Mapping[str, Callable[[Mapping[str, Node]], object]] = {
        "groups": _group,
        "quiet_hours": _quiet,
        "blocked": _hosts,
        "maps": _maps,
        "numbers": _number,
    }
    return {
        key: tuple(made.get(key, _mark)(item.mapping) for item in child.items) for key, child in node.mapping.items()
    }


def _group(entries: Mapping[str, Node]) -> Group:
    claims = entries["claims"]
    return Group(
        _basis(entries),
        entries["check"].text,
        entries["message"].text,
        _words(entries, "terms"),
        tuple(Pattern(_words(one, "with"), one["pattern"].text) for one in _records(entries, "patterns")),
        _words(entries, "except"),
        _words(entries, "after"),
        _words(entries, "unless"),
        None if claims.text == "any" else tuple(item.text for item in claims.items),
    )


def _mark(entries: Mapping[str, Node]) -> Mark:
    mark, pattern, where = (entries[key].text for key in ("mark", "pattern", "where"))
    needs = tuple((need["what"].text, need["pattern"].text) for need in _records(entries, "needs"))
    return Mark(_basis(entries), _listed(entries, "networks"), mark, pattern, where, needs)


def _quiet(entries: Mapping[str, Node]) -> QuietHours:
    begin, end, zone = (entries[key].text for key in ("from", "to", "zone"))
    return QuietHours(_basis(entries), _listed(entries, "networks"), begin, end, zone)


def _hosts(entries: Mapping[str, Node]) -> Hosts:
    hosts, exceptions = (frozenset(_words(entries, key)) for key in ("hosts", "except"))
    return Hosts(_basis(entries), entries["message"].text, hosts, exceptions)


def _maps(entries: Mapping[str, Node]) -> Maps:
    mark, pattern, example = (entries[key].text for key in ("mark", "pattern", "example"))
    return Maps(_basis(entries), mark, pattern, example, _words(entries, "signs"), _words(entries, "except"))


def _number(entries: Mapping[str, Node]) -> Number:
    what, found, pattern, example = (entries[key].text for key in ("what", "found", "pattern", "example"))
    return Number(_basis(entries), what, _words(entries, "with"), found, pattern, example)


def _basis(entries: Mapping[str, Node]) -> Basis:
    """Where a rule has no law it is what somebody saw; then `date` is when."""
    law, article, date = (entries[key].text if key in entries else "" for key in ("law", "article", "date"))
    return Basis(
        entries["id"].text,
        cast(Severity, entries["severity"].text),
        law,
        article,
        date or entries["checked"].text,
        entries["hint"].text,
    )


def _records(entries: Mapping[str, Node], key: str) -> Iterator[Mapping[str, Node]]:
    yield from (item.mapping for item in entries[key].items) if key in entries else ()


def _listed(entries: Mapping[str, Node], key: str) -> tuple[str, ...]:
    return tuple(item.text for item in entries[key].items) if key in entries else ()


def _words(entries: Mapping[str, Node], key: str) -> tuple[str, ...]:
    """The words of a text with spaces between them, or those of a list as they are."""
    return (*entries[key].text.split(), *_listed(entries, key)) if key in entries else ()
