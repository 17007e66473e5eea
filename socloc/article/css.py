"""A theme's CSS to plain rules; what an editor would remove is dropped and told. The only module to import tinycss2."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final, NamedTuple

PROPERTIES: Final = frozenset(
    "background background-color border border-bottom border-bottom-color border-bottom-style border-bottom-width "
    "border-collapse border-color border-left border-left-color border-left-style border-left-width border-radius "
    "border-right border-right-color border-right-style border-right-width border-spacing border-style border-top "
    "border-top-color border-top-left-radius border-top-right-radius border-bottom-left-radius "
    "border-bottom-right-radius border-top-style border-top-width border-width box-shadow box-sizing color display "
    "font font-family font-size font-style font-variant font-weight height letter-spacing line-height list-style "
    "margin margin-bottom margin-left margin-right margin-top max-height max-width min-height min-width opacity "
    "overflow overflow-wrap overflow-x overflow-y padding padding-bottom padding-left padding-right padding-top "
    "table-layout text-align text-decoration text-indent text-transform vertical-align white-space width word-break "
    "word-spacing word-wrap".split()
)
_DISPLAYS: Final = frozenset("block inline inline-block none table table-cell table-row".split())
_FUNCTION: Final = re.compile(r"([a-z-]*)\(", re.IGNORECASE)
_COLOURS: Final = frozenset(("rgb", "rgba", "hsl", "hsla"))
_VARIABLE: Final = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*(?:\([^()]*\)[^()]*)*))?\)", re.IGNORECASE)
_COMPOUND: Final = re.compile(r"(?P<tag>[a-z][a-z0-9]*)?(?P<classes>(?:\.[a-z][\w-]*)*)", re.IGNORECASE)
_MAX_EXPANSIONS: Final = 8  # of a variable in a variable
_MAX_VALUE: Final = 500  # characters


class Declaration(NamedTuple):
    """One property of a rule, and the line of the theme it stands in."""

    name: str
    value: str
    line: int


class Rule(NamedTuple):
    """A selector as a chain of (element or "", class names), outermost first, with its declarations."""

    chain: tuple[tuple[str, frozenset[str]], ...]
    weight: tuple[int, int, int]  # classes, elements, order: what comes later wins
    declarations: tuple[Declaration, ...]


class Dropped(NamedTuple):
    """What of a theme does not survive: the part, why, and its line."""

    part: str
    reason: str
    line: int


class Color(NamedTuple):
    """Red, green and blue from 0 to 255, alpha from 0 to 1."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0


@lru_cache(maxsize=1024)
def color(text: str) -> Color | None:
    """A colour as CSS writes it (Color Level 3), or the colour of a `background` shorthand; None where it is none."""
    import tinycss2.color3

    found = tinycss2.color3.parse_color(text)
    if found is None or isinstance(found, str):  # `currentColor`
        return None
    return Color(found.red * 255, found.green * 255, found.blue * 255, found.alpha)


def rules(css: str, variables: Mapping[str, str]) -> tuple[list[Rule], list[Dropped]]:
    """The rules of a stylesheet with its custom properties expanded, and what was dropped.

    `variables` come before those of the stylesheet's own `:root`.
    """
    import tinycss2

    dropped: list[Dropped] = []
    found: list[tuple[str, Any]] = []
    for node in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if node.type == "qualified-rule":
            found.append((tinycss2.serialize(node.prelude).strip(), node))
        elif node.type == "at-rule":
            dropped.append(Dropped(f"@{node.at_keyword}", "has no meaning in inline styles", node.source_line))
        else:
            dropped.append(Dropped("", f"is no CSS: {getattr(node, 'message', '')}", node.source_line))
    known = dict(_custom(found)) | dict(variables)
    kept: list[Rule] = []
    for selectors, node in found:
        if selectors == ":root":
            continue
        declarations = tuple(_declarations(node, known, dropped))
        for selector in _split(re.sub(r"/\*.*?\*/", "", selectors, flags=re.DOTALL)):
            chain = _chain(selector)
            if chain is None:
                reason = "is a selector of another kind than elements, documented classes and one inside another"
                dropped.append(Dropped(selector[:60], reason, node.source_line))
            else:
                classes = sum(len(names) for _, names in chain)
                elements = sum(bool(tag) for tag, _ in chain)
                kept.append(Rule(chain, (classes, elements, len(kept)), declarations))
    return kept, dropped


def _custom(found: list[tuple[str, Any]]) -> Iterator[tuple[str, str]]:
    for selectors, node in found:
        if selectors == ":root":
            for name, value, _ in _written(node):
                if name.startswith("--"):
                    yield name, value


def _written(node: Any) -> Iterator[tuple[str, str, int]]:
    """Names, values and lines of the declarations of a rule; what is none has an empty name."""
    import tinycss2

    for part in tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True):
        if part.type == "declaration":
            value = " ".join(tinycss2.serialize(part.value).split())
            yield part.name, value + (" !important" if part.important else ""), part.source_line
        else:
            yield "", getattr(part, "message", "a rule inside of a rule"), part.source_line


def _declarations(node: Any, known: Mapping[str, str], dropped: list[Dropped]) -> Iterator[Declaration]:
    for name, written, line in _written(node):
        if not name:
            dropped.append(Dropped("", f"is no declaration: {written}", line))
            continue
        value = _expanded(written, known)
        reason = not_kept(name, value)
        if reason:
            dropped.append(Dropped(f"{name}: {written}"[:60], reason, line))
        else:
            yield Declaration(name.lower(), re.sub(r",\s+", ",", value.replace('"', "'")), line)


def _expanded(value: str, known: Mapping[str, str]) -> str:
    for _ in range(_MAX_EXPANSIONS):
        if "var(" not in value.lower() or len(value) > _MAX_VALUE:
            break
        value = _VARIABLE.sub(lambda match: known.get(match[1], (match[2] or match[0]).strip()), value)
    return value


def not_kept(name: str, value: str) -> str:
    """Why an editor would remove a declaration, to be read after it; empty where it stays."""
    if name.lower() not in PROPERTIES:
        return "is a property that article editors remove"
    functions = {function.lower() for function in _FUNCTION.findall(value)} - _COLOURS
    if functions:
        return f"has {min(functions)}(), which article editors remove"
    if name.lower() == "display" and value.lower() not in _DISPLAYS:
        return "is a layout that article editors remove"
    if "!" in value:
        return "has !important, which has no meaning in inline styles"
    if not value or value.lower() == "undefined" or len(value) > _MAX_VALUE or re.search(r"[;<>{}@\\\x00-\x1f]", value):
        return "has no value that could be kept"
    return ""


def _split(selectors: str) -> Iterator[str]:
    return (" ".join(selector.split()) for selector in selectors.split(","))


def _chain(selector: str) -> tuple[tuple[str, frozenset[str]], ...] | None:
    found = [_COMPOUND.fullmatch(part) for part in selector.split(" ")]
    parts = [(match["tag"] or "", match["classes"]) for match in found if match and match[0]]
    if not parts or len(parts) != len(found):
        return None
    return tuple((tag.lower(), frozenset(names.split(".")[1:])) for tag, names in parts)
