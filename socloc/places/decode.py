"""The bytes of a file to text: UTF-8 or a finding, and nothing guessed."""

from __future__ import annotations

import re

from socloc.findings import Place
from socloc.places.checks import INVALID_CHARACTER, MAX_BYTES, NOT_UTF_8, YAML_TOO_BIG, BrokenError


def decode(data: bytes, shown: str, most: int = MAX_BYTES) -> str:
    """The text of a file of at most so many bytes, without a byte order mark.

    Raises BrokenError with the place of what does not fit.
    """
    if len(data) > most:
        size = most // 1024 // 1024
        raise BrokenError(YAML_TOO_BIG.at(Place(shown), f"the file is larger than {size} MiB", "Split it."))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or max(data[:8:2].count(0), data[1:8:2].count(0)) > 1:
        raise BrokenError(NOT_UTF_8.at(Place(shown), "the file is UTF-16, not UTF-8", "Save it as UTF-8."))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8", "replace")  # without the byte order mark
        place = _place_after(before, shown)
        message = f"byte 0x{error.object[error.start]:02x} is not UTF-8{_guess_encoding(data)}"
        raise BrokenError(NOT_UTF_8.at(place, message, "Save the file as UTF-8.")) from None
    bad = re.search("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text)
    if bad:
        place = _place_after(text[: bad.start()], shown)
        message = f"the character U+{ord(bad.group()):04X} cannot stand in a text"
        raise BrokenError(INVALID_CHARACTER.at(place, message, "Delete it; it is invisible in most editors."))
    return text


def _guess_encoding(data: bytes) -> str:
    """Name the encoding a file seems to be in, for the message only: nothing is read by a guess."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "; it looks like GBK (GB 18030)" if re.search("[\u4e00-\u9fff]", text) else ""


def _place_after(before: str, shown: str) -> Place:
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Place(shown, len(lines), len(lines[-1]) + 1)
