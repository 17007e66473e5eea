"""`socloc.yaml`: how bad each check is for this team, for some networks or in some locales."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple, cast

from socloc.campaign_values import LOCALE, TARGET
from socloc.findings import Check, Finding, Severity
from socloc.locales import canonical
from socloc.places import Node, read
from socloc.shapes import ByKind, Choice, Key, Map, Number, Record, Text, document, suggest
from socloc.shapes.shape import UNKNOWN_KEY

_SEVERITY: Final = Choice(("off", "note", "warning", "error"))
_CHECK: Final = Text("a check's id such as text-too-long", "^[a-z0-9]+(?:-[a-z0-9]+)*$")
CONFIG: Final = Record(
    "the configuration",
    {
        "socloc": Key(Number(1, 1), "Version of this format: 1.", required=True),
        "checks": Key(
            Map(
                _CHECK,
                ByKind(
                    _SEVERITY,
                    mapping=Record(
                        "the severities",
                        {
                            "severity": Key(_SEVERITY, "Everywhere else."),
                            "networks": Key(Map(TARGET, _SEVERITY, minimum=1), "For a network or one of its formats."),
                            "locales": Key(Map(LOCALE, _SEVERITY, minimum=1), "In a locale; stronger than a network."),
                        },
                    ),
                ),
            ),
            "How bad a check is: off, note, warning or error.",
        ),
    },
)


class Rule(NamedTuple):
    """How bad a check is: in general ("" where it stays as it is), by network or format, and by locale."""

    severity: str
    networks: Mapping[str, str]
    locales: Mapping[str, str]


def find(path: Path, own: Sequence[Check] = ()) -> tuple[Mapping[str, Rule], list[Finding]]:
    """The rules of a file, by check; `own` are the checks of the house. Raises SoclocError where it cannot be read."""
    shown = os.path.relpath(path)
    node, findings = read(path, shown)
    kept = CONFIG.read(node, findings) if node else None
    listed = kept.mapping["checks"].mapping if kept and "checks" in kept.mapping else {}
    findings += _unknown(listed, own)
    return {name: _rule(child) for name, child in listed.items()}, findings


def _unknown(listed: Mapping[str, Node], own: Sequence[Check]) -> Iterator[Finding]:
    from socloc.manual import STRUCTURAL, known  # they know every module that asks

    checks = known(own)

    for name, node in listed.items():
        if name in STRUCTURAL:
            message = f"`{name}` says that a file cannot be used, so it is always an error"
            yield UNKNOWN_KEY.at(node.key, message, "Take it out.")
        elif name not in checks:
            message = f"there is no check `{name}`{suggest(name, checks)}"
            yield UNKNOWN_KEY.at(node.key, message, "`socloc explain` lists them.")


def _rule(node: Node) -> Rule:
    if not node.mapping:
        return Rule(node.text, {}, {})
    entries = node.mapping
    networks = (
        {name: child.text for name, child in entries["networks"].mapping.items()} if "networks" in entries else {}
    )
    locales = {canonical(tag): child.text for tag, child in _entries(entries, "locales")}
    return Rule(entries["severity"].text if "severity" in entries else "", networks, locales)


def _entries(entries: Mapping[str, Node], key: str) -> Iterator[tuple[str, Node]]:
    if key in entries:
        yield from entries[key].mapping.items()


def applied(findings: Sequence[Finding], path: Path, own: Sequence[Check] = ()) -> tuple[list[Finding], list[Finding]]:
    """The findings with the severities of a file, without those that are off; and what is wrong with the file."""
    rules, wrong = find(path, own)
    from socloc.manual import STRUCTURAL

    made = []
    for finding in findings:
        rule = rules.get(finding.check) if finding.check not in STRUCTURAL else None
        severity = _severity(finding, rule) if rule else finding.severity
        if severity != "off":
            made.append(finding._replace(severity=cast(Severity, severity)))
    return made, wrong


def _severity(finding: Finding, rule: Rule) -> str:
    """The most specific word that the rule has: of the locale, the format, the network, or in general."""
    subject = finding.subject
    found = (
        rule.locales.get(subject.locale),
        rule.networks.get(f"{subject.network}/{subject.format}"),
        rule.networks.get(subject.network),
        rule.severity,
    )
    return next((severity for severity in found if severity), finding.severity)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of socloc.yaml, from the same table that the reader uses."""
    return document("socloc.yaml, version 1", CONFIG)
