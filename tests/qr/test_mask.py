"""The mask: the finished symbol is the one with the lowest penalty, counted as the standard words it."""

import random
from itertools import groupby, pairwise

import pytest
from qrcode import QRCode
from qrcode.util import MODE_8BIT_BYTE, QRData

from socloc.render.qr import Matrix, matrix
from socloc.render.qr.layout import LEVELS, Layout, layout
from socloc.render.qr.mask import lightest_penalty, penalty
from tests.qr.payloads import shortest

Rows = list[list[bool]]


def in_plain_words(rows: Rows) -> int:
    """ISO/IEC 18004:2015, Table 11, module by module; the quiet zone is light, a pattern counts once."""
    size, score = len(rows), 0
    for line in [*rows, *map(list, zip(*rows, strict=True))]:
        runs = [len(list(run)) for _, run in groupby(line)]
        score += sum(3 + run - 5 for run in runs if run >= 5)
        wide = [False] * 4 + line + [False] * 4
        for start in range(4, 4 + size - 6):
            if wide[start : start + 7] == [True, False, True, True, True, False, True]:
                score += 40 * (not any(wide[start - 4 : start]) or not any(wide[start + 7 : start + 11]))
    for upper, lower in pairwise(rows):
        score += 3 * sum(len({*upper[c : c + 2], *lower[c : c + 2]}) == 1 for c in range(size - 1))
    percent = 100 * sum(map(sum, rows)) / size**2
    return score + 10 * int(abs(percent - 50) / 5)


def grid(rows: Rows, shape: Layout) -> int:
    return sum(1 << r * shape.stride + c for r, row in enumerate(rows) for c, dark in enumerate(row) if dark)


def modules(symbol: Matrix) -> Rows:
    return [[bool(row >> column & 1) for column in range(symbol.size)] for row in symbol.rows]


def with_each_mask(payload: bytes, version: int, error: str) -> list[Rows]:
    """Draw the symbol with another implementation, which takes the mask as given."""
    drawn = []
    for mask in range(8):
        code = QRCode(version=version, error_correction=LEVELS[error], mask_pattern=mask)
        code.add_data(QRData(payload, mode=MODE_8BIT_BYTE))
        code.make(fit=False)
        drawn.append([[bool(module) for module in row] for row in code.modules])
    return drawn


@pytest.mark.parametrize("version", range(1, 41))
def test_the_symbol_is_the_best_of_the_eight(version: int) -> None:
    error = "LMQH"[version % 4]
    payload = shortest(version, error)
    masked = with_each_mask(payload.encode(), version, error)
    scores = [in_plain_words(rows) for rows in masked]
    shape = layout(version)
    assert [penalty(grid(rows, shape), shape) for rows in masked] == scores
    assert modules(matrix(payload, error)) == masked[scores.index(min(scores))]


def test_the_penalty_of_any_grid_is_the_one_in_plain_words() -> None:
    chance = random.Random(18004)  # noqa: S311  # a fixed series, not a secret
    for version in (1, 2, 7):
        shape = layout(version)
        for density in (0.0, 0.02, 0.1, 0.4, 0.5, 0.55, 0.7, 0.9, 0.98, 1.0):
            for _ in range(10):
                rows = [[chance.random() < density for _ in range(shape.size)] for _ in range(shape.size)]
                assert penalty(grid(rows, shape), shape) == in_plain_words(rows)


BOARD = [[(row + column) % 2 == 0 for column in range(21)] for row in range(21)]


@pytest.mark.parametrize(
    ("rows", "score"),
    [
        (BOARD, 0),
        ([[True] * 21] * 21, 42 * (3 + 16) + 400 * 3 + 10 * 10),
        ([[False] * 21] * 21, 42 * (3 + 16) + 400 * 3 + 10 * 10),
        ([[column % 2 == 0 for column in range(21)]] * 21, 21 * (3 + 16)),
    ],
    ids=["checkerboard", "dark", "light", "stripes"],
)
def test_grids_that_can_be_counted_by_hand(rows: Rows, score: int) -> None:
    assert penalty(grid(rows, layout(1)), layout(1)) == score
    assert in_plain_words(rows) == score


def test_among_equals_the_first_mask_wins() -> None:
    shape = layout(1)
    board = grid(BOARD, shape)
    assert lightest_penalty([board ^ shape.everywhere, board], shape) == board ^ shape.everywhere
