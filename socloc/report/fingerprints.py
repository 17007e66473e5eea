"""What a finding is known by from one run to the next, also when lines above it come and go."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from socloc.findings import Finding

_NUMBERS: Final = re.compile(r"\d[\d,.]*")


def fingerprints(findings: Sequence[Finding]) -> list[str]:
    """One for each finding: 32 hexadecimal digits of a SHA-256.

    It is made of the check, the file, the variant and the message without its numbers (a length or a line in it may
    change), and of how many such findings came before; so it stays when lines move, and is never there twice.
    """
    seen: Counter[str] = Counter()
    made = []
    for finding in findings:
        parts = (finding.check, finding.place.file.replace("\\", "/"), *finding.subject[:-1], _steady(finding.message))
        key = "\n".join(parts)
        seen[key] += 1
        data = f"{key}\n{seen[key]}".encode("utf-8", "surrogatepass")
        made.append(hashlib.sha256(data).hexdigest()[:32])
    return made


def _steady(message: str) -> str:
    return _NUMBERS.sub("#", message)
