"""Puts the values of a row where a campaign asks for them: `{{ row.city }}`, or `{{ row["opening hours"] }}`.

Texts keep their braces until they are written, because translators see them once for all rows, and a value may be
another one in each locale. Everything else (dates, addresses, codes, files, hashtags) is filled when the file is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from socloc.campaign_levels import TEXT_KEYS
from socloc.campaign_names import UNKNOWN_NAME
from socloc.campaign_values import ANY_LOCALE
from socloc.findings import Check, Finding
from socloc.locales import canonical
from socloc.matrix import strings
from socloc.matrix.columns import value
from socloc.model import Words
from socloc.places import Node
from socloc.shapes import suggest

CELL_EMPTY = Check(
    "cell-empty",
    "warning",
    """A text writes a cell of the table that is empty in a row, so that words around it are left with a hole.

    “We open in .” is published by nobody who reads it first, but forty rows are rarely all read. An empty cell is fine
    where the text asks about it: `{% if row.offer %} … {% endif %}`, or `{{ row.offer or "…" }}`.

    Fill the cell, or ask about it in the text.
    """,
)
CHECKS: Final = (CELL_EMPTY,)
_NAME: Final = r"""row(?:\.(?P<name>[^\W\d]\w*)|\[\s*(?P<quote>["'])(?P<head>(?:(?!(?P=quote)).)*)(?P=quote)\s*\])"""
_FILLED: Final = re.compile(rf"\{{\{{-?\s*{_NAME}\s*-?\}}\}}")
# Also inside of longer expressions: {{ row.price | price("EUR") }}, {% if row.offer %}.
_NAMED: Final = re.compile(rf"(?<![\w.]){_NAME}")
# What is opened again has not been closed; without that, many that nobody closes would take for ever.
_BRACES: Final = re.compile(r"\{\{(?:(?!\{\{).)*?\}\}|\{%(?:(?!\{%).)*?%\}", re.DOTALL)
_OTHERWISE: Final = r"\b(?:or|if|default)\b"
_TAG: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_SHOWN: Final = 20  # columns of a table that are named in a message
_LABELS: Final = ("label", "alt")
_HAVE_TEXTS: Final = ("posts", "defaults", "brand")


def filled(text: str, get: Callable[[str], str]) -> str:
    """A text with the values of a row; `get` knows them by column."""
    if "row" not in text or "{{" not in text:
        return text
    return _FILLED.sub(lambda match: get(match["name"] or match["head"]), text)


def fill(root: Node, columns: Mapping[str, Words], findings: list[Finding]) -> Node | None:
    """A campaign with the values of a row, but for its texts; None where it asks for columns that are not there.

    These are told in `findings`; the dates and addresses that they leave empty need no telling.
    """
    unknown = list(_unknown(root, columns))
    findings += unknown
    if unknown:
        return None
    if not columns:
        return root
    findings += _empty(root, columns)
    source = canonical(root.mapping["source"].text) if "source" in root.mapping else ANY_LOCALE
    entries = {
        key: _with(child, source, columns, TEXT_KEYS if key in _HAVE_TEXTS else _LABELS)
        for key, child in root.mapping.items()
    }
    return root._replace(value=entries)


def _empty(root: Node, columns: Mapping[str, Words]) -> Iterator[Finding]:
    """The cells that a text writes although they are empty."""
    empty = {name for name, words in columns.items() if not any(one[0].value for one in words.by_locale.values())}
    for node in strings(root) if empty else ():
        written, asked = _written(node.text)
        for name in sorted((written - asked) & empty):
            message = f"`row.{name}` is empty in this row, and the words around it stay"
            hint = f"Fill the cell, or write them between {{% if {_as_asked(name)} %}} and {{% endif %}}."
            yield CELL_EMPTY.at(node.place, message, hint)


def _written(text: str) -> tuple[set[str], set[str]]:
    """The columns that a text writes, and those that it asks about first: with `if`, `or`, or `default`."""
    written, asked = set[str](), set[str]()
    for braces, names in _braces(text):
        (asked if braces.startswith("{%") or re.search(_OTHERWISE, braces) else written).update(names)
    return written, asked


def _as_asked(name: str) -> str:
    return f"row.{name}" if name.isidentifier() else f'row["{name}"]'


def _unknown(root: Node, columns: Mapping[str, Words]) -> Iterator[Finding]:
    """The columns that a campaign asks for in vain; only the first where there is no table at all."""
    for node in strings(root):
        for name in _asked(node.text):
            if not columns:
                message = f"`row.{name}` is a column of a table, and no table is named"
                yield UNKNOWN_NAME.at(node.place, message, "Name it with `matrix: FILE.csv`, or with --matrix.")
                return
            if name not in columns:
                message = f"the table has no column `{name}`{suggest(name, columns)}"
                more = f" and {len(columns) - _SHOWN} more" if len(columns) > _SHOWN else ""
                yield UNKNOWN_NAME.at(node.place, message, f"It has {', '.join([*columns][:_SHOWN])}{more}.")


def asks(root: Node) -> bool:
    """Whether a campaign asks for any column."""
    return any(True for node in strings(root) for _ in _asked(node.text))


def _asked(text: str) -> Iterator[str]:
    return (name for _, names in _braces(text) for name in names)


def _braces(text: str) -> Iterator[tuple[str, list[str]]]:
    """What stands between braces, each with the columns that it names."""
    if "row" in text and "{" in text:
        for braces in _BRACES.findall(text):
            yield braces, [match["name"] or match["head"] for match in _NAMED.finditer(braces)]


def _with(node: Node, tag: str, columns: Mapping[str, Words], texts: tuple[str, ...]) -> Node:
    """A part of a campaign, filled but for its `texts`; below the key of a locale, values are those of that locale."""
    if isinstance(node.value, str):
        text = filled(node.value, lambda name: value(columns, name, tag))
        # What a cell holds is text where a text belongs and a number where one belongs, as if it stood in the file.
        return node if text == node.value else node._replace(value=text, quoted=False)
    if isinstance(node.value, list):
        return node._replace(value=[_with(item, tag, columns, texts) for item in node.value])
    entries = {
        key: child if key in texts else _with(child, canonical(key) if _TAG.fullmatch(key) else tag, columns, texts)
        for key, child in node.mapping.items()
    }
    return node._replace(value=entries) if entries else node
