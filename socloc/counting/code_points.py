"""Counts Unicode code points: what Python calls the length of a str."""

UNIT = "characters"
SUMMARY = "Each Unicode code point is 1; an emoji made of several code points counts all of them."


def length(text: str, /) -> int:
    """The number of code points; a surrogate without its other half is one."""
    return len(text)


def invalid(_text: str, /) -> tuple[int, ...]:
    """Nothing is refused."""
    return ()
