"""The levels of a campaign: which part of the file says what, for which locale and network, weakest first.

campaign < brand < post < locale < network < network and locale. Within the same reach the post's own words come
before the brand's, and those before the campaign's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from socloc.campaign_values import ANY_LOCALE
from socloc.locales import canonical
from socloc.model import Level, Names, Schedule, Scope, Words, Written
from socloc.places import Node, resolve

TEXT_KEYS: Final = ("title", "text", "body", "digest", "author", "signature", "comment")
TAG_KEYS: Final = ("hashtags", "mentions")
NAME_KEYS: Final = ("link", "buttons", "qr", "media")
# A single string is in the source locale; of these it is a name and serves every locale.
NEUTRAL_KEYS: Final = ("author", "mentions")
_SCOPES: Final[tuple[Scope, ...]] = ("campaign", "brand", "post")


def shared_levels(source: str, campaign: Node | None, brand: Node | None, signature: Node | None) -> tuple[Level, ...]:
    """The levels that speak about every post: the campaign's and the brand's defaults, and the brand's signature.

    `source` is the locale of single strings.
    """
    found: list[Level] = []
    if campaign is not None:
        found += _levels(campaign, "campaign", "defaults", source)
    if signature is not None:
        words = {"signature": words_at(signature, "brand.signature", source)}
        found.append(Level("brand", "", "", "", words, {}, None, None, signature.key))
    if brand is not None:
        found += _levels(brand, "brand", "brand.defaults", source)
    return tuple(found)


def levels_of(source: str, shared: tuple[Level, ...], post: Node) -> tuple[Level, ...]:
    """All levels that speak about a post, weakest first."""
    own = _levels(post, "post", f"posts.{post.mapping['id'].text}", source)
    return tuple(sorted([*shared, *own], key=_strength))


def reach(level: Level) -> str:
    """For which variants a level speaks, in words: `post`, `locale`, `network`, `network and locale`."""
    if level.network:
        return "network and locale" if level.locale else "network"
    return "locale" if level.locale else level.scope


def _strength(level: Level) -> tuple[bool, bool, bool, bool, int]:
    both = bool(level.network and level.locale)
    return both, bool(level.network), bool(level.format), bool(level.locale), _SCOPES.index(level.scope)


def _levels(node: Node, scope: Scope, path: str, source: str) -> Iterator[Level]:
    yield _level(node, scope, path, source)
    for tag, child in _entries(node, "locales"):
        yield _level(child, scope, f"{path}.locales.{tag}", source, locale=tag)
    for target, child in _entries(node, "networks"):
        here = f"{path}.networks.{target}"
        yield _level(child, scope, here, source, target)
        for tag, grandchild in _entries(child, "locales"):
            yield _level(grandchild, scope, f"{here}.locales.{tag}", source, target, tag)


def _entries(node: Node, key: str) -> Iterator[tuple[str, Node]]:
    if key in node.mapping:
        yield from node.mapping[key].mapping.items()


def _level(node: Node, scope: Scope, path: str, source: str, target: str = "", locale: str = "") -> Level:
    network, _, format_id = target.partition("/")
    locale = canonical(locale) if locale else ""
    entries = node.mapping
    words: dict[str, Words] = {}
    for key in (*TEXT_KEYS, *TAG_KEYS):
        if key in entries:
            # Inside `locales: {de: …}` a single string is German; a name stays good for all.
            default = locale or (ANY_LOCALE if key in NEUTRAL_KEYS else source)
            words[key] = words_at(entries[key], f"{path}.{key}", default)
    names = {key: names_at(entries[key], f"{path}.{key}") for key in NAME_KEYS if key in entries}
    schedule = schedule_at(entries["schedule"], f"{path}.schedule") if "schedule" in entries else None
    thread, paid, made = (_flag(entries, key) for key in ("thread", "paid", "ai_generated"))
    return Level(scope, locale, network, format_id, words, names, schedule, thread, node.key, paid, made)


def _flag(entries: Mapping[str, Node], key: str) -> bool | None:
    return resolve(entries[key]) is True if key in entries else None


def words_at(node: Node, path: str, default: str) -> Words:
    """A text or tags in any form: one string or list (in the locale `default`), or a map of locales to them.

    Nothing at all, "" or [], is meant for every locale.
    """
    if not isinstance(node.value, dict):
        nothing = not node.value
        return Words(path, node.key, {ANY_LOCALE if nothing else default: _strings(node, path)})
    return Words(path, node.key, _by_locale(node.mapping, path))


def names_at(node: Node, path: str) -> Names:
    """One name or a list of names, each once; the empty string is no name."""
    names = {name.value: name for name in reversed(_strings(node, path)) if name.value}
    return Names(path, node.key, tuple(reversed(names.values())))


def _by_locale(entries: Mapping[str, Node], path: str) -> dict[str, tuple[Written, ...]]:
    return {
        tag if tag == ANY_LOCALE else canonical(tag): _strings(child, f"{path}.{tag}") for tag, child in entries.items()
    }


def _strings(node: Node, path: str) -> tuple[Written, ...]:
    if not isinstance(node.value, list):
        return (Written(node.text, node.place, path, node.block),)
    return tuple(
        Written(item.text, item.place, f"{path}[{index}]", item.block) for index, item in enumerate(node.items)
    )


def schedule_at(node: Node, path: str) -> Schedule:
    """A time on the clock of a zone."""
    at = node.mapping["at"]
    return Schedule(at.text.replace(" ", "T"), node.mapping["zone"].text, at.place, path)
