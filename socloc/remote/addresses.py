"""Addresses among the paths that the command line takes: s3://bucket/clients, which pathlib writes with one slash."""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

from socloc.errors import SoclocError

_WEB: Final = ("http", "https")
_FILE: Final = "file"


class Address(NamedTuple):
    """How a store is spoken to, and what it calls an object or a folder: the bucket, and all behind it."""

    protocol: str
    name: str


def of(path: Path) -> Address | None:
    """The address that a path stands for; None where it is a path of this machine."""
    protocol, colon, name = str(path).partition(":")
    # A drive of Windows has one letter.
    is_one = colon and len(protocol) > 1 and protocol.isascii() and protocol.isalnum() and name[:1] in ("", "/")
    return Address(protocol, name.strip("/")) if is_one else None


def shown(path: Path) -> str:
    """A path as a person writes it, an address with both its slashes."""
    address = of(path)
    return f"{address.protocol}://{address.name}" if address else str(path)


def meant(path: Path) -> Path:
    """The same path, but one of this machine where the address is a file:// one.

    Raises SoclocError, with nothing of it in the sentence, for an address that may hold a secret.
    """
    address = of(path)
    if address is None:
        return path
    if address.protocol == _FILE:
        return Path("/", address.name)
    if address.protocol in _WEB:
        raise SoclocError("a web address is no folder of campaigns", "Write one such as s3://bucket/clients.")
    if ":" in address.name.partition("/")[0].rpartition("@")[0]:
        hint = "Both come from the environment, as the tools of the store take them."
        raise SoclocError("an address takes no name and no password", hint)
    return path
