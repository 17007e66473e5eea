"""Hashtags and mentions that stand inside a text: found there, and written the way a network writes them."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Final, NamedTuple
from unicodedata import category

from socloc.article.markdown_code import split

LONGEST_TOPIC: Final = 32  # code points of a tag with spaces or punctuation between two signs
_BEGINS: Final = re.compile(r"[#＃@＠]\w")  # as every tag does, and no heading of Markdown
_HEX: Final = re.compile("[0-9A-Fa-f]{3}(?:[0-9A-Fa-f]{3})?")


class Tagged(NamedTuple):
    """A text with its tags in a network's form.

    `hashtags` and `mentions` are those that are one there, in the order of the text, each as often as it stands in it:
    tags without signs, names of the campaign's accounts. `lost` are the others as the author wrote them.
    """

    text: str
    hashtags: tuple[str, ...]
    mentions: tuple[str, ...]
    lost: tuple[str, ...]


class _Piece(NamedTuple):
    """What a tag becomes: its kind (`hashtag`, `mention` or `lost`), its name, how it is written, if it is open."""

    kind: str
    name: str
    written: str
    is_open: bool


def rewrite(
    text: str,
    hashtag: str,
    mention: str,
    mentioned: Callable[[str], str | None],
    called: Callable[[str], str] = str,
) -> Tagged:
    """Write the `#tags` and `@names` in a text as a network does; code, addresses and all else stay as they are.

    `hashtag` is the network's form with {tag}, `mention` the one with {handle}; "" if it has none: then the word stays
    without its sign, since readers need it. `mentioned` gives an account in that form, None if it has no handle there,
    and raises KeyError for what is no account: that stays as it is, as it may be somebody's own handle. Where there is
    no handle, what the account is `called` stands there.

    A form that ends with the word (`#{tag}`) needs to be apart from the letters around it, or the network reads them as
    one word: a space is put between, as in `喝#春茶#了` → `喝 #春茶 了`.
    """
    if not _BEGINS.search(text):
        return Tagged(text, (), (), ())
    made: list[str] = []
    pieces: list[_Piece] = []
    done = 0
    for match in _matches(text):
        piece = _piece(match, hashtag, mention, mentioned, called)
        if piece is not None:
            made.append(text[done : match.start()])
            made.append(_gap_before(piece, "".join(made[-2:])[-1:], not made[-1] and bool(pieces)))
            made.append(piece.written + _gap_after(piece, text[match.end() : match.end() + 1]))
            pieces.append(piece)
            done = match.end()
    made.append(text[done:])
    return Tagged("".join(made), _names(pieces, "hashtag"), _names(pieces, "mention"), _names(pieces, "lost"))


def _matches(text: str) -> Iterator[re.Match[str]]:
    """Addresses, hashtags and mentions outside of code."""
    end = 0
    for part, is_code in split(text):
        start, end = end, end + len(part)
        if not is_code:
            yield from _pattern().finditer(text, start, end)


def _piece(
    match: re.Match[str],
    hashtag: str,
    mention: str,
    mentioned: Callable[[str], str | None],
    called: Callable[[str], str],
) -> _Piece | None:
    """What a match becomes; None if it is an address, a colour, or no account of the campaign."""
    written, tag, name = match.group(), match["topic"] or match["tag"], match["name"]
    if tag:
        return None if _is_colour(written[1:]) else _hashtag(written, tag, hashtag)
    if not name:
        return None
    try:
        found = mentioned(name)
    except KeyError:
        return None
    if found is None or not mention:
        return _Piece("lost", written, called(name), False)
    return _Piece("mention", name, found, _is_open(mention))


def _hashtag(written: str, tag: str, form: str) -> _Piece:
    if not form:
        return _Piece("lost", written, tag, False)
    if _is_open(form):  # a space or a comma would end it
        tag = "".join(sign for sign in tag if category(sign)[0] in "LMN" or sign in "_\u200c\u200d")
    return _Piece("hashtag", tag, form.replace("{tag}", tag), _is_open(form))


def _is_open(form: str) -> bool:
    """Whether letters next to it would be read as part of it."""
    return form.endswith("}") and not form.startswith("{")


def _is_colour(tag: str) -> bool:
    """#fff and #1a2b3c are colours, #cafe and #bad are words."""
    return bool(_HEX.fullmatch(tag)) and (len(set(tag.lower())) == 1 or any(sign.isdigit() for sign in tag))


def _gap_before(piece: _Piece, before: str, touches: bool) -> str:
    """A space where the network, or for two bare words the reader, would not see where a tag begins."""
    apart = piece.is_open or (touches and piece.kind == "lost")
    return " " if apart and (before.isalnum() or before == "_") else ""


def _gap_after(piece: _Piece, after: str) -> str:
    joins = after.isalnum() or after == "_" or (piece.kind == "hashtag" and after in ("#", "＃"))
    return " " if piece.is_open and joins else ""


def _names(pieces: list[_Piece], kind: str) -> tuple[str, ...]:
    return tuple(piece.name for piece in pieces if piece.kind == kind)


@cache
def _pattern() -> re.Pattern[str]:
    """An address, or a hashtag, or a mention.

    The word of a tag is letters, marks, digits and _, one letter at least. No letter stands before it (C#, an e-mail
    address) but of a script that is written without spaces. A sign after the word belongs to the tag, unless both the
    word and what follows are of a script with spaces: #tea#herb are two. Between two signs a Chinese tag may have more.
    """
    import regex  # 10 ms: only texts that may have a tag need it

    word = r"\p{L}\p{M}\p{N}_"
    dense = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}ー]"
    address = rf"(?i:https?://|www\.)(?:[!-_a-~]|[{word}])++"
    start = rf"(?:\G|(?<=^|[^{word}&/\\#＃@＠=])(?<!\]\()|(?<={dense}))[#＃]"
    topic = rf"(?P<topic>{dense}[^#＃\n\r]{{0,{LONGEST_TOPIC - 2}}}{dense})[#＃](?![{word}])"
    body = rf"(?!\p{{M}})(?=[\p{{M}}\p{{N}}_]*+\p{{L}})(?P<tag>(?:[{word}]|[\u200c\u200d](?=\p{{L}}))++)"
    close = rf"(?:[#＃](?:(?<={dense}[#＃])|(?![{word}])|(?={dense})))?"
    name = rf"(?:(?<=^|[^{word}.+&/\\@＠=-])|(?<={dense}))[@＠](?P<name>[A-Za-z0-9]++(?:[-_][A-Za-z0-9]++)*+)"
    name_ends = rf"(?![@＠_]|[./-][{word}])(?:(?={dense})|(?![{word}]))"
    pattern: re.Pattern[str] = regex.compile(rf"{address}|{start}(?:{topic}|{body}{close})|{name}{name_ends}")
    return pattern
