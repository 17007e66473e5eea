"""Reads the rules of the house, and tries each on its own examples before it is asked about anything."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, cast

from socloc.findings import Check, Finding, Severity
from socloc.house.format import HOUSE, MAX_PATTERN, PREFIX, USUAL
from socloc.house.never import problems
from socloc.house.rule import Clock, House, Rule, TooSlowError, compiled, hits, replaced
from socloc.locales import canonical
from socloc.places import Node, read, resolve

RULE_BROKEN: Final = Check(
    "rule-broken",
    "error",
    """A rule of the house does not do what its own examples say, or is no rule, so it is not asked.

    Every text of its `hits` must be hit, none of its `passes` may be, and what `--fix` would write must not be hit
    again. A pattern needs at least one text in `hits`: whoever changes it later then sees at once what it was for.
    The finding names the example; change that or the rule.
    """,
)
RULE_NEVER_MATCHES: Final = Check(
    "rule-never-matches",
    "warning",
    r"""A word or a part of a pattern of the house finds nothing, though it looks as if it did.

    Between Chinese characters there are no spaces and no word boundaries: \b最好\b finds 最好 only where a text
    consists of it. 太棒了! with a half-width mark misses 太棒了！; a Simplified word misses every text in Traditional
    Chinese; ^ behind a letter and [^\s\S] match nothing anywhere. Write it as the finding says, or take it out.
    """,
)
CHECKS: Final = (RULE_BROKEN, RULE_NEVER_MATCHES)


def load(files: Iterable[Path], beside: Path) -> House:
    """The rules of some files; one in a later file takes the place of one of the same id in a file before.

    `beside` is the folder that may have locales of its own. Raises SoclocError where a file cannot be read.
    """
    rules: dict[str, Rule] = {}
    checks: dict[str, Check] = {}
    findings: list[Finding] = []
    for path in files:
        node, wrong = read(path, os.path.relpath(path))
        findings += wrong
        kept = HOUSE.read(node, findings) if node else None
        for name, entry in kept.mapping["rules"].mapping.items() if kept else ():
            rule = _rule(PREFIX + name, entry)
            checks[rule.check.id] = rule.check
            rules.pop(rule.check.id, None)
            said = list(_broken(rule, entry))
            findings += said
            if not said:
                rules[rule.check.id] = rule
                findings += _never(rule, beside)
    return House(tuple(rules.values()), tuple(checks.values()), tuple(findings))


def _rule(name: str, node: Node) -> Rule:
    entries = node.mapping
    listed = entries.get("words", node)
    words: dict[str, str | None] = {item.text: None for item in listed.items}
    if "words" in entries:
        words |= {word: new.text for word, new in listed.mapping.items()}
    replacement = entries["replacement"].text if "replacement" in entries else None
    return Rule(
        _check(name, entries),
        _text(entries, "message").rstrip("."),
        _text(entries, "hint"),
        words,
        _text(entries, "pattern"),
        tuple(_texts(entries, "not")),
        "case" in entries and resolve(entries["case"]) is True,
        tuple(canonical(tag) for tag in _texts(entries, "locales")),
        tuple(_texts(entries, "networks")),
        frozenset(_texts(entries, "where")) or USUAL,
        replacement,
        (entries.get("words") or entries["pattern"]).key,
    )


def _check(name: str, entries: Mapping[str, Node]) -> Check:
    """The rule's page of the manual."""
    severity = cast(Severity, _text(entries, "severity") or "warning")
    parts = [f"{_text(entries, 'message').rstrip('.')}.", _text(entries, "why").strip(), _text(entries, "hint")]
    source = _text(entries, "source")
    parts.append(f"A rule of this house{f', from {source}' if source else ''}.")
    hits, passes = (tuple(_texts(entries, key)) for key in ("hits", "passes"))
    return Check(name, severity, "\n\n".join(part for part in parts if part), hits, passes)


def _broken(rule: Rule, node: Node) -> Iterator[Finding]:
    """Why a rule cannot be asked."""
    if len(rule.pattern) > MAX_PATTERN:
        message = f"the pattern of `{rule.check.id}` has more than {MAX_PATTERN:,} characters"
        yield RULE_BROKEN.at(rule.place, message, "Split it.")
    elif reason := _no_expression(rule):
        yield RULE_BROKEN.at(rule.place, f"the pattern of `{rule.check.id}` is none: {reason}", "Mend it.")
    elif rule.pattern and "hits" not in node.mapping:
        message = f"`{rule.check.id}` has a pattern and no text that shows what it finds"
        yield RULE_BROKEN.at(rule.place, message, "Add `hits:` with a text in which it must find something.")
    else:
        yield from _tried(rule, node)


def _tried(rule: Rule, node: Node) -> Iterator[Finding]:
    import regex

    try:
        yield from _misled(rule, node.mapping)
    except TooSlowError:
        message = f"`{rule.check.id}` takes too long for its own examples"
        yield RULE_BROKEN.at(rule.place, message, "Repeat nothing inside of a repetition.")
    except (regex.error, ValueError, IndexError, KeyError) as error:
        message = f"the replacement of `{rule.check.id}` is none: {error}"
        yield RULE_BROKEN.at(node.mapping["replacement"].key, message, r"Write \\ for a backslash.")


def _no_expression(rule: Rule) -> str:
    """Why the pattern cannot be compiled; empty where it can."""
    import regex

    try:
        compiled(rule)
    except (regex.error, ValueError, RecursionError, OverflowError, MemoryError, IndexError, KeyError) as error:
        return str(error).split("\n")[0] or "it is too deep"
    return ""


def _misled(rule: Rule, entries: Mapping[str, Node]) -> Iterator[Finding]:
    """The examples that do not behave."""
    clock = Clock()
    for node in entries["hits"].items if "hits" in entries else ():
        found = hits(rule, node.text, clock)
        if not found:
            yield RULE_BROKEN.at(node.place, f"`{rule.check.id}` does not find anything here", "Mend the rule.")
        elif any(hit.new is not None for hit in found):
            again = hits(rule, replaced(node.text, found), clock)
            if again:
                message = f"`{rule.check.id}` finds `{again[0].old}` again in what it writes instead"
                yield RULE_BROKEN.at(node.place, message, "Change the replacement, or add it to `not`.")
    for node in entries["passes"].items if "passes" in entries else ():
        found = hits(rule, node.text, clock)
        if found:
            message = f"`{rule.check.id}` finds `{found[0].old}` here, where it should find nothing"
            yield RULE_BROKEN.at(node.place, message, "Mend the rule, or add what is fine to `not`.")
    for word, new in rule.words.items():
        if new and hits(rule, new, clock):
            message = f"`{rule.check.id}` finds `{word}` again in `{new}`"
            yield RULE_BROKEN.at(rule.place, message, "Change the replacement, add it to `not`, or set `case: true`.")


def _never(rule: Rule, beside: Path) -> Iterator[Finding]:
    for message in problems(rule, _strays(rule.locales, beside)):
        yield RULE_NEVER_MATCHES.at(rule.place, f"`{rule.check.id}`: {message}", "Write it otherwise, or take it out.")


def _strays(tags: Sequence[str], beside: Path) -> Mapping[str, str | None]:
    """The characters that none of these locales writes; none where they are not all Chinese."""
    from socloc import locales
    from socloc.checks.chinese.script import characters

    common: dict[str, str | None] | None = None
    for tag in tags:
        locale, _ = locales.load(tag, beside)
        if locale is None or locale.typography is None:
            return {}
        own = characters(tag, locale.typography.script)
        common = dict(own) if common is None else {one: new for one, new in common.items() if one in own}
    return common or {}


def _text(entries: Mapping[str, Node], key: str) -> str:
    return entries[key].text if key in entries else ""


def _texts(entries: Mapping[str, Node], key: str) -> list[str]:
    return [item.text for item in entries[key].items] if key in entries else []
