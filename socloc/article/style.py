"""Puts a theme into the elements of an article: every style inline, nothing said twice, no class left."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Final, NamedTuple

from socloc.article import css, dark
from socloc.article.css import Color, Declaration
from socloc.article.theme import Theme, declarations

_TAG: Final = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:[^">]|"[^"]*")*)>')
# Formulas are finished: they bring their own attributes, in upper and lower case.
_TAG_OUTSIDE_FORMULAS: Final = re.compile(r"<(?!/?(?:svg|path|text)[ >])" + _TAG.pattern[1:])
_ATTRIBUTE: Final = re.compile(r'([a-z-]+)="([^"]*)"')
_VOID: Final = frozenset(("br", "hr", "img"))
_INHERITED: Final = frozenset(
    "color font-family font-size font-style font-weight letter-spacing line-height overflow-wrap text-align "
    "text-indent white-space word-break".split()
)
_INHERITORS: Final = frozenset("section p span blockquote td tr tbody thead".split())  # browsers style the others
_BOLD: Final = frozenset("h1 h2 h3 h4 h5 h6 th strong b".split())
_MAX_THEMES: Final = 16  # that are remembered
_MAX_KINDS: Final = 500  # of elements in one place; more are only in hostile articles


class Faint(NamedTuple):
    """Words that can hardly be read: in which element, on which screen, how great the contrast is, and the rule."""

    element: str
    screen: str
    ratio: float
    least: float
    declaration: Declaration | None


class Article(NamedTuple):
    """A finished article, and where its words are hard to read."""

    html: str
    faint: tuple[Faint, ...]


@dataclass(slots=True, eq=False)
class State:
    """An element in its place: what it inherits, its colours on both screens, and its children so far."""

    chain: list[tuple[str, frozenset[str]]]
    inherited: dict[str, str]
    color: Color
    colored: Declaration | None
    light: Color
    darkened: Color
    behind: Color  # as the dark screen has it
    links: tuple[str, ...]  # what addresses of links begin with that stay
    start: str = ""
    end: str = ""
    children: dict[str, State] = field(default_factory=dict)
    faint: tuple[Faint, ...] | None = None


def finish(html: str, theme: Theme, link_hosts: Sequence[str] = ()) -> Article:
    """Style the well-formed HTML of an article. What stands outside of elements the theme does not know stays bare.

    Links to `link_hosts` stay; of all others the words do.
    """
    state = _root(theme, tuple(f"https://{host}/" for host in link_hosts))
    stack: list[State] = []
    out: list[str] = []
    read: dict[State, None] = {}
    end = 0
    tags = _TAG_OUTSIDE_FORMULAS if "<svg" in html else _TAG
    for tag in tags.finditer(html):
        start = tag.start()
        if start > end:
            text = html[end:start]
            out.append(text)
            if not text.isspace():
                read[state] = None
        end = tag.end()
        if tag[1]:
            if stack:
                out.append(state.end)
                state = stack.pop()
            continue
        child = state.children.get(tag[0])
        if child is None:
            child = _child(state, tag[2], tag[3], theme)
            if len(state.children) < _MAX_KINDS:
                state.children[tag[0]] = child
        out.append(child.start)
        if tag[2] not in _VOID:
            stack.append(state)
            state = child
    out.append(html[end:])
    return Article("".join(out), tuple(dict.fromkeys(found for state in read for found in _faint(state))))


_ROOTS: Final[dict[tuple[int, tuple[str, ...]], tuple[Theme, State]]] = {}


def _root(theme: Theme, links: tuple[str, ...]) -> State:
    """The page around an article, with what was found out about elements of this theme in articles before."""
    kept = _ROOTS.get((id(theme), links))
    if kept is None or kept[0] is not theme:
        if len(_ROOTS) >= _MAX_THEMES:
            _ROOTS.clear()
        kept = theme, State([], {}, dark.LIGHT_TEXT, None, dark.LIGHT_PAGE, dark.DARK_TEXT, dark.DARK_PAGE, links)
        _ROOTS[id(theme), links] = kept
    return kept[1]


def _child(parent: State, tag: str, attributes: str, theme: Theme) -> State:
    values = dict(_ATTRIBUTE.findall(attributes))
    classes = frozenset(values.pop("class", "").split())
    own = unescape(values.pop("style", ""))
    name = "article" if tag == "section" and not parent.chain else tag
    chain = [*parent.chain, (name, classes)]
    found = declarations(theme, chain)
    for written in own.split(";"):
        key, _, value = written.partition(":")
        if value.strip():
            found.pop(key.strip(), None)
            found[key.strip()] = Declaration(key.strip(), value.strip(), 0)
    found = {
        key: each
        for key, each in found.items()
        if not (tag in _INHERITORS and parent.inherited.get(key) == each.value and not _is_relative(each.value))
    }
    state = _colored(parent, chain, found)
    style = (
        ";".join(f"{each.name}:{each.value}" for each in found.values()).replace("&", "&amp;").replace('"', "&quot;")
    )
    rest = "".join(f' {key}="{value}"' for key, value in values.items())
    rest += f' style="{style}"' if style else ""
    is_lost = tag == "a" and not unescape(values.get("href", "")).startswith(parent.links)
    if not is_lost and (tag != "span" or rest):  # a span without a style says nothing
        state.start, state.end = f"<{tag}{rest}>", f"</{tag}>"
    return state


def _is_relative(value: str) -> bool:
    return "em" in value or "%" in value


def _colored(parent: State, chain: list[tuple[str, frozenset[str]]], found: dict[str, Declaration]) -> State:
    inherited = parent.inherited | {key: each.value for key, each in found.items() if key in _INHERITED}
    if chain[-1][0] in _BOLD:
        inherited.setdefault("font-weight", "bold")
    state = State(
        chain, inherited, parent.color, parent.colored, parent.light, parent.darkened, parent.behind, parent.links
    )
    text = found.get("color")
    area = found.get("background-color") or found.get("background")
    color = css.color(text.value) if text else None
    background = css.color(area.value) if area else None
    if background and dark.is_visible(background):
        state.light = dark.over(background, parent.light)
        state.behind = dark.over(dark.dark_background(background), parent.behind)
    else:
        background = None
    if color:
        state.color, state.colored = color, text
    if color or background:
        state.darkened = dark.dark_text(state.color, state.behind)
    return state


def _faint(state: State) -> tuple[Faint, ...]:
    if state.faint is None:
        state.faint = tuple(_faint_words(state))
    return state.faint


def _faint_words(state: State) -> list[Faint]:
    size = re.fullmatch(r"([0-9.]+)px", state.inherited.get("font-size", ""))
    pixels = float(size[1]) if size else 16.0
    is_bold = state.inherited.get("font-weight", "") in ("bold", "600", "700", "800", "900")
    least = 3.0 if pixels >= 24 or (is_bold and pixels >= 18.66) else 4.5  # WCAG 2.1, 1.4.3
    found = []
    for screen, text, behind in (("light", state.color, state.light), ("dark", state.darkened, state.behind)):
        ratio = dark.contrast(dark.over(text, behind), behind)
        if ratio < least:
            element = ".".join((state.chain[-1][0], *sorted(state.chain[-1][1]))) if state.chain else "article"
            found.append(Faint(element, screen, round(ratio, 2), least, state.colored))
    return found
