"""YAML values to a Campaign, with findings. What the file may hold is in campaign_format.py."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from socloc import campaign_format, matrix
from socloc import campaign_parts as parts
from socloc.campaign_levels import levels_of, shared_levels
from socloc.campaign_names import Named
from socloc.campaign_parts import DUPLICATE_ID, Whole
from socloc.findings import Finding
from socloc.locales import Locale, canonical
from socloc.matrix import Row
from socloc.model import Campaign, Level, Post, Selection, Target, Words
from socloc.places import Node, read


def load(
    path: Path, shown: str, cache: Path | None = None, row: Row | str | None = None
) -> tuple[Campaign | None, list[Finding]]:
    """Read a campaign file; `shown` is its name in findings. The campaign is without its broken parts.

    `cache` is a folder where the facts about networks may be kept for later runs. `row` is the line of a table that it
    is filled with, or the id of one in the table that the campaign names, whose first it is where nobody chose one.
    Raises SoclocError where the file cannot be read at all.
    """
    node, findings = read(path, shown)
    columns: Mapping[str, Words] = {}
    if node and (row or matrix.may_ask(node)):
        from socloc.matrix.named import with_row  # most campaigns have no table

        node, columns = with_row(node, path, row, findings)
    kept = campaign_format.CAMPAIGN.read(node, findings) if node else None
    if kept is None:
        return None, findings
    findings += parts.listed_twice(kept)
    named = Named(path.parent, [node.text for node in kept.mapping["locales"].items], findings, cache)
    loaded = _campaign(kept, named, path)
    if loaded and columns:
        from socloc.matrix.columns import row_id

        loaded = loaded._replace(id=matrix.campaign_id(loaded.id, row_id(columns)), row=columns)
    return loaded, findings


def _campaign(root: Node, named: Named, path: Path) -> Campaign | None:
    entries = root.mapping
    source = canonical(entries["source"].text)
    locales = _locales(entries["locales"].items, named)
    posts = _posts(entries["posts"].items, named)
    chosen = entries["options"].mapping if "options" in entries else {}
    targets = tuple(_targets(entries["networks"], locales, chosen, named))
    if not locales or not posts:
        return None
    links = {name: parts.link(name, node, source, named) for name, node in _section(entries, "links")}
    brand = _brand(entries, path, source, named)
    campaign = Campaign(
        entries["id"].text,
        entries["title"].text if "title" in entries else "",
        root.place.file,
        source,
        locales,
        targets,
        parts.brand(brand.entries, named, brand.files),
        parts.utm(brand.utm, "utm"),
        links,
        {name: parts.qr_code(name, node, source) for name, node in _section(entries, "qr")},
        {name: parts.media(name, node, source) for name, node in _section(entries, "media")},
        {name: parts.handles(f"accounts.{name}", node, named) for name, node in _section(entries, "accounts")},
        tuple(post for post, _ in posts),
        _levels(entries, brand.entries, source, [node for _, node in posts]),
        root.place,
        claims=tuple(parts.claims(entries["claims"].items, named)) if "claims" in entries else (),
        coupons=tuple(parts.coupons(entries["coupons"].items, named)) if "coupons" in entries else (),
    )
    _ask_for_names(campaign, named)
    return campaign


def _brand(entries: Mapping[str, Node], path: Path, source: str, named: Named) -> Whole:
    """The brand with all that it goes on from, and the tracking that counts; most brands go on from none."""
    node, utm = entries.get("brand"), entries.get("utm")
    if node is None or (node.mapping and "extends" not in node.mapping):
        return Whole(node.mapping if node else {}, utm, ())
    from socloc.brands import reader

    whole = reader.whole(node, path, source, named.findings)
    return whole._replace(utm=reader.with_utm(utm, whole.utm))


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


def _ask_for_names(campaign: Campaign, named: Named) -> None:
    defined: dict[str, Mapping[str, object]] = {
        "link": campaign.links,
        "qr": campaign.qr_codes,
        "media": campaign.media,
        "account": {"brand": campaign.brand, **campaign.accounts},
    }
    levels = {id(level): level for found in campaign.levels.values() for level in found}.values()
    for level in levels:
        named.level(level, defined, level.place.file == campaign.file)
    for code in campaign.qr_codes.values():
        named.qr_code(code, campaign.links)
    # A brand has words for locales of other campaigns, too.
    own = (words for words in _words(campaign, levels) if words.place.file == campaign.file)
    named.used(own, campaign.locales, campaign.source)


def _words(campaign: Campaign, levels: Iterable[Level]) -> Iterator[Words]:
    for level in levels:
        yield from level.words.values()
    yield from (link.urls for link in campaign.links.values())
    yield from (link.label for link in campaign.links.values() if link.label)
    yield from (code.label for code in campaign.qr_codes.values() if code.label)
    yield from (media.alt for media in campaign.media.values() if media.alt)
    if campaign.brand.name:
        yield campaign.brand.name
