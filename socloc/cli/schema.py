"""socloc schema: the JSON Schema of the campaign file."""

from __future__ import annotations

import json


def run() -> int:
    """Print the JSON Schema of the campaign file, for editors that complete and underline as one types.

    Example: socloc schema > campaign.schema.json
    """
    from socloc.campaign_format import json_schema

    print(json.dumps(json_schema(), ensure_ascii=False, indent=1))
    return 0
