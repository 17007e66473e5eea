"""How long a domain is in ASCII, as the first IDNA (RFC 3490) writes it: the gem twitter-text asks the library libidn.

Domains it cannot write are no links for Mastodon: emoji and other characters newer than Unicode 3.2, Latin and Arabic
letters in one label (RFC 3454), labels of more than 63 characters.
"""

import re

_DOTS = re.compile("[.\u3002\uff0e\uff61]")
_LABEL_MAX = 63
_PREFIX = "xn--"


def length(domain: str, /) -> int:
    """The number of ASCII characters of the domain, dots included; 0 if it has no form in ASCII."""
    sizes = list(map(_size, _DOTS.split(domain)))
    return sum(sizes) + len(sizes) - 1 if all(0 < size <= _LABEL_MAX for size in sizes) else 0


def _size(label: str) -> int:
    """How long a label is; 0 for one that cannot be written."""
    if label.isascii():
        return len(label)
    label = _prepared(label)
    if label.isascii():
        return len(label)
    if label.startswith(_PREFIX) or len(label) > _LABEL_MAX:  # Punycode takes time that grows by the square
        return 0
    return len(_PREFIX) + len(label.encode("punycode"))


def _prepared(label: str) -> str:
    """The label after Nameprep (RFC 3491) with the characters of Unicode 3.2; empty if one of them may not be in it.

    encodings.idna.nameprep would take small letters that later versions of Unicode added for capital ones.
    """
    import stringprep as tables  # with unicodedata 3 ms: most domains are ASCII
    from unicodedata import ucd_3_2_0

    if any(map(tables.in_table_a1, label)):
        return ""
    label = "".join(_small(character) for character in label if not tables.in_table_b1(character))
    label = ucd_3_2_0.normalize("NFKC", label)
    return label if label and _allowed(label) else ""


def _small(character: str) -> str:
    import stringprep as tables

    small = tables.map_table_b2(character)
    return character if any(map(tables.in_table_a1, small)) else small


def _allowed(label: str) -> bool:
    """Whether there is nothing in the label that RFC 3491 prohibits, and text of one direction only."""
    import stringprep as tables

    prohibited = (
        *(tables.in_table_c12, tables.in_table_c22, tables.in_table_c3, tables.in_table_c4, tables.in_table_c5),
        *(tables.in_table_c6, tables.in_table_c7, tables.in_table_c8, tables.in_table_c9),
    )
    if any(table(character) for table in prohibited for character in label):
        return False
    leftward = list(map(tables.in_table_d1, label))
    return not any(leftward) or (leftward[0] and leftward[-1] and not any(map(tables.in_table_d2, label)))
