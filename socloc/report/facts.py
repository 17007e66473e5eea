"""The facts about networks: as a table, as a page, and as values for JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from socloc.counting import way
from socloc.networks import Network, Standings
from socloc.networks.statements import Statement, of_format

_HEAD = ("NETWORK/FORMAT", "REGION", "FIELD", "LIMIT", "COUNTED AS", "STANDING")


def table(networks: Sequence[Network]) -> Iterator[str]:
    """One line for every field of every format, with its first limit."""
    rows = [_HEAD]
    for network in networks:
        for form in network.formats:
            for field in form.fields:
                limit = field.limits[0]
                value = f"{limit.value:,}" if limit.value is not None else "?"
                rows.append((str(form), network.region, field.id, value, limit.way, limit.basis.standing))
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    for row in rows:
        cells = [
            cell.rjust(width) if column == 3 else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()


def page(network: Network) -> Iterator[str]:
    """A network with the source, date and standing of everything that is known about it."""
    native = f" ({network.native_name})" if network.native_name else ""
    yield f"{network.name}{native}, {network.region}"
    yield from _lines(Statement(network.id, "status", network.status.value, network.status.basis))
    for form in network.formats:
        about = ""
        for statement in of_format(form):
            if statement.about != about:
                about = statement.about
                yield ""
                yield about + _about(network, about)
            yield from _lines(statement)
    yield ""
    yield from _how_it_counts(network)


def _about(network: Network, about: str) -> str:
    """What a format is called, or what has to be true for an option."""
    for form in network.formats:
        if about == str(form):
            return f" — {form.name}" if form.name else ""
        for option in form.options:
            if about == f"{form} with {option.id}":
                return f" — {option.about}"
    return ""


def _lines(statement: Statement) -> Iterator[str]:
    basis = statement.basis
    age = f", evidence: {basis.as_of}" if basis.as_of else ""
    yield f"  {statement.name}: {statement.value}  [{basis.standing}, checked {basis.checked}{age}]"
    for source in basis.source:
        yield f"      {source}"
    if basis.note:
        yield f"      Note: {basis.note}"


def _how_it_counts(network: Network) -> Iterator[str]:
    """The ways of counting that the network's limits name, each in a sentence."""
    fields = [field for form in network.formats for field in form.fields]
    limits = (limit for field in fields for limit in (*field.limits, *field.minimums, *field.folds))
    for name in dict.fromkeys(limit.way for limit in limits):
        yield f"{name}: {way(name).SUMMARY}"


def as_value(network: Network) -> dict[str, Any]:
    """A network with everything that is known about it, for JSON."""
    value: dict[str, Any] = _plain(network)
    del value["place"]
    value["native_name"] = network.native_name or None
    for form in value["formats"]:
        del form["chosen"], form["network"]
        form["name"] = form["name"] or None
    return value


def _plain(value: Any) -> Any:
    """Named tuples as objects, with the standing of a value beside it instead of inside of `basis`."""
    if isinstance(value, Standings):
        return {**value._asdict(), "source": list(value.source)}
    if isinstance(value, Mapping):
        return {key: _plain(child) for key, child in value.items()}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        found = {key: _plain(child) for key, child in value._asdict().items()}
        found |= found.pop("basis", {})
        # The names that the file has for them.
        return {{"way": "count"}.get(key, key): child for key, child in found.items()}
    return [_plain(child) for child in value] if isinstance(value, tuple) else value
