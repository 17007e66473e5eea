"""socloc schema: the JSON Schemas of the files that people write."""

from __future__ import annotations

import json
from importlib import import_module
from typing import Annotated, Any, Final

from socloc.cli.arguments import UsageError, argument

# Each with the module that knows it, and there a function that makes it, or the shape that a file is read by.
_KINDS: Final = {
    "campaign": ("socloc.campaign_format", "json_schema"),
    "brand": ("socloc.brands.format", "json_schema"),
    "config": ("socloc.policy.config", "json_schema"),
    "checks": ("socloc.house.format", "json_schema"),
    "network": ("socloc.networks.format", "NETWORK"),
    "scheduler": ("socloc.schedulers.format", "SCHEDULER"),
    "accounts": ("socloc.schedulers.format", "ACCOUNTS"),
    "locale": ("socloc.locales", "LOCALE"),
    "audience": ("socloc.audience", "AUDIENCE"),
    "holidays": ("socloc.audience", "HOLIDAYS"),
    "copy": ("socloc.market_format", "COPY"),
    "marks": ("socloc.market_format", "MARKS"),
    "blocked": ("socloc.market_format", "BLOCKED"),
    "approvals": ("socloc.market_format", "APPROVALS"),
}


def run(
    kind: Annotated[str, argument(metavar="[FILE]", about=f"What the file is: {', '.join(_KINDS)}.")] = "campaign",
) -> int:
    """Print the JSON Schema of the campaign file, for editors that complete and underline as one types.

    Also of a brand's file, of socloc.yaml (config), and of what one adds beside the campaign: rules in checks/, a
    network, a scheduler and the accounts it posts to, a locale with its audience, holidays, and law of advertising
    (copy, marks, blocked, approvals).

    Example: socloc schema > campaign.schema.json
    """
    if kind not in _KINDS:
        from socloc.shapes import suggest

        raise UsageError("FILE", f"takes {', '.join(_KINDS)}{suggest(kind, list(_KINDS))}")
    print(json.dumps(_schema(kind), ensure_ascii=False, indent=1))
    return 0


def _schema(kind: str) -> dict[str, Any]:
    module, name = _KINDS[kind]
    known: Any = getattr(import_module(module), name)
    if name == "json_schema":
        schema: dict[str, Any] = known()
        return schema
    from socloc.shapes import document

    return document(f"socloc {kind}", known)
