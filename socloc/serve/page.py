"""The bundle's page as it is served: with the script that takes over what changes, and shows findings over it."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from html import unescape
from typing import Final

from socloc.assets import templates_dir
from socloc.bundle.manifest import NAME
from socloc.findings import Finding
from socloc.report.text import visible
from socloc.serve.shown import PAGE, Shown

SCRIPT: Final = "_preview/live.js"
MOST: Final = 100  # findings over a page; the others are counted
# Where the page has its policy and its end: text of a campaign is escaped, so neither can come from one.
_POLICY: Final = b"; script-src "
_END: Final = b"</body>"
# Quotes in the text of a campaign are escaped, so these attributes are the template's own.
_PICTURE: Final = re.compile(rb'( src=")([^"]+)')
_ARTICLE: Final = re.compile(rb' (?:srcdoc|data-dark)="[^"]+')
_PICTURE_INSIDE: Final = re.compile(rb"(src=&#34;)([^&]+)")
_CARD: Final = re.compile(rb'<article( class="card.*?</article>)', re.DOTALL)
_SHORT: Final = 16  # digits of a sum; it tells versions of one file apart
_EMPTY: Final = (
    b'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    b'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    b'<meta http-equiv="Content-Security-Policy" '
    b"content=\"default-src 'none'; style-src 'unsafe-inline'; script-src \">\n"
    b"<title>socloc preview</title>\n</head>\n<body>\n</body>\n</html>\n"
)


def page(shown: Shown) -> bytes:
    """The bundle's page with the script in it; an empty one where there is no bundle yet."""
    script = (templates_dir() / SCRIPT).read_text("utf-8").encode()
    digest = b"'sha256-" + b64encode(sha256(script).digest()) + b"'"
    plain = shown.files.get(PAGE, _EMPTY)
    allowed = plain.replace(_POLICY, b"; connect-src 'self'; script-src " + digest + b" ", 1)
    start, _, end = _summed(_renamed(allowed, _sums(shown))).rpartition(_END)
    tag = b'<script data-mark="' + shown.mark.encode() + b'">' + script + b"</script>\n"
    return start + tag + _END + end


def _sums(shown: Shown) -> dict[bytes, bytes]:
    """A short name for the content of every file, from the manifest."""
    files = json.loads(shown.files[NAME])["files"] if NAME in shown.files else {}
    return {name.encode(): entry["sha256"][:_SHORT].encode() for name, entry in files.items()}


def _renamed(html: bytes, sums: Mapping[bytes, bytes]) -> bytes:
    """The page with the content in the address of each picture: a browser shows the old one of the same address."""

    def address(found: re.Match[bytes]) -> bytes:
        content = sums.get(unescape(found[2].decode()).encode())
        return found[0] + b"?" + content if content else found[0]

    articles = _ARTICLE.sub(lambda found: _PICTURE_INSIDE.sub(address, found[0]), html)
    return _PICTURE.sub(address, articles)


def _summed(html: bytes) -> bytes:
    """The page with a sum on every card, so that the script sees at once which are others."""
    return _CARD.sub(
        lambda card: b'<article data-sum="' + sha256(card[0]).hexdigest()[:_SHORT].encode() + b'"' + card[1], html
    )


def event(shown: Shown) -> bytes:
    """What the script is told, as JSON in one line of ASCII: which page there is, and what to say over it."""
    findings = [_finding(finding) for finding in shown.findings[:MOST]]
    more = max(0, len(shown.findings) - MOST)
    said = {"mark": shown.mark, "title": visible(shown.title), "hint": visible(shown.hint), "more": more}
    return json.dumps({**said, "findings": findings}).encode()


def _finding(finding: Finding) -> dict[str, str]:
    found = {
        "severity": finding.severity,
        "place": str(finding.place),
        "message": finding.message,
        "check": finding.check,
        "subject": str(finding.subject),
        "hint": finding.hint,
    }
    return {name: visible(value) for name, value in found.items()}
