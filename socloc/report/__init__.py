"""Findings for people and for machines: one file per format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Final, cast

from socloc.report.told import Told

# Every format carries the same findings and none decides the exit code. One run needs one of these modules.
FORMATS: Final[Mapping[str, str]] = {
    "text": "text",
    "json": "as_json",
    "sarif": "sarif",
    "junit": "junit",
    "checkstyle": "checkstyle",
    "github": "github",
    "gitlab": "gitlab",
    "rdjson": "rdjson",
}


def report_in(name: str) -> Callable[[Told], str]:
    """The report of that format's name. Raises KeyError where there is none."""
    return cast(Callable[[Told], str], import_module(f"socloc.report.{FORMATS[name]}").report)
