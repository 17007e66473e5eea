"""Where a stretch of a published string stands in its file, and the hosts of the addresses that are published."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

from socloc.checks.advertising.texts import Seen
from socloc.checks.case import Case
from socloc.findings import Place, Subject
from socloc.model import Campaign, Written
from socloc.variant import Variant

Shown = Sequence[tuple[str, Seen]]  # each string with the tag of its locale

HALF: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}  # full-width letters, digits and signs
LONGEST: Final = 253  # characters of a host (RFC 1035)
DOTS: Final = str.maketrans("．｡", "..")  # as IDNA takes them (RFC 3490, 3.1); it takes 。 too, which ends sentences


class Host(NamedTuple):
    """A host that somebody may be led to, as it is compared and as it is written, and where."""

    name: str
    written: str
    place: Place
    subject: Subject


def placed() -> Callable[[Seen, int, str], Place]:
    """A function that says where a stretch of a string stands; where it was converted, where the same words do."""
    made = cache(_finder)

    def place(text: Seen, at: int, part: str) -> Place:
        value, written = text
        return made()(written, at if value == written.value else max(0, written.value.find(part)))

    return place


def _finder() -> Callable[[Written, int], Place]:
    from socloc.spots.finder import finder  # most campaigns have nothing to find

    return finder()


def canonical(host: str) -> str:
    """A host as it is compared: small letters, ASCII (xn--…), without user, port and final dot."""
    name = host.rpartition("@")[2].translate(DOTS).partition(":")[0].strip(".").lower()
    if name.isascii() or len(name) > LONGEST:
        return name
    try:
        return name.encode("idna").decode("ascii")
    except UnicodeError:
        return name


def readable(host: str) -> str:
    """A host as browsers may show it: xn--… as the letters it stands for."""
    if "xn--" not in host:
        return host
    try:
        return host.encode("ascii").decode("idna")
    except UnicodeError:
        return host


def below(host: str, names: frozenset[str]) -> str | None:
    """The one of these hosts that a host is, or is below; None where it is none of them."""
    if len(host) > LONGEST:
        return None
    while host and host not in names:
        host = host.partition(".")[2]
    return host or None


def hosts(case: Case, shown: Shown, is_wanted: Callable[[str], bool]) -> Iterator[Host]:
    """The hosts in the texts that are wanted, each once in a string, and all in links and QR codes."""
    place = placed()
    for tag, text in shown:
        first = {written: at for at, written in reversed([*in_text(text.value)])}
        for written, at in first.items():
            name = canonical(written)
            if is_wanted(name):
                yield Host(name, written, place(text, at, written), Subject(locale=tag))
    yield from dict.fromkeys(host for variant in case.variants for host in linked(case.campaign, variant))


def in_text(text: str, *, bare: bool = True) -> Iterator[tuple[int, str]]:
    """Where hosts stand in a text, and how they are written; `bare` ones have no scheme before them."""
    if "://" in text:
        yield from ((match.start(1), match.group(1)) for match in _with_scheme().finditer(text))
    if bare and ("." in text or "．" in text or "｡" in text):
        for match in _bare().finditer(text):
            if text[max(0, match.start() - 3) : match.start()] != "://":
                yield match.start(), match.group()


def linked(campaign: Campaign, variant: Variant) -> Iterator[Host]:
    """The hosts behind a variant's links, buttons and QR codes."""
    subject = Subject(locale=variant.plan.locale.tag)
    for link in (*variant.links, *(button.link for button in variant.buttons)):
        url = link.plain_url or link.url
        yield from _host(url, _place_of_link(campaign, link.name, url, variant.plan.post.place), subject)
    for code in variant.qr_codes:
        url = next((link.plain_url for link in variant.links if link.url == code.payload), code.payload)
        name = code.code.link.value if code.code.link else ""
        yield from _host(url, _place_of_link(campaign, name, url, code.code.place), subject)


def _host(url: str, place: Place, subject: Subject) -> Iterator[Host]:
    """The host of an address; of any other text, such as that of a QR code, all that are in it."""
    scheme, is_address, rest = url.partition("://")
    if is_address and scheme.lower() in ("http", "https") and " " not in rest:
        end = min((at for at in map(rest.find, "/?#") if at >= 0), default=len(rest))
        yield Host(canonical(rest[:end]), rest[:end], place, subject)
    else:
        yield from (Host(canonical(host), host, place, subject) for _, host in in_text(url, bare=False))


@lru_cache(maxsize=1)
def _with_scheme() -> re.Pattern[str]:
    """The host of an address that is not part of another one."""
    return re.compile(r"(?<![A-Za-z0-9=&/%])https?://([^\s/?#<>\"'()（）【】「」，！？、；：》]{1,253})", re.IGNORECASE)


@lru_cache(maxsize=1)
def _bare() -> re.Pattern[str]:
    """A host with or without a scheme; what is longer than a label may be (RFC 1035: 63) is none."""
    return re.compile(
        r"(?<![A-Za-z0-9_@.-])[A-Za-z0-9][A-Za-z0-9-]{0,62}(?:[.．｡][A-Za-z0-9-]{1,63})+(?![A-Za-z0-9_@])"
    )


def _place_of_link(campaign: Campaign, name: str, url: str, otherwise: Place) -> Place:
    link = campaign.links.get(name)
    if link is None:
        return otherwise
    every = [written for found in link.urls.by_locale.values() for written in found]
    return next((written.place for written in every if url.startswith(written.value)), link.urls.place)
