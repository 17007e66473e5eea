"""socloc qr: one QR code."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from socloc.cli.arguments import argument, option
from socloc.errors import SoclocError


def run(
    text: Annotated[str, argument(metavar="TEXT", about="What the code says.")],
    out: Annotated[Path, option("-o", "--out", metavar="FILE", about="A file that ends in .png or .svg.")],
    error: Annotated[str, option(metavar="L|M|Q|H", about="Error correction: 7, 15, 25 or 30 %.")] = "M",
    size: Annotated[int, option(least=21, most=10_000, about="Pixels along one side, quiet zone included.")] = 512,
    quiet: Annotated[int, option(least=0, most=20, about="Quiet zone in modules; the standard asks for 4.")] = 4,
    dark: Annotated[str, option(metavar="COLOR", about="Colour of the dark modules.")] = "#000000",
    light: Annotated[str, option(metavar="COLOR", about="Colour of the light modules.")] = "#ffffff",
    logo: Annotated[Path | None, option(metavar="FILE", about="An image for the middle, with --error H.")] = None,
    logo_share: Annotated[float, option(least=0.05, most=0.4, about="The logo's share of the side.")] = 0.2,
) -> int:
    """Draw one QR code. It is not written when scanners would not read it.

    Example: socloc qr https://example.com -o code.svg
    """
    from socloc import remembered, verdicts
    from socloc.bundle.write import write_file
    from socloc.render import qr

    suffix = out.suffix.lower()
    if suffix not in (".png", ".svg"):
        raise SoclocError(f"{out} ends neither in .png nor in .svg", "Choose one of them.")
    try:
        image = logo.read_bytes() if logo else None
    except OSError as failed:
        raise SoclocError(f"cannot read {logo}: {failed.strerror}") from failed
    remembered.keep_tables_in(Path(verdicts.cache_folder()))
    style = qr.QrStyle(size=size, quiet=quiet, dark=dark, light=light, logo=image, logo_share=logo_share)
    try:
        matrix = qr.matrix(text, error)
        problems = qr.scan_problems(matrix, style, logo is not None)
        picture = qr.png(matrix, style) if suffix == ".png" else qr.svg(matrix, style)
    except ValueError as wrong:
        raise SoclocError(str(wrong)) from wrong
    if problems:
        raise SoclocError(problems[0].message, problems[0].hint)
    write_file(picture, out)
    print(out)
    return 0
