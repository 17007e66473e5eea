"""A finished article as a dark screen shows it, for the preview: its inline colours turned, everything else kept."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from socloc.article.css import Color, color
from socloc.article.dark import DARK_PAGE, LIGHT_TEXT, dark_background, dark_text, is_visible, over
from socloc.article.theme import as_hex

_TAG: Final = re.compile(r"<(/?)([a-z][a-z0-9]*)([^>]*?)(/?)>")
_STYLE: Final = re.compile(r'( style=")([^"]*)(")')
_VOID: Final = frozenset({"img", "br", "hr"})
_BACKGROUNDS: Final = ("background", "background-color")


class _Screen(NamedTuple):
    """The colour of the text as it was written, and of what is behind it as it is shown."""

    tag: str
    text: Color
    behind: Color


def darkened(html: str) -> str:
    """The HTML of a finished article with the colours of a dark screen, by WeChat's published rules (dark.py)."""
    stack = [_Screen("", LIGHT_TEXT, DARK_PAGE)]

    def turned(match: re.Match[str]) -> str:
        closes, tag, attributes, _ = match.groups()
        if closes:
            if len(stack) > 1 and stack[-1].tag == tag:
                stack.pop()
            return match.group()
        screen, written = _turned(stack[-1], tag, attributes)
        if tag not in _VOID:
            stack.append(screen)
        return f"<{tag}{written}>"

    first = as_hex(dark_text(LIGHT_TEXT, DARK_PAGE))
    return f'<div style="background:{as_hex(DARK_PAGE)};color:{first}">{_TAG.sub(turned, html)}</div>'


def _turned(parent: _Screen, tag: str, attributes: str) -> tuple[_Screen, str]:
    style = _STYLE.search(attributes)
    declared = [part.partition(":") for part in style.group(2).split(";") if ":" in part] if style else []
    values = {name.strip(): value.strip() for name, _, value in declared}
    own = next((found for name in _BACKGROUNDS if (found := color(values.get(name, "")))), None)
    behind = over(dark_background(own), parent.behind) if own and is_visible(own) else parent.behind
    text = color(values.get("color", "")) or parent.text
    for name in _BACKGROUNDS:
        if own and color(values.get(name, "")):
            values[name] = as_hex(behind)
    if "color" in values or own:
        values["color"] = as_hex(dark_text(text, behind))
    written = ";".join(f"{name}:{value}" for name, value in values.items())
    shown = _STYLE.sub(lambda match: f"{match[1]}{written}{match[3]}", attributes, count=1) if style else attributes
    return _Screen(tag, text, behind), shown
