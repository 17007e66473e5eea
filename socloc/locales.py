"""Locales: BCP 47 tags with their data, read from `locales/<tag>/locale.yaml`."""

import os
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from socloc import locale_words, remembered
from socloc.assets import locales_dir
from socloc.findings import Finding
from socloc.locale_words import LocaleWords
from socloc.places import Node, read
from socloc.shapes import ByKind, Choice, Key, List, Map, Number, Record, Text, suggest, wrong
from socloc.stated import DATE

_TAG = Text("a BCP 47 locale such as zh-TW", r"^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?$")
_TEXT = Text()
_RATIO = Number(0.01, 100, whole=False)
_CONFIGURATION = Text("a configuration of OpenCC such as s2twp", "^[a-z0-9]+$")
_CONVERSION = Record(
    "the conversion",
    {
        "from": Key(_TAG, "The locale whose words can be converted.", required=True),
        "with": Key(List(_CONFIGURATION), "OpenCC's configurations in order; [] changes words only.", required=True),
    },
)
_EXPANSION = Record(
    "the expansion",
    {
        "source": Key(_TEXT, "Where the figures come from.", required=True),
        "checked": Key(DATE, "When.", required=True),
        "standing": Key(Choice(("documented", "measured", "reported")), "How sure they are.", required=True),
        "note": Key(_TEXT, "What they hold for."),
        "from": Key(
            Map(
                _TAG,
                Record(
                    "the figures",
                    {
                        "usual": Key(_RATIO, "The median, as a share of the original's code points.", required=True),
                        "most": Key(_RATIO, "What nine in ten stay below.", required=True),
                    },
                ),
                minimum=1,
            ),
            "The figures by the locale of the original.",
            required=True,
        ),
    },
)
_MARK = Text("a punctuation mark", r"^\S{1,4}$")
_TYPOGRAPHY = Record(
    "the typography",
    {
        "script": Key(Choice(("Hans", "Hant")), "The script, as in ISO 15924.", required=True),
        "quotes": Key(List(_MARK, minimum=4), "Outer and inner quotation marks, each opening and closing.", True),
        "titles": Key(List(_MARK, minimum=4), "Marks around titles, outer and inner ones.", required=True),
        "ellipsis": Key(_MARK, "The ellipsis.", required=True),
        "dash": Key(_MARK, "The dash between words.", required=True),
        "fullwidth": Key(
            Map(_MARK, _MARK, minimum=1), "Marks of Latin texts, each with the one that follows a Chinese word.", True
        ),
    },
)
LOCALE: Final = Record(
    "the locale",
    {
        "locale": Key(_TAG, "The tag; equals the folder's name.", required=True),
        "name": Key(_TEXT, "Its name in English.", required=True),
        "native_name": Key(_TEXT, "Its name for those who speak it.", required=True),
        "direction": Key(Choice(("ltr", "rtl")), "Writing direction.", required=True),
        "accepts": Key(List(_TAG), "Tags whose words serve this locale as they are, best first."),
        "convert": Key(List(_CONVERSION), "Where its words come from when nobody wrote any, best first."),
        "typography": Key(_TYPOGRAPHY, "How Chinese is punctuated there."),
        "abbreviations": Key(List(_TEXT), "Words with a full stop that ends no sentence, such as Dr."),
        "expansion": Key(_EXPANSION, "How long a translation into it is, compared with the original."),
        "words": Key(
            ByKind(mapping=Map(Text("a word's id", "^[a-z_]+$"), _TEXT)), "What templates say.", required=True
        ),
    },
)


class Conversion(NamedTuple):
    """A way to make this locale's words out of another one's with OpenCC."""

    source: str
    configurations: tuple[str, ...]

    @property
    def maker(self) -> str:
        """How a text made this way is signed: `opencc s2twp`, or `regional words` where OpenCC has nothing to do."""
        return f"opencc {' '.join(self.configurations)}" if self.configurations else "regional words"


class Expansion(NamedTuple):
    """How many code points a translation has for each of the original: the median, and what nine in ten stay below."""

    usual: float
    most: float
    source: str


class Typography(NamedTuple):
    """How Chinese is punctuated in a locale. Quotation and title marks: outer opening and closing, then the inner."""

    script: str  # Hans or Hant
    quotes: tuple[str, ...]
    titles: tuple[str, ...]
    ellipsis: str
    dash: str
    fullwidth: Mapping[str, str]


class Locale(NamedTuple):
    """A BCP 47 tag with its data."""

    tag: str
    name: str
    native_name: str
    direction: str
    accepts: tuple[str, ...]
    convert: tuple[Conversion, ...]
    abbreviations: tuple[str, ...]
    expansion: Mapping[str, Expansion]  # by the locale of the original
    words: Mapping[str, str]
    typography: Typography | None = None  # of Chinese locales
    vocabulary: LocaleWords = locale_words.NONE  # of Chinese locales


def canonical(tag: str) -> str:
    """The tag in the case that RFC 5646 (2.1.1) recommends: `zh-tw` becomes `zh-TW`, `zh-hant` `zh-Hant`."""
    first, *rest = tag.split("-")
    return "-".join([first.lower(), *(_subtag(part) for part in rest)])


def _subtag(part: str) -> str:
    if len(part) == 2:
        return part.upper()
    return part.title() if len(part) == 4 and part.isalpha() else part.lower()


def tags(beside: Path | None = None) -> tuple[str, ...]:
    """All locales there are: the built-in ones and those in `locales/` of the folder `beside`."""
    folders = [locales_dir()] + ([beside / "locales"] if beside else [])
    return tuple(sorted({path.parent.name for folder in folders for path in folder.glob("*/locale.yaml")}))


def load(tag: str, beside: Path | None = None, cache: Path | None = None) -> tuple[Locale | None, list[Finding]]:
    """The locale of that tag; a folder in `locales/` of `beside` comes before the built-in one.

    None without findings means that there is no data for it. `cache` is a folder where built-in ones may be kept.
    """
    own = beside / "locales" / tag / "locale.yaml" if beside else None
    if own is not None and os.path.isfile(own):
        found, findings = _read(own)
    else:
        path = locales_dir() / tag / "locale.yaml"
        found, findings = _built_in(path, cache) if os.path.isfile(path) else (None, [])
    if found is None or found.typography is None:
        return found, findings
    vocabulary, more = locale_words.load(tag, locales_dir(), beside, cache)
    return found._replace(vocabulary=vocabulary), [*findings, *more]


def not_known(tag: str, beside: Path | None = None) -> str:
    """A sentence for a locale without data, with the nearest one that has some."""
    return f"there is no locale `{tag}`{nearest(tag, tags(beside))}"


def nearest(tag: str, known: Iterable[str]) -> str:
    """`; did you mean …?` with the nearest tag, ignoring case."""
    by_lower = {name.lower(): name for name in known}
    found = suggest(tag.replace("_", "-"), tuple(by_lower))
    for lower, name in by_lower.items():
        found = found.replace(f"`{lower}`", f"`{name}`")
    return found


@lru_cache(maxsize=256)
def _built_in(path: Path, cache: Path | None) -> tuple[Locale | None, list[Finding]]:
    return remembered.built_in(path, (Path(__file__),), cache, lambda: _read(path))


def _read(path: Path) -> tuple[Locale | None, list[Finding]]:
    node, findings = read(path, f"locales/{path.parent.name}/{path.name}")
    kept = LOCALE.read(node, findings) if node else None
    if kept is not None and kept.mapping["locale"].text != path.parent.name:
        findings.append(wrong(kept.mapping["locale"], path.parent.name))
    return (_locale(kept), findings) if kept is not None and not findings else (None, findings)


def _locale(node: Node) -> Locale:
    entries = node.mapping
    return Locale(
        entries["locale"].text,
        entries["name"].text,
        entries["native_name"].text,
        entries["direction"].text,
        tuple(item.text for item in _items(entries, "accepts")),
        tuple(_conversion(item) for item in _items(entries, "convert")),
        tuple(item.text for item in _items(entries, "abbreviations")),
        _expansions(entries["expansion"].mapping) if "expansion" in entries else {},
        {key: child.text for key, child in entries["words"].mapping.items()},
        _typography(entries["typography"].mapping) if "typography" in entries else None,
    )


def _typography(entries: Mapping[str, Node]) -> Typography:
    return Typography(
        entries["script"].text,
        tuple(item.text for item in entries["quotes"].items),
        tuple(item.text for item in entries["titles"].items),
        entries["ellipsis"].text,
        entries["dash"].text,
        {mark: child.text for mark, child in entries["fullwidth"].mapping.items()},
    )


def _expansions(entries: Mapping[str, Node]) -> dict[str, Expansion]:
    source = entries["source"].text
    return {
        tag: Expansion(float(figures.mapping["usual"].text), float(figures.mapping["most"].text), source)
        for tag, figures in entries["from"].mapping.items()
    }


def _items(entries: Mapping[str, Node], key: str) -> tuple[Node, ...]:
    return tuple(entries[key].items) if key in entries else ()


def _conversion(node: Node) -> Conversion:
    configurations = tuple(item.text for item in node.mapping["with"].items)
    return Conversion(node.mapping["from"].text, configurations)
