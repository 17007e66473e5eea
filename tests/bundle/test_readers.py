"""Who reads a bundle while it is replaced sees the old one or the new one, never none and never a mixture."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

from socloc.bundle.write import write_folder
from tests.bundle.replacing import files
from tests.cli.running import LIMIT

ROOT = Path(__file__).parents[2]
TIMES = 50


def whole_bundle(target: Path) -> int | None:
    """The number of the bundle; None where it was replaced while it was read, which a reader sees at the manifest."""
    manifest = (target / "manifest.json").read_bytes()  # at any time: it must not be missing for an instant
    value = json.loads(manifest)
    try:
        found = {name: hashlib.sha256((target / name).read_bytes()).hexdigest() for name in value["files"]}
    except FileNotFoundError:
        found = {}
    if (target / "manifest.json").read_bytes() != manifest:
        return None
    assert found == value["files"], "the manifest and the files beside it are of two bundles"
    return int(value["number"])


def test_a_reader_never_sees_half_a_bundle(tmp_path: Path) -> None:
    target = tmp_path / "b"
    write_folder(files(0), target)
    seen = [whole_bundle(target)]
    command = [sys.executable, "-m", "tests.bundle.replacing", str(target), str(TIMES)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE) as writer:
        assert writer.stdin
        writer.stdin.write(b"\n")
        writer.stdin.close()
        while writer.poll() is None:
            seen.append(whole_bundle(target))
    seen.append(whole_bundle(target))
    assert writer.wait(LIMIT) == 0
    numbers = [number for number in seen if number is not None]
    assert (numbers[0], numbers[-1]) == (0, TIMES)
    assert numbers == sorted(numbers)
    assert [path.name for path in tmp_path.iterdir()] == ["b"]
