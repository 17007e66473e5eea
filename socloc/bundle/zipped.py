"""A bundle as one zip file whose bytes depend on nothing but its content."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from contextlib import suppress
from typing import IO, Final

_STORED: Final = (".png", ".jpg", ".jpeg", ".gif", ".webp")  # compressed already

# What zipfile raises for files that are none, or are damaged, encrypted or packed in another way.
_NO_ZIP: Final = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, RuntimeError, ValueError)


def zipped(files: Mapping[str, bytes], folder: str) -> bytes:
    """The files in a zip, inside one folder, in the order of their names, dated 1980-01-01, the first day zip knows."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{folder}/{name}")
            entry.external_attr = 0o100644 << 16
            entry.create_system = 3
            stored = posixpath.splitext(name)[1] in _STORED
            archive.writestr(entry, data, zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED, 6)
    return buffer.getvalue()


def file_in(opened: IO[bytes], name: str) -> bytes | None:
    """A file of a zip; None where it has none of that name, or is no zip."""
    with suppress(*_NO_ZIP), zipfile.ZipFile(opened) as archive:
        return archive.read(name)
    return None
