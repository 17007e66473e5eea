"""What the other modules found, in the protocol's types."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from lsprotocol import types

from socloc.lsp.actions import EXPLAIN, Action, Change
from socloc.lsp.complete import Candidate
from socloc.lsp.page import Page, Spot
from socloc.lsp.shown import Shown

SOURCE: Final = "socloc"
_SEVERITIES: Final = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "note": types.DiagnosticSeverity.Information,
}
_KINDS: Final = {
    "key": types.CompletionItemKind.Property,
    "value": types.CompletionItemKind.EnumMember,
    "name": types.CompletionItemKind.Reference,
    "check": types.CompletionItemKind.Constant,
    "variable": types.CompletionItemKind.Variable,
    "filter": types.CompletionItemKind.Function,
}
ACTION_KINDS: Final = {
    "fix": types.CodeActionKind.QuickFix,
    "fix-all": types.CodeActionKind.SourceFixAll,
    "allow": types.CodeActionKind.QuickFix,
    "explain": types.CodeActionKind.QuickFix,
}


def diagnostic(one: Shown) -> types.Diagnostic:
    """A finding; its page is in the hover and behind an action, because it has no address everywhere."""
    return types.Diagnostic(
        range=_range(one.start, one.end),
        message=one.message,
        severity=_SEVERITIES[one.severity],
        code=one.check or None,
        source=SOURCE,
    )


def item(candidate: Candidate, page: Page, line: int, start: int, end: int, number: int) -> types.CompletionItem:
    """A candidate, which replaces the columns from `start` to `end` of a line; `number` keeps the order."""
    return types.CompletionItem(
        label=candidate.label,
        kind=_KINDS[candidate.sort],
        detail=candidate.about or None,
        sort_text=f"{number:05}",
        filter_text=candidate.text,
        text_edit=types.TextEdit(_range(page.spot(line, start), page.spot(line, end)), candidate.text),
    )


def code_action(action: Action, uri_of: Callable[[Path], str]) -> types.CodeAction:
    """An offer: its changes, or the command that explains."""
    edit = types.WorkspaceEdit(
        changes={uri_of(path): [_edit(change) for change in changes] for path, changes in action.changes.items()}
    )
    explain = types.Command(action.title, EXPLAIN, arguments=[action.check]) if action.sort == "explain" else None
    return types.CodeAction(
        title=action.title,
        kind=ACTION_KINDS[action.sort],
        diagnostics=[diagnostic(one) for one in action.shown] or None,
        edit=edit if action.changes else None,
        command=explain,
        is_preferred=True if action.sort == "fix" else None,
    )


def wanted(action: Action, only: Iterable[str] | None) -> bool:
    """Whether an offer is of a kind that was asked for; a kind stands for those that begin with it, too."""
    kind = ACTION_KINDS[action.sort].value
    return only is None or any(kind == one or kind.startswith(f"{one}.") or one == "" for one in only)


def spot(position: types.Position) -> Spot:
    """A position as a pair."""
    return position.line, position.character


def _range(start: Spot, end: Spot) -> types.Range:
    return types.Range(types.Position(*start), types.Position(*end))


def _edit(change: Change) -> types.TextEdit:
    return types.TextEdit(_range(change.start, change.end), change.text)
