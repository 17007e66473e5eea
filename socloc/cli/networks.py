"""socloc networks: the facts about networks, with their sources."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Final

from socloc.cli.arguments import argument, option
from socloc.networks import Network
from socloc.networks.statements import statements
from socloc.report import facts
from socloc.report.text import visible

SCHEMA_VERSION: Final = 1


def run(
    network: Annotated[
        str, argument(metavar="[ID]", about="One network, such as weibo, with every source and date.")
    ] = "",
    as_json: Annotated[bool, option("--json", about="Answer in JSON.")] = False,
    older_than: Annotated[
        int | None,
        option(
            "--older-than",
            metavar="DAYS",
            least=0,
            about="Only facts not checked for so long.",
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
                {"schema_version": SCHEMA_VERSION, "networks": [facts.as_value(one) for one in found]},
                ensure_ascii=False,
                indent=1,
            )
        )
    elif network:
        print("\n".join(visible(line) for line in facts.page(found[0])))
    else:
        print("\n".join(visible(line) for line in facts.table(found)))
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


def _old(found: list[Network], days: int, as_json: bool) -> int:
    from datetime import UTC, date, datetime, timedelta

    try:
        before = datetime.now(UTC).date() - timedelta(days=days)
    except OverflowError:
        before = date.min  # nothing is that old
    old = [
        (f"{statement.about}: {statement.name}", statement.basis.checked)
        for network in found
        for statement in statements(network)
        if date.fromisoformat(statement.basis.checked) < before
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
