"""QR codes that scan: the matrix of a text, its PNG and SVG, and what would keep a phone from reading it."""

from socloc.render.qr.draw_png import png
from socloc.render.qr.draw_svg import svg
from socloc.render.qr.errors import QrError
from socloc.render.qr.judge import Problem, scan_problems
from socloc.render.qr.logo import try_logo
from socloc.render.qr.matrix import Matrix, matrix
from socloc.render.qr.style import QrStyle

__all__ = ["Matrix", "Problem", "QrError", "QrStyle", "matrix", "png", "scan_problems", "svg", "try_logo"]
