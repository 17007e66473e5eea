"""A network's file, already of the right form, as values; what contradicts itself in it is a finding."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Final, cast

from socloc import counting
from socloc.findings import Check, Finding
from socloc.networks import format as file_format
from socloc.networks.dialect import Dialect
from socloc.networks.facts import (
    Bounds,
    Buttons,
    Characters,
    Fact,
    Format,
    FormatField,
    Limit,
    Network,
    Option,
    Standings,
)
from socloc.networks.layout import MAX_PARTS, Layout, layout, size
from socloc.places import Node, read, resolve
from socloc.shapes import suggest

NETWORK_FILE = Check(
    "network-file",
    "error",
    """A network's file contradicts itself: its id is not its file name, or it counts in a way that does not exist.

    `socloc networks weibo --json` shows a complete one. Files in `networks/` beside the campaign come before the
    built-in ones of the same name.
    """,
)
CHECKS: Final = (NETWORK_FILE,)

_OPTIONAL: Final = tuple(
    "status layout qr contacts share_codes rivals thread ad_switch ai_switch paste alt buttons dialect_basis".split()
)
_LISTS: Final = tuple("hashtag_limits numbers media link_hosts image_hosts cover_crops".split())

# Each reads one key of a format, of a field; the attribute has the key's name.
_Reader = Callable[[Node, list[Finding]], Any]


def read_file(path: Path, shown: str) -> tuple[Network | None, list[Finding]]:
    """The network that a file describes; `shown` is the file's name in findings. None where there are any."""
    node, findings = read(path, shown)
    kept = file_format.NETWORK.read(node, findings) if node else None
    if kept is None:
        return None, findings
    if kept.mapping["network"].text != path.stem:
        place = kept.mapping["network"].place
        findings.append(NETWORK_FILE.at(place, f"the id is not the file's name, `{path.stem}`", "Rename one of them."))
    found = _network(kept, findings)
    return (None if findings else found), findings


def _network(node: Node, findings: list[Finding]) -> Network:
    entries = node.mapping
    network_id = entries["network"].text
    return Network(
        network_id,
        entries["name"].text,
        _text(entries, "native_name"),
        entries["region"].text,
        _fact(entries["status"], findings),
        tuple(_format(network_id, key, child, findings) for key, child in entries["formats"].mapping.items()),
        node.place,
    )


def _format(network_id: str, format_id: str, node: Node, findings: list[Finding]) -> Format:
    entries = node.mapping
    absent: dict[str, Any] = dict.fromkeys(_OPTIONAL)
    absent |= dict.fromkeys(_LISTS, ()) | {"name": "", "dialect": Dialect()}
    fields = tuple(_field(key, child, findings) for key, child in entries["fields"].mapping.items())
    options = entries["options"].mapping.items() if "options" in entries else ()
    if entries["markup"].text == "html":
        _refuse_layouts((node, *(child for _, child in options)), findings)
    return Format(
        network=network_id,
        id=format_id,
        markup=cast(Any, entries["markup"].text),
        fields=fields,
        options=tuple(_option(key, child, {field.id for field in fields}, findings) for key, child in options),
        **(absent | _values(entries, _OF_FORMAT, findings) | _dialect(entries)),
    )


def _refuse_layouts(nodes: Iterable[Node], findings: list[Finding]) -> None:
    """Say that a format of HTML, or an option of it, has a layout that nothing would ask for."""
    for node in nodes:
        if "layout" in node.mapping:
            message = "a format of HTML has no layout: its page is the body of the post"
            hint = "Take it out, or write templates/<network>/<format>.html.j2."
            findings.append(NETWORK_FILE.at(node.mapping["layout"].key, message, hint))


def _option(option_id: str, node: Node, fields: set[str], findings: list[Finding]) -> Option:
    entries = node.mapping
    changed = entries["fields"].mapping if "fields" in entries else {}
    for field_id, child in changed.items():
        if field_id not in fields:
            nearest = suggest(field_id, tuple(sorted(fields)))
            message = f"the option changes the field `{field_id}`, which does not exist{nearest}"
            findings.append(NETWORK_FILE.at(child.key, message, f"There is {', '.join(sorted(fields))}."))
    return Option(
        option_id,
        entries["about"].text,
        _values(entries, _OF_FORMAT, findings) | _dialect(entries),
        {key: _values(child.mapping, _OF_FIELD, findings) for key, child in changed.items()},
    )


def _values(entries: Mapping[str, Node], readers: Mapping[str, _Reader], findings: list[Finding]) -> dict[str, Any]:
    return {key: read(entries[key], findings) for key, read in readers.items() if key in entries}


def _dialect(entries: Mapping[str, Node]) -> dict[str, Any]:
    if "dialect" not in entries:
        return {}
    written = entries["dialect"].mapping
    values = {key: child.text for key, child in written.items() if key in Dialect._fields}
    return {"dialect": Dialect(**cast(Any, values)), "dialect_basis": standings(written)}


def _field(field_id: str, node: Node, findings: list[Finding]) -> FormatField:
    absent: dict[str, Any] = {"name": "", "takes": "", "required": False, "limits": (), "folds": ()}
    return FormatField(field_id, **(absent | _values(node.mapping, _OF_FIELD, findings)))


def _alt(node: Node, findings: list[Finding]) -> FormatField:
    return _field("alt", node, findings)._replace(takes="alt")


def _buttons(node: Node, findings: list[Finding]) -> Buttons:
    entries = node.mapping
    url = _field("button-url", entries["url"], findings)._replace(takes="button") if "url" in entries else None
    return Buttons(_field("button", entries["label"], findings)._replace(takes="button"), url)


def way_of(node: Node, check: Check, findings: list[Finding]) -> str:
    """The id of a way of counting; one that does not exist is a finding."""
    if node.text not in counting.WAYS:
        message = f"there is no way of counting `{node.text}`{suggest(node.text, tuple(counting.WAYS))}"
        findings.append(check.at(node.place, message, f"Known: {', '.join(counting.WAYS)}."))
    return node.text


def _limits(node: Node, findings: list[Finding]) -> tuple[Limit, ...]:
    return tuple(_limit(item, findings) for item in node.items)


def _limit(node: Node, findings: list[Finding]) -> Limit:
    entries = node.mapping
    way = way_of(entries["count"], NETWORK_FILE, findings)
    basis = standings(entries)
    value = _number(entries, "value")
    # A value of the wrong kind was reported already, and is not there any more.
    if not findings and (value is None) != (basis.standing == "unknown"):
        message = "an unknown limit has no value, and a limit without a value is unknown"
        findings.append(NETWORK_FILE.at(node.place, message, "Write the value with its source, or standing: unknown."))
    return Limit(int(value) if value is not None else None, way, basis, _text(entries, "when"))


def _all_bounds(node: Node, findings: list[Finding]) -> tuple[Bounds, ...]:
    return tuple(_bounds(item, findings) for item in node.items)


def _bounds(node: Node, findings: list[Finding]) -> Bounds:
    entries = node.mapping
    least, most = _number(entries, "least"), _number(entries, "most")
    measure = _text(entries, "measure")
    kinds = tuple(item.text for item in entries["one_of"].items) if "one_of" in entries else ()
    if not findings and ((least is None and most is None and not kinds) or bool(kinds) != (measure == "kind")):
        message = "a fact about media or numbers has `least` or `most`, and one about the kind of file has `one_of`"
        findings.append(NETWORK_FILE.at(node.place, message, "Write what the network takes, or leave the fact out."))
    if least is not None and most is not None and least > most:
        message = f"`least` is {least:g} and `most` is {most:g}"
        findings.append(NETWORK_FILE.at(node.place, message, "Exchange them, or correct one."))
    return Bounds(_text(entries, "of"), measure, least, most, kinds, standings(entries))


def _characters(node: Node, findings: list[Finding]) -> Characters:
    entries = node.mapping
    key = "refused" if "refused" in entries else "allowed"
    members = entries[key]
    problem = _class_problem(members.text)
    if problem:
        message = f"`{members.text}` cannot stand in a character class: {problem}"
        findings.append(NETWORK_FILE.at(members.place, message, "Put a backslash before ], [, ^, - and \\."))
    return Characters(members.text, key == "refused", standings(entries))


def _class_problem(members: str) -> str:
    """Why this cannot stand between [ and ] of a regular expression; empty where it can."""
    if re.search(r"(?<!\\)(?:\\\\)*[\[\]]", members):
        return "it has a bare bracket"
    try:
        re.compile(f"[{members}]")
    except re.error as error:
        return error.msg
    return ""


def _fact(node: Node, _findings: list[Finding]) -> Fact:
    entries = node.mapping
    words, hosts = (
        tuple(item.text for item in entries[key].items) if key in entries else () for key in ("words", "hosts")
    )
    return Fact(entries["value"].text, standings(entries), words, hosts)


def _facts(node: Node, findings: list[Finding]) -> tuple[Fact, ...]:
    return tuple(_fact(item, findings) for item in node.items)


def standings(entries: Mapping[str, Node]) -> Standings:
    """Who says something, from the keys beside it."""
    source = entries["source"]
    return Standings(
        tuple(item.text for item in source.items) or (source.text,),
        entries["checked"].text,
        cast(Any, entries["standing"].text),
        _text(entries, "as_of"),
        _text(entries, "note"),
    )


def _number(entries: Mapping[str, Node], key: str) -> float | None:
    value = resolve(entries[key]) if key in entries else None
    return value if isinstance(value, int | float) else None


def _text(entries: Mapping[str, Node], key: str) -> str:
    return entries[key].text if key in entries else ""


def _layout(node: Node, findings: list[Finding]) -> Layout:
    found = layout(node)
    if (parts := size(found)) > MAX_PARTS:
        message = f"the layout has {parts:,} parts; it may have {MAX_PARTS}"
        findings.append(NETWORK_FILE.at(node.place, message, "Write each part once."))
    return found


def _words(node: Node, _findings: list[Finding]) -> str:
    return node.text


def _flag(node: Node, _findings: list[Finding]) -> bool:
    return resolve(node) is True


_OF_FIELD: Final[Mapping[str, _Reader]] = {
    "name": _words,
    "takes": _words,
    "required": _flag,
    "limits": _limits,
    "folds": _limits,
    "minimums": _limits,
    "characters": _characters,
    "hashtag": _words,
    "separator": _words,
}
_OF_FORMAT: Final[Mapping[str, _Reader]] = {
    "name": _words,
    "status": _fact,
    "layout": _layout,
    "hashtag": _fact,
    "hashtag_limits": _limits,
    "mention": _fact,
    "links": _fact,
    "qr": _fact,
    "contacts": _fact,
    "share_codes": _fact,
    "rivals": _fact,
    "thread": _fact,
    "ad_switch": _fact,
    "ai_switch": _fact,
    "paste": _fact,
    "link_hosts": _facts,
    "image_hosts": _facts,
    "cover_crops": _facts,
    "numbers": _all_bounds,
    "media": _all_bounds,
    "alt": _alt,
    "buttons": _buttons,
}
