"""Reed-Solomon error correction of a QR code, and the order in which its codewords are drawn."""

from functools import cache
from itertools import chain, zip_longest

from socloc.remembered import table


@cache
@table("qrcode")
def blocks(version: int, error: str) -> tuple[tuple[int, int], ...]:
    """Return (data codewords, correction codewords) of each block: ISO/IEC 18004:2015, Table 9."""
    from qrcode import base

    from socloc.render.qr.layout import LEVELS

    found = base.rs_blocks(version, LEVELS[error])
    return tuple((block.data_count, block.total_count - block.data_count) for block in found)


def codewords(data: bytes, version: int, error: str) -> bytes:
    """Return the data codewords, interleaved, with their interleaved correction behind them (7.6)."""
    parts, checks, start = [], [], 0
    for count, extra in blocks(version, error):
        parts.append(data[start : start + count])
        checks.append(_remainder(parts[-1], extra))
        start += count
    return _interleaved(parts) + _interleaved(checks)


def owners(version: int, error: str) -> list[int]:
    """Return for each codeword, in the order drawn, the number of the block it belongs to."""
    shape = blocks(version, error)
    order: list[int] = []
    for column in (0, 1):
        counts = [block[column] for block in shape]
        order += [n for turn in range(max(counts)) for n, count in enumerate(counts) if turn < count]
    return order


def _interleaved(parts: list[bytes]) -> bytes:
    return bytes(byte for byte in chain.from_iterable(zip_longest(*parts)) if byte is not None)


def _remainder(data: bytes, count: int) -> bytes:
    """Divide by the generator polynomial, one byte at a time, the remainder being one big integer."""
    table = _multiples(count)
    top, low, rest = 8 * (count - 1), (1 << 8 * (count - 1)) - 1, 0
    for byte in data:
        rest = ((rest & low) << 8) ^ table[byte ^ rest >> top]
    return rest.to_bytes(count)


@cache
@table("qrcode")
def _multiples(count: int) -> tuple[int, ...]:
    """Return the generator polynomial of degree `count` times each field element, without its lead."""
    from qrcode.base import gexp, glog

    generator = [1]
    for power in range(count):
        shifted, scaled = [*generator, 0], [0, *(gexp(glog(g) + power) for g in generator)]
        generator = [a ^ b for a, b in zip(shifted, scaled, strict=True)]
    logs = [glog(g) for g in generator[1:]]
    rows = (bytes(gexp(glog(factor) + log) for log in logs) for factor in range(1, 256))
    return (0, *(int.from_bytes(row) for row in rows))
