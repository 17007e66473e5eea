"""The parts of a text that no machine may change: what they are, where they stand, and whether they are still there.

Markdown's own signs are found here, too, because a machine loses them in the same way.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

_IN_LINKS: Final = r"[^\s\u3000-\u303f\uff00-\uffef\u4e00-\u9fff<>\"()]"
_ALWAYS: Final = (
    r"```.*?(?:```|\Z)|~~~.*?(?:~~~|\Z)|``.+?``|`[^`\n]+`",  # Markdown code
    r"\{\{(?:(?!\{\{|\}\}).)*\}\}|\{%(?:(?!\{%|%\}).)*%\}|\{#(?:(?!\{#|#\}).)*#\}",  # Jinja
    r"\{\w[\w.]*\}|%\(\w+\)[sd]|%[sd]",  # other placeholders
    r"(?<=\])\([^()\s]+(?=[)\s])|<https?://[^<>\s]+>",  # targets of links in Markdown
    r"https?://(?=[^\x00-\x7f])[\w-]+(?:\.[\w-]+)+(?:[/?#][\x21-\x7e]*)?",  # international domain names
    # Links, with the brackets that are in pairs and without the punctuation of the sentence around them.
    rf"(?:https?|mailto|tel|weixin)://?(?:{_IN_LINKS}|\({_IN_LINKS}*\))+(?<![.,;:!?'’”*~])",
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+",  # e-mail
    r"(?<![A-Za-z0-9&#])#[^#\s]{1,60}#",  # #话题#
    r"(?<![A-Za-z0-9&#])[#＃][\w·]+",  # #tag
    r"(?<![A-Za-z0-9])[@＠][\w·-]+",  # @name
    r"\[[\u4e00-\u9fff]{1,4}\](?!\()",  # [微笑], the emoticon codes of Chinese networks
    # Emoji with what belongs to them: joiners, selectors, skin tones, flags, keycaps.
    "[0-9#*]\ufe0f?\u20e3|(?:[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u3030\u303d][\ufe0e\ufe0f\u200d\U0001f3fb-\U0001f3ff]*)+",
)
# What any of them begins with: at most characters this one class is asked instead of all of them.
_FIRST: Final = "[`~{%(<#＃@＠\\[A-Za-z0-9._+*\\-\u2600-\u27bf\u2b00-\u2bff\u3030\u303d\U0001f000-\U0001faff]"
PROTECTED: Final = rf"(?={_FIRST})(?:{'|'.join(_ALWAYS)})"
# One of these is in each of those parts but emoji: it begins a link, a tag, a name, a placeholder or code.
_SIGNS: Final = tuple("`~{%(<:#＃@＠[")
# What a converter of characters leaves alone anyway, and a translating machine does not.
_FROM_MACHINES: Final = (
    r"</?[A-Za-z][^<>\n]{0,300}>|<!--(?:(?!-->|<!--).)*-->",  # HTML
    r"&(?:#\d{1,7}|#x[0-9A-Fa-f]{1,6}|[A-Za-z]{2,31});",
    r"\$\{[\w.]{1,60}\}|%[1-9]\$[sd]|%\.[0-9]f",  # placeholders
    r"(?:mailto|tel|sms):[^\s<>\"()]+(?<![.,;:!?])",
    # shop.example/tea
    rf"(?<![\w.@/-])(?:[a-z0-9](?:[a-z0-9-]{{0,61}}[a-z0-9])?\.)+[a-z]{{2,24}}(?![\w@])(?:/{_IN_LINKS}*(?<![.,;:!?'*~]))?",
    r"\[\^[^\[\]\s]{1,40}\]",  # footnotes
    r"\\[\\`*_{}\[\]()#+.!|~-]",  # Markdown's escapes
    "[\x00-\x08\x0e-\x1b\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]",  # what cannot be sent, or is lost on the way
)
_MORE: Final = "|".join(_FROM_MACHINES)
_LINE_BREAKS: Final = "\n\r\v\f\x1c-\x1e\x85\u2028\u2029"
# What a line may begin with: quotation, list, number, heading, cell, definitions of links and footnotes.
_PREFIX: Final = (
    r"(?:>[ \t]?|[-*+][ \t]+(?:\[[ xX]\][ \t]+)?|\d{1,9}[.)][ \t]+|\#{1,6}[ \t]+|\|[ \t]*"
    r"|\[\^[^\[\]\s]{1,40}\]:[ \t]*|\[[^\[\]\n]{1,80}\]:[ \t]*\S+[ \t]*)"
)
_BREAK: Final = rf"[{_LINE_BREAKS}]\s*{_PREFIX}*+|\A\s*{_PREFIX}++|(?:(?<![ \t])[ \t]++)?\|[ \t]*"
_TARGET: Final = (
    r"\((?:\{\{[^{}\n]*\}\}|[^()\s{}]|\([^()\s]*\))*+(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'))?[ \t]*\)|\[[^\[\]\n]{0,80}\]"
)
_NO_SPACES: Final = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\U0010ffff"  # scripts that put none between words
_BEFORE: Final = rf"(?<![^\W{_NO_SPACES}])"  # the beginning of a word, where the script has such a thing
_AFTER: Final = rf"(?![^\W{_NO_SPACES}])"


class Part(NamedTuple):
    """A stretch of a text. `kind` is "" for words, else what protects it.

    `kept` and `term` stay as they are, `break` separates lines and cells, `open`, `close` and `mark` are Markdown's.
    """

    text: str
    kind: str
    start: int


@lru_cache(maxsize=64)
def pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """What OpenCC must not see: the given words first, wherever they stand, then links, tags, code and their like."""
    own = "|".join(re.escape(word) for word in words if word)
    return re.compile(f"(?:{own})|{PROTECTED}" if own else PROTECTED, re.DOTALL)


@lru_cache(maxsize=4096)
def spans(text: str) -> Sequence[tuple[int, int]]:
    """Where the parts stand that are no words in any language; remembered, since several checks ask in turn.

    A text with no other such part than emoji has none: they are no words either way.
    """
    if text.isalpha() or not any(sign in text for sign in _SIGNS):
        return ()
    return [match.span() for match in pattern(()).finditer(text)]


def split(text: str, found: re.Pattern[str]) -> Iterator[tuple[str, bool]]:
    """The text in parts, each with whether the pattern protects it."""
    end = 0
    for match in found.finditer(text):
        if match.start() > end:
            yield text[end : match.start()], False
        yield match.group(), True
        end = match.end()
    if end < len(text):
        yield text[end:], False


def parts(text: str, words: Iterable[str]) -> Iterator[Part]:
    """The text in parts; `words` are terms, longest first, which count only as whole words where a script has words."""
    end = 0
    for match in _scanner(tuple(sorted(words, key=lambda word: (-len(word), word)))).finditer(text):
        if match.start() > end:
            yield Part(text[end : match.start()], "", end)
        yield Part(match.group(), match.lastgroup or "", match.start())
        end = match.end()
    if end < len(text):
        yield Part(text[end:], "", end)


def protected(text: str, words: Iterable[str]) -> Counter[str]:
    """How often each protected part stands in a text."""
    return Counter(part.text for part in parts(text, words) if part.kind in ("kept", "term", "close"))


def difference(expected: Counter[str], text: str, words: Iterable[str]) -> str:
    """What a text has lost of the expected parts, or has that nobody wrote, in words; empty where nothing."""
    terms = set(words)
    found = protected(text, terms)
    if lost := expected - found:
        return f"`{next(iter(lost))}` is lost"
    # An emoticon's code is any word in square brackets, and a term may also be an ordinary word of the language.
    invented = [part for part in found - expected if part not in terms and not part.startswith("[")]
    return f"`{invented[0]}` was added" if invented else ""


def stands_alone(before: str, part: str, after: str, words: Iterable[str]) -> bool:
    """Whether a part between these two characters is still read as that part, neither more nor less."""
    at = len(before)
    return any(
        one.start == at and one.text == part and one.kind in ("kept", "term")
        for one in parts(before + part + after, words)
    )


@lru_cache(maxsize=256)
def _scanner(words: tuple[str, ...]) -> re.Pattern[str]:
    own = "|".join(_bounded(word) for word in words if word) or "(?!)"
    kinds = {
        "term": own,
        "break": _BREAK,
        "kept": f"{PROTECTED}|{_MORE}",
        "close": rf"\](?:{_TARGET})",
        "open": r"!?\[",
        "mark": r"\*{1,3}|_{1,3}|~~",
    }
    return re.compile("|".join(f"(?P<{kind}>{found})" for kind, found in kinds.items()), re.DOTALL)


def _bounded(word: str) -> str:
    """A word with its bounds; signs at its edges need none."""
    before = _BEFORE if _is_spaced(word[0]) else ""
    after = _AFTER if _is_spaced(word[-1]) else ""
    return f"{before}{re.escape(word)}{after}"


def _is_spaced(character: str) -> bool:
    return bool(re.match(rf"[^\W{_NO_SPACES}]", character))
