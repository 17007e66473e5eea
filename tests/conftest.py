"""What holds for every test: nothing of the person who runs them is read or written."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

_FOLDERS = {
    "HOME": "home",
    "USERPROFILE": "home",
    "XDG_CACHE_HOME": "home/.cache",
    "XDG_CONFIG_HOME": "home/.config",
    "XDG_DATA_HOME": "home/.local/share",
    "XDG_STATE_HOME": "home/.local/state",
}


@pytest.fixture(autouse=True)
def nobody(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Path:
    """A home of nobody's, instead of that of the person who runs the tests, and a translation memory of its own."""
    folder = tmp_path_factory.getbasetemp()
    mark = hashlib.sha256(request.node.nodeid.encode("utf-8", "replace")).hexdigest()[:16]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795219200")  # 2026-11-21: the posts of the examples are still to come
    monkeypatch.setenv("SOCLOC_MEMORY", str(folder / "memories" / f"{mark}.db"))
    for name, place in _FOLDERS.items():
        monkeypatch.setenv(name, str(folder / place))
    return folder / "home"
