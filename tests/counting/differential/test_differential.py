"""Compares our counting with npm twitter-text 3.1.0 and with Node's own functions, on random texts.

Not run by default, because the library has to be installed first (any folder will do; Node 20 or later):

    npm install --prefix FOLDER twitter-text@3.1.0
    SOCLOC_TWITTER_TEXT=FOLDER pytest -m differential tests/counting/differential

SOCLOC_DIFFERENTIAL_COUNT changes how many texts each generator makes (40,000).

Two differences are left out because they are between versions of Unicode, not between rules: x-weighted sees
no characters that this Python does not know (unicodedata.unidata_version), since their NFC may differ, and
graphemes none that Node does not know. The library leaves NFC to its runtime, and ECMAScript leaves the
version of Unicode to it: https://tc39.es/ecma262/#sec-string.prototype.normalize

Node gives the library its own punycode (2.1.0), not the 1.4.1 that npm installs beside it: they differ on
labels with control characters. We do as Node does.
"""

import json
import os
import subprocess
from pathlib import Path

import pytest

from socloc.counting import way
from tests.counting.differential.texts import GENERATORS, known, texts

pytestmark = pytest.mark.differential

_X_MAX = 280  # of a valid post, for the library


def _node(those: list[str]) -> list[tuple[float, bool, int, int, int | None]]:
    script = Path(__file__).with_name("counts.mjs")
    lines = "\n".join(map(json.dumps, those))
    run = subprocess.run(["node", str(script)], input=lines, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr[-2000:]
    return [tuple(json.loads(line)) for line in run.stdout.splitlines()]


@pytest.mark.parametrize("generator", GENERATORS)
def test_counts_as_node_does(generator: str) -> None:
    assert os.environ.get("SOCLOC_TWITTER_TEXT"), "name the folder with twitter-text in SOCLOC_TWITTER_TEXT"
    count = int(os.environ.get("SOCLOC_DIFFERENTIAL_COUNT", "40000"))
    raw = [text for text in texts(generator, count) if text]
    x, utf16, utf8, graphemes = map(way, ("x-weighted", "utf-16", "utf-8-bytes", "graphemes"))

    different: list[object] = []
    for text, (_, _, units, size, clusters) in zip(raw, _node(raw), strict=True):
        ours = (utf16.length(text), utf8.length(text), None if clusters is None else graphemes.length(text))
        if ours != (units, size, clusters):
            different.append((ascii(text), ours, (units, size, clusters)))
    sane = [cleaned for text in raw if (cleaned := known(text))]
    for text, (weighted, valid, *_) in zip(sane, _node(sane), strict=True):
        length = x.length(text)
        if (length, 0 < length <= _X_MAX and not x.invalid(text)) != (weighted, valid):
            different.append((ascii(text), (length, x.invalid(text)), (weighted, valid)))

    assert not different, f"{len(different)} of {count}: {different[:12]}"
