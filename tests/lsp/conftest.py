"""Campaigns to edit, and one editor for all the tests of a file that leave nothing open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.lsp.client import Editor, editor
from tests.reading.examined import head, write

TEA = head(source="en", locales=["en", "zh-CN", "zh-TW"], networks=["facebook", "weibo"]) + (
    "links:\n"
    "  shop: https://example.com/spring\n"
    "posts:\n"
    "  - id: launch\n"
    "    text:\n"
    "      en: The first spring tea 🍵 is here.\n"
    "      zh-CN: 🍵你好,好,今天\n"
    "    link: shop\n"
)


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """An editor that the tests of a module share; each opens files of its own."""
    folder = tmp_path_factory.mktemp("editor")
    with editor(folder, SOCLOC_CACHE=str(folder / "cache")) as found:
        yield found


@pytest.fixture
def campaign(tmp_path: Path) -> Path:
    """A small campaign with something to mend."""
    return write(tmp_path, TEA)
