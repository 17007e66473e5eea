"""Translations on their way to agencies and back: one file per form, named in this registry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import PurePath
from typing import Final, Protocol, cast

from socloc.errors import SoclocError
from socloc.exchange.rows import Heading, Received, Row


class Form(Protocol):
    """A way to write rows into one file, and to read them again."""

    @property
    def SUFFIX(self) -> str:
        """How its files end, with the dot."""

    @property
    def TAKES_EMPTY(self) -> bool:
        """Whether it has a place for texts that nobody has translated."""

    def write(self, heading: Heading, rows: Sequence[Row], /) -> bytes:
        """The file. Raises SoclocError where a text cannot be written in this form."""

    def read(self, data: bytes, shown: str, /) -> tuple[Heading, list[Received]]:
        """What stands in a file; `shown` is its name in messages.

        Raises SoclocError, with the line, where it is broken.
        """


# Modules by the name of the form: those with lxml and openpyxl are imported when they are used.
REGISTRY: Final[Mapping[str, str]] = {
    "xliff": "xliff",
    "xliff2": "xliff2",
    "po": "po",
    "xlsx": "xlsx",
    "csv": "table",
    "tmx": "tmx",
}
_BY_SUFFIX: Final[Mapping[str, str]] = {
    ".xlf": "xliff",
    ".xliff": "xliff",
    ".po": "po",
    ".xlsx": "xlsx",
    ".csv": "csv",
    ".tsv": "csv",
    ".tmx": "tmx",
}


def form(name: str) -> Form:
    """The form of that name. Raises SoclocError where there is none."""
    if name not in REGISTRY:
        raise SoclocError(f"there is no form `{name}`", f"There are {', '.join(REGISTRY)}.")
    return cast(Form, import_module(f"socloc.exchange.{REGISTRY[name]}"))


def form_of(file: str, data: bytes) -> Form:
    """The form of a file, by its name and, for XLIFF, its version. Raises SoclocError for any other file."""
    name = _BY_SUFFIX.get(PurePath(file).suffix.lower())
    if name is None:
        raise SoclocError(f"{file} is in no form that can be read", f"Names end with {', '.join(_BY_SUFFIX)}.")
    if name == "xliff" and (b'version="2' in data[:2000] or b"version='2" in data[:2000]):
        name = "xliff2"
    return form(name)
