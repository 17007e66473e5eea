"""A change in the text of a file."""

from typing import NamedTuple


class Edit(NamedTuple):
    """The characters from `start` to before `end` become `new`; both count the code points of the file's text."""

    start: int
    end: int
    new: str
