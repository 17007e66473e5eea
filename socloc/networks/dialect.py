"""How a network writes emphasis, links and lists in a text, as patterns."""

from typing import Final, NamedTuple


class Dialect(NamedTuple):
    """The forms that a little Markdown takes on a network. Patterns hold {text}, {url} and {number}.

    `escape` is html or backslash, or empty where the network has no way to tell literal characters from markup;
    `special` are the characters that would begin markup. `counted` is `visible` where the network's limits count what
    is left after its markup was read, else `all`.
    """

    bold: str = "{text}"
    italic: str = "{text}"
    strike: str = "{text}"
    code: str = "{text}"
    code_block: str = "{text}"
    link: str = "{text} {url}"
    item: str = "• {text}"
    numbered: str = "{number}. {text}"
    quote: str = "> {text}"
    escape: str = ""
    special: str = ""
    counted: str = "all"


PLAIN: Final = Dialect()
