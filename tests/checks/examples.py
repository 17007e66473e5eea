"""Runs the examples of the manual as a reader would: `python -m tests.checks.examples` writes what they get anew."""

from __future__ import annotations

import json
import os
import re
import shlex
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import chdir, contextmanager
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from unittest import mock

from PIL import Image

from socloc.manual import STRUCTURAL
from socloc.manual.example import CAMPAIGN, SAID, Example, Said, examples
from tests.cli.running import inside
from tests.reading.examined import png

_MEDIA: Final = Path(__file__).with_name("media")
_FILES: Final[dict[str, Callable[[], bytes]]] = {
    "a photo of a telephone that has its place": lambda: _MEDIA.joinpath("placed.jpg").read_bytes(),
    "the same photo without it": lambda: _MEDIA.joinpath("shot.jpg").read_bytes(),
    "a photo in HEIC": lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
    "a PNG picture that is damaged": lambda: b"\x89PNG\r\n\x1a\n",
    "a video of 33 MiB": lambda: b"\0\0\0\x20ftypisom".ljust(33 << 20, b"\0"),
    "a video of four seconds": lambda: _MEDIA.joinpath("wide.mp4").read_bytes(),
}
_LINE: Final = re.compile(
    r"^(?P<file>\S+?):(?P<line>\d+):\d+: (?P<severity>\w+): (?P<message>.*) \[(?P<check>[a-z-]+)\]$"
)


def picture(name: str, said: str) -> bytes:
    """A file from the words for it: `1200 × 630 pixels` are a picture of one colour."""
    if said in _FILES:
        return _FILES[said]()
    match = re.fullmatch(r"(\d+) × (\d+) pixels", said)
    assert match, said
    width, height = map(int, match.groups())
    if name.endswith(".png"):
        return png(width, height, (b"\0" + b"\x50\x70\x60" * width) * height)
    made = BytesIO()
    Image.new("RGB", (width, height), "#507060").save(made, "JPEG")
    return made.getvalue()


@contextmanager
def prepared(example: Example, text: str, encoding: str = "utf-8") -> Iterator[Path]:
    """A folder with the files of an example, as the current one; `text` is its version of the file."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = {CAMPAIGN: example.campaign, **example.beside, example.file: text}
        files[CAMPAIGN] = example.head(files[CAMPAIGN]) + files[CAMPAIGN]
        for file, written in files.items():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_bytes(written.encode(encoding if file == example.file else "utf-8"))
        for file, said in example.pictures.items():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_bytes(picture(file, said))
        now = str(int(datetime.fromisoformat(example.now).replace(tzinfo=UTC).timestamp())) if example.now else ""
        with chdir(folder), mock.patch.dict(os.environ, {"SOURCE_DATE_EPOCH": now} if now else {}):
            yield folder


def findings(run: str, check: str = "") -> list[dict[str, Any]]:
    """What a command line says of a check in the current folder, or of all."""
    program, *arguments = shlex.split(run)
    assert program == "socloc"
    if arguments[0] == "check":
        ran = inside(*arguments, "--format", "json")
        assert ran.code in (0, 1), ran.said
        return [one for one in json.loads(ran.out)["findings"] if check in ("", one["check"])]
    ran = inside(*arguments)
    assert ran.code in (0, 1), ran.said
    return [one for one in _told(ran.said.splitlines()) if check in ("", one["check"])]


def _told(lines: list[str]) -> Iterator[dict[str, Any]]:
    for index, line in enumerate(lines):
        if match := _LINE.match(line):
            below = [text.strip() for text in lines[index + 1 : index + 3] if text.startswith("    ")]
            hint = next((text for text in below if not text.startswith("in ")), "")
            yield {"hint": hint, "network": None, "locale": None, **match.groupdict(), "line": int(match["line"])}


def of_failing(check: str, example: Example) -> Said | None:
    """What the failing version gets, and how it was silenced; None where it gets nothing of this check."""
    with prepared(example, example.fails, example.saved_as or "utf-8"):
        found = findings(example.run, check)
    if not found:
        return None
    kept: dict[str, Any] = {key: found[0][key] or "" for key in Said._fields if key != "silence"}
    return Said(**kept, silence=tuple(_silenced(check, example, found[0])))


def of_passing(check: str, example: Example) -> list[dict[str, Any]]:
    """What the version that passes gets: of this check, and what is worse than a note."""
    with prepared(example, example.passes):
        return [one for one in findings(example.passes_run) if one["check"] == check or one["severity"] != "note"]


def _silenced(check: str, example: Example, found: dict[str, Any]) -> Iterator[str]:
    """The ways after which the failing version passes."""
    if check in STRUCTURAL or not example.run.startswith("socloc check"):
        return
    for name, way in (("allow", _allow), ("config", _config), ("baseline", _baseline)):
        with prepared(example, example.fails, example.saved_as or "utf-8") as folder:
            if way(folder, check, example, found) and not findings(example.run, check):
                yield name


def _allow(folder: Path, check: str, _: Example, found: dict[str, Any]) -> bool:
    """Write the comment above the key of the campaign that has the finding."""
    if found["file"] != CAMPAIGN:
        return False
    lines = (folder / CAMPAIGN).read_text("utf-8").split("\n")
    key = max(at for at, line in enumerate(lines[: found["line"]]) if re.match(r"\w", line))
    lines.insert(key, f"# socloc: allow {check} -- reason")
    (folder / CAMPAIGN).write_text("\n".join(lines), "utf-8")
    return True


def _config(folder: Path, check: str, _: Example, __: dict[str, Any]) -> bool:
    (folder / "socloc.yaml").write_text(f"socloc: 1\nchecks: {{{check}: off}}\n", "utf-8")
    return True


def _baseline(_: Path, __: str, example: Example, ___: dict[str, Any]) -> bool:
    return inside(*shlex.split(example.run)[1:], "--update-baseline").code == 0


def main() -> None:
    """Write what the failing examples get; says which get nothing."""
    made: dict[str, Any] = {}
    for name, example in examples().items():
        said = None if example.untried else of_failing(name, example)
        if said:
            made[name] = said._asdict()
        if not (said or example.untried):
            print(f"{name}: nothing was found", file=sys.stderr)
        if not example.untried and (left := of_passing(name, example)):
            print(
                f"{name}: does not pass: {left[0]['line']} {left[0]['message']} [{left[0]['check']}]", file=sys.stderr
            )
    lines = [f"{json.dumps(name)}: {json.dumps(said, ensure_ascii=False)}" for name, said in made.items()]
    SAID.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")


if __name__ == "__main__":
    main()
