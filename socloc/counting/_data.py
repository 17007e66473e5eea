"""Reads the data files of the ways to count, which lie beside their modules."""

import json
import os
from typing import Any

_FOLDER = os.path.dirname(__file__)  # pathlib would take as long as the rest of the import


def text(name: str, /) -> str:
    """The text of a data file; the name has slashes and starts from this folder."""
    with open(os.path.join(_FOLDER, name), encoding="utf-8") as file:
        return file.read()


def values(name: str, /) -> Any:
    """What a JSON data file says."""
    return json.loads(text(name))
