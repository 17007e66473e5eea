"""Payloads that need exactly one version."""

from bisect import bisect_left

from socloc.render.qr import QrError
from socloc.render.qr.bits import fitted


def shortest(version: int, error: str) -> str:
    """Return the shortest text in byte mode that takes this version."""
    return _letters(bisect_left(range(2954), version, key=lambda length: _version(length, error)))


def longest(version: int, error: str) -> str:
    """Return the longest text in byte mode that this version holds."""
    return _letters(bisect_left(range(2955), version + 1, key=lambda length: _version(length, error)) - 1)


def _letters(length: int) -> str:
    return "".join(chr(97 + (n * n + length) % 26) for n in range(length))


def _version(length: int, error: str) -> int:
    if not length:
        return 0
    try:
        return fitted("a" * length, error)[0]
    except QrError:
        return 41
