"""Counts the bytes a text takes in UTF-8."""

from socloc.counting._surrogates import paired

UNIT = "bytes (UTF-8)"
SUMMARY = "Latin letters without accents are 1 byte, most other alphabets 2, Chinese characters 3, emoji 4 or more."


def length(text: str, /) -> int:
    """The number of UTF-8 bytes.

    A lone surrogate takes 3, in WTF-8 (https://simonsapin.github.io/wtf-8/) as in the U+FFFD that a browser's
    TextEncoder writes in its place.
    """
    if text.isascii():
        return len(text)
    try:
        return len(text.encode())
    except UnicodeEncodeError:
        return len(paired(text).encode(errors="surrogatepass"))


def invalid(_text: str, /) -> tuple[int, ...]:
    """Nothing is refused."""
    return ()
