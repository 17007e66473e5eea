"""socloc status: how far the translations are."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

from socloc.cli.arguments import UsageError, option
from socloc.cli.options import Campaigns, Locales, cache_folder, each, show
from socloc.matrix.columns import own_id
from socloc.report.text import visible
from socloc.report.told import Told
from socloc.status import STATES, UNFINISHED, Row, is_over, over_limit, rows
from socloc.store.po import STORE_BROKEN
from socloc.units import Item, items
from socloc.workflow import Choices, Outcome, examine

SCHEMA_VERSION = 1


def run(
    campaigns: Campaigns,
    locale: Locales = None,
    list_: Annotated[bool, option("--list", about="Name every text that is not finished, with its place.")] = False,
    output: Annotated[str, option("--format", "-f", metavar="FORMAT", about="text or json.")] = "text",
) -> int:
    """Show per locale how many texts are written, reviewed, converted, machine-made, stale, missing or too long.

    written: by the author, in the campaign. reviewed: a person confirmed the translation, by taking away its `fuzzy`.
    converted: by OpenCC from another Chinese. draft: a person has not finished it. machine: nobody has looked at it.
    stale: made from earlier words. Exits with 0; what fails is `check --require reviewed` and `translate --frozen`.

    Example: socloc status campaign.yaml --list
    """
    if output not in ("text", "json"):
        raise UsageError("--format", "takes text or json")
    chosen = Choices(locales=tuple(locale or ()), fallback=True, cache=cache_folder())
    done, code = each(campaigns, "Reading", lambda path: _found(path, chosen))
    broken = [one for outcome, _ in done for one in outcome.findings if one.check == STORE_BROKEN.id]
    if broken:  # its texts are not missing, they only cannot be read
        show(Told(broken, 0, 0))
    if output == "json":
        value = {"schema_version": SCHEMA_VERSION, "campaigns": [_value(*one) for one in done]}
        print(json.dumps(value, ensure_ascii=False, indent=1))
        return code
    for number, (outcome, found) in enumerate(done):
        if number:
            print()
        print("\n".join(visible(line) for line in _lines(outcome, found, list_)))
    return code


def _found(path: Path, chosen: Choices) -> tuple[Outcome, list[Item]]:
    outcome = examine(path, chosen)
    return outcome, items(outcome.campaign, outcome.variants) if outcome.campaign else []


def _lines(outcome: Outcome, found: Sequence[Item], with_list: bool) -> Iterator[str]:
    if outcome.campaign is None:
        yield f"{outcome.file}: the file is broken; see `socloc check`"
        return
    told = rows(found, outcome.findings)
    yield from _table(own_id(outcome.campaign), told)
    if with_list:
        yield from _unfinished(outcome, found)


def _table(name: str, told: Sequence[Row]) -> Iterator[str]:
    heads = [name, "texts", *STATES, "too long"]
    lines = [heads, *([row.locale, str(row.texts), *_numbers(row)] for row in told)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
    for line in lines:
        first, *rest = (
            cell.rjust(width) if index else cell.ljust(width)
            for index, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        yield "  ".join((first, *rest)).rstrip()


def _numbers(row: Row) -> Iterator[str]:
    yield from (str(row.states[state] or "·") for state in STATES)
    yield str(row.over or "·")


def _unfinished(outcome: Outcome, found: Sequence[Item]) -> Iterator[str]:
    too_long = over_limit(outcome.findings)
    for item in found:
        said = [item.state] if item.state in UNFINISHED else []
        said += ["too long"] if is_over(item, too_long) else []
        if said:
            yield f"{item.text.place}: {item.locale} {item.path}: {', '.join(said)}"


def _value(outcome: Outcome, found: Sequence[Item]) -> dict[str, Any]:
    too_long = over_limit(outcome.findings)
    return {
        "campaign": own_id(outcome.campaign) if outcome.campaign else outcome.file,
        "locales": [
            {"locale": row.locale, "texts": row.texts, **row.states, "too_long": row.over}
            for row in rows(found, outcome.findings)
        ],
        "texts": [
            {
                "locale": item.locale,
                "unit": item.path,
                "state": item.state,
                "maker": item.text.maker,
                "too_long": is_over(item, too_long),
                "file": item.text.place.file,
                "line": item.text.place.line,
            }
            for item in found
        ],
    }
