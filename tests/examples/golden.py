"""What a bundle looks like to a golden test: texts byte for byte, pictures by what is in them.

Another zlib packs the same pixels into other bytes, so a PNG stands as its size and a hash of its pixels, also inside
an SVG; whatever says how many bytes a picture or the preview has, or which version made the bundle, is left out of the
manifest.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image

from socloc.workflow import examine, files_of

ROOT: Final = Path(__file__).parents[2]
EXAMPLES: Final = ROOT / "examples"
GOLDEN: Final = Path(__file__).with_name("golden")
TEXT: Final = (".txt", ".html", ".json")
PICTURES: Final = "pictures.txt"
PREVIEW: Final = "index.html"
# Its stylesheet, its script and the script's hash are files of their own in templates/_preview.
_OWN: Final = re.compile(
    rb"(?<=<style>).*?(?=</style>)|(?<=<script>).*?(?=</script>)|(?<=script-src ').*?(?=')", re.DOTALL
)
_PNG: Final = re.compile(rb"data:image/png;base64,([A-Za-z0-9+/=]+)")


def names() -> list[str]:
    """The examples, by folder."""
    return sorted(path.parent.relative_to(EXAMPLES).as_posix() for path in EXAMPLES.glob("**/campaign.yaml"))


def rendered(name: str) -> dict[str, bytes]:
    """The bundle of an example, by name."""
    return files_of(examine(EXAMPLES / name / "campaign.yaml"))


def golden(files: dict[str, bytes]) -> dict[str, bytes]:
    """What is kept of a bundle: its texts, and one line for each picture."""
    kept = {name: data for name, data in files.items() if name.endswith(TEXT)}
    kept["manifest.json"] = _manifest(files["manifest.json"])
    kept[PREVIEW] = _OWN.sub(b"", files[PREVIEW])
    pictures = [f"{name} {_picture(name, data)}\n" for name, data in sorted(files.items()) if name not in kept]
    return kept | {PICTURES: "".join(pictures).encode()}


def expected(name: str) -> dict[str, bytes]:
    """What was kept of the bundle of an example when somebody last looked at it."""
    folder = GOLDEN / name
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _manifest(data: bytes) -> bytes:
    value = json.loads(data)
    del value["socloc"]
    made = value["files"].items()
    value["files"] = {name: entry if name.endswith(TEXT) and name != PREVIEW else {} for name, entry in made}
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _picture(name: str, data: bytes) -> str:
    if name.endswith(".png"):
        return _pixels(data)
    if name.endswith(".svg"):
        data = _PNG.sub(lambda match: _pixels(base64.b64decode(match.group(1))).encode(), data)
    return f"sha256 {hashlib.sha256(data).hexdigest()}"


def _pixels(data: bytes) -> str:
    with Image.open(BytesIO(data)) as picture:
        width, height = picture.size
        return f"{width}x{height} pixels {hashlib.sha256(picture.convert('RGBA').tobytes()).hexdigest()}"
