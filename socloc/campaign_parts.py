"""The parts of a campaign that posts refer to: brand, links, QR codes, images and videos, claims and coupons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple, cast

from socloc.campaign_levels import schedule_at, words_at
from socloc.campaign_names import Named
from socloc.campaign_values import ANY_LOCALE
from socloc.findings import Check, Finding
from socloc.locales import canonical
from socloc.model import Brand, Claim, Coupon, Link, Media, QrCode, Utm, Written
from socloc.places import Node, resolve

DUPLICATE_ID = Check(
    "duplicate-id",
    "error",
    """Two posts have the same id, or a locale or network is listed twice, so one would overwrite the other.

    Give one of the posts another id, or remove the second mention.
    """,
)
CHECKS: Final = (DUPLICATE_ID,)
_ACCOUNT_NAME: Final = "name"  # stands among the handles of an account, and is none


class Whole(NamedTuple):
    """A brand with all that it goes on from: its keys, the tracking of links, its files in brands/, nearest first."""

    entries: Mapping[str, Node]
    utm: Node | None = None
    files: tuple[str, ...] = ()


def listed_twice(node: Node) -> Iterator[Finding]:
    """The locales that a mapping has in upper and in lower case; no other keys can differ in their case only."""
    seen: dict[str, str] = {}
    for name, child in node.mapping.items():
        if seen.setdefault(name.lower(), name) != name:
            yield DUPLICATE_ID.at(child.key, f"the locale {canonical(name)} is listed twice", "Remove one.")
    for child in (*node.mapping.values(), *node.items):
        yield from listed_twice(child)


def claims(nodes: Sequence[Node], named: Named) -> Iterator[Claim]:
    """The claims that an author declares, without those of one id."""
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


def coupons(nodes: Sequence[Node], named: Named) -> Iterator[Coupon]:
    """The coupons of a campaign, without those of one code."""
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


def _written(node: Node, path: str) -> Written:
    return Written(node.text, node.place, path, node.block)


def link(name: str, node: Node, source: str, named: Named) -> Link:
    """A link with its addresses, and the networks that it has parameters for."""
    entries = node.mapping
    by_network = entries["networks"].mapping if "networks" in entries else {}
    for network, child in by_network.items():
        named.network(network, child._replace(place=child.key))
    return Link(
        name,
        words_at(entries.get("url", node), f"links.{name}", ANY_LOCALE),
        words_at(entries["label"], f"links.{name}.label", source) if "label" in entries else None,
        utm(entries.get("utm"), f"links.{name}.utm"),
        {network: utm(child, f"links.{name}.networks.{network}") for network, child in by_network.items()},
    )


def qr_code(name: str, node: Node, source: str) -> QrCode:
    """A QR code; lengths in print become millimetres."""
    entries = node.mapping
    value = {key: resolve(child) for key, child in entries.items()}
    texts = {key: _written(entries[key], f"qr.{name}.{key}") for key in ("link", "text") if key in entries}
    return QrCode(
        name,
        node.key,
        texts.get("link"),
        texts.get("text"),
        words_at(entries["label"], f"qr.{name}.label", source) if "label" in entries else None,
        utm(entries.get("utm"), f"qr.{name}.utm"),
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


def media(name: str, node: Node, source: str) -> Media:
    """An image or video."""
    entries = node.mapping
    alt = words_at(entries["alt"], f"media.{name}.alt", source) if "alt" in entries else None
    number = _written(entries["map_approval"], f"media.{name}.map_approval") if "map_approval" in entries else None
    is_map = resolve(entries["map"]) is True if "map" in entries else None
    return Media(name, _written(entries.get("file", node), f"media.{name}"), alt, is_map, number)


def brand(entries: Mapping[str, Node], named: Named, files: tuple[str, ...] = ()) -> Brand:
    """The brand of a campaign; `files` are those in brands/ that it comes from."""
    banned = entries["banned"].mapping if "banned" in entries else {}
    tags = entries["hashtags"].mapping if "hashtags" in entries else {}
    domains = banned["domains"].items if "domains" in banned else ()
    return Brand(
        words_at(entries["name"], "brand.name", ANY_LOCALE) if "name" in entries else None,
        handles("brand.handles", entries["handles"], named) if "handles" in entries else {},
        {key: child.text for key, child in entries["colors"].mapping.items()} if "colors" in entries else {},
        _written(entries["logo"], "brand.logo") if "logo" in entries else None,
        tuple(item.text for item in entries["terms"].items) if "terms" in entries else (),
        _written(entries["theme"], "brand.theme") if "theme" in entries else None,
        entries["audience"].text if "audience" in entries else "",
        tuple(_each(entries, "glossary")),
        _typography(entries).get("cjk_latin_space", "ignore"),
        words_at(banned["words"], "brand.banned.words", ANY_LOCALE) if "words" in banned else None,
        tuple(_written(item, "brand.banned.domains") for item in domains),
        words_at(entries["competitors"], "brand.competitors", ANY_LOCALE) if "competitors" in entries else None,
        tuple(item.text for item in entries["contacts"].items) if "contacts" in entries else (),
        words_at(tags["always"], "brand.hashtags.always", ANY_LOCALE) if "always" in tags else None,
        words_at(tags["never"], "brand.hashtags.never", ANY_LOCALE) if "never" in tags else None,
        tuple(_each(entries, "templates")),
        files,
    )


def _each(entries: Mapping[str, Node], key: str) -> Iterator[Written]:
    """The files that a brand and those it goes on from name under a key."""
    if key in entries:
        for node in entries[key].items or (entries[key],):
            yield _written(node, f"brand.{key}")


def _typography(entries: Mapping[str, Node]) -> dict[str, str]:
    chosen = entries["typography"].mapping if "typography" in entries else {}
    return {key: child.text for key, child in chosen.items()}


def handles(path: str, node: Node, named: Named) -> dict[str, Written]:
    """The names of an account on the networks."""
    for network, child in node.mapping.items():
        if network != _ACCOUNT_NAME:
            named.network(network, child._replace(place=child.key), "warning")
    return {network: _written(child, f"{path}.{network}") for network, child in node.mapping.items()}


def utm(node: Node | None, path: str) -> Utm:
    """Parameters for links; none where the campaign says false."""
    if node is None:
        return Utm(True, {})
    return Utm(
        resolve(node) is not False, {key: _written(child, f"{path}.{key}") for key, child in node.mapping.items()}
    )
