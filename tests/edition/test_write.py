"""The files of a new campaign: all of them or none, and nobody else's are touched."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from socloc.edition import write
from socloc.errors import SoclocError

FILES: dict[str, bytes | Path] = {"campaign.yaml": b"ours", "media/a.txt": b"ours"}


@pytest.mark.parametrize("name", FILES)
def test_somebody_who_was_faster_keeps_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    theirs = tmp_path / "new" / name
    link = os.link

    def faster(source: Path, target: Path) -> None:
        if target == theirs:
            target.write_bytes(b"theirs")
        link(source, target)

    monkeypatch.setattr(os, "link", faster)
    with pytest.raises(SoclocError, match=r"cannot write into .*: File exists"):
        write.write(FILES, tmp_path / "new")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [theirs]
    assert theirs.read_bytes() == b"theirs"


def test_a_disk_without_links_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_source: Path, _target: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    targets = write.write(FILES, tmp_path / "new")
    assert [path.read_bytes() for path in targets] == [b"ours", b"ours"]
    assert {path.name for path in (tmp_path / "new").iterdir()} == {"campaign.yaml", "media"}
