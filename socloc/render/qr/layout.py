"""What every QR code of one version shares: function patterns, the path of the data, masks, format bits."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from socloc.remembered import table

if TYPE_CHECKING:
    from qrcode import QRCode

LEVELS = {"L": 1, "M": 0, "Q": 3, "H": 2}  # bits of the format information: ISO/IEC 18004:2015, Table 12
LIGHT_EDGE = 4  # light modules after each row, so that no pattern is seen across two rows, nor cut at an edge


class Layout(NamedTuple):
    """One version. Grids are integers: the module in row r, column c is bit `r * stride + c`, 1 is dark."""

    size: int
    stride: int
    everywhere: int
    patterns: int
    masks: tuple[int, ...]
    path: tuple[int, ...]
    """The bit of the grid that each data bit goes to, in the order drawn."""
    arrange: Callable[[str], tuple[str, ...]]
    """From data bits with one '0' behind them to the characters of the grid, highest bit first."""


@lru_cache(maxsize=16)  # version 40 takes about 2 MB
@table("qrcode")
def layout(version: int) -> Layout:
    """Build the tables of one version; slow once, then remembered."""
    symbol = _blank(version)
    size = symbol.modules_count
    stride = size + LIGHT_EDGE
    symbol.setup_type_info(True, 0)  # True: light, and no longer free
    free = [[module is None for module in row] for row in symbol.modules]
    path = tuple(row * stride + column for row, column in _zigzag(size) if free[row][column])
    drawn = {bit: number for number, bit in enumerate(path)}
    chosen = [drawn.get(bit, len(path)) for bit in reversed(range(size * stride))]
    return Layout(
        size=size,
        stride=stride,
        everywhere=_grid([[True] * size] * size, stride),
        patterns=_grid(symbol.modules, stride),
        masks=_masks(free, stride),
        path=path,
        arrange=itemgetter(*chosen),
    )


@lru_cache(maxsize=64)
@table("qrcode")
def formats(version: int, error: str) -> tuple[int, ...]:
    """Return the format information and the dark module as a grid, for each of the eight masks."""
    symbol = _blank(version, error)
    stride = symbol.modules_count + LIGHT_EDGE
    grids = []
    for mask in range(8):
        symbol.modules = [[None] * symbol.modules_count for _ in range(symbol.modules_count)]
        symbol.setup_type_info(False, mask)
        grids.append(_grid(symbol.modules, stride))
    return tuple(grids)


def _blank(version: int, error: str = "L") -> "QRCode":
    """Return a symbol with its finder, alignment, timing and version patterns; what is free is None."""
    from qrcode import QRCode

    symbol = QRCode(version=version, error_correction=LEVELS[error])
    size = symbol.modules_count = 17 + 4 * version
    symbol.modules = [[None] * size for _ in range(size)]
    for row, column in ((0, 0), (size - 7, 0), (0, size - 7)):
        symbol.setup_position_probe_pattern(row, column)
    symbol.setup_position_adjust_pattern()
    symbol.setup_timing_pattern()
    if version >= 7:  # 7.10: smaller symbols have no version information
        symbol.setup_type_number(False)
    return symbol


def _zigzag(size: int) -> Iterator[tuple[int, int]]:
    """Walk the symbol as 7.7.3 places its data: two columns at a time from the right, up, down, up."""
    rows = range(size - 1, -1, -1)
    for right in [*range(size - 1, 6, -2), 5, 3, 1]:  # column 6 is the timing pattern
        for row in rows:
            yield row, right
            yield row, right - 1
        rows = rows[::-1]


def _masks(free: list[list[bool]], stride: int) -> tuple[int, ...]:
    from qrcode.util import mask_func

    size, grids = len(free), []
    for condition in map(mask_func, range(8)):
        tile = [[condition(row, column) for column in range(size)] for row in range(12)]  # all repeat
        masked = [[f and m for f, m in zip(free[r], tile[r % 12], strict=True)] for r in range(size)]
        grids.append(_grid(masked, stride))
    return tuple(grids)


def _grid(rows: list[list[bool | None]] | list[list[bool]], stride: int) -> int:
    lines = ("".join("1" if module else "0" for module in row).ljust(stride, "0") for row in rows)
    return int("".join(lines)[::-1], 2)
