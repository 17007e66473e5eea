"""The choice of the data mask: the penalties of ISO/IEC 18004:2015, 7.8.3, on whole grids at once.

A grid is one integer (see `layout.Layout`), so that a shift by one compares every module with its right
neighbour and a shift by the stride with the one below; the bits that are left are the features.
"""

from collections.abc import Iterable

from socloc.render.qr.layout import Layout

# Table 11. A finder-like pattern counts once, with light on either side; the quiet zone is light.
N1, N2, N3, N4 = 3, 3, 40, 10


def lightest_penalty(candidates: Iterable[int], layout: Layout) -> int:
    """Return the candidate with the lowest penalty; among equals the first, in the order of the masks."""
    return min(candidates, key=lambda dark: penalty(dark, layout))


def penalty(dark: int, layout: Layout) -> int:
    """Return N1 + N2 + N3 + N4 of a finished symbol, its format information included."""
    light = dark ^ layout.everywhere
    lines = sum(_runs(grid, step) for grid in (dark, light) for step in (1, layout.stride))
    blocks = sum(_squares(grid, layout.stride) for grid in (dark, light))
    finders = sum(_finders(dark, step) for step in (1, layout.stride))
    modules = layout.size**2
    fifths = abs(20 * dark.bit_count() - 10 * modules) // modules  # whole steps of 5 % away from one half
    return lines + N2 * blocks + N3 * finders + N4 * fifths


def _runs(grid: int, step: int) -> int:
    """Score runs of five or more: N1 for the first five modules, one for each further."""
    pairs = grid & grid >> step
    fives = pairs & pairs >> 2 * step & grid >> 4 * step
    further = fives & fives >> step
    return N1 * fives.bit_count() - (N1 - 1) * further.bit_count()


def _squares(grid: int, stride: int) -> int:
    pairs = grid & grid >> 1
    return (pairs & pairs >> stride).bit_count()


def _finders(dark: int, step: int) -> int:
    """Count dark-light-dark-dark-dark-light-dark with four light modules before or after."""
    found = dark & dark >> 2 * step & dark >> 3 * step & dark >> 4 * step & dark >> 6 * step
    found &= ~(dark >> step | dark >> 5 * step)
    after = dark >> 7 * step | dark >> 8 * step
    after |= after >> 2 * step
    before = dark << step | dark << 2 * step
    before |= before << 2 * step
    return (found & ~(after & before)).bit_count()
