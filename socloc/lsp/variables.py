"""What may stand between the braces of a text: the values that texts see, and the filters that write them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from socloc.lsp.complete import Candidate
from socloc.lsp.names import Names

_VALUES: Final = {
    "link": "The address of the post's link, tracked.",
    "brand.name": "The brand's name in the locale.",
    "brand.handle": "The brand's account on the network.",
    "network": "The network's id.",
    "format": "The format's id.",
    "locale": "The locale, such as zh-TW.",
    "post": "The post's id.",
    "campaign": "The campaign's id.",
}
_FILTERS: Final = {
    "date": 'A date in the form of the locale: date, date("day"), date("weekday").',
    "time": 'A time, also in another zone: time(zone="Asia/Taipei").',
    "datetime": 'Date and time: datetime("medium").',
    "number": "A number with the separators of the locale.",
    "compact": "A large number in short: 125K, 12.5万.",
    "percent": "A share as per cent: 0.155 | percent(1).",
    "price": 'An amount of money: price("EUR").',
    "listed": 'A list in words: listed, listed("or").',
    "unit": 'A quantity: unit("gram").',
    "plural": "The form of a word for a number, by the plural rules of the locale.",
}


_INNER: Final = frozenset({"looped", "sized", "emitted"})  # put in by the sandbox itself


def variables(names: Names) -> Iterator[Candidate]:
    """The values that every text sees, and the links and colours of the campaign by name."""
    for name, about in _VALUES.items():
        yield Candidate(name, about, name, "variable")
    for link in names.sections.get("links", ()):
        name = f"links.{link}" if link.replace("_", "a").isalnum() else f'links["{link}"]'
        yield Candidate(name, "The address of the link, tracked.", name, "variable")
    for color in names.sections.get("colors", ()):
        if color.replace("_", "a").isalnum():
            yield Candidate(f"brand.colors.{color}", "A colour of the brand.", f"brand.colors.{color}", "variable")


def filters() -> Iterator[Candidate]:
    """All filters that templates may use; those of the locale come first."""
    from socloc.render.sandbox import Sandbox

    known = Sandbox().filters.keys() - _INNER
    for name in [*(name for name in _FILTERS if name in known), *sorted(known - _FILTERS.keys())]:
        yield Candidate(name, _FILTERS.get(name, "As in Jinja."), name, "filter")
