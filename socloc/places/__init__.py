"""YAML text to nodes that know where they stand."""

from __future__ import annotations

import sys
from pathlib import Path

from socloc import opened
from socloc.errors import SoclocError
from socloc.findings import Finding
from socloc.places.checks import CHECKS, MAX_BYTES, BrokenError
from socloc.places.compose import Composer
from socloc.places.decode import decode
from socloc.places.node import Node, plain, resolve

__all__ = ["CHECKS", "Node", "parse", "plain", "read", "resolve"]


def read(path: Path, shown: str) -> tuple[Node | None, list[Finding]]:
    """Read a YAML file, or standard input for `-`; `shown` is its name in findings.

    Raises SoclocError where the file cannot be read at all.
    """
    if str(path) == "-":
        sys.audit("socloc.read_once")  # no verdict on it can be given again
        return parse(sys.stdin.buffer.read(MAX_BYTES + 1), shown)
    try:
        data = opened.read(path, MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise SoclocError(f"cannot read {shown}: {reason}", "Check the name and your rights.") from error
    return parse(data, shown)


def parse(data: bytes, shown: str) -> tuple[Node | None, list[Finding]]:
    """Parse the bytes of one YAML document into nodes, or into the findings that say why not."""
    findings: list[Finding] = []
    try:
        text = decode(data, shown)
        return Composer(text, shown, findings).document(), findings
    except BrokenError as broken:
        return None, [*findings, broken.finding]
