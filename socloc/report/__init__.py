"""Findings for people and for machines: one file per format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from socloc.report import as_json, github, text
from socloc.report.told import Told

# Every format carries the same findings and none decides the exit code.
FORMATS: Final[Mapping[str, Callable[[Told], str]]] = {
    "text": text.report,
    "json": as_json.report,
    "github": github.report,
}
