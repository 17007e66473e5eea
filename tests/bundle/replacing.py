"""Replaces a bundle again and again: `python -m tests.bundle.replacing TARGET TIMES`, once it is given a line."""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

from socloc.bundle.write import write_folder


def manifest(**more: object) -> bytes:
    """What makes a folder `b` a bundle of socloc's."""
    return json.dumps({"schema_version": 1, "socloc": "1", "campaign": {"id": "b"}, **more}).encode()


def files(number: int) -> dict[str, bytes]:
    """The bundle of that number; no two have a file in common, neither its bytes nor its name."""
    found = {f"text/{number}-{index}.txt": f"{number} {index}".encode() for index in range(8)}
    found["same-name.txt"] = f"{number}".encode()
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in found.items()}
    return found | {"manifest.json": manifest(number=number, files=hashes)}


if __name__ == "__main__":
    input()
    for replacement in range(1, int(sys.argv[2]) + 1):
        write_folder(files(replacement), Path(sys.argv[1]))
