"""Campaigns as tools get them: files and findings; `python -m tests.schedulers.exported` writes the goldens anew."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from openpyxl import load_workbook

from socloc import schedulers
from socloc.article import addresses
from socloc.bundle.manifest import NAME as MANIFEST
from socloc.findings import Finding
from socloc.schedulers.files import About, form, grouped
from socloc.schedulers.hand_over import Asked, give
from socloc.schedulers.rows import rows
from socloc.workflow import Choices, examine

ROOT: Final = Path(__file__).parents[2]
EXAMPLE: Final = ROOT / "examples" / "agency"
GOLDEN: Final = Path(__file__).with_name("golden")
NOW: Final = datetime(2027, 1, 15, 8, tzinfo=UTC)
TOOLS: Final = schedulers.ids()


def export(
    campaign: Path,
    tool: str,
    out: Path,
    images: Mapping[str, str] | None = None,
    zone: str = "",
    now: datetime | None = NOW,
    force: bool = False,
) -> tuple[dict[str, bytes], list[Finding]]:
    """The files that a tool gets of a campaign, by name, and what was said of them."""
    uploaded = addresses.read(json.dumps(images).encode(), "images.json") if images else None
    outcome = examine(campaign, Choices(images=uploaded))
    given = give(outcome, Asked((tool,), zone, now, NOW), uploaded, out, force)
    return files(out / tool), list(given.findings)


def told(campaign: Path, tool: str, *texts: str) -> bytes:
    """One file for a tool in which the rows of a campaign have these texts, also such as no campaign can hold."""
    outcome = examine(campaign)
    known, _ = schedulers.load(tool)
    assert known
    made = rows(outcome, known, {}, None)
    assert len(made) == len(texts)
    made = [row._replace(parts=(text,), summary=text, account="a") for row, text in zip(made, texts, strict=True)]
    found = grouped(made, known)
    return form(known).write(found[0], known, About("test", "", "20270115T080000Z", {}))


def files(folder: Path) -> dict[str, bytes]:
    """The files below a folder by name, without the manifests."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != MANIFEST)
    return {path.name: path.read_bytes() for path in found}


def example(tool: str, out: Path) -> dict[str, bytes]:
    """What a tool gets of the example."""
    return export(EXAMPLE / "campaign.yaml", tool, out, json.loads((EXAMPLE / "images.json").read_bytes()))[0]


def golden(made: Mapping[str, bytes]) -> dict[str, bytes]:
    """What is kept of the files: all but spreadsheets, of which the cells, since another zlib packs other bytes."""
    return {
        f"{name}.json" if name.endswith(".xlsx") else name: cells(data) if name.endswith(".xlsx") else data
        for name, data in made.items()
    }


def cells(data: bytes) -> bytes:
    """The cells of a spreadsheet as JSON."""
    lines = [list(row) for row in load_workbook(io.BytesIO(data)).worksheets[0].iter_rows(values_only=True)]
    return (json.dumps(lines, ensure_ascii=False, indent=1) + "\n").encode()


def main() -> None:
    """Replace everything under golden/."""
    import tempfile

    shutil.rmtree(GOLDEN, ignore_errors=True)
    for tool in TOOLS:
        with tempfile.TemporaryDirectory() as out:
            for name, data in golden(example(tool, Path(out))).items():
                path = GOLDEN / tool / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)


if __name__ == "__main__":
    main()
