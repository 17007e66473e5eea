"""YAML values to a Campaign, with findings. What the file may hold is in campaign_format.py."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from socloc import campaign_format, locales, networks
from socloc.campaign_format import ANY_LOCALE
from socloc.campaign_levels import levels_of, shared_levels, words_at
from socloc.findings import Check, Finding
from socloc.locales import Locale
from socloc.model import (
    Brand,
    Campaign,
    Level,
    Link,
    Media,
    Post,
    QrCode,
    Selection,
    Target,
    Utm,
    Written,
)
from socloc.places import Node, read, resolve
from socloc.shapes import suggest

UNKNOWN_NAME = Check(
    "unknown-name",
    "error",
    """Something is named that does not exist: a link, a QR code, an image, an account, a network or a locale.

    The finding names the nearest one that does. Links, QR codes, images and accounts are defined in the campaign
    itself; `socloc networks` lists the networks; a locale or network of your own is a file beside the campaign.
    """,
)
DUPLICATE_ID = Check(
    "duplicate-id",
    "error",
    """Two posts have the same id, or a locale or network is listed twice, so one would overwrite the other.""",
)
CHECKS: Final = (UNKNOWN_NAME, DUPLICATE_ID)

_QR_DEFAULTS: Final = {
    "error": "M",
    "size": "512",
    "quiet": "4",
    "dark": "#000000",
    "light": "#ffffff",
    "logo_share": "0.2",
}


def load(path: Path, shown: str) -> tuple[Campaign | None, list[Finding]]:
    """Read a campaign file; `shown` is its name in findings. The campaign is without its broken parts.

    Raises SoclocError where the file cannot be read at all.
    """
    node, findings = read(path, shown)
    kept = campaign_format.CAMPAIGN.read(node, findings) if node else None
    if kept is None:
        return None, findings
    return _Builder(kept, path.parent, findings).campaign(), findings


def written(node: Node, path: str) -> Written:
    """The string of a scalar node with its address."""
    return Written(node.text, node.place, path, node.block)


class _Builder:
    """Turns the checked nodes of one file into a Campaign and asks whether everything that is named exists."""

    def __init__(self, root: Node, folder: Path, findings: list[Finding]) -> None:
        self.root = root
        self.entries = root.mapping
        self.folder = folder
        self.findings = findings
        self.source = locales.canonical(self.entries["source"].text)

    def campaign(self) -> Campaign | None:
        found_locales = self.published_locales()
        targets = tuple(self.targets(found_locales))
        posts = self.posts()
        links = {name: self.link(name, node) for name, node in self.section("links")}
        defined: dict[str, Mapping[str, object]] = {
            "link": links,
            "qr": dict(self.section("qr")),
            "media": dict(self.section("media")),
        }
        levels = self.levels(posts)
        for level in {id(level): level for found in levels.values() for level in found}.values():
            self.check_level(level, defined)
        accounts = {
            name: {network: written(child, f"accounts.{name}.{network}") for network, child in node.mapping.items()}
            for name, node in self.section("accounts")
        }
        qr_codes = {name: self.qr_code(name, node, links) for name, node in self.section("qr")}
        if not found_locales or not posts:
            return None
        return Campaign(
            self.entries["id"].text,
            self.entries["title"].text if "title" in self.entries else "",
            self.root.place.file,
            self.source,
            found_locales,
            targets,
            self.brand(),
            _utm(self.entries.get("utm")),
            links,
            qr_codes,
            {name: self.media(name, node) for name, node in self.section("media")},
            accounts,
            tuple(post for post, _ in posts),
            levels,
            self.root.place,
        )

    def section(self, key: str) -> Iterator[tuple[str, Node]]:
        if key in self.entries:
            yield from self.entries[key].mapping.items()

    def published_locales(self) -> dict[str, Locale]:
        found: dict[str, Locale] = {}
        for node in self.entries["locales"].items:
            tag = locales.canonical(node.text)
            if tag in found:
                self.findings.append(DUPLICATE_ID.at(node.place, f"the locale {tag} is listed twice", "Remove one."))
                continue
            locale, problems = locales.load(tag, self.folder)
            self.findings += problems
            if locale is not None:
                found[tag] = locale
            elif not problems:
                hint = f"Known: {', '.join(locales.tags(self.folder))}. Your own: locales/{tag}/locale.yaml."
                self.findings.append(UNKNOWN_NAME.at(node.place, locales.not_known(tag, self.folder), hint))
        return found

    def targets(self, found: Mapping[str, Locale]) -> Iterator[Target]:
        node = self.entries["networks"]
        listed: list[tuple[Node, Sequence[Node]]] = [(item, ()) for item in node.items]
        listed += [(Node(name, child.key, child.key, True), child.items) for name, child in node.mapping.items()]
        seen: set[str] = set()
        for item, chosen in listed:
            target = self.format_of(item)
            if target is None:
                continue
            if str(target) in seen:
                self.findings.append(DUPLICATE_ID.at(item.place, f"{target} is listed twice", "Remove one."))
                continue
            seen.add(str(target))
            wanted = [self.known_locale(child, found) for child in chosen] if chosen else list(found)
            yield Target(target, tuple(tag for tag in wanted if tag), item.place)

    def format_of(self, node: Node) -> networks.Format | None:
        network_id, _, format_id = node.text.partition("/")
        network, problems = networks.load(network_id, self.folder)
        self.findings += problems
        if network is None:
            if not problems:
                known = ", ".join(networks.ids(self.folder))
                message = networks.not_known(network_id, self.folder)
                self.findings.append(UNKNOWN_NAME.at(node.place, message, f"Known: {known}."))
            return None
        target = network.format(format_id)
        if target is None:
            formats = tuple(found.id for found in network.formats)
            message = f"{network_id} has no format `{format_id}`{suggest(format_id, formats)}"
            self.findings.append(UNKNOWN_NAME.at(node.place, message, f"It has {', '.join(formats)}."))
        return target

    def known_locale(self, node: Node, found: Mapping[str, Locale]) -> str:
        tag = locales.canonical(node.text)
        if tag in found:
            return tag
        message = f"the campaign has no locale `{node.text}`{locales.nearest(node.text, found)}"
        self.findings.append(UNKNOWN_NAME.at(node.place, message, f"It has {', '.join(found)}; see `locales`."))
        return ""

    def posts(self) -> list[tuple[Post, Node]]:
        found: dict[str, tuple[Post, Node]] = {}
        for node in self.entries["posts"].items:
            entries = node.mapping
            post_id = entries["id"].text
            if post_id in found:
                line = found[post_id][0].place.line
                message = f"the post `{post_id}` is defined twice; the first is at line {line}"
                self.findings.append(DUPLICATE_ID.at(entries["id"].place, message, "Give one of them another id."))
                continue
            kind = entries["kind"].text if "kind" in entries else "post"
            only, excluded = (self.selection(entries.get(key)) for key in ("only", "except"))
            found[post_id] = Post(post_id, kind, entries["id"].place, only, excluded), node
        return list(found.values())

    def selection(self, node: Node | None) -> Selection:
        if node is None:
            return Selection((), ())
        chosen = {key: child.items for key, child in node.mapping.items()}
        listed = [locales.canonical(item.text) for item in self.entries["locales"].items]
        for item in chosen.get("locales", ()):
            if locales.canonical(item.text) not in listed:
                message = f"the campaign has no locale `{item.text}`{locales.nearest(item.text, listed)}"
                self.findings.append(UNKNOWN_NAME.at(item.place, message, f"It has {', '.join(listed)}."))
        targets = [item.text for item in chosen.get("networks", ()) if self.format_of(item)]
        return Selection(tuple(locales.canonical(i.text) for i in chosen.get("locales", ())), tuple(targets))

    def levels(self, posts: list[tuple[Post, Node]]) -> dict[str, tuple[Level, ...]]:
        brand = self.entries["brand"].mapping if "brand" in self.entries else {}
        shared = shared_levels(self.source, self.entries.get("defaults"), brand.get("defaults"), brand.get("signature"))
        return {post.id: levels_of(self.source, shared, node) for post, node in posts}

    def check_level(self, level: Level, defined: Mapping[str, Mapping[str, object]]) -> None:
        listed = [locales.canonical(item.text) for item in self.entries["locales"].items]
        for key, names in level.names.items():
            for name in names.names:
                if name.value not in defined[key]:
                    self.undefined(name, key, defined[key])
        for mention in level.words["mentions"].by_locale.values() if "mentions" in level.words else ():
            known = {"brand": None} | dict(self.section("accounts"))
            for account in mention:
                if not account.value.startswith("@") and account.value not in known:
                    self.undefined(account, "account", known)
        if level.network:
            shown = f"{level.network}/{level.format}" if level.format else level.network
            self.format_of(Node(shown, level.place, level.place, quoted=True))
        if level.locale and level.locale not in listed:
            message = f"the campaign has no locale `{level.locale}`{locales.nearest(level.locale, listed)}"
            self.findings.append(UNKNOWN_NAME.at(level.place, message, f"It has {', '.join(listed)}."))

    def undefined(self, name: Written, kind: str, known: Mapping[str, object]) -> None:
        message = f"there is no {kind} `{name.value}`{suggest(name.value, known)}"
        hint = (
            f"Defined: {', '.join(known)}."
            if known
            else f"The campaign defines none; add it under `{_SECTIONS[kind]}`."
        )
        self.findings.append(UNKNOWN_NAME.at(name.place, message, hint))

    def link(self, name: str, node: Node) -> Link:
        entries = node.mapping
        urls = entries.get("url", node)
        by_network = entries["networks"].mapping if "networks" in entries else {}
        return Link(
            name,
            words_at(urls, f"links.{name}", ANY_LOCALE),
            _utm(entries.get("utm")),
            {network: _utm(child) for network, child in by_network.items()},
        )

    def qr_code(self, name: str, node: Node, links: Mapping[str, Link]) -> QrCode:
        entries = node.mapping
        look = _QR_DEFAULTS | {key: entries[key].text for key in _QR_DEFAULTS if key in entries}
        link = written(entries["link"], f"qr.{name}.link") if "link" in entries else None
        if link and link.value not in links:
            self.undefined(link, "link", links)
        return QrCode(
            name,
            node.key,
            link,
            written(entries["text"], f"qr.{name}.text") if "text" in entries else None,
            words_at(entries["label"], f"qr.{name}.label", self.source) if "label" in entries else None,
            _utm(entries.get("utm")),
            look["error"],
            int(look["size"]),
            int(look["quiet"]),
            look["dark"],
            look["light"],
            "logo" in entries and resolve(entries["logo"]) is True,
            float(look["logo_share"]),
        )

    def media(self, name: str, node: Node) -> Media:
        entries = node.mapping
        alt = words_at(entries["alt"], f"media.{name}.alt", self.source) if "alt" in entries else None
        return Media(name, written(entries.get("file", node), f"media.{name}"), alt)

    def brand(self) -> Brand:
        entries = self.entries["brand"].mapping if "brand" in self.entries else {}
        handles = entries["handles"].mapping if "handles" in entries else {}
        return Brand(
            words_at(entries["name"], "brand.name", ANY_LOCALE) if "name" in entries else None,
            {network: written(child, f"brand.handles.{network}") for network, child in handles.items()},
            {key: child.text for key, child in entries["colors"].mapping.items()} if "colors" in entries else {},
            written(entries["logo"], "brand.logo") if "logo" in entries else None,
            tuple(item.text for item in entries["terms"].items) if "terms" in entries else (),
        )


_SECTIONS: Final = {"link": "links", "qr": "qr", "media": "media", "account": "accounts"}


def _utm(node: Node | None) -> Utm:
    if node is None:
        return Utm(True, {})
    return Utm(resolve(node) is not False, {key: written(child, f"utm.{key}") for key, child in node.mapping.items()})
