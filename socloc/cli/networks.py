"""socloc networks: the facts about networks, with their sources."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from socloc.counting import way
from socloc.networks import Fact, Format, FormatField, Limit, Network, Standings
from socloc.report.text import visible

SCHEMA_VERSION: Final = 1


def run(
    network: Annotated[
        str, typer.Argument(metavar="[ID]", help="One network, such as weibo, with every source and date.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Answer in JSON.")] = False,
    older_than: Annotated[
        int | None,
        typer.Option(
            "--older-than",
            metavar="DAYS",
            min=0,
            help="Only facts not checked for so long.",
        ),
    ] = None,
) -> int:
    """List the networks with their limits, or show one with the source, date and standing of every fact.

    Files in `networks/` of the current folder come before the built-in ones.

    Example: socloc networks weibo
    """
    found = [_load(network)] if network else [_load(name) for name in _ids()]
    if older_than is not None:
        return _old(found, older_than, as_json)
    if as_json:
        print(
            json.dumps(
                {"schema_version": SCHEMA_VERSION, "networks": [_value(one) for one in found]},
                ensure_ascii=False,
                indent=1,
            )
        )
    elif network:
        print("\n".join(visible(line) for line in _page(found[0])))
    else:
        _table(found)
    return 0


def _ids() -> tuple[str, ...]:
    from socloc import networks

    return networks.ids(Path())


def _load(name: str) -> Network:
    from socloc import networks
    from socloc.errors import SoclocError

    found, problems = networks.load(name, Path())
    if found is None:
        if problems:
            raise SoclocError(f"{problems[0].place}: {problems[0].message}", problems[0].hint)
        raise SoclocError(networks.not_known(name, Path()), "`socloc networks` lists them.")
    return found


def _facts(network: Network) -> Iterator[tuple[str, Fact | Limit]]:
    yield f"{network.id}: status", network.status
    for form in network.formats:
        yield f"{form}: hashtag", form.hashtag
        yield f"{form}: mention", form.mention
        yield f"{form}: links", form.links
        if form.qr:
            yield f"{form}: qr", form.qr
        for field in form.fields:
            for limit in field.limits:
                yield f"{form}.{field.id}: limit", limit
            for fold in field.folds:
                yield f"{form}.{field.id}: fold", fold


def _old(found: list[Network], days: int, as_json: bool) -> int:
    from datetime import UTC, date, datetime, timedelta

    try:
        before = datetime.now(UTC).date() - timedelta(days=days)
    except OverflowError:
        before = date.min  # nothing is that old
    old = [
        (name, fact.basis.checked)
        for network in found
        for name, fact in _facts(network)
        if date.fromisoformat(fact.basis.checked) < before
    ]
    if as_json:
        print(
            json.dumps(
                {"schema_version": SCHEMA_VERSION, "facts": [{"fact": name, "checked": day} for name, day in old]},
                indent=1,
            )
        )
    else:
        for name, day in old:
            print(visible(f"{day}  {name}"))
    return 0


def _table(found: list[Network]) -> None:
    rows = [("NETWORK/FORMAT", "REGION", "FIELD", "LIMIT", "COUNTED AS", "STANDING")]
    for network in found:
        for form in network.formats:
            rows += [
                (
                    str(form),
                    network.region,
                    field.id,
                    _number(field.limits[0].value),
                    field.limits[0].way,
                    field.limits[0].basis.standing,
                )
                for field in form.fields
            ]
    widths = [max(len(row[column]) for row in rows) for column in range(6)]
    for row in rows:
        cells = [
            cell.rjust(width) if column == 3 else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        print(visible("  ".join(cells).rstrip()))


def _number(value: int | None) -> str:
    return f"{value:,}" if value is not None else "?"


def _page(network: Network) -> Iterator[str]:
    native = f" ({network.native_name})" if network.native_name else ""
    yield f"{network.name}{native}, {network.region}"
    yield from _fact_lines("status", network.status.value, network.status.basis)
    for form in network.formats:
        yield ""
        yield f"{form}{f' — {form.name}' if form.name else ''}"
        for field in form.fields:
            for limit in field.limits:
                shown = f"{_number(limit.value)} {limit.way}"
                yield from _fact_lines(
                    f"{field.id}, limit{' (required)' if field.required else ''}", shown, limit.basis
                )
            for fold in field.folds:
                yield from _fact_lines(f"{field.id}, fold", f"{_number(fold.value)} {fold.way}", fold.basis)
        facts = {"hashtag": form.hashtag, "mention": form.mention, "links": form.links}
        for name, fact in (facts | ({"qr": form.qr} if form.qr else {})).items():
            yield from _fact_lines(name, fact.value or "none", fact.basis)
    yield from _how_it_counts(network)


def _how_it_counts(network: Network) -> Iterator[str]:
    """The ways of counting that the network's limits name, each in a sentence."""
    fields = [field for form in network.formats for field in form.fields]
    yield ""
    for name in dict.fromkeys(limit.way for field in fields for limit in (*field.limits, *field.folds)):
        yield f"{name}: {way(name).SUMMARY}"


def _fact_lines(name: str, value: str, basis: Standings) -> Iterator[str]:
    age = f", evidence: {basis.as_of}" if basis.as_of else ""
    yield f"  {name}: {value}  [{basis.standing}, checked {basis.checked}{age}]"
    for source in basis.source:
        yield f"      {source}"
    if basis.note:
        yield f"      Note: {basis.note}"


def _value(network: Network) -> dict[str, Any]:
    return {
        "id": network.id,
        "name": network.name,
        "native_name": network.native_name or None,
        "region": network.region,
        "status": _fact_value(network.status),
        "formats": [_format_value(form) for form in network.formats],
    }


def _format_value(form: Format) -> dict[str, Any]:
    return {
        "id": form.id,
        "name": form.name or None,
        "markup": form.markup,
        "hashtag": _fact_value(form.hashtag),
        "mention": _fact_value(form.mention),
        "links": _fact_value(form.links),
        "qr": _fact_value(form.qr) if form.qr else None,
        "fields": [_field_value(field) for field in form.fields],
    }


def _field_value(field: FormatField) -> dict[str, Any]:
    return {
        "id": field.id,
        "required": field.required,
        "limits": [_limit_value(limit) for limit in field.limits],
        "folds": [_limit_value(fold) for fold in field.folds],
    }


def _fact_value(fact: Fact) -> dict[str, Any]:
    return {"value": fact.value, **_basis(fact.basis)}


def _limit_value(limit: Limit) -> dict[str, Any]:
    return {"value": limit.value, "count": limit.way, **_basis(limit.basis)}


def _basis(basis: Standings) -> dict[str, Any]:
    return {**basis._asdict(), "source": list(basis.source)}
