"""YAML values to a Campaign, with findings. What the file may hold is in campaign_format.py."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, cast

from socloc import campaign_format
from socloc.campaign_format import ANY_LOCALE
from socloc.campaign_levels import levels_of, schedule_at, shared_levels, words_at
from socloc.campaign_names import Named
from socloc.findings import Check, Finding
from socloc.locales import Locale, canonical
from socloc.model import (
    Brand,
    Campaign,
    Claim,
    Coupon,
    Level,
    Link,
    Media,
    Post,
    QrCode,
    Selection,
    Target,
    Utm,
    Words,
    Written,
)
from socloc.places import Node, read, resolve

DUPLICATE_ID = Check(
    "duplicate-id",
    "error",
    """Two posts have the same id, or a locale or network is listed twice, so one would overwrite the other.

    Give one of the posts another id, or remove the second mention.
    """,
)
CHECKS: Final = (DUPLICATE_ID,)
ACCOUNT_NAME: Final = "name"  # stands among the handles of an account, and is none


def load(path: Path, shown: str, cache: Path | None = None) -> tuple[Campaign | None, list[Finding]]:
    """Read a campaign file; `shown` is its name in findings. The campaign is without its broken parts.

    `cache` is a folder where the facts about networks may be kept for later runs.
    Raises SoclocError where the file cannot be read at all.
    """
    node, findings = read(path, shown)
    kept = campaign_format.CAMPAIGN.read(node, findings) if node else None
    if kept is None:
        return None, findings
    findings += _listed_twice(kept)
    named = Named(path.parent, [node.text for node in kept.mapping["locales"].items], findings, cache)
    return _campaign(kept, named), findings


def _listed_twice(node: Node) -> Iterator[Finding]:
    """The locales that a mapping has in upper and in lower case; no other keys can differ in their case only."""
    seen: dict[str, str] = {}
    for name, child in node.mapping.items():
        if seen.setdefault(name.lower(), name) != name:
            yield DUPLICATE_ID.at(child.key, f"the locale {canonical(name)} is listed twice", "Remove one.")
    for child in (*node.mapping.values(), *node.items):
        yield from _listed_twice(child)


def _campaign(root: Node, named: Named) -> Campaign | None:
    entries = root.mapping
    source = canonical(entries["source"].text)
    locales = _locales(entries["locales"].items, named)
    posts = _posts(entries["posts"].items, named)
    chosen = entries["options"].mapping if "options" in entries else {}
    targets = tuple(_targets(entries["networks"], locales, chosen, named))
    if not locales or not posts:
        return None
    links = {name: _link(name, node, source, named) for name, node in _section(entries, "links")}
    brand = entries["brand"].mapping if "brand" in entries else {}
    campaign = Campaign(
        entries["id"].text,
        entries["title"].text if "title" in entries else "",
        root.place.file,
        source,
        locales,
        targets,
        _brand(brand, named),
        _utm(entries.get("utm"), "utm"),
        links,
        {name: _qr_code(name, node, source) for name, node in _section(entries, "qr")},
        {name: _media(name, node, source) for name, node in _section(entries, "media")},
        {name: _handles(f"accounts.{name}", node, named) for name, node in _section(entries, "accounts")},
        tuple(post for post, _ in posts),
        _levels(entries, brand, source, [node for _, node in posts]),
        root.place,
        claims=tuple(_claims(entries["claims"].items, named)) if "claims" in entries else (),
        coupons=tuple(_coupons(entries["coupons"].items, named)) if "coupons" in entries else (),
    )
    _ask_for_names(campaign, named)
    return campaign


def _section(entries: Mapping[str, Node], key: str) -> Iterator[tuple[str, Node]]:
    if key in entries:
        yield from entries[key].mapping.items()


def _locales(nodes: Sequence[Node], named: Named) -> dict[str, Locale]:
    found: dict[str, Locale] = {}
    for node in nodes:
        tag = canonical(node.text)
        if tag in found:
            message = f"the locale {tag} is listed twice"
            named.findings.append(DUPLICATE_ID.at(node.place, message, "Remove one."))
        elif locale := named.locale_data(node):
            found[tag] = locale
    return found


def _targets(node: Node, locales: Mapping[str, Locale], options: Mapping[str, Node], named: Named) -> Iterator[Target]:
    listed: list[tuple[Node, Sequence[Node]]] = [(item, ()) for item in node.items]
    listed += [(Node(name, child.key, child.key, quoted=True), child.items) for name, child in node.mapping.items()]
    seen: set[str] = set()
    for item, chosen in listed:
        target = named.target(item)
        if target is None:
            continue
        if str(target) in seen:
            named.findings.append(DUPLICATE_ID.at(item.place, f"{target} is listed twice", "Remove one."))
            continue
        seen.add(str(target))
        wanted = _chosen(chosen, named) if chosen else list(locales)
        target = named.with_options(target, options)
        yield Target(target, tuple(tag for tag in wanted if tag in locales), item.place)
    named.options_used(options, seen)


def _chosen(nodes: Sequence[Node], named: Named) -> list[str]:
    found: list[str] = []
    for node in nodes:
        tag = canonical(node.text)
        if tag in found:
            named.findings.append(DUPLICATE_ID.at(node.place, f"the locale {tag} is listed twice", "Remove one."))
        elif named.published(node):
            found.append(tag)
    return found


def _posts(nodes: Sequence[Node], named: Named) -> list[tuple[Post, Node]]:
    found: dict[str, tuple[Post, Node]] = {}
    for node in nodes:
        entries = node.mapping
        post_id = entries["id"]
        if post_id.text in found:
            line = found[post_id.text][0].place.line
            message = f"the post `{post_id.text}` is defined twice; the first is at line {line}"
            named.findings.append(DUPLICATE_ID.at(post_id.place, message, "Give one of them another id."))
            continue
        kind = entries["kind"].text if "kind" in entries else "post"
        only, excluded = (_selection(entries.get(key), named) for key in ("only", "except"))
        note = entries["note"].text if "note" in entries else ""
        found[post_id.text] = Post(post_id.text, kind, post_id.place, only, excluded, note), node
    return list(found.values())


def _selection(node: Node | None, named: Named) -> Selection:
    chosen = {key: child.items for key, child in node.mapping.items()} if node else {}
    tags = [canonical(item.text) for item in chosen.get("locales", ()) if named.published(item)]
    targets = [item.text for item in chosen.get("networks", ()) if named.target(item)]
    return Selection(tuple(tags), tuple(targets))


def _levels(
    entries: Mapping[str, Node], brand: Mapping[str, Node], source: str, posts: Sequence[Node]
) -> dict[str, tuple[Level, ...]]:
    shared = shared_levels(source, entries.get("defaults"), brand.get("defaults"), brand.get("signature"))
    return {post.mapping["id"].text: levels_of(source, shared, post) for post in posts}


def _claims(nodes: Sequence[Node], named: Named) -> Iterator[Claim]:
    seen: set[str] = set()
    for node in nodes:
        entries = node.mapping
        claim_id = entries["id"]
        if claim_id.text in seen:
            message = f"the claim `{claim_id.text}` is defined twice"
            named.findings.append(DUPLICATE_ID.at(claim_id.place, message, "Give one of them another id."))
            continue
        seen.add(claim_id.text)
        path = f"claims.{claim_id.text}"
        scope = entries["scope"].mapping if "scope" in entries else {}
        region, period, by = (
            words_at(scope[key], f"{path}.scope.{key}", ANY_LOCALE) if key in scope else None
            for key in ("region", "period", "source")
        )
        text = words_at(entries["text"], f"{path}.text", ANY_LOCALE)
        exemption = entries["exemption"].text if "exemption" in entries else ""
        yield Claim(claim_id.text, claim_id.place, text, entries["evidence"].text, region, period, by, exemption)


def _coupons(nodes: Sequence[Node], named: Named) -> Iterator[Coupon]:
    seen: set[str] = set()
    for index, node in enumerate(nodes):
        code, path = node.mapping["code"], f"coupons[{index}]"
        if code.text in seen:
            message = f"the coupon `{code.text}` is defined twice"
            named.findings.append(DUPLICATE_ID.at(code.place, message, "Remove one."))
            continue
        seen.add(code.text)
        ends = schedule_at(node.mapping["ends"], f"{path}.ends") if "ends" in node.mapping else None
        yield Coupon(_written(code, f"{path}.code"), ends)


def _ask_for_names(campaign: Campaign, named: Named) -> None:
    defined: dict[str, Mapping[str, object]] = {
        "link": campaign.links,
        "qr": campaign.qr_codes,
        "media": campaign.media,
        "account": {"brand": campaign.brand, **campaign.accounts},
    }
    levels = {id(level): level for found in campaign.levels.values() for level in found}.values()
    for level in levels:
        named.level(level, defined)
    for code in campaign.qr_codes.values():
        named.qr_code(code, campaign.links)
    named.used(_words(campaign, levels), campaign.locales, campaign.source)


def _words(campaign: Campaign, levels: Iterable[Level]) -> Iterator[Words]:
    for level in levels:
        yield from level.words.values()
    yield from (link.urls for link in campaign.links.values())
    yield from (link.label for link in campaign.links.values() if link.label)
    yield from (code.label for code in campaign.qr_codes.values() if code.label)
    yield from (media.alt for media in campaign.media.values() if media.alt)
    if campaign.brand.name:
        yield campaign.brand.name


def _written(node: Node, path: str) -> Written:
    return Written(node.text, node.place, path, node.block)


def _link(name: str, node: Node, source: str, named: Named) -> Link:
    entries = node.mapping
    by_network = entries["networks"].mapping if "networks" in entries else {}
    for network, child in by_network.items():
        named.network(network, child._replace(place=child.key))
    return Link(
        name,
        words_at(entries.get("url", node), f"links.{name}", ANY_LOCALE),
        words_at(entries["label"], f"links.{name}.label", source) if "label" in entries else None,
        _utm(entries.get("utm"), f"links.{name}.utm"),
        {network: _utm(child, f"links.{name}.networks.{network}") for network, child in by_network.items()},
    )


def _qr_code(name: str, node: Node, source: str) -> QrCode:
    entries = node.mapping
    value = {key: resolve(child) for key, child in entries.items()}
    texts = {key: _written(entries[key], f"qr.{name}.{key}") for key in ("link", "text") if key in entries}
    return QrCode(
        name,
        node.key,
        texts.get("link"),
        texts.get("text"),
        words_at(entries["label"], f"qr.{name}.label", source) if "label" in entries else None,
        _utm(entries.get("utm"), f"qr.{name}.utm"),
        error=str(value.get("error", "M")),
        size=int(cast(float, value.get("size", 512))),
        quiet=int(cast(float, value.get("quiet", 4))),
        dark=str(value.get("dark", "#000000")),
        light=str(value.get("light", "#ffffff")),
        logo=value.get("logo") is True,
        logo_share=float(cast(float, value.get("logo_share", 0.2))),
        print_size=_millimetres(entries["print_size"].text) if "print_size" in entries else 0,
    )


def _millimetres(length: str) -> float:
    return float(length[:-2]) * (10 if length.endswith("cm") else 1)


def _media(name: str, node: Node, source: str) -> Media:
    entries = node.mapping
    alt = words_at(entries["alt"], f"media.{name}.alt", source) if "alt" in entries else None
    number = _written(entries["map_approval"], f"media.{name}.map_approval") if "map_approval" in entries else None
    is_map = resolve(entries["map"]) is True if "map" in entries else None
    return Media(name, _written(entries.get("file", node), f"media.{name}"), alt, is_map, number)


def _brand(entries: Mapping[str, Node], named: Named) -> Brand:
    banned = entries["banned"].mapping if "banned" in entries else {}
    domains = banned["domains"].items if "domains" in banned else ()
    return Brand(
        words_at(entries["name"], "brand.name", ANY_LOCALE) if "name" in entries else None,
        _handles("brand.handles", entries["handles"], named) if "handles" in entries else {},
        {key: child.text for key, child in entries["colors"].mapping.items()} if "colors" in entries else {},
        _written(entries["logo"], "brand.logo") if "logo" in entries else None,
        tuple(item.text for item in entries["terms"].items) if "terms" in entries else (),
        _written(entries["theme"], "brand.theme") if "theme" in entries else None,
        entries["audience"].text if "audience" in entries else "",
        _written(entries["glossary"], "brand.glossary") if "glossary" in entries else None,
        _typography(entries).get("cjk_latin_space", "ignore"),
        words_at(banned["words"], "brand.banned.words", ANY_LOCALE) if "words" in banned else None,
        tuple(_written(item, "brand.banned.domains") for item in domains),
        words_at(entries["competitors"], "brand.competitors", ANY_LOCALE) if "competitors" in entries else None,
        tuple(item.text for item in entries["contacts"].items) if "contacts" in entries else (),
    )


def _typography(entries: Mapping[str, Node]) -> dict[str, str]:
    chosen = entries["typography"].mapping if "typography" in entries else {}
    return {key: child.text for key, child in chosen.items()}


def _handles(path: str, node: Node, named: Named) -> dict[str, Written]:
    for network, child in node.mapping.items():
        if network != ACCOUNT_NAME:
            named.network(network, child._replace(place=child.key), "warning")
    return {network: _written(child, f"{path}.{network}") for network, child in node.mapping.items()}


def _utm(node: Node | None, path: str) -> Utm:
    if node is None:
        return Utm(True, {})
    return Utm(
        resolve(node) is not False, {key: _written(child, f"{path}.{key}") for key, child in node.mapping.items()}
    )
