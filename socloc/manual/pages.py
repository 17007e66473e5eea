"""The manual of the checks as Markdown: a page for each, and an index by theme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from socloc.findings import Check
from socloc.manual import example
from socloc.manual.page import as_markdown, in_markdown, title

INDEX: Final = "README.md"
_HEAD: Final = """# Checks

Made by `socloc explain --pages`; `socloc explain ID` prints the same page. Examples leave out the lines with which
every campaign begins (`socloc: 1`, `id`, `source`, `locales`, `networks`) where these do not matter.
"""
_OTHERS: Final = "Rules of the house"


def pages(checks: Iterable[Check]) -> dict[str, str]:
    """The pages by the name of their file; `README.md` is the index."""
    listed = sorted(checks)
    return {f"{check.id}.md": _page(check) for check in listed} | {INDEX: _index(listed)}


def _page(check: Check) -> str:
    return f"# {check.id}\n\n**{check.severity}**: {as_markdown(check)}\n"


def _index(checks: Sequence[Check]) -> str:
    themes = {name: one.theme for name, one in example.examples().items()}
    groups = [
        (example.title(theme), [check for check in checks if themes.get(check.id) == theme]) for theme in example.THEMES
    ]
    groups.append((_OTHERS, [check for check in checks if check.id not in themes]))
    return "\n".join([_HEAD, *("\n".join(_table(*group)) for group in groups if group[1])])


def _table(name: str, checks: Sequence[Check]) -> Iterator[str]:
    yield f"## {name}\n\n| check | severity | what it finds |\n|---|---|---|"
    for check in checks:
        yield f"| [{check.id}]({check.id}.md) | {check.severity} | {in_markdown(title(check))} |"
    yield ""
