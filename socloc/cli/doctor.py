"""socloc doctor: whether this machine has what socloc needs."""

from __future__ import annotations

import json
import locale
from typing import Annotated

from socloc import doctor
from socloc.cli.arguments import option
from socloc.cli.options import FINDINGS, FINE, cache_folder
from socloc.report.text import visible

SCHEMA_VERSION = 1


def run(
    as_json: Annotated[bool, option("--json", about="The same for programs.")] = False,
) -> int:
    """Look whether everything that socloc needs is here, and say the way out where it is not.

    Exits with 0 when all is fine, else with 1.

    Example: socloc doctor
    """
    points = doctor.examine(cache_folder(), locale.getencoding())
    if as_json:
        value = {"schema_version": SCHEMA_VERSION, "points": [point._asdict() for point in points]}
        print(json.dumps(value, ensure_ascii=False, indent=1))
    else:
        width = max(len(point.name) for point in points)
        for point in points:
            print(f"{'✓' if point.is_fine else '✗'} {point.name.ljust(width)}  {visible(point.found)}")
            if point.way_out and not point.is_fine:
                print(f"  {' ' * width}  {visible(point.way_out)}")
    return FINE if all(point.is_fine for point in points) else FINDINGS
