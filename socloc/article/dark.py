"""What a dark screen makes of colours, and whether words can still be read on them.

WeChat publishes how it turns articles dark: https://github.com/wechatjs/mp-darkmode (read 2026-11-22, commit
34671e1), written down there in doc/cn/principle.md. Brightness is that of https://www.w3.org/TR/AERT/#color-contrast.
"""

from __future__ import annotations

import colorsys
from typing import Final

from socloc.article.css import Color

LIGHT_PAGE: Final = Color(255, 255, 255)
LIGHT_TEXT: Final = Color(25, 25, 25)
DARK_PAGE: Final = Color(25, 25, 25)
DARK_TEXT: Final = Color(163, 163, 163)
_WHITE_LIKE: Final = 250.0  # brightness, as all that follow
_BRIGHTEST_BACKGROUND: Final = 190.0
_LEAST_OFFSET: Final = 65.0
_BRIGHT_BACKGROUND: Final = 100.0
_PALE: Final = 40.0  # lightness in per cent
_DARKEST: Final = 22.0  # lightness in per cent
_VISIBLE: Final = 0.05  # alpha


def brightness(color: Color) -> float:
    """Perceived brightness from 0 to 255, without the alpha."""
    return (color.red * 299 + color.green * 587 + color.blue * 114) / 1000


_DARK_BRIGHTNESS: Final = brightness(DARK_PAGE)
_MOST_OFFSET: Final = brightness(DARK_TEXT) - _DARK_BRIGHTNESS


def is_visible(color: Color) -> bool:
    """Whether a background counts as one."""
    return color.alpha >= _VISIBLE


def dark_background(color: Color) -> Color:
    """A background on a dark screen: white becomes black, bright colours are toned down, black is lifted a little."""
    hue, lightness, saturation = _hls(color)
    if (saturation == 0 and lightness > _PALE) or brightness(color) > _WHITE_LIKE:
        page = _hls(DARK_PAGE)[1]
        return _from_hls(0, min(100.0, 100 + page - lightness), 0, color.alpha)
    if brightness(color) > _BRIGHTEST_BACKGROUND:
        return _with_brightness(color, _BRIGHTEST_BACKGROUND)
    if lightness < _DARKEST:
        return _from_hls(hue, _DARKEST, saturation, color.alpha)
    return color


def dark_text(color: Color, background: Color) -> Color:
    """A text colour on a dark screen; `background` is the one behind it, as `dark_background` made it."""
    behind = brightness(background) * background.alpha + _DARK_BRIGHTNESS * (1 - background.alpha)
    for _ in range(3):  # turning the lightness over once is enough; the published code calls itself
        own = brightness(color)
        offset = abs(behind - own)
        if own >= _WHITE_LIKE:
            return color
        if offset > _MOST_OFFSET and behind <= _DARK_BRIGHTNESS + 2:
            return _with_brightness(color, _MOST_OFFSET + behind)
        if offset >= _LEAST_OFFSET:
            return color
        hue, lightness, saturation = _hls(color)
        is_bright = behind >= _BRIGHT_BACKGROUND
        if not (lightness > 90 - _PALE if is_bright else lightness <= _PALE):
            target = behind - _LEAST_OFFSET if is_bright else behind + _LEAST_OFFSET
            return _with_brightness(color, min(_MOST_OFFSET, target))
        color = _from_hls(hue, 90 - lightness, saturation, color.alpha)
    return color


def over(color: Color, page: Color) -> Color:
    """A colour as it looks in front of an opaque one."""
    mixed = [own * color.alpha + behind * (1 - color.alpha) for own, behind in zip(color[:3], page[:3], strict=True)]
    return Color(*mixed)


def contrast(text: Color, background: Color) -> float:
    """The contrast of two opaque colours from 1 to 21: https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio."""
    one, other = _luminance(text), _luminance(background)
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def _luminance(color: Color) -> float:
    parts = (min(255.0, max(0.0, part)) / 255 for part in color[:3])
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _with_brightness(color: Color, target: float) -> Color:
    own = brightness(color)
    if own == 0:
        return Color(target, target, target, color.alpha)
    red, green, blue = (min(255.0, part * target / own) for part in color[:3])
    if green == 0 or red == 255 or blue == 255:
        green = (target * 1000 - red * 299 - blue * 114) / 587
    elif red == 0:
        red = (target * 1000 - green * 587 - blue * 114) / 299
    elif blue == 0 or green == 255:
        blue = (target * 1000 - red * 299 - green * 587) / 114
    red, green, blue = (min(255.0, max(0.0, part)) for part in (red, green, blue))
    return Color(red, green, blue, color.alpha)


def _hls(color: Color) -> tuple[float, float, float]:
    """Hue from 0 to 1, lightness and saturation in per cent."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*(part / 255 for part in color[:3]))
    return hue, lightness * 100, saturation * 100


def _from_hls(hue: float, lightness: float, saturation: float, alpha: float) -> Color:
    red, green, blue = colorsys.hls_to_rgb(hue, min(100.0, max(0.0, lightness)) / 100, saturation / 100)
    return Color(red * 255, green * 255, blue * 255, alpha)
