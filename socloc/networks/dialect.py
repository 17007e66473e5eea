"""How a network writes what authors write in Markdown: its forms, and how literal characters are told from them."""

from typing import Final, Literal, NamedTuple


class Dialect(NamedTuple):
    """The markup of a format. A form without marks (`{text}`) is for what the network cannot show.

    A `link` that begins with {text} shows the address beside the words; any other form hides it behind them.
    """

    bold: str = "{text}"
    italic: str = "{text}"
    strike: str = "{text}"
    code: str = "{text}"
    code_block: str = "{text}"  # around all lines of a block
    link: str = "{text} {url}"
    inner_link: str = "{text}"  # for the {page} of one of the network's own `inner_hosts`
    inner_hosts: str = ""
    item: str = "• {text}"
    numbered: str = "{number}. {text}"
    quote: str = "> {text}"  # for each line
    quote_block: str = "{text}"  # around all lines of a quote
    line_break: str = "\n"  # between two lines of text; where a bare line break is only a space, what breaks the line
    escape: Literal["", "html", "backslash"] = (
        ""  # how literal characters are told from markup; "" where there is no way
    )
    special: str = ""  # backslash: the characters it goes before; "": the characters that stand around marked words
    special_in_code: str = ""  # backslash: those it goes before within code
    special_in_address: str = ""  # backslash: those it goes before within a bare address
    special_in_link: str = ""  # backslash: those it goes before in the {url} of a link
    counted: Literal["all", "visible"] = "all"  # visible: limits count what is left once the markup was read


PLAIN: Final = Dialect()
