"""The templates of a campaign: found without Jinja, which only those campaigns load that have something to render."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from socloc.assets import templates_dir
from socloc.findings import Check, Finding, Place

if TYPE_CHECKING:
    from socloc.render.environment import Engine

_NO_BRANDS: Final[Mapping[str, Path]] = {}

TEMPLATE_ERROR = Check(
    "template-error",
    "error",
    """A template, or a text of the campaign with {{ … }} in it, is wrong or does what templates may not do.

    Templates see the words of the post, the brand, the links and the locale, and nothing of Python. A name that does
    not exist is an error, not an empty string. Rendering stops after 20,000 turns of loops and calls, or when a
    text grows beyond a million characters. The finding points into the template, or at the text of the campaign.

    To print braces as they are, write {{ '{{' }}.
    """,
)
CHECKS: Final = (TEMPLATE_ERROR,)


class TemplateError(Exception):
    """A template could not be rendered; carries the finding without the variant."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


class Rendered(NamedTuple):
    """What a template gave, which names it asked for, and whether for CLDR."""

    text: str
    used: frozenset[str]
    uses_cldr: bool = False  # for a date, a number or a plural in the form of the locale


class Templates:
    """The templates of one campaign: those beside it, then those of its brands, then the built-in ones of a name.

    `brands` are folders by the ids of the brands, the nearest first.
    `cache` is a folder for compiled templates, which makes a cold start several times faster; it may be thrown away.
    A template can extend the one it replaces: `{% extends "built-in/_shared/post.txt.j2" %}`, or a brand's by its id:
    `{% extends "brands/lanmo/weibo/post.txt.j2" %}`.
    """

    def __init__(
        self,
        beside: Path | None,
        cache: Path | None = None,
        brands: Mapping[str, Path] = _NO_BRANDS,
    ) -> None:
        own = beside / "templates" if beside is not None else None
        self.beside = beside
        self._cache = cache
        self._brands = brands
        self._own = own if own is not None and os.path.lexists(own) else None
        self._replaced: dict[str, bool] = {}
        self.uses_cldr = False  # whether anything rendered so far asked for a date, number or plural of its locale

    @cached_property
    def engine(self) -> Engine:
        """What renders them, with Jinja."""
        from threading import get_ident

        from socloc.render import environment

        if self._brands or self._own:
            return environment.engine(self.beside, self._own, self._brands, self._cache)
        # What counts the steps of a rendering is not for two threads.
        return environment.built_in(self._cache, get_ident())

    def exists(self, name: str) -> bool:
        """Whether there is a template of that name, beside the campaign or built in; also one that cannot be read."""
        return self.is_replaced(name) or _is_built_in(name)

    def is_replaced(self, name: str) -> bool:
        """Whether the campaign or a brand has a template of that name."""
        if name not in self._replaced:  # asked for every variant, and each answer is a look at the disk
            folders = [*([self._own] if self._own else []), *self._brands.values()]
            self._replaced[name] = any(os.path.lexists(folder / name) for folder in folders)
        return self._replaced[name]

    def render(self, name: str, values: Mapping[str, Any]) -> Rendered:
        """Render a template file. Raises TemplateError with a place in the template."""
        return self._told(self.engine.render(name, values))

    def render_text(self, source: str, values: Mapping[str, Any], place: Place) -> Rendered:
        """Render a text of the campaign that has {{ … }} in it. Raises TemplateError with the place of the text."""
        return self._told(self.engine.render_text(source, values, place))

    def _told(self, rendered: Rendered) -> Rendered:
        self.uses_cldr |= rendered.uses_cldr
        return rendered


@lru_cache(maxsize=1024)
def _is_built_in(name: str) -> bool:
    return os.path.lexists(templates_dir() / name)
