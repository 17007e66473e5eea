"""The examples of the manual: for each check a campaign that fails and one that passes, by theme in examples/."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from socloc.findings import Severity
from socloc.places import Node, read

THEMES: Final = (
    "file",
    "limits",
    "links",
    "media",
    "qr",
    "articles",
    "translations",
    "chinese",
    "law",
    "brand",
    "times",
    "tools",
    "house",
)
FOLDER: Final = Path(__file__).with_name("examples")
SAID: Final = FOLDER / "said.json"
CAMPAIGN: Final = "campaign.yaml"
CHECK: Final = f"socloc check {CAMPAIGN}"


class Said(NamedTuple):
    """What the failing example gets; `line` is that of the file, from 1. `silence` are the ways that were tried."""

    severity: Severity
    message: str
    hint: str
    file: str
    line: int
    network: str
    locale: str
    silence: tuple[str, ...]


class Example(NamedTuple):
    """Two versions of a file, and what lies beside it. Texts are those of files; `campaign` is that of the campaign.

    `fails` and `passes` are versions of `file`. `pictures` says what binary files are, in words; `saved_as` is the
    encoding of the failing version, `now` a date at which it is looked at, `way` what to do rather than to silence the
    check, and `untried` why no test runs the example. `theme` is the file of examples it stands in.
    """

    theme: str
    fails: str
    passes: str
    file: str
    campaign: str
    networks: tuple[str, ...]
    locales: tuple[str, ...]
    beside: Mapping[str, str]
    pictures: Mapping[str, str]
    run: str
    passes_run: str
    now: str
    saved_as: str
    way: str
    untried: str
    said: Said | None

    def head(self, part: str) -> str:
        """The lines with which a campaign begins that a part of it leaves out."""
        lines = {
            "socloc": "1",
            "id": "tea-house",
            "source": self.locales[0],
            "locales": f"[{', '.join(self.locales)}]",
            "networks": f"[{', '.join(self.networks)}]",
        }
        there = set(re.findall(r"^\w+(?=:)", part, re.MULTILINE))
        return "".join(f"{key}: {value}\n" for key, value in lines.items() if key not in there)


@lru_cache(maxsize=1)
def examples() -> Mapping[str, Example]:
    """The example of every check, by its id, in the order of the themes."""
    said = json.loads(SAID.read_bytes()) if SAID.exists() else {}
    return {
        name: _example(theme, node.mapping, said.get(name))
        for theme in THEMES
        for name, node in _entries(theme)["checks"].mapping.items()
    }


def title(theme: str) -> str:
    """What a theme is called."""
    return _entries(theme)["theme"].text


@lru_cache(maxsize=len(THEMES))
def _entries(theme: str) -> Mapping[str, Node]:
    node, findings = read(FOLDER / f"{theme}.yaml", f"{theme}.yaml")
    if node is None or findings:
        raise ValueError(f"the examples cannot be read: {findings}")
    return node.mapping


def _example(theme: str, entries: Mapping[str, Node], said: Any) -> Example:
    def text(key: str, usual: str = "") -> str:
        return entries[key].text if key in entries else usual

    def names(key: str, usual: str) -> tuple[str, ...]:
        return tuple(item.text for item in entries[key].items) if key in entries else (usual,)

    def texts(key: str) -> Mapping[str, str]:
        return {name: node.text for name, node in entries[key].mapping.items()} if key in entries else {}

    return Example(
        theme=theme,
        fails=text("fails"),
        passes=text("passes"),
        file=text("file", CAMPAIGN),
        campaign=text("campaign"),
        networks=names("networks", "x"),
        locales=names("locales", "en"),
        beside=texts("beside"),
        pictures=texts("pictures"),
        run=text("run", CHECK),
        passes_run=text("passes-run", text("run", CHECK)),
        now=text("now"),
        saved_as=text("saved-as"),
        way=text("way").strip(),
        untried=text("untried"),
        said=Said(**{**said, "silence": tuple(said["silence"])}) if said else None,
    )
