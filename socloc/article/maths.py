"""Formulas of articles: LaTeX to pictures of plain paths. The only module to import ziamath, which makes the shapes.

It was chosen since it is Python alone, permissive, and draws paths without a browser, a TeX or a drawing library.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from functools import lru_cache
from html import escape
from importlib.util import find_spec
from typing import Any, Final, NamedTuple

MAX_LENGTH: Final = 1_000  # characters of one formula
MAX_WORK: Final = 2_000  # of one formula; a letter is 1, and every level it stands in doubles it, as ziamath does
EM: Final = 100  # units of a picture in the size of the text: shapes are off by a quarter of a phone's dot at most
_PAD: Final = 4  # units around the shapes, whose edges are blurred beyond their box
_WIDEST: Final = 60 * EM  # units
_INLINE_WIDEST: Final = 12 * EM  # units; what is wider shrinks on a narrow phone
_BRACES: Final = re.compile(r"\\.|([{}])", re.DOTALL)
_LABEL: Final = re.compile(r"\\tag\*?\{([^{}]*)\}")
_LEFT_OVER: Final = re.compile(r"\\[A-Za-z]+")
_STEP: Final = re.compile(r"([MLQC])([^MLQCZ]*)")
_COLOR: Final = re.compile(r"[a-z]{3,20}|#[0-9a-fA-F]{3}|#[0-9a-fA-F]{6}")
_IGNORED: Final = frozenset("\u2061\u2062\u2063\u2064\u200b")  # they tell what a gap means and have no shape
_NAME: Final = "socloc"  # of the font among those of the library
_ROWS: Final = frozenset(("mrow", "mtd", "mtr", "mtable", "mstyle", "mpadded", "menclose"))


class Drawn(NamedTuple):
    """A formula as HTML, or why there is none, in words; and the work it took."""

    svg: str
    wrong: str = ""
    work: int = 20


class RefusedError(Exception):
    """A formula that is not drawn, and why, in words for the user."""


def is_installed() -> bool:
    """Whether what draws formulas is there: it is an extra."""
    return find_spec("ziamath") is not None


@lru_cache(maxsize=256)  # an article shows the same formulas in every locale
def drawn(source: str, is_block: bool) -> Drawn:
    """A formula of LaTeX as an <svg> that stands on the line of the text and has its size and colour.

    Never raises: what cannot be drawn says why. `is_block` gives sums and fractions the room they have on lines of
    their own.
    """
    try:
        return _picture(source, is_block)
    except RefusedError as refused:
        return Drawn("", str(refused))
    except Exception:  # the library meets hostile text with whatever error its code runs into
        return Drawn("", "is no LaTeX that can be drawn")


def _picture(source: str, is_block: bool) -> Drawn:
    _check(source)
    import xml.etree.ElementTree as ET

    font = _font()
    from ziamath.tex import tex2mml
    from ziamath.zmath import Math

    written = _LABEL.sub(lambda label: rf"\qquad\text{{({label[1]})}}", " ".join(source.split()))
    mathml = tex2mml(written, inline=not is_block)
    left_over = _LEFT_OVER.search(mathml)
    if left_over:
        raise RefusedError(f"has {left_over[0]}, which is not known")
    tree = ET.fromstring(mathml)  # noqa: S314 - just made of text, with its signs escaped, by the library
    work = _work(tree)
    if work > MAX_WORK:
        raise RefusedError("is too deep or too long to draw")
    _check_signs(tree, font)
    made = Math(tree, size=EM, font=_NAME, margin=0)
    return Drawn(_svg(made, source), "", work)


def _check(source: str) -> None:
    if len(source) > MAX_LENGTH:
        raise RefusedError(f"has more than {MAX_LENGTH:,} characters")
    depth = 0
    for found in _BRACES.finditer(source):
        depth += {"{": 1, "}": -1, None: 0}[found[1]]
        if depth < 0:
            break
    if depth:
        raise RefusedError("has a brace without its other half")


def _work(tree: Any) -> int:
    inside: int = sum(_work(child) for child in tree)
    is_row = tree.tag.rpartition("}")[2] in _ROWS
    return 1 + min(MAX_WORK, inside * 2 if is_row else inside)


@lru_cache(maxsize=1)
def _font() -> Any:
    """The library's own font, which writes signs it has no shape for as text, each as wide as it is high."""
    with warnings.catch_warnings(action="ignore"):  # it finds its font by a function that Python advises against
        import ziafont
        from ziamath import zmath
        from ziamath.config import config

    config.svg2 = False  # shapes where they stand: an editor removes <use> and <symbol>
    default = zmath.loadedfonts["default"]
    font = type(default)(str(default.fname))
    own = font.glyph
    known: dict[str, Any] = {}

    def glyph(char: str) -> Any:
        found = own(char)
        if found.index or not _is_square(char):
            return found
        if char not in known:
            known[char] = _written(ziafont, font, char)
        return known[char]

    vars(font)["glyph"] = glyph
    zmath.loadedfonts[_NAME] = font
    return font


def _written(ziafont: Any, font: Any, char: str) -> Any:
    from xml.etree.ElementTree import Element

    units = font.info.layout.unitsperem
    shape = ziafont.glyph.SimpleGlyph(0, [], ziafont.fonttypes.BBox(0, units, -units * 0.12, units * 0.88), font)

    def text(x0: float = 0, y0: float = 0, scale_factor: float = 1) -> Element:
        found = Element("text", {"x": f"{x0}", "y": f"{y0}", "size": f"{scale_factor * shape.DFLT_SIZE_PT}"})
        found.text = char
        return found

    vars(shape).update(advance=lambda **_: units, svgpath=text)
    return shape


def _is_square(char: str) -> bool:
    """Whether a sign is one of those of Chinese, Japanese and Korean, which are as wide as high in every font."""
    from unicodedata import east_asian_width

    return east_asian_width(char) in ("W", "F") and ord(char) < 0x1F000


def _check_signs(tree: Any, font: Any) -> None:
    for char in dict.fromkeys("".join(tree.itertext())):
        if char.isspace() or char in _IGNORED or font.glyph(char).index or _is_square(char):
            continue
        raise RefusedError(f"has {char if char.isprintable() else f'U+{ord(char):04X}'}, which its font does not have")


def _svg(made: Any, source: str) -> str:
    box = made.node.bbox
    left, top = int(box.xmin) - _PAD, int(-box.ymax) - _PAD
    right, bottom = int(box.xmax) + 1 + _PAD, int(-box.ymin) + 1 + _PAD
    width, height = right - left, bottom - top
    if not (0 < width <= _WIDEST and 0 < height <= _WIDEST):
        raise RefusedError("is too wide or too high")
    style = f"width:{_em(width)};height:{_em(height)};vertical-align:{_em(-bottom)}"
    if width > _INLINE_WIDEST:
        style += ";max-width:100%"
    label = escape(" ".join(source.split()))
    return (
        f'<svg role="img" aria-label="{label}" viewBox="{left} {top} {width} {height}" fill="currentColor" '
        f'style="{style}">{_shapes(made.svgxml())}</svg>'
    )


def _em(units: int) -> str:
    return f"{units / EM:.3f}".rstrip("0").rstrip(".") + "em"


def _shapes(svg: Any) -> str:
    """All the shapes of a picture; those of one colour that follow one another are one path."""
    out, newest = [], ""
    for attributes, shape in _each(svg):
        start = "" if shape.startswith("<") else f'<path{attributes} d="'
        if newest and newest != start:
            out.append('"></path>')
        out.append(shape if newest == start else start + shape)
        newest = start
    return "".join(out) + ('"></path>' if newest else "")


def _each(svg: Any, color: str = "") -> Iterator[tuple[str, str]]:
    for element in svg:
        own = _color(element.get("fill", "")) or color
        if element.tag == "g":
            yield from _each(element, own)
        elif element.tag == "text":
            x, y, size = (round(float(element.get(name))) for name in ("x", "y", "size"))
            fill = f' fill="{own}"' if own else ""
            yield "", f'<text x="{x}" y="{y}" font-size="{size}"{fill}>{escape(element.text)}</text>'
        elif element.tag in ("path", "rect"):
            yield _attributes(element, own), _path(element.get("d")) if element.tag == "path" else _box(element)
        else:
            raise RefusedError("has a sign that can only be drawn in a way that editors remove")


def _color(written: str) -> str:
    """A colour that the author asked for; the text's own is none, so that the formula is turned with it."""
    return written if written not in ("", "none", "black") and _COLOR.fullmatch(written) else ""


def _attributes(element: Any, color: str) -> str:
    if element.get("stroke") is None:
        return f' fill="{color}"' if color else ""
    stroke, width = _color(element.get("stroke")) or "currentColor", round(float(element.get("stroke-width", "1")))
    return f' fill="none" stroke="{stroke}" stroke-width="{max(1, width)}"'


def _box(element: Any) -> str:
    x, y, width, height = (float(element.get(name)) for name in ("x", "y", "width", "height"))
    left, top = round(x), round(y)
    across, down = max(1, round(x + width) - left), max(1, round(y + height) - top)
    return f"M{left} {top}h{across}v{down}h{-across}z"


def _path(written: str) -> str:
    """A path in whole units, each step from the end of the one before: a third as long as the library's."""
    out: list[str] = []
    at, bend = (0, 0), (0, 0)  # the bend of the newest curve, turned over: what a curve without its own takes
    for kind, numbers in _STEP.findall(written):
        values = [round(float(number)) for number in numbers.split()]
        points = list(zip(values[::2], values[1::2], strict=True))
        steps = [(x - at[0], y - at[1]) for x, y in points]
        if kind == "M":
            out.append(f"{'z' if out else ''}M{_joined(points[0])}")
        elif kind == "L":
            out.append(_line(*steps[0]))
        elif kind == "Q" and max(abs(steps[0][0] - bend[0]), abs(steps[0][1] - bend[1])) <= 1:
            steps[0] = bend
            out.append(f"t{_joined(steps[1])}")
        elif any(step != (0, 0) for step in steps):
            out.append(kind.lower() + _joined(*steps))
        at = points[-1]
        bend = (steps[1][0] - steps[0][0], steps[1][1] - steps[0][1]) if kind == "Q" else (0, 0)
    return "".join(out) + "z" if out else ""


def _line(right: int, down: int) -> str:
    if right and down:
        return f"l{_joined((right, down))}"
    return f"h{right}" if right else f"v{down}" if down else ""


def _joined(*points: tuple[int, int]) -> str:
    numbers = [number for point in points for number in point]
    return "".join(f"{'' if number < 0 or not index else ' '}{number}" for index, number in enumerate(numbers))
