"""The manual of the checks as Markdown: a page for each, and an index."""

from __future__ import annotations

from collections.abc import Iterable
from inspect import cleandoc

from socloc.findings import Check

INDEX = "README.md"


def pages(checks: Iterable[Check]) -> dict[str, str]:
    """The pages by the name of their file, in the order of the ids; `README.md` is the index."""
    listed = sorted(checks)
    made = {f"{check.id}.md": _page(check) for check in listed}
    rows = [f"| [{check.id}]({check.id}.md) | {check.severity} | {_cell(_title(check))} |" for check in listed]
    head = "# Checks\n\nMade by `socloc explain --pages`; `socloc explain ID` prints the same page.\n\n"
    return made | {INDEX: f"{head}| check | severity | what it finds |\n|---|---|---|\n" + "\n".join(rows) + "\n"}


def _title(check: Check) -> str:
    return cleandoc(check.manual).split("\n")[0]


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _page(check: Check) -> str:
    """One page. What a manual says is plain text: signs of Markdown in it are to be read as they are."""
    title, _, rest = cleandoc(check.manual).partition("\n")
    silence = (
        f"To change how much it counts, write in socloc.yaml: `checks: {{{check.id}: off}}`, or another severity, also "
        f"for some networks or in some locales. To accept it in one place, write there in the campaign: "
        f"`# socloc: allow {check.id} -- the reason`."
    )
    body = f"```text\n{rest.strip()}\n```\n\n" if rest.strip() else ""
    from socloc.manual import STRUCTURAL

    if check.id in STRUCTURAL:
        silence = "It says that a file cannot be used, so it is always an error."
    return f"# {check.id}\n\n**{check.severity}**: {title}\n\n{body}{silence}\n"
