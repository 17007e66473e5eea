"""Compares our counting with the networks' own libraries and with Node's own functions, on random texts.

Not run by default, because the libraries have to be installed first (any folder will do; Node 20 or later):

    npm install --prefix FOLDER twitter-text@3.1.0 @atproto/api sms-segments-calculator
    SOCLOC_TWITTER_TEXT=FOLDER pytest -m differential tests/counting/differential/test_differential.py

SOCLOC_DIFFERENTIAL_COUNT changes how many texts each generator makes (40,000), SOCLOC_DIFFERENTIAL_SEED which.

Differences between versions of Unicode, not between rules, are left out. x-weighted sees no characters that this
Python does not know (unicodedata.unidata_version), since their NFC may differ: the library leaves NFC to its runtime,
and ECMAScript leaves the version of Unicode to it, https://tc39.es/ecma262/#sec-string.prototype.normalize. Graphemes
and the parts of an SMS see none that Node does not know; for the parts, the calculator is given Node's graphemes
instead of those of Unicode 10.

Node gives twitter-text its own punycode (2.1.0), not the 1.4.1 that npm installs beside it: they differ on
labels with control characters. We do as Node does.
"""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from socloc.counting import details, way
from tests.counting.differential.texts import GENERATORS, known, texts

pytestmark = pytest.mark.differential

_X_MAX = 280  # of a valid post, for the library


def _node(those: list[str]) -> list[dict[str, Any]]:
    assert os.environ.get("SOCLOC_TWITTER_TEXT"), "name the folder with the packages in SOCLOC_TWITTER_TEXT"
    script = Path(__file__).with_name("counts.mjs")
    lines = "\n".join(map(json.dumps, those))
    run = subprocess.run(["node", str(script)], input=lines, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr[-2000:]
    return [json.loads(line) for line in run.stdout.splitlines()]


def _ours(text: str, theirs: dict[str, Any]) -> dict[str, Any]:
    """Our answers in the form of counts.mjs, but for X; None where Node's Unicode is too old to compare."""
    clusters, parts = way("graphemes").length(text), details("sms", text)
    return {
        "units": way("utf-16").length(text),
        "bytes": way("utf-8-bytes").length(text),
        "clusters": theirs["clusters"] and [clusters, clusters],
        "sms": [parts["encoding"], way("sms").length(text), theirs["clusters"] and parts["segments"]],
    }


@pytest.mark.parametrize("generator", GENERATORS)
def test_counts_as_the_libraries_do(generator: str) -> None:
    count = int(os.environ.get("SOCLOC_DIFFERENTIAL_COUNT", "40000"))
    raw = [text for text in texts(generator, count, os.environ.get("SOCLOC_DIFFERENTIAL_SEED", "")) if text]
    x = way("x-weighted")

    different: list[object] = []
    for text, theirs in zip(raw, _node(raw), strict=True):
        del theirs["x"]
        if (ours := _ours(text, theirs)) != theirs:
            different.append((ascii(text), ours, theirs))
    sane = [cleaned for text in raw if (cleaned := known(text))]
    for text, theirs in zip(sane, _node(sane), strict=True):
        length = x.length(text)
        if [length, 0 < length <= _X_MAX and not x.invalid(text)] != theirs["x"]:
            different.append((ascii(text), (length, x.invalid(text)), theirs["x"]))

    assert not different, f"{len(different)} of {count}: {different[:12]}"
