"""What a brand says over what the brand says that it goes on from; every value keeps its place in its own file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypeAlias

from socloc.campaign_levels import NEUTRAL_KEYS, TAG_KEYS, TEXT_KEYS
from socloc.campaign_values import ANY_LOCALE
from socloc.locales import canonical
from socloc.places import Node

Path: TypeAlias = tuple[str, ...]

_FILES: Final[tuple[Path, ...]] = (("glossary",), ("templates",))  # of one name in two folders they are two
# What nobody can take back by going on from a brand. Files and words that protect add up as well.
_ADDED: Final[tuple[Path, ...]] = (
    ("banned", "words"),
    ("banned", "domains"),
    ("competitors",),
    ("hashtags", "never"),
    ("terms",),
    ("contacts",),
    *_FILES,
)
_FOR_ALL: Final[tuple[Path, ...]] = (
    ("name",),
    ("banned", "words"),
    ("competitors",),
    ("hashtags", "always"),
    ("hashtags", "never"),
)


def over(near: Mapping[str, Node], far: Mapping[str, Node], source: str) -> dict[str, Node]:
    """What `near` says, and where it says nothing, what `far` says; single strings of `near` are in `source`.

    Mappings are merged key by key. A list or a single string takes the place of all that stood there, so that no
    translation of other words is left behind. What is banned adds up, and so do terms, contacts and files that protect.
    """
    return _over((), near, far, source)


def _over(path: Path, near: Mapping[str, Node], far: Mapping[str, Node], source: str) -> dict[str, Node]:
    names = {_name(path, name): name for name in near}
    made = {}
    for name in dict.fromkeys((*far, *names)):
        made[name] = _one((*path, name), near.get(names.get(name, "")), far.get(name), source)
    return {name: node for name, node in made.items() if node is not None}


def _one(path: Path, near: Node | None, far: Node | None, source: str) -> Node | None:
    if near is None:
        return far
    locale = _locale(path, source)
    if locale and not isinstance(near.value, dict):
        # Nothing at all, "" or [], is meant for every locale.
        near = Node({locale if near.value else ANY_LOCALE: near}, near.place, near.key)
        far = far if path in _ADDED else None
    if path in _ADDED and not isinstance(near.value, dict):
        items = [*_items(near), *(_items(far) if far else ())]
        return near._replace(value=items if path in _FILES else [*_once(items)])
    if not isinstance(near.value, dict):
        return near
    before = far.mapping if far else {}
    if path in _ADDED:
        return near._replace(value=_added(near, before))
    return near._replace(value=_over(path, near.mapping, before, source))


def _added(near: Node, far: Mapping[str, Node]) -> dict[str, Node]:
    """Lists by locale, of which nothing is lost."""
    own = {_tag(name): child for name, child in near.mapping.items()}
    made = {}
    for tag in dict.fromkeys((*far, *own)):
        nodes = [mapping[tag] for mapping in (own, far) if tag in mapping]
        made[tag] = nodes[0]._replace(value=[*_once([item for node in nodes for item in node.items])])
    return made


def _items(node: Node) -> list[Node]:
    """The items of a list; a single file is a list of one."""
    return list(node.items) if isinstance(node.value, list) else [node]


def _once(nodes: Iterable[Node]) -> Iterator[Node]:
    """Those with other words than the ones before."""
    seen: set[str] = set()
    for node in nodes:
        if node.text not in seen:
            seen.add(node.text)
            yield node


def _name(path: Path, name: str) -> str:
    """A key as it is compared with others: tags of locales have one form."""
    return _tag(name) if path[-1:] == ("locales",) or _locale(path, "-") else name


def _tag(name: str) -> str:
    return name if name == ANY_LOCALE else canonical(name)


def _locale(path: Path, source: str) -> str:
    """The locale of a single string or list at a path; empty where no words or tags belong there."""
    if path in _FOR_ALL:
        return ANY_LOCALE
    if path == ("signature",):
        return source
    if path[:1] != ("defaults",) or path[-1] not in (*TEXT_KEYS, *TAG_KEYS):
        return ""
    if path[-3:-2] == ("locales",):
        return _tag(path[-2])
    return ANY_LOCALE if path[-1] in NEUTRAL_KEYS else source
