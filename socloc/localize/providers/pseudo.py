"""pseudo: something of a translation's length and script, offline, to see layouts and limits before there is one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from math import ceil
from typing import Final

from socloc.locales import load
from socloc.localize.asks import Pair
from socloc.localize.provider import Machine, Traits
from socloc.localize.settings import Settings
from socloc.localize.tokens import tokens_in
from socloc.localize.verdict import usual

TRAITS: Final = Traits(most=1_000_000, lines=10_000, workers=1, echoes=True, offline=True)
_WORD: Final = re.compile(r"[^\W\d_]+")
_SLACK: Final = 1.3  # how much longer than usual a text may become, where a locale has no figures for it
_PLAIN: Final = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ACCENTED: Final = str.maketrans(_PLAIN, "åƀçđéƒĝĥîĵķļɱñöþǫřšţûṽŵẋýžÅƁÇĐÉƑĜĤÎĴĶĻṀÑÖÞǪŘŠŢÛṼŴẊÝŽ")
_SIGNS: Final = {
    "zh": "这是一段用来看版面的文字并非翻译",
    "zh-Hant": "這是一段用來看版面的文字並非翻譯",
    "ja": "これは組版を見るための文字です",
    "ko": "이것은배치를보기위한글자입니다",
    "ar": "هذانصلعرضالتخطيطفقط",
    "fa": "اینمتنبرایدیدنچیدماناست",
    "ur": "یہمتنصرفترتیبکےلیےہے",
    "he": "זהוטקסטלבדיקתפריסהבלבד",
    "ru": "этотекстдляпроверкивёрстки",
    "el": "αυτότοκείμενοείναιδοκιμή",
    "th": "ข้อความนี้ใช้ดูการจัดหน้า",
    "hi": "यहपाठकेवलविन्यासकेलिएहै",
}
_LIKE: Final = {"uk": "ru", "bg": "ru", "sr": "ru", "be": "ru", "kk": "ru", "mk": "ru", "yue": "zh-Hant", "ps": "ar"}
_TRADITIONAL: Final = ("zh-TW", "zh-HK", "zh-MO", "zh-Hant", "zh-Hant-TW", "zh-Hant-HK")
_NO_SPACES: Final = ("zh", "zh-Hant", "ja", "th")


def languages(pair: Pair) -> Pair | None:
    """Any language."""
    return pair


def ready(settings: Settings, pair: Pair) -> Machine:  # noqa: ARG001  # it has no settings
    """It needs nothing."""
    made = _writer(pair)
    return Machine(lambda query: [made(line) for line in query.lines])


def _writer(pair: Pair) -> Callable[[str], str]:
    """How a line becomes one in the other script, as long as nine translations in ten are at most."""
    locale, _ = load(pair.target)
    figures = locale.expansion.get(pair.source) if locale else None
    ratio = max(figures.usual, figures.most) if figures else usual(pair) * _SLACK
    name = _script(pair.target)
    if not name:
        return lambda line: _accented(line, ratio)
    space = "" if name in _NO_SPACES else " "
    return lambda line: _around_tokens(line, lambda text: _written(text, _SIGNS[name], ratio, space))


def _script(tag: str) -> str:
    language = tag.partition("-")[0]
    name = "zh-Hant" if tag in _TRADITIONAL else _LIKE.get(language, language)
    return "" if "Latn" in tag or name not in _SIGNS else name


def _around_tokens(line: str, made: Callable[[str], str]) -> str:
    return "".join(stretch if number else made(stretch) for stretch, number in tokens_in(line))


def _accented(line: str, ratio: float) -> str:
    """Letters that can still be read, with accents and in brackets, filled up to the length: ⟦Ñéŵ ţéå ···⟧."""
    made = _around_tokens(line, lambda text: "".join(map(_latin, text)))
    more = ceil(len(line) * ratio) - len(line) - 2
    return f"⟦{made}{' ' + '·' * (more - 1) if more > 1 else ''}⟧"


def _latin(character: str) -> str:
    """A letter with an accent; for one of another script, some letter."""
    if character.isascii() or not character.isalpha() or "LATIN" in unicodedata.name(character, ""):
        return character.translate(_ACCENTED)
    return _PLAIN[ord(character) % 26].translate(_ACCENTED)


def _written(text: str, signs: str, ratio: float, space: str) -> str:
    """Letters of the other script in the place of the words; digits and punctuation stay."""
    owed = 0.0
    at = 0

    def word(match: re.Match[str]) -> str:
        nonlocal owed, at
        owed += len(match.group()) * ratio
        length = max(1, round(owed))
        owed -= length
        start, at = at, at + length
        return "".join(signs[index % len(signs)] for index in range(start, start + length))

    made = _WORD.sub(word, text)
    return made if space else re.sub(r"(?<=[^\W\d_]) +(?=[^\W\d_])", "", made)
