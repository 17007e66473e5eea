"""Links: where they lead, and how they are written where the address stands beside the words."""

import re
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Final, NamedTuple

from socloc.networks.dialect import Dialect
from socloc.render.dialect.inline import Piece, Style

_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_PAGE: Final = re.compile(r"https?://(?:www\.|m\.)?([A-Za-z0-9.-]+)/([A-Za-z0-9_.]+)/?", re.IGNORECASE)
_MAY_FOLLOW: Final = frozenset(" \t\r.,;:!?)]}>'\"")  # behind an address; anything else would be taken for a part of it


class Linked(NamedTuple):
    """The pieces of a line whose links know their addresses, and what was found out about them."""

    pieces: list[Piece]
    links: tuple[str, ...]
    unknown: tuple[str, ...]


def linked(pieces: list[Piece], dialect: Dialect, address: Callable[[str], str | None]) -> Linked:
    """Find the address of each link, and write it beside the words where the network cannot hide it behind them."""
    if not any(style.kind == "link" for piece in pieces for style in piece.styles):
        return Linked(pieces, (), ())
    written: list[Piece] = []
    links: list[str] = []
    unknown: list[str] = []
    for link, group in groupby(pieces, _link):
        words = list(group)
        if link is None:
            written += _apart(written, words, dialect)
            continue
        url = link.url if _SCHEME.match(link.url) else address(link.url)
        (unknown if url is None else links).append(link.url if url is None else url)
        written += _apart(written, list(_written(words, link, url, dialect)), dialect)
    return Linked(written, tuple(links), tuple(unknown))


def _link(piece: Piece) -> Style | None:
    return next((style for style in piece.styles if style.kind == "link"), None)


def _written(words: list[Piece], link: Style, url: str | None, dialect: Dialect) -> Iterator[Piece]:
    said = "".join(piece.text for piece in words).strip()
    beside = dialect.link.startswith("{text}")
    page = _page(url or "", dialect) if said and not set(said) & set("[]|") else ""
    if page:
        yield Piece(dialect.inner_link.replace("{page}", page).replace("{text}", said), "raw")
    elif url is not None and (said in {"", url} or (beside and _is_address(said, url))):
        yield Piece(url, "address")
    elif url is None or beside:
        for piece in words:
            yield piece._replace(styles=tuple(style for style in piece.styles if style != link))
        if url is not None:
            yield from _beside(dialect.link.removeprefix("{text}"), url)
    else:
        resolved = link._replace(url=url)
        for piece in words:
            yield piece._replace(styles=tuple(resolved if style == link else style for style in piece.styles))


def _page(url: str, dialect: Dialect) -> str:
    """Whose page of the network itself an address is; empty where it is any other address."""
    match = _PAGE.fullmatch(url) if dialect.inner_hosts else None
    return match.group(2) if match and match.group(1).lower() in dialect.inner_hosts.split() else ""


def _is_address(said: str, url: str) -> bool:
    """Whether the words of a link are its address, or how people write it: `lanmo.example/shop`."""
    return url == said or re.sub(r"^https?://(?:www\.)?", "", url).split("?")[0].rstrip("/") == said.rstrip("/")


def _beside(form: str, url: str) -> Iterator[Piece]:
    before, field, after = form.partition("{url}")
    yield Piece(before)
    if field:
        yield Piece(url, "address")
    yield Piece(after)


def _apart(written: list[Piece], following: list[Piece], dialect: Dialect) -> list[Piece]:
    """Keep what follows an address from becoming a part of it; in Chinese nothing else would."""
    last = next((piece for piece in reversed(written) if piece.text), None)
    first = next((piece.text for piece in following if piece.text), "")
    touching = last is not None and last.kind == "address" and first and first[0] not in _MAY_FOLLOW
    return [Piece(" "), *following] if touching and dialect.link.startswith("{text}") else following
