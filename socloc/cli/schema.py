"""socloc schema: the JSON Schemas of the files that people write."""

from __future__ import annotations

import json
from typing import Annotated, Any, Final

import typer

_KINDS: Final = ("campaign", "config", "checks", "network", "locale")


def run(
    kind: Annotated[
        str, typer.Argument(metavar="[FILE]", help="campaign, config (socloc.yaml), checks, network or locale.")
    ] = "campaign",
) -> int:
    """Print the JSON Schema of the campaign file, for editors that complete and underline as one types.

    Also of socloc.yaml, and of what one adds beside the campaign: rules in checks/, a network's or a locale's file.

    Example: socloc schema > campaign.schema.json
    """
    if kind not in _KINDS:
        raise typer.BadParameter(f"takes {', '.join(_KINDS)}", param_hint="FILE")
    print(json.dumps(_schema(kind), ensure_ascii=False, indent=1))
    return 0


def _schema(kind: str) -> dict[str, Any]:
    if kind == "campaign":
        from socloc.campaign_format import json_schema

        return json_schema()
    if kind == "config":
        from socloc.policy import config

        return config.json_schema()
    if kind == "checks":
        from socloc.house import format as house

        return house.json_schema()
    from socloc.locales import LOCALE
    from socloc.networks.format import NETWORK

    shape = NETWORK if kind == "network" else LOCALE
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"socloc {kind}"}
    return {**head, **shape.schema()}
