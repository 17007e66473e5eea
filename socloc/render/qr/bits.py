"""The data bits of a QR code: mode, ECI, character count, padding, and the version they need."""

from functools import cache
from typing import NamedTuple

from socloc.remembered import table
from socloc.render.qr.errors import QrError

# ISO/IEC 18004:2015, 7.4.1, Table 2 (mode indicators) and 7.4.2 (ECI); 26 is UTF-8 in the AIM ECI register.
NUMERIC, ALPHANUMERIC, BYTE = 1, 2, 4
ECI_UTF8 = "0111" + "00011010"
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"  # the index is the value: 7.4.4, Table 5
PADDING = "1110110000010001"  # 7.4.10
VERSIONS = range(1, 41)


class Segment(NamedTuple):
    """A payload in its mode: `length` is in digits, characters or bytes, as the mode counts."""

    eci: str
    mode: int
    length: int
    bits: str


def segment(payload: str) -> Segment:
    """Encode the whole payload in the densest mode that holds all of it.

    Text outside ASCII is UTF-8 behind its ECI header: without it a reader has to guess, and guesses wrong.
    """
    if payload.isascii() and payload.isdigit():
        threes = (payload[i : i + 3] for i in range(0, len(payload), 3))
        return Segment("", NUMERIC, len(payload), "".join(f"{int(t):0{3 * len(t) + 1}b}" for t in threes))
    if not set(payload) - set(ALPHABET):
        return Segment("", ALPHANUMERIC, len(payload), _alphanumeric(payload))
    try:
        data = payload.encode()
    except UnicodeEncodeError as error:
        broken = f"character {error.start + 1} is half of a pair (U+{ord(payload[error.start]):04X})"
        raise QrError(f"The text for the QR code is damaged: {broken}. Type it again.") from error
    return Segment("" if payload.isascii() else ECI_UTF8, BYTE, len(data), _octets(data))


def fitted(payload: str, error: str) -> tuple[int, bytes]:
    """Return the smallest version that holds the payload at this error level, and all its data codewords.

    Raises:
        QrError: the payload is empty, or longer than version 40 holds.
    """
    if not payload:
        raise QrError("There is nothing to put into the QR code: its text is empty.")
    content = segment(payload)
    for version in VERSIONS:
        width, room = _limits(version, error, content.mode)
        head = f"{content.eci}{content.mode:04b}{content.length:0{width}b}"
        if len(head) + len(content.bits) <= room:
            return version, _padded(head + content.bits, room)
    raise QrError(_too_long(content, error))


def _alphanumeric(payload: str) -> str:
    values = [ALPHABET.index(character) for character in payload]
    pairs = zip(values[::2], values[1::2], strict=False)  # an odd one is left over
    bits = [f"{45 * first + second:011b}" for first, second in pairs]
    if len(payload) % 2:
        bits.append(f"{values[-1]:06b}")
    return "".join(bits)


def _octets(data: bytes) -> str:
    return f"{int.from_bytes(data):0{8 * len(data)}b}"


def _limits(version: int, error: str, mode: int) -> tuple[int, int]:
    """Return the bits of the character count and the data bits of the symbol."""
    widths, room = _rooms(error)[version]
    return widths[mode], room


@cache
@table("qrcode")
def _rooms(error: str) -> dict[int, tuple[dict[int, int], int]]:
    """Return for each version the bits of the character count, by mode, and the data bits of the symbol."""
    from qrcode import util

    from socloc.render.qr.layout import LEVELS

    bits = util.BIT_LIMIT_TABLE[LEVELS[error]]
    return {version: (dict(util.mode_sizes_for_version(version)), bits[version]) for version in VERSIONS}


def _padded(bits: str, room: int) -> bytes:
    bits += "0" * min(4, room - len(bits))  # the terminator may be cut short: 7.4.9
    bits += "0" * (-len(bits) % 8)
    bits = (bits + PADDING * (room // len(PADDING)))[:room]
    return int(bits, 2).to_bytes(room // 8)


def _too_long(content: Segment, error: str) -> str:
    unit = {NUMERIC: "digits", ALPHANUMERIC: "capitals and digits", BYTE: "bytes"}[content.mode]
    largest = {level: _holds(content, level) for level in "LMQH"}
    told = f"The QR code cannot hold this text: it has {content.length:,} {unit}, "
    told += f"and error level {error} holds at most {largest[error]:,}."
    roomier = [level for level in "LMQ" if largest[level] >= content.length]
    if roomier:
        return f"{told} Shorten it, or use error level {roomier[-1]}, which holds {largest[roomier[-1]]:,}."
    return f"{told} Shorten it, for example with a short link."


def _holds(content: Segment, error: str) -> int:
    """Return the largest length, in the unit of the mode, that version 40 holds."""
    width, room = _limits(VERSIONS[-1], error, content.mode)
    room -= len(content.eci) + 4 + width
    if content.mode == NUMERIC:
        return room // 10 * 3 + (room % 10 >= 4) + (room % 10 >= 7)
    if content.mode == ALPHANUMERIC:
        return room // 11 * 2 + (room % 11 >= 6)
    return room // 8
