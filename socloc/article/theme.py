"""Themes: plain CSS files, the built-in ones in templates/_themes, and what of one an editor would remove."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from socloc.article import css
from socloc.article.css import Color, Declaration, Dropped, Rule
from socloc.assets import templates_dir
from socloc.errors import SoclocError
from socloc.shapes import suggest

DEFAULT: Final = "clean"
MAX_BYTES: Final = 256 * 1024
_SOFT: Final = 0.08  # how much of the brand's colour covers what is behind it


class Theme(NamedTuple):
    """A theme's rules by the last part of their selectors, what was dropped of it, and its name in findings."""

    shown: str
    by_tag: Mapping[str, tuple[Rule, ...]]
    by_class: Mapping[str, tuple[Rule, ...]]
    dropped: tuple[Dropped, ...]


def names() -> tuple[str, ...]:
    """The built-in themes, the default one first."""
    found = sorted(path.stem for path in (templates_dir() / "_themes").glob("*.css"))
    return (DEFAULT, *(name for name in found if name != DEFAULT))


def chosen(name: str, brand: str, folder: Path | None = None, whose: str = "campaign") -> Theme:
    """A built-in theme by its name, or the user's own by its path, which ends in .css and lies in `folder`, if given.

    `whose` that folder is, in messages: the campaign's or the brand's.
    Raises SoclocError where there is none, or the brand's colour is no colour.
    """
    if brand and css.color(brand) is None:
        raise SoclocError(f"`{brand}` is no colour", "Write one such as #0b6b57 or rgb(11, 107, 87).")
    if not name.lower().endswith(".css"):
        if name not in names():
            raise SoclocError(
                f"there is no theme `{name}`{suggest(name, names())}",
                f"It has {', '.join(names())}; your own is a file that ends in .css.",
            )
        return built_in(name, brand)
    path = Path(name) if folder is None else folder / name
    try:
        if folder is not None and not path.resolve().is_relative_to(folder.resolve()):
            raise SoclocError(f"{name} lies outside the {whose}'s folder", f"Copy it beside the {whose}.")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise SoclocError(f"cannot read {name}: {getattr(error, 'strerror', None) or error}") from error
    if len(data) > MAX_BYTES:
        raise SoclocError(f"{name} is larger than {MAX_BYTES // 1024} KiB", "A theme takes a few.")
    try:
        return parsed(data.decode("utf-8-sig"), name, brand)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SoclocError(f"{name}:{line} is not UTF-8 text", "Save it as UTF-8.") from error


@lru_cache(maxsize=64)
def built_in(name: str, brand: str = "") -> Theme:
    """A built-in theme with the brand's colour, if any. Raises OSError where there is none of that name."""
    text = (templates_dir() / "_themes" / f"{name}.css").read_text("utf-8")
    return parsed(text, f"templates/_themes/{name}.css", brand)


@lru_cache(maxsize=16)  # every article of a campaign asks for the same one
def parsed(text: str, shown: str, brand: str = "") -> Theme:
    """A theme out of its CSS. `brand` is a colour that takes the place of the theme's own `--brand`.

    `--brand-soft` is a breath of it, for areas behind words: see-through, since dark screens leave that as it is.
    """
    rules, dropped = css.rules(text, _brand(brand))
    by_tag: dict[str, list[Rule]] = {}
    by_class: dict[str, list[Rule]] = {}
    for rule in rules:
        tag, classes = rule.chain[-1]
        index, key = (by_class, min(classes)) if classes else (by_tag, tag)
        index.setdefault(key, []).append(rule)
    return Theme(
        shown,
        {key: tuple(found) for key, found in by_tag.items()},
        {key: tuple(found) for key, found in by_class.items()},
        tuple(dropped),
    )


def _brand(brand: str) -> dict[str, str]:
    found = css.color(brand) if brand else None
    if found is None:
        return {}
    red, green, blue = (round(part) for part in found[:3])
    return {"--brand": as_hex(found), "--brand-soft": f"rgba({red},{green},{blue},{_SOFT})"}


def as_hex(color: Color) -> str:
    """A colour as #rrggbb, without its alpha."""
    return "#" + "".join(f"{round(part):02x}" for part in color[:3])


def declarations(theme: Theme, chain: list[tuple[str, frozenset[str]]]) -> dict[str, Declaration]:
    """The declarations for an element by their names, weakest first; `chain` leads from the outermost to it."""
    tag, classes = chain[-1]
    rules = [*theme.by_tag.get(tag, ())]
    for name in classes:
        rules += theme.by_class.get(name, ())
    found: dict[str, Declaration] = {}
    for rule in sorted((rule for rule in rules if _matches(rule, chain)), key=lambda rule: rule.weight):
        for declaration in rule.declarations:
            for name in [name for name in found if _is_undone(name, declaration.name)]:
                del found[name]
            found[declaration.name] = declaration
    return found


def _is_undone(name: str, by: str) -> bool:
    """Whether a later declaration leaves nothing of an earlier one; it stands behind what it refines."""
    kept = ("border-radius", "border-collapse", "border-spacing")
    return name == by or (name.startswith(f"{by}-") and name not in kept)


def _matches(rule: Rule, chain: list[tuple[str, frozenset[str]]]) -> bool:
    wanted = len(rule.chain) - 1
    if not _fits(rule.chain[wanted], chain[-1]):
        return False
    for element in reversed(chain[:-1]):
        if wanted == 0:
            break
        if _fits(rule.chain[wanted - 1], element):
            wanted -= 1
    return wanted == 0


def _fits(part: tuple[str, frozenset[str]], element: tuple[str, frozenset[str]]) -> bool:
    return part[0] in ("", element[0]) and part[1] <= element[1]
