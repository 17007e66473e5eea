"""What is asked of a machine or the memory, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Ask(NamedTuple):
    """A text to be translated; `unit` is the address by which its answer comes back.

    `note` is the author's for translators, `most` how many code points fit, and `terms` are words of the glossary that
    stand in the text, each with its word in the other locale.
    """

    unit: str
    text: str
    note: str = ""
    most: int | None = None
    terms: Mapping[str, str] = {}


class Answer(NamedTuple):
    """A translation and who made it, `machine:deepl` or `memory`; or, without a text, what the problem was."""

    unit: str
    text: str = ""
    maker: str = ""
    problem: str = ""


class Pair(NamedTuple):
    """From which locale into which, as BCP 47 tags."""

    source: str
    target: str
