"""XML of other tools to an lxml tree: no entities, no document types of their own, nothing loaded from anywhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from socloc.errors import SoclocError

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_BYTES: Final = 128 * 1024 * 1024
XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_DECLARATION: Final = r"\s*<\?xml\s[^>]*\?>"
_DOCTYPE: Final = r"<!DOCTYPE(?P<name>[^\[<>]*)(?P<own>\[)?"


class XmlError(SoclocError):
    """An XML file that is not what it should be: the line, counted from 1, and why."""

    def __init__(self, shown: str, line: int, reason: str, hint: str = "Export the file again.") -> None:
        super().__init__(f"{shown}:{line}: {reason}", hint)
        self.line = line
        self.reason = reason


def parse(data: bytes, shown: str) -> _Element:
    """The root of an XML file in UTF-8 or UTF-16; `shown` is its name in messages.

    A plain document type is read over and not loaded. Raises XmlError for one that declares
    something of its own (entities among it), and for what is no XML.
    """
    from lxml import etree

    text = re.sub(_DECLARATION, lambda match: "\n" * match.group().count("\n"), _decoded(data, shown), count=1)
    before = re.match(r"(?:\s+|<!--.*?-->|<\?.*?\?>)*", text, re.DOTALL)
    doctype = re.compile(_DOCTYPE).match(text, before.end() if before else 0)
    if doctype and doctype["own"]:
        line = text.count("\n", 0, doctype.start("own")) + 1
        reason = "the document type declares entities or elements of its own, which are not read"
        raise XmlError(shown, line, reason, "Take the part in brackets out.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "surrogatepass"), parser)
    except etree.XMLSyntaxError as error:
        raise XmlError(shown, error.lineno or 1, f"this is no XML: {error.msg}") from error
    for entity in root.iter(etree.Entity):  # the words that it stands for would be lost
        raise XmlError(shown, line_of(entity), f"the entity {entity.text} is not known", "Write what it stands for.")
    return root


def name_of(element: _Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _decoded(data: bytes, shown: str) -> str:
    if len(data) > MAX_BYTES:
        raise XmlError(shown, 1, f"the file has more than {MAX_BYTES // 1024 // 1024} MiB", "Split it.")
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return data.decode("utf-16" if wide else "utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise XmlError(shown, line, "the file is neither UTF-8 nor UTF-16", "Save it as UTF-8.") from None


def line_of(element: _Element) -> int:
    """The line that an element begins in, counted from 1."""
    line: object = element.sourceline
    return line if isinstance(line, int) else 1
