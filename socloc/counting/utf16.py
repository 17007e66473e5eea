"""Counts UTF-16 code units: what a browser and its maxlength call the length of a text."""

UNIT = "UTF-16 code units"
SUMMARY = "Each code point up to U+FFFF is 1, each one above it (most emoji, rare Han characters) is 2."


def length(text: str, /) -> int:
    """The number of UTF-16 code units, as String.length in ECMAScript; a lone surrogate is one."""
    if text.isascii():
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def invalid(_text: str, /) -> tuple[int, ...]:
    """Nothing is refused."""
    return ()
