"""What `socloc init --from` makes: the files of a new campaign, and what a person has to look at in it."""

from __future__ import annotations

import json
import os
import re
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from socloc import assets
from socloc.campaign_files import NAME, has_posts
from socloc.errors import SoclocError
from socloc.findings import Place
from socloc.shapes import suggest

SCHEMA: Final = "campaign.schema.json"
_MODELINE: Final = re.compile(rb"\A# yaml-language-server: \$schema=([^\r\n]+)")


class Start(NamedTuple):
    """The files of a new campaign by their names, what is told about it, and what has to be looked at.

    `left_out` are names beside the old campaign that lead out of its folder, or are no files.
    """

    files: dict[str, bytes | Path]
    told: str = ""
    looked: tuple[tuple[Place, str], ...] = ()
    left_out: tuple[str, ...] = ()


def first() -> Start:
    """The small campaign that socloc init writes by itself."""
    text = (assets.templates_dir() / "_init" / NAME).read_bytes()
    return Start({NAME: text, SCHEMA: schema()})


def start(what: str, folder: Path, new_id: str, first_day: date | None) -> Start:
    """What an example, a brand's file or a campaign's makes of a folder.

    Raises SoclocError where it is none of them, or a choice does not go with it.
    """
    path = Path(what)
    if os.path.lexists(path):
        if path.suffix != ".yaml" or _is_campaign(path):
            return _of_campaign(path, folder, new_id, first_day)
        _must_be_none(first_day)
        return _of_brand(path, folder, new_id)
    known = examples()
    if what not in known:
        message = f"there is no example `{what}`{suggest(what, known)}"
        raise SoclocError(message, f"Examples: {', '.join(known)}. Or name a campaign, or a brand's file.")
    _must_be_none(first_day)
    return _of_example(assets.examples_dir() / what, new_id)


def schema() -> bytes:
    """The JSON Schema of campaigns, for editors."""
    from socloc.campaign_format import json_schema

    return (json.dumps(json_schema(), ensure_ascii=False, indent=1) + "\n").encode()


def examples() -> list[str]:
    """The names of the shipped examples."""
    return sorted(path.name for path in assets.examples_dir().iterdir() if path.is_dir())


def _is_campaign(path: Path) -> bool:
    try:
        return has_posts(path.read_bytes())
    except OSError as error:
        raise SoclocError(f"cannot read {path}: {error.strerror}", "Check the name and your rights.") from error


def _must_be_none(first_day: date | None) -> None:
    if first_day:
        raise SoclocError("--start is for campaigns that ran before", "Leave it out.")


def _of_brand(path: Path, folder: Path, new_id: str) -> Start:
    from socloc.brands.format import FOLDER
    from socloc.edition import brand

    if path.absolute().parent.name != FOLDER:
        raise SoclocError(f"{path} is neither a campaign nor a brand", f"Brands stand in a folder {FOLDER}/.")
    return Start({NAME: brand.first(path, folder / NAME, new_id), SCHEMA: schema()})


def _of_example(example: Path, new_id: str) -> Start:
    if new_id:
        raise SoclocError("--id is for brands and campaigns", "Leave it out, and write another id into the file.")
    files: dict[str, bytes | Path] = {}
    for path in sorted(one for one in example.rglob("*") if one.is_file() and "__pycache__" not in one.parts):
        name = path.relative_to(example).as_posix()
        files[name] = _with_schema(path.read_bytes(), name) if path.name == NAME else path
    return Start(files | {SCHEMA: schema()})


def _with_schema(text: bytes, name: str) -> bytes:
    """A campaign whose first line names the schema that stands at the top of the new folder."""
    up = "../" * name.count("/")
    return _MODELINE.sub(f"# yaml-language-server: $schema={up}{SCHEMA}".encode(), text)


def _of_campaign(path: Path, folder: Path, new_id: str, first_day: date | None) -> Start:
    from socloc import campaign, opened, store
    from socloc.edition import files, look, moved

    made = moved.moved(path, new_id, first_day)
    loaded, findings = campaign.load(path, str(path))
    if loaded is None:
        raise SoclocError(f"{path} is no campaign: {findings[0].message}", "`socloc check` says what there is to mend.")
    _finds_brands(loaded.brand.files, path, folder)
    catalogs, _ = store.load(path, loaded.locales)
    loaded = loaded._replace(translations=store.translations(catalogs))
    beside, not_copied = files.belonging(path, loaded)
    new: dict[str, bytes | Path] = dict(beside)
    new[path.name] = _with_schema(made.data, path.name)
    if _MODELINE.match(made.data):
        new[SCHEMA] = schema()
    left = [(one.place, one.message) for one in made.left]
    with opened.holding({os.path.abspath(path): made.data}):
        after, _ = campaign.load(path, str(path))
    left += look.impossible(after) if after else ()
    told = f"{made.before} → {made.id}, {_moved_by(made.days)}"
    looked = [(_in(place, path, folder), what) for place, what in [*left, *look.to_look_at(loaded)]]
    return Start(new, told, tuple(dict.fromkeys(looked)), tuple(not_copied))


def _moved_by(days: int | None) -> str:
    if days is None:
        return "no date stands in it"
    return f"all dates {abs(days)} days {'later' if days >= 0 else 'earlier'}"


def _in(place: Place, path: Path, folder: Path) -> Place:
    """The same place in the new folder: no line was added or taken away."""
    name = os.path.relpath(place.file, path.parent)
    return place._replace(file=str(folder / name))


def _finds_brands(brands: tuple[str, ...], path: Path, folder: Path) -> None:
    """Whether the new folder finds the brands of folders above the campaign's, too."""
    from socloc.brands import find

    here = path.parent.absolute()
    for name in brands:
        brand = Path(name).absolute()
        if not brand.is_relative_to(here) and find.find(brand.stem, folder / path.name) != brand:
            message = f"{folder} does not find the brand {name}"
            raise SoclocError(message, f"Choose a folder in {os.path.relpath(brand.parent.parent)}.")
