"""What a provider is: what it is asked, what it says about itself, and which languages it has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple, Protocol
from urllib.parse import quote

from socloc.localize.asks import Pair
from socloc.localize.settings import Settings


class Price(NamedTuple):
    """What a million characters cost, who says so, and when that was read."""

    amount: float
    currency: str
    source: str
    checked: str


class Traits(NamedTuple):
    """What a provider says about itself.

    `most` is the most that fits in one request, counted as `counted` says; `lines` how many lines go into one, `pace`
    the seconds between two requests. `echoes` says that its answers tell which question they are for.
    """

    most: int
    lines: int = 1
    counted: Literal["characters", "bytes", "UTF-16 units", "characters of an address"] = "characters"
    workers: int = 4
    pace: float = 0.0
    echoes: bool = False
    price: Price | None = None
    offline: bool = False

    def size(self, text: str) -> int:
        """How much of `most` a text takes."""
        match self.counted:
            case "bytes":
                return len(text.encode("utf-8", "surrogatepass"))
            case "UTF-16 units":
                return len(text.encode("utf-16-le", "surrogatepass")) // 2
            case "characters of an address":
                return len(quote(text.encode("utf-8", "surrogatepass")))
        return len(text)


class Query(NamedTuple):
    """One request: masked lines of one text, and for providers that can use it what surrounds them.

    `tokens` says what each token in the lines stands for, `whole` is the text with its tokens, `most` how many code
    points fit, `examples` are translations of similar texts.
    """

    id: str
    lines: tuple[str, ...]
    whole: str = ""
    note: str = ""
    most: int | None = None
    tokens: Mapping[str, str] = {}
    audience: str = ""
    examples: tuple[tuple[str, str], ...] = ()


class Machine(NamedTuple):
    """A provider that is ready to be asked; `secrets` must not be seen in any message.

    `ask` answers every line of a query, in order. It is called from several threads at once, and raises the errors of
    socloc.localize.faults and no others.
    """

    ask: Callable[[Query], list[str]]
    secrets: tuple[str, ...] = ()


class Provider(Protocol):
    """A module of socloc.localize.providers."""

    TRAITS: Traits

    def languages(self, pair: Pair) -> Pair | None:
        """The provider's own codes; None where it lacks a language. Nothing is sent."""

    def ready(self, settings: Settings, pair: Pair) -> Machine:
        """The machine for a pair. Raises SoclocError where a setting is missing or wrong. Nothing is sent."""


def codes(pair: Pair, sources: Mapping[str, str], targets: Mapping[str, str]) -> Pair | None:
    """A provider's codes from its tables: by the whole tag, else by the language alone.

    A script is never dropped, and Chinese is only what the table says: one writing must not pass for another.
    """
    source, target = _code(pair.source, sources), _code(pair.target, targets)
    return Pair(source, target) if source and target and source.lower() != target.lower() else None


def _code(tag: str, known: Mapping[str, str]) -> str:
    language, *rest = tag.split("-")
    if tag in known or any(len(part) == 4 for part in rest):
        return known.get(tag, "")
    return known.get(language, "")
