"""Where the pictures of articles have been uploaded to: the file of names and addresses that `--images` takes."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final, NamedTuple

from socloc.errors import SoclocError
from socloc.findings import Check, Finding, Place, Severity
from socloc.patterns import later

MAX_BYTES: Final = 4 * 1024 * 1024  # of the file; ten thousand pictures take a quarter of it
_ADDRESS: Final = later(r'https?://([a-z0-9.-]+)(?::[0-9]+)?(?:[/?#][^\s"<>\\]*)?', re.IGNORECASE)
_STRING: Final = later(r'"(?:[^"\\]|\\.)*"(\s*:)?')
_ADVICE: Final = 'Write {"hero.jpg": "https://…"}: names of pictures, and where they have been uploaded to.'

IMAGE_ADDRESS = Check(
    "image-address",
    "error",
    """The file given to `--images` has something that is no address of a picture on the web, or one without encryption.

    What is no address is left out, so the article shows its own file. An address of http is put in, as a warning: the
    pages around it are encrypted, and browsers may refuse such a picture. Write the address that you got when you
    uploaded the picture, beginning with https://. Write "" for a picture that is not uploaded yet.
    """,
)
IMAGE_NOT_SHOWN = Check(
    "image-not-shown",
    "note",
    """The file given to `--images` names a picture that no article shows.

    A picture of a campaign goes by its name under `media`, or by its `file`; a QR code by its file in the bundle, such
    as qr/zh-CN/wechat/article/launch.shop.png; a picture of `socloc article` as it is written in the text. Correct the
    name, or leave it: the same file may serve several campaigns. With --network or --locale, others may show it.
    """,
)
CHECKS: Final = (IMAGE_ADDRESS, IMAGE_NOT_SHOWN)


class Addresses(NamedTuple):
    """The usable addresses by name, as it stands in the file, where each name stands, and what is wrong with others."""

    by_name: Mapping[str, str]
    places: Mapping[str, Place]
    findings: tuple[Finding, ...]

    def of(self, *names: str) -> str:
        """The address under the first of these names that has one; else nothing."""
        return next((self.by_name[name] for name in names if name in self.by_name), "")


NONE: Final = Addresses({}, {}, ())


def read(data: bytes, shown: str) -> Addresses:
    """The names and addresses of a file; `shown` is what findings call it. Raises SoclocError where it is no such file.

    Names that are files are made plain: `./hero.jpg` is `hero.jpg`.
    """
    written = _written(data, shown)
    places = _places(data.decode("utf-8-sig", "replace"), written, shown)
    problems = {name: _problem(url) for name, url in written.items() if url}
    findings = tuple(_finding(name, written[name], *found, places[name]) for name, found in problems.items() if found)
    is_usable = {name: found is None or found[0] != "error" for name, found in problems.items()}
    return Addresses(
        {plain(name): url for name, url in written.items() if is_usable.get(name)},
        {plain(name): place for name, place in places.items()},
        findings,
    )


def plain(name: str) -> str:
    """A name as it is looked for: a path without detours, or an address as it is."""
    return name if "://" in name else posixpath.normpath(name)


def host(address: str) -> str:
    """The host of an address of the web, in lower case; empty where it is none."""
    found = _ADDRESS.fullmatch(address) if address.isprintable() else None
    return found[1].lower() if found else ""


def unused(addresses: Addresses, used: Collection[str]) -> Iterator[Finding]:
    """A note for each name that nothing asked for; `used` are the names that articles show."""
    for name, place in addresses.places.items():
        if name not in used:
            message = f"no article shows the picture `{_short(name)}`"
            yield IMAGE_NOT_SHOWN.at(place, message, "Check the name, or leave it out.")


def _written(data: bytes, shown: str) -> dict[str, str]:
    import json  # few runs have such a file

    if len(data) > MAX_BYTES:
        raise SoclocError(f"{shown} is larger than {MAX_BYTES >> 20} MiB", _ADVICE)
    try:
        found = json.loads(data.decode("utf-8-sig"), object_pairs_hook=lambda pairs: _once(pairs, shown))
    except (ValueError, RecursionError) as error:
        raise SoclocError(f"{shown} is no JSON: {error}", _ADVICE) from None
    if not isinstance(found, dict) or not all(isinstance(url, str) for url in found.values()):
        raise SoclocError(f"{shown} holds no object of names and addresses", _ADVICE)
    return found


def _once(pairs: list[tuple[str, Any]], shown: str) -> dict[str, Any]:
    """An object of JSON; of a name that stands twice, JSON keeps the last one without a word."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise SoclocError(f"{shown} names the picture `{_short(name)}` twice", "Take one of them out.")
        found[name] = value
    return found


def _places(text: str, names: Collection[str], shown: str) -> dict[str, Place]:
    """Where each name stands: its values are strings, so that every string before a colon is the next name."""
    places, end, line, before = {}, 0, 1, -1
    keys = (found for found in _STRING.finditer(text) if found[1])
    for name, found in zip(names, keys, strict=False):
        start = found.start()
        line += text.count("\n", end, start)
        before = max(before, text.rfind("\n", end, start))
        places[name] = Place(shown, line, start - before)
        end = start
    return places


def _problem(url: str) -> tuple[Severity, str] | None:
    if not host(url):
        return "error", "is no address of the web"
    return None if url[:6].lower() == "https:" else ("warning", "is not encrypted")


def _finding(name: str, url: str, severity: Severity, problem: str, place: Place) -> Finding:
    message = f"the address of the picture `{_short(name)}`, `{_short(url)}`, {problem}"
    hint = "Write the address that you got for it, beginning with https://."
    return IMAGE_ADDRESS.at(place, message, hint, severity=severity)


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:79] + "…"
