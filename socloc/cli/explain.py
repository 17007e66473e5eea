"""socloc explain: the manual page of a check."""

from __future__ import annotations

from inspect import cleandoc
from typing import Annotated

import typer

from socloc.errors import SoclocError


def run(
    check: Annotated[
        str, typer.Argument(metavar="CHECK", help="The id in brackets behind a finding, such as text-too-long.")
    ] = "",
) -> int:
    """Explain a check: what it asks, why, and the way out. Without a name, list them all.

    Example: socloc explain text-too-long
    """
    from socloc.manual import CHECKS
    from socloc.shapes import suggest

    if not check:
        width = max(len(known) for known in CHECKS)
        for known in CHECKS.values():
            print(f"{known.id:<{width}}  {known.severity:<7}  {cleandoc(known.manual).splitlines()[0]}")
        return 0
    found = CHECKS.get(check)
    if found is None:
        raise SoclocError(f"there is no check `{check}`{suggest(check, CHECKS)}", "`socloc explain` lists them.")
    print(f"{found.id} ({found.severity})\n\n{cleandoc(found.manual)}")
    return 0
