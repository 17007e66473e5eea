"""A bundle with everything in it, made once; and a browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tests.cli import campaigns
from tests.cli.running import start

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
# Nothing of the browser's own may go to the network or wait for a screen.
ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


@pytest.fixture(scope="session")
def full_bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundle of the campaign with everything in it; not to be changed."""
    folder = tmp_path_factory.mktemp("full")
    campaigns.write_full(folder / "campaign")
    ran = start("render", "campaign", "-o", "out", cwd=folder, env={"SOCLOC_CACHE": str(folder / "cache")})
    assert ran.code == 0, ran.said
    return folder / "out" / "full"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    found = os.environ.get("SOCLOC_CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM)), None)
    if found is None:
        pytest.fail("the preview is tested in Chromium: install it, or name one in SOCLOC_CHROMIUM", pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser
        browser.close()


def faults(page: Page) -> list[tuple[str, str]]:
    """What axe has to say against a page as it is now: the rule, and the first element that breaks it."""
    found = Axe().run(page).response["violations"]
    return [(fault["id"], fault["nodes"][0]["html"]) for fault in found]
