"""Compares our counting with Mastodon's own server code, on random texts.

Not run by default, because it needs Ruby (3.1 or later), libidn.so.12 (Debian: ruby, libidn12) and two checkouts:

    SOCLOC_MASTODON           of https://github.com/mastodon/mastodon (AGPL: nothing of it is kept here), or a folder
                              with app/models/account.rb, app/lib/extractor.rb, config/initializers/twitter_regex.rb
                              and app/validators/status_length_validator.rb of it
    SOCLOC_TWITTER_TEXT_RUBY  the folder rb of https://github.com/twitter/twitter-text, with conformance/tld_lib.yml
                              copied to lib/assets and the folder config beside lib, as the gem has them

    pytest -m differential tests/counting/differential/test_mastodon.py

SOCLOC_DIFFERENTIAL_COUNT and SOCLOC_DIFFERENTIAL_SEED are those of test_differential.py.

What is compared is the text with its links and accounts replaced. Its grapheme clusters are not: Ruby's Unicode is
that of its version (13 for 3.1, 17 for Mastodon's 4.0), and graphemes are compared in test_differential.py. Lone
surrogates are left out, since no request to the server can contain one, and blank texts, which it refuses.
"""

import json
import os
import subprocess
from pathlib import Path

import pytest

from socloc.counting import graphemes, mastodon
from tests.counting.differential.texts import GENERATORS, texts

pytestmark = pytest.mark.differential


def _server(those: list[str]) -> list[tuple[str, bool]]:
    for name in ("SOCLOC_MASTODON", "SOCLOC_TWITTER_TEXT_RUBY"):
        assert os.environ.get(name), f"name a checkout in {name}: see the top of this file"
    script = Path(__file__).with_name("server.rb")
    lines = "\n".join(map(json.dumps, those))
    run = subprocess.run(["ruby", "-W0", str(script)], input=lines, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr[-2000:]
    return [tuple(json.loads(line)) for line in run.stdout.splitlines()]


@pytest.mark.parametrize("generator", GENERATORS)
def test_counts_as_the_server_does(generator: str, monkeypatch: pytest.MonkeyPatch) -> None:
    count = int(os.environ.get("SOCLOC_DIFFERENTIAL_COUNT", "40000"))
    raw = texts(generator, count, os.environ.get("SOCLOC_DIFFERENTIAL_SEED", ""))
    those = [text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace") for text in raw]
    counted: list[str] = []
    monkeypatch.setattr(graphemes, "length", counted.append)

    for text in those:
        mastodon.length(text)
    different = [
        (ascii(text), ascii(ours), ascii(theirs))
        for text, ours, (theirs, blank) in zip(those, counted, _server(those), strict=True)
        if ours != theirs and not blank
    ]

    assert not different, f"{len(different)} of {count}: {different[:12]}"
