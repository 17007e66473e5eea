"""socloc init: a first campaign to change."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from socloc.errors import SoclocError


def run(
    folder: Annotated[
        Path, typer.Argument(metavar="[DIR]", help="Folder to make; the current one by default.")
    ] = Path(),
) -> int:
    """Write a small campaign that renders at once, and the JSON Schema for your editor. Nothing is overwritten.

    Example: socloc init spring-launch
    """
    from socloc.assets import templates_dir
    from socloc.bundle.write import write_file
    from socloc.campaign_format import json_schema

    files = {
        "campaign.yaml": (templates_dir() / "_init" / "campaign.yaml").read_bytes(),
        "campaign.schema.json": (json.dumps(json_schema(), ensure_ascii=False, indent=1) + "\n").encode(),
    }
    there = [name for name in files if (folder / name).exists()]
    if there:
        raise SoclocError(f"{folder / there[0]} exists already", "Choose another folder; nothing was changed.")
    for name, data in files.items():
        write_file(data, folder / name)
        print(folder / name)
    return 0
