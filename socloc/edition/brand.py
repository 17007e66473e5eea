"""A first campaign of a brand: its locales and networks, and one post that renders without errors."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from socloc import assets, locales, networks, opened
from socloc.brands import find, reader
from socloc.campaign_files import NAME
from socloc.campaign_values import ANY_LOCALE
from socloc.errors import SoclocError
from socloc.findings import Finding, Place
from socloc.places import Node, read

_TEXT = """\
# yaml-language-server: $schema=campaign.schema.json
# Everything about the brand stands in {file}; what is different here goes under `brand: {{extends: {brand}}}`.
socloc: 1
id: {id}
brand: {brand}

source: {source}
locales: [{locales}]
networks: [{networks}]

posts:
  - id: hello
    # A text is one string, a map of locales such as {{en: …, zh-CN: …}}, or a list from long to short.
    text: {{"*": "{{{{ brand.name }}}}"}}
"""


def first(file: Path, target: Path, new_id: str = "") -> bytes:
    """A campaign that comes from the brand of a file, to be written to `target`.

    Its locales are those in which the brand has a name, its networks those on which it has a handle (or the one that
    `socloc init` begins with) and that take a post which is nothing but words. Raises SoclocError where the brand is
    broken or is not found from there.
    """
    brand = file.stem
    found = find.find(brand, target)
    if found is None or not found.samefile(file):
        around = os.path.relpath(file.parent.parent)
        raise SoclocError(f"{target.parent} does not find {file}", f"Choose a folder in {around} for the campaign.")
    findings: list[Finding] = []
    here = Place(str(file))
    whole = reader.whole(Node(brand, here, here), target, "en", findings)
    if errors := [one for one in findings if one.severity == "error"]:
        raise SoclocError(f"{errors[0].place}: {errors[0].message}", errors[0].hint)
    tags = _locales(whole.entries, reader.source_of(file), target.parent)
    handles = whole.entries["handles"].mapping if "handles" in whole.entries else {}
    listed = [name for name in handles if networks.load(name, target.parent)[0]] or [_usual()]
    values = {"brand": brand, "id": new_id or brand, "source": tags[0], "locales": ", ".join(tags)}
    values["file"] = os.path.relpath(found, target.parent.absolute()).replace(os.sep, "/")
    kept = _that_render(values, listed, target)
    return _TEXT.format(**values, networks=", ".join(kept)).encode()


def _usual() -> str:
    """The first network of the campaign that `socloc init` writes by itself."""
    own, _ = read(assets.templates_dir() / "_init" / NAME, NAME)
    return next(iter(own.mapping["networks"].mapping)).partition("/")[0] if own else ""


def _locales(entries: Mapping[str, Node], source: str, folder: Path) -> list[str]:
    named = [tag for tag in entries["name"].mapping if tag != ANY_LOCALE] if "name" in entries else []
    wanted = ([source] if source in named or not named else []) + named
    known = [tag for tag in dict.fromkeys(wanted) if locales.load(tag, folder)[0]]
    return known or ["en"]


def _that_render(values: Mapping[str, str], listed: Sequence[str], target: Path) -> list[str]:
    """The networks on which the first post has no errors; what others lack, such as a picture, comes later."""
    from socloc.workflow import examine

    text = _TEXT.format(**values, networks=", ".join(listed)).encode()
    with opened.holding({os.path.abspath(target): text}):
        outcome = examine(target)
    errors = [one for one in outcome.findings if one.severity == "error"]
    lacking = {one.subject.network for one in errors}
    kept = [name for name in listed if name not in lacking]
    if "" in lacking or not kept:
        raise SoclocError(f"no post of the brand renders: {errors[0].message}", errors[0].hint)
    return kept
