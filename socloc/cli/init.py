"""socloc init: a first campaign to change, or the next edition of one."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Annotated

from socloc.cli.arguments import UsageError, argument, option
from socloc.errors import SoclocError
from socloc.remote.addresses import of


def run(
    folder: Annotated[Path, argument(metavar="[DIR]", about="Folder to make; the current one by default.")] = Path(),
    what: Annotated[
        str,
        option("--from", metavar="WHAT", about="A shipped example by its name, a brand's file, or a campaign."),
    ] = "",
    new_id: Annotated[
        str, option("--id", metavar="ID", about="Its id; else years in the old one move, or it gets a number.")
    ] = "",
    start: Annotated[
        str,
        option(metavar="DATE", about="Day of the first post, such as 2028-03-20; else 52 weeks after the old one."),
    ] = "",
) -> int:
    """Write a small campaign that renders at once, and the JSON Schema for your editor. Nothing is overwritten.

    With --from it is a copy of a shipped example; a campaign that comes from a brand, in the brand's locales and
    networks; or the next edition of a campaign: the same structure, comments and media with a new id and new dates,
    without approvals. What a person has to look at, such as years in texts, is told with its place.

    Example: socloc init spring-launch
    """
    from socloc.cli.options import campaign_file
    from socloc.edition import start as starts
    from socloc.edition.write import write
    from socloc.report.text import visible

    if not what and (new_id or start):
        raise UsageError("--id" if new_id else "--start", "goes with --from")
    if os.path.lexists(what) or of(Path(what)):
        what = str(campaign_file(Path(what)))
    made = starts.start(what, folder, new_id, _day(start)) if what else starts.first()
    for path in write(made.files, folder):
        print(visible(str(path)))
    if made.told:
        print(visible(made.told))
    if made.left_out:
        print(visible(f"Not copied, since they lead out of the folder or are no files: {', '.join(made.left_out)}"))
    if made.looked:
        print("Look at:")
    for place, said in made.looked:
        print(visible(f"  {place}: {said}"))
    return 0


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise SoclocError(f"`{text}` is no day", "Write it as 2028-03-20.") from None
