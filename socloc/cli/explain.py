"""socloc explain: the manual page of a check."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from socloc.cli.arguments import argument, option
from socloc.cli.options import campaign_file
from socloc.errors import SoclocError
from socloc.findings import Check


def run(
    check: Annotated[
        str, argument(metavar="CHECK", about="The id in brackets behind a finding, such as text-too-long.")
    ] = "",
    campaign: Annotated[
        Path | None, option("--campaign", metavar="CAMPAIGN", about="Whose checks/ to look at; else those here.")
    ] = None,
    pages: Annotated[
        Path | None, option("--pages", metavar="DIR", about="Write a Markdown page for each check, and an index.")
    ] = None,
) -> int:
    """Explain a check: what it asks, why, on what that rests, what fails, what passes, and how to silence it.

    Without a name, list them all. Rules of the house (`checks/*.yaml`) have their pages, too.

    Example: socloc explain text-too-long
    """
    from socloc.manual.page import as_text, title
    from socloc.shapes import suggest

    known = _known(campaign)
    if pages is not None:
        _write(known, pages)
    elif not check:
        width = max(len(name) for name in known)
        for one in known.values():
            print(f"{one.id:<{width}}  {one.severity:<7}  {title(one)}")
    elif found := known.get(check):
        print(f"{found.id} ({found.severity})\n\n{as_text(found)}")
    else:
        raise SoclocError(f"there is no check `{check}`{suggest(check, known)}", "`socloc explain` lists them.")
    return 0


def _known(campaign: Path | None) -> Mapping[str, Check]:
    """Every check of socloc's, and those of the house that a campaign has, or would have in this folder."""
    from socloc.house.files import files
    from socloc.house.reader import load
    from socloc.manual import known

    path = campaign_file(campaign) if campaign else Path("campaign.yaml")
    found = files(path)
    return known(load(found, path.parent).checks if found else ())


def _write(known: Mapping[str, Check], folder: Path) -> None:
    from socloc.bundle.write import write_file
    from socloc.manual.pages import pages

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SoclocError(f"cannot write {folder}: {error.strerror}", "Check the name and your rights.") from error
    for name, page in pages(known.values()).items():
        write_file(page.encode("utf-8", "replace"), folder / name)
