"""Networks and their facts, read from one YAML file each. No network is named in Python."""

import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal, NamedTuple, TypeAlias, cast

from socloc import counting
from socloc.findings import Check, Finding, Place, Severity
from socloc.networks import format as file_format
from socloc.places import Node, read, resolve
from socloc.shapes import suggest

Standing: TypeAlias = Literal["documented", "measured", "reported", "unknown"]
BUILT_IN: Final = Path(__file__).parent

# A limit that the network itself states, or was seen to enforce, is an error; what others say of it is a warning.
SEVERITY_OF_STANDING: Final[Mapping[Standing, Severity]] = {
    "documented": "error",
    "measured": "error",
    "reported": "warning",
    "unknown": "note",
}

NETWORK_FILE = Check(
    "network-file",
    "error",
    """A network's file contradicts itself: its id is not its file name, or it counts in a way that does not exist.

    `socloc networks weibo --json` shows a complete one. Files in `networks/` beside the campaign come before the
    built-in ones of the same name.
    """,
)
CHECKS: Final = (NETWORK_FILE,)


class Standings(NamedTuple):
    """Why anybody should believe a value."""

    source: tuple[str, ...]
    checked: str  # ISO 8601 date
    standing: Standing
    as_of: str = ""
    note: str = ""


class Fact(NamedTuple):
    """One value with its source; the empty string where the network has nothing of the kind."""

    value: str
    basis: Standings


class Limit(NamedTuple):
    """The most a field takes, counted in the way of that id; `value` is None where nobody knows a number."""

    value: int | None
    way: str
    basis: Standings

    @property
    def severity(self) -> Severity:
        """How bad it is to be over it, which follows from the standing."""
        return SEVERITY_OF_STANDING[self.basis.standing]


class FormatField(NamedTuple):
    """One text of a format with its limits; the first limit is the one shown to people."""

    id: str
    name: str
    takes: str
    required: bool
    limits: tuple[Limit, ...]
    folds: tuple[Limit, ...]


class Format(NamedTuple):
    """One way of publishing on a network."""

    network: str
    id: str
    name: str
    markup: Literal["text", "html"]
    hashtag: Fact
    mention: Fact
    links: Fact
    qr: Fact | None  # None where nobody says whether QR codes are allowed
    fields: tuple[FormatField, ...]

    def __str__(self) -> str:
        return f"{self.network}/{self.id}"

    @property
    def main(self) -> FormatField:
        """The field that is meant where none is named."""
        return self.fields[0]

    def field(self, field_id: str) -> FormatField | None:
        """The field of that id, or None."""
        return next((field for field in self.fields if field.id == field_id), None)


class Network(NamedTuple):
    """A network as its file describes it."""

    id: str
    name: str
    native_name: str
    region: str
    status: Fact
    formats: tuple[Format, ...]
    place: Place

    def format(self, format_id: str) -> Format | None:
        """The format of that id, the first one where the id is empty, or None."""
        if not format_id:
            return self.formats[0]
        return next((found for found in self.formats if found.id == format_id), None)


def ids(beside: Path | None = None) -> tuple[str, ...]:
    """The ids of all networks: the built-in ones and those in `networks/` of the folder `beside`."""
    folders = [BUILT_IN] + ([beside / "networks"] if beside else [])
    return tuple(sorted({path.stem for folder in folders for path in folder.glob("*.yaml")}))


def load(network_id: str, beside: Path | None = None) -> tuple[Network | None, list[Finding]]:
    """The network of that id; a file in `networks/` of the folder `beside` comes before the built-in one.

    None without findings means that there is no such network.
    """
    own = beside / "networks" / f"{network_id}.yaml" if beside else None
    if own is not None and os.path.isfile(own):
        return _read(own, f"networks/{network_id}.yaml")
    path = BUILT_IN / f"{network_id}.yaml"
    return _built_in(path) if os.path.isfile(path) else (None, [])


def not_known(network_id: str, beside: Path | None = None) -> str:
    """A sentence for a network that does not exist, with the nearest one that does."""
    return f"there is no network `{network_id}`{suggest(network_id, ids(beside))}"


@lru_cache(maxsize=256)
def _built_in(path: Path) -> tuple[Network | None, list[Finding]]:
    return _read(path, f"{path.parent.name}/{path.name}")


def _read(path: Path, shown: str) -> tuple[Network | None, list[Finding]]:
    node, findings = read(path, shown)
    kept = file_format.NETWORK.read(node, findings) if node else None
    if kept is None:
        return None, findings
    if kept.mapping["network"].text != path.stem:
        place = kept.mapping["network"].place
        findings.append(NETWORK_FILE.at(place, f"the id is not the file's name, `{path.stem}`", "Rename one of them."))
    network = _network(kept, findings)
    return (None if findings else network), findings


def _network(node: Node, findings: list[Finding]) -> Network:
    entries = node.mapping
    network_id = entries["network"].text
    return Network(
        network_id,
        entries["name"].text,
        _text(entries, "native_name"),
        entries["region"].text,
        _fact(entries["status"]),
        tuple(_format(network_id, key, child, findings) for key, child in entries["formats"].mapping.items()),
        node.place,
    )


def _format(network_id: str, format_id: str, node: Node, findings: list[Finding]) -> Format:
    entries = node.mapping
    return Format(
        network_id,
        format_id,
        _text(entries, "name"),
        cast(Literal["text", "html"], entries["markup"].text),
        _fact(entries["hashtag"]),
        _fact(entries["mention"]),
        _fact(entries["links"]),
        _fact(entries["qr"]) if "qr" in entries else None,
        tuple(_field(key, child, findings) for key, child in entries["fields"].mapping.items()),
    )


def _field(field_id: str, node: Node, findings: list[Finding]) -> FormatField:
    entries = node.mapping
    folds = entries["folds"].items if "folds" in entries else ()
    return FormatField(
        field_id,
        _text(entries, "name"),
        _text(entries, "takes"),
        _text(entries, "required") == "true",
        tuple(_limit(item, findings) for item in entries["limits"].items),
        tuple(_limit(item, findings) for item in folds),
    )


def _limit(node: Node, findings: list[Finding]) -> Limit:
    entries = node.mapping
    count = entries["count"]
    if count.text not in counting.WAYS:
        message = f"there is no way of counting `{count.text}`{suggest(count.text, tuple(counting.WAYS))}"
        findings.append(NETWORK_FILE.at(count.place, message, f"Known: {', '.join(counting.WAYS)}."))
    basis = _basis(entries)
    value = resolve(entries["value"]) if "value" in entries else None
    # A value of the wrong kind was reported already, and is not there any more.
    if not findings and (value is None) != (basis.standing == "unknown"):
        message = "an unknown limit has no value, and a limit without a value is unknown"
        findings.append(NETWORK_FILE.at(node.place, message, "Write the value with its source, or standing: unknown."))
    return Limit(int(value) if isinstance(value, int | float) else None, count.text, basis)


def _fact(node: Node) -> Fact:
    return Fact(node.mapping["value"].text, _basis(node.mapping))


def _basis(entries: Mapping[str, Node]) -> Standings:
    source = entries["source"]
    return Standings(
        tuple(item.text for item in source.items) or (source.text,),
        entries["checked"].text,
        cast(Standing, entries["standing"].text),
        _text(entries, "as_of"),
        _text(entries, "note"),
    )


def _text(entries: Mapping[str, Node], key: str) -> str:
    return entries[key].text if key in entries else ""
