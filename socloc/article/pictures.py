"""The pictures of an article: which files they are, and where they have been uploaded."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from socloc.article import addresses
from socloc.article.addresses import Addresses
from socloc.article.body import Picture
from socloc.findings import Finding, Place
from socloc.media import MediaFile, look
from socloc.networks import Format


@dataclass
class Pictures:
    """Pictures as the body asks for them; `uploaded` are the addresses that there are."""

    uploaded: Addresses
    names: dict[str, str] = field(default_factory=dict)  # the address that stands in the article

    def __call__(self, name: str) -> Picture | None:
        """What stands for a name of the body; None for what is no picture that an article could show."""
        if not name.strip() or urlsplit(_written(name)).scheme not in ("", "http", "https"):
            return None
        self.names[name] = self.address(name)
        return Picture(self.names[name], "")

    def address(self, name: str) -> str:
        """The address of a picture, or its name where it has none."""
        return self.uploaded.of(*keys(name)) or name


def keys(name: str) -> tuple[str, ...]:
    """The names under which the file of uploaded addresses may have a picture."""
    return (addresses.plain(name), addresses.plain(unquote(name)))


def _written(name: str) -> str:
    """A name that cannot confuse the parser of addresses, which raises ValueError for a bracket that is not closed."""
    return name.replace("[", "").replace("]", "")


def is_kept(address: str, form: Format) -> bool:
    """Whether a picture at that address stays in an article; any on the web, where nobody says which ones do."""
    host = addresses.host(address)
    return host in form.kept_images if form.image_hosts else bool(host)


def is_elsewhere(address: str) -> bool:
    """Whether it is an address of the web, and no file."""
    return urlsplit(_written(address)).scheme in ("http", "https") or address.startswith("//")


def find(name: str, folder: Path, place: Place) -> MediaFile | Finding | None:
    """The file of a picture; a finding where it is not taken, None where it is on the web."""
    return None if is_elsewhere(name) else look(addresses.plain(unquote(name)), folder, place, only_images=True)
