"""The bundle's page as it is served: with the script that loads it again, and shows findings over it."""

from __future__ import annotations

import json
from base64 import b64encode
from hashlib import sha256
from typing import Final

from socloc.assets import templates_dir
from socloc.findings import Finding
from socloc.report.text import visible
from socloc.serve.shown import PAGE, Shown

SCRIPT: Final = "_preview/live.js"
MOST: Final = 100  # findings over a page; the others are counted
# Where the page has its policy and its end: text of a campaign is escaped, so neither can come from one.
_POLICY: Final = b"; script-src "
_END: Final = b"</body>"
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
    start, _, end = allowed.rpartition(_END)
    tag = b'<script data-mark="' + shown.mark.encode() + b'">' + script + b"</script>\n"
    return start + tag + _END + end


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
