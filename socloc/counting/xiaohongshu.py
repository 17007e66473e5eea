"""Counts titles as Xiaohongshu does: half a character for ASCII, one for every other UTF-16 code unit, rounded up.

https://github.com/xpzouying/xiaohongshu-mcp pkg/xhsutil/title.go (commit a790a97, 2026-02-10, read 2026-11-22): what
that tool found to match the network, after counting by display width had not.
"""

UNIT = "characters as Xiaohongshu counts titles"
SUMMARY = "ASCII is half a character, every other UTF-16 code unit 1 (most emoji 2 or more); the sum is rounded up."


def length(text: str, /) -> int:
    """The number of characters of a title. A lone surrogate is one UTF-16 code unit, thus one character."""
    if text.isascii():
        return (len(text) + 1) // 2
    units = len(text.encode("utf-16-le", "surrogatepass")) // 2
    halves = len(text.encode("ascii", "ignore"))
    return (2 * units - halves + 1) // 2


def invalid(_text: str, /) -> tuple[int, ...]:
    """Nothing is refused."""
    return ()
