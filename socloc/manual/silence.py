"""How to silence a check: in one place, for a team, or as it is; each page says only what was seen to work."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from socloc.findings import Check
from socloc.manual import CHECKS, STRUCTURAL
from socloc.manual.example import Example, Said

_USUAL: Final = ("allow", "config", "baseline")


def ways(check: Check, example: Example | None) -> str:
    """A few paragraphs: what to do instead first, where there is something."""
    silence = _all(check.id, example)
    before = [f"The way out: {example.way}"] if example and example.way else []
    return "\n\n".join([*before, *silence])


def _all(name: str, example: Example | None) -> Iterator[str]:
    said = example.said if example else None
    if name in STRUCTURAL:
        yield "It cannot be silenced, because it is about what a file says at all, or about what silences others."
    elif name not in CHECKS or (said is None and example is None):
        yield from _listed(name, said, _USUAL)
    elif example and (not said.silence if said else not example.run.startswith("socloc check")):
        yield f"Only `{example.run}` says it, and it cannot be silenced there."
    else:
        yield from _listed(name, said, said.silence if said else _USUAL)


def _listed(name: str, said: Said | None, silence: tuple[str, ...]) -> Iterator[str]:
    yield "To silence it:"
    lines = []
    if "allow" in silence:
        lines.append(
            f"- in one place, behind a line of the campaign or above its key: `# socloc: allow {name} -- reason`"
        )
    elif said:
        lines.append("- in one place: not by a comment, since it does not stand in the campaign")
    if "config" in silence:
        lines.append(f"- for a team, in socloc.yaml: `checks: {{{name}: off}}`, or `note`, `warning`, `error`")
        if scopes := [f"`checks: {{{name}: {scope}}}`" for scope in _scopes(said)]:
            lines.append(f"- the same for a part of it: {', '.join(scopes)}")
    if "baseline" in silence:
        lines.append("- as it is now, with all others that there are: `socloc check --update-baseline`")
    yield "\n".join(lines)


def _scopes(said: Said | None) -> Iterator[str]:
    """The network and the locale of the finding, for which alone it can be off."""
    if said and said.network:
        yield f"{{networks: {{{said.network}: off}}}}"
    if said and said.locale:
        yield f"{{locales: {{{said.locale}: off}}}}"
