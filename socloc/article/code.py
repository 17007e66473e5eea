"""Code in articles: its indentation kept, its words coloured. The only module that imports Pygments."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from typing import Any, Final

MAX_COLOURED: Final = 20_000  # characters; some grammars take long for what they were not made for
_KINDS: Final = (  # Pygments' own names of tokens, by what stands in their beginning
    ("Comment.Preproc", "code-name"),
    ("Comment", "code-comment"),
    ("Keyword", "code-keyword"),
    ("Operator.Word", "code-keyword"),
    ("Literal.String", "code-string"),
    ("Literal.Number", "code-number"),
    ("Name.Function", "code-name"),
    ("Name.Class", "code-name"),
    ("Name.Tag", "code-keyword"),
    ("Name.Attribute", "code-name"),
    ("Name.Decorator", "code-name"),
    ("Generic.Inserted", "code-string"),
    ("Generic.Deleted", "code-keyword"),
)
_LEADING: Final = re.compile(r"(?m)^ | (?= )|(?<= ) ")


@lru_cache(maxsize=128)  # an article shows the same code in every locale
def code_block(code: str, language: str) -> str:
    """The HTML of a block of code: lines end in <br>, and spaces that an editor would drop do not break.

    `language` is the first word behind the fence; of an unknown one nothing is coloured.
    """
    shown = code.expandtabs(4).removesuffix("\n")
    lexer = _lexer(language.lower()) if language and len(shown) <= MAX_COLOURED else None
    html = _coloured(shown, lexer) if lexer else escape(shown, quote=False)
    return f"<pre>{_kept(html)}</pre>"


def _kept(html: str) -> str:
    """Spaces at the beginning of a line and several in a row as no-break spaces; tags have one space, inside."""
    return _LEADING.sub("\xa0", html).replace("\n", "<br>")


def _coloured(code: str, lexer: Any) -> str:
    pieces: list[tuple[str, str]] = []
    for token, text in lexer.get_tokens(code):
        kind = _kind(token)
        if pieces and (pieces[-1][0] == kind or not text.strip()):
            pieces[-1] = (pieces[-1][0], pieces[-1][1] + text)
        else:
            pieces.append((kind, text))
    return "".join(_piece(kind, text) for kind, text in pieces).removesuffix("\n")


def _piece(kind: str, text: str) -> str:
    html = escape(text, quote=False)
    if not kind:
        return html
    words = html.rstrip()  # white space needs no colour, and a line end stays outside of the element
    return f'<span class="{kind}">{words}</span>{html[len(words) :]}'


@lru_cache(maxsize=1024)
def _kind(token: Any) -> str:
    name = str(token).removeprefix("Token.")
    return next((kind for start, kind in _KINDS if name.startswith(start)), "")


@lru_cache(maxsize=64)
def _lexer(language: str) -> Any:
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None
