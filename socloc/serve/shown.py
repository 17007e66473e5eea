"""What the served preview shows: the last good bundle, and what is wrong with the campaign by now."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

from socloc.bundle.manifest import NAME
from socloc.campaign_files import named
from socloc.errors import SoclocError, as_bug
from socloc.findings import Finding
from socloc.report.text import visible
from socloc.report.told import Told, plural
from socloc.workflow import Choices, examine, files_of

PAGE: Final = "index.html"


class Shown(NamedTuple):
    """A bundle's files by name, a mark that changes with them, and what is said over the page.

    `title` is empty where nothing has to be said; `media` are the names of the campaign's media files, and `summary`
    is a line for messages.
    """

    files: Mapping[str, bytes]
    mark: str
    title: str
    hint: str
    findings: Sequence[Finding]
    media: tuple[str, ...]
    summary: str


NOTHING: Final = Shown(MappingProxyType({}), "", "", "", (), (), "")


def again(path: Path, choices: Choices, before: Shown) -> Shown:
    """The campaign as it is now. Whatever goes wrong is said over what was shown before; this never raises."""
    try:
        return built(path, choices, before)
    except SoclocError as error:
        return _over(before, str(error), error.hint)
    except OSError as error:  # such as a picture that is taken away while it is read
        return _over(before, error.strerror or str(error))
    except Exception as error:  # noqa: BLE001  # a bug must not end somebody's afternoon of writing
        if os.environ.get("SOCLOC_DEBUG"):
            sys.excepthook(type(error), error, error.__traceback__)
        bug = as_bug(error)
        return _over(before, str(bug), bug.hint)


def built(path: Path, choices: Choices, before: Shown) -> Shown:
    """The campaign as it is now; where it is broken, its findings over what was shown before.

    Raises SoclocError where the file cannot be read.
    """
    outcome = examine(path, choices)
    findings = outcome.findings
    summary = Told(findings, 1, len(outcome.variants)).summary
    if outcome.campaign and outcome.campaign.row:
        summary = f"{outcome.campaign.id}: {summary}"  # which ends with the id of the row
    if outcome.campaign is None:
        where = "this is how it was before" if before.files else "there is nothing to show yet"
        title = f"The campaign is broken; {where}"
        return before._replace(title=title, hint="", findings=findings, summary=summary)
    files = files_of(outcome)
    errors = [finding for finding in findings if finding.severity == "error"]  # the page shows the others itself
    title = f"{plural(len(errors), 'error')} to mend" if errors else ""
    return Shown(files, _mark(files), title, "", errors, named(outcome.campaign, path), summary)


def _over(before: Shown, title: str, hint: str = "") -> Shown:
    said = visible(f"socloc: {title}")
    return before._replace(
        title=title, hint=hint, findings=(), summary=f"{said}\n    {visible(hint)}" if hint else said
    )


def _mark(files: Mapping[str, bytes]) -> str:
    """A name for what is in a bundle: its page, and the manifest, which has the sum of every other file."""
    digest = hashlib.sha256(files[PAGE])
    digest.update(files[NAME])
    return digest.hexdigest()[:32]
