"""The filters of templates that write dates, numbers, lists and plurals as the locale of the text does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from jinja2 import pass_context
from jinja2.runtime import Context

# CLDR puts narrow no-break spaces into times and dates; few fonts of phones have them, all have the other.
_NARROW: Final = "\u202f"
_NO_BREAK: Final = "\u00a0"


def _in_locale(name: str) -> Callable[..., str]:
    """A filter that writes a value as the locale of the text does; `name` is its function in cldr.py."""

    @pass_context
    def written(context: Context, value: Any, *args: Any, **kwargs: Any) -> str:
        from socloc.render import cldr  # with babel, which most campaigns do without

        form: Callable[..., str] = getattr(cldr, name)
        _told(context)
        shown = form(context.get("language") or context.get("locale") or "", value, *args, **kwargs)
        return shown.replace(_NARROW, _NO_BREAK)

    return written


@pass_context
def _plural(context: Context, value: Any, **forms: str) -> str:
    from socloc.render import cldr

    _told(context)
    return cldr.plural(context.get("language") or context.get("locale") or "", value, forms)


# Dates, numbers and lists in the form of the text's locale.
FILTERS: Final = {
    "date": _in_locale("format_date"),
    "time": _in_locale("format_time"),
    "datetime": _in_locale("format_datetime"),
    "number": _in_locale("format_number"),
    "compact": _in_locale("format_compact"),
    "percent": _in_locale("format_percent"),
    "price": _in_locale("format_price"),
    "listed": _in_locale("format_list"),
    "unit": _in_locale("format_unit"),
    "plural": _plural,
}


def _told(context: Context) -> None:
    """Say that CLDR was used; the manifest names its version then."""
    environment: Any = context.environment  # the sandbox
    environment.meter.uses_cldr = True
