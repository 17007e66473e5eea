"""A QR code as a PNG: whole pixels per module, two colours, or full colour where there is a logo."""

from collections.abc import Iterator

from socloc.render.qr import png_file
from socloc.render.qr.logo import on_plate
from socloc.render.qr.matrix import Matrix
from socloc.render.qr.style import Frame, QrStyle, colour, frame, logo_square, plate


def png(matrix: Matrix, style: QrStyle) -> bytes:
    """Return a PNG of exactly `style.size` x `style.size` pixels; the same input gives the same bytes.

    Every module is `floor(size / (modules + 2 * quiet))` pixels wide; the rest widens the margin evenly.

    Raises:
        QrError: a module would be smaller than a pixel, or the logo cannot be used.
        ValueError: a colour or a measure of the style is impossible.
    """
    where = frame(matrix.size, style)
    if style.logo is None:
        palette = bytes((*colour(style.light), *colour(style.dark)))
        return png_file.encode((style.size, style.size), png_file.PALETTE_1_BIT, _bits(matrix, style, where), palette)
    lines = ((line, 1) for line in _pixels(matrix, style, where, style.logo))
    return png_file.encode((style.size, style.size), png_file.RGB, lines)


def _bits(matrix: Matrix, style: QrStyle, where: Frame) -> Iterator[tuple[bytes, int]]:
    octets = -(-style.size // 8)
    right = 8 * octets - where.margin - where.pitch * matrix.size  # the last byte is filled up with zeros
    blank = bytes(octets)
    yield blank, where.margin
    for row in matrix.rows:
        modules = f"{row:0{matrix.size}b}"[::-1]
        pixels = modules.replace("0", "0" * where.pitch).replace("1", "1" * where.pitch)
        yield (int(pixels, 2) << right).to_bytes(octets), where.pitch
    yield blank, style.size - where.margin - where.pitch * matrix.size


def _pixels(matrix: Matrix, style: QrStyle, where: Frame, logo: bytes) -> Iterator[bytes]:
    """Yield lines of RGB, with the plate and the logo in their middle."""
    light = bytes(colour(style.light))
    module = light * where.pitch, bytes(colour(style.dark)) * where.pitch
    below = style.size - where.margin - where.pitch * matrix.size
    cover = _cover(matrix, style, where, logo)
    first, side = plate(matrix.size, style)
    cut = slice(3 * (where.margin + where.pitch * first), 3 * (where.margin + where.pitch * (first + side)))
    yield from [light * style.size] * where.margin
    for number, row in enumerate(matrix.rows):
        drawn = b"".join(module[row >> column & 1] for column in range(matrix.size))
        line = light * where.margin + drawn + light * below
        for _ in range(where.pitch):
            covered = first <= number < first + side
            yield line[: cut.start] + next(cover) + line[cut.stop :] if covered else line
    yield from [light * style.size] * below


def _cover(matrix: Matrix, style: QrStyle, where: Frame, logo: bytes) -> Iterator[bytes]:
    """Yield the lines of the plate: one light module, the logo, one light module."""
    light = colour(style.light)
    modules = logo_square(matrix.size, style).side
    edge = bytes(light) * where.pitch
    blank = [bytes(light) * (where.pitch * (modules + 2))] * where.pitch
    yield from blank
    yield from (edge + line + edge for line in on_plate(logo, where.pitch * modules, light))
    yield from blank
