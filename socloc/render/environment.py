"""The Jinja environment: renders templates; what is wrong with one becomes a finding. sandbox.py is the other user."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import jinja2
from jinja2.bccache import Bucket
from jinja2.loaders import split_template_path

from socloc import __version__, caches
from socloc.assets import templates_dir
from socloc.findings import Place
from socloc.render import in_locale, sandbox
from socloc.render.sandbox import Sandbox
from socloc.render.templates import TEMPLATE_ERROR, Rendered, TemplateError
from socloc.shapes import suggest

MAX_TEMPLATE_BYTES: Final = 256 * 1024
_BRANDS: Final = "brands"
_HINT: Final = "To print braces, write {{ '{{' }}; see `socloc explain template-error`."


class Engine:
    """Renders the templates of some folders: of the campaign in `beside`, of brands, and the built-in ones."""

    def __init__(self, environment: Sandbox, beside: Path | None, brands: Mapping[str, Path]) -> None:
        self.environment = environment
        self.beside = beside
        self.brands = brands

    def render(self, name: str, values: Mapping[str, Any]) -> Rendered:
        """Render a template file. Raises TemplateError with a place in the template."""
        return self._run(lambda: self.environment.get_template(name), values, lambda line: self._place(name, line))

    def render_text(self, source: str, values: Mapping[str, Any], place: Place) -> Rendered:
        """Render a text of the campaign that has {{ … }} in it. Raises TemplateError with the place of the text."""
        return self._run(lambda: self.environment.from_string(source), values, lambda _: place)

    def _run(
        self, get: Callable[[], jinja2.Template], values: Mapping[str, Any], place_of: Callable[[int], Place]
    ) -> Rendered:
        meter = self.environment.meter
        meter.start()
        try:
            text = get().render(values)
        except jinja2.TemplateSyntaxError as error:
            place = place_of(error.lineno)
            if error.name and error.name.endswith(".j2") and not os.path.isabs(error.name):
                place = self._place(error.name, error.lineno)
            raise self._failed(place, str(error.message)) from None
        except jinja2.TemplateNotFound as error:
            raise self._failed(place_of(1), f"there is no template `{error.name}`") from None
        except Exception as error:
            # A template is a program of the user's: whatever it raises is a finding and not a bug of socloc.
            place, message = self._where(error, place_of), _say(error, values)
            raise self._failed(place, message) from None
        return Rendered(text, frozenset(meter.used), meter.uses_cldr)

    def _place(self, name: str, line: int) -> Place:
        """A line of a template: of a brand's in its file, of others as `templates/…`."""
        if self.beside is None or not os.path.lexists(self.beside / "templates" / name):
            brand, _, rest = name.removeprefix(f"{_BRANDS}/").partition("/")
            chosen = {brand: self.brands[brand]} if brand in self.brands else self.brands
            for folder in chosen.values():
                if os.path.lexists(file := folder / (rest if brand in self.brands else name)):
                    return Place(str(file), line)
        return Place(f"templates/{name}", line)

    def _where(self, error: Exception, place_of: Callable[[int], Place]) -> Place:
        """The line of the template that was running; Jinja rewrites tracebacks so that they name it."""
        line, name, trace = 1, "", error.__traceback__
        while trace:
            filename = trace.tb_frame.f_code.co_filename
            if filename.endswith(".j2") or filename == "<template>":
                line, name = trace.tb_lineno, filename
            trace = trace.tb_next
        place = place_of(line)
        if any(Path(name).is_relative_to(folder) for folder in self.brands.values()):
            return Place(name, line)
        if place.file.endswith(".j2") and "templates" in Path(name).parts:
            # An included or inherited template may be the one at fault.
            return Place("templates/" + name.replace("\\", "/").rsplit("templates/", 1)[1], line)
        return place

    def _failed(self, place: Place, message: str) -> TemplateError:
        return TemplateError(TEMPLATE_ERROR.at(place, f"the template is wrong: {message}", _HINT))


@lru_cache(maxsize=4)
def built_in(cache: Path | None, _thread: int) -> Engine:
    """The built-in templates alone; one campaign after the other has them, read and compiled once."""
    return engine(None, None, {}, cache)


def engine(beside: Path | None, own: Path | None, brands: Mapping[str, Path], cache: Path | None) -> Engine:
    """What renders the templates of a campaign in the folder `beside`; `own` is the folder of its templates."""
    shipped = _Folder(templates_dir())
    own_first = [_Folder(own)] if own is not None else []
    by_brand = {brand: _Folder(folder) for brand, folder in brands.items()}
    named = {"built-in": shipped} | {f"{_BRANDS}/{brand}": folder for brand, folder in by_brand.items()}
    environment = Sandbox(
        loader=jinja2.ChoiceLoader([*own_first, *by_brand.values(), shipped, _Named(named)]),
        autoescape=jinja2.select_autoescape(enabled_extensions=("html.j2",), default_for_string=False, default=False),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=_BytecodeCache(cache) if cache else None,
    )
    return Engine(environment, beside, brands)


class _Folder(jinja2.BaseLoader):
    """The templates of one folder: text files in UTF-8 that are really in there, not at the other end of a link."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get_source(self, _environment: jinja2.Environment, template: str) -> tuple[str, str, None]:
        path = self.folder.joinpath(*split_template_path(template))
        if not os.path.lexists(path):
            raise jinja2.TemplateNotFound(template)
        try:
            if not path.resolve().is_relative_to(self.folder.resolve()):
                raise jinja2.TemplateSyntaxError("it is a link that leads out of its folder", 1, template)
            if not path.is_file() or path.stat().st_size > MAX_TEMPLATE_BYTES:
                raise jinja2.TemplateSyntaxError("it is no file, or a very large one", 1, template)
            return path.read_text("utf-8"), str(path), None
        except (OSError, RuntimeError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
            raise jinja2.TemplateSyntaxError(f"it cannot be read: {reason}", 1, template) from None


class _Named(jinja2.BaseLoader):
    """The templates of folders that are asked for by the folder's name: `built-in/…`, `brands/<id>/…`."""

    def __init__(self, folders: Mapping[str, _Folder]) -> None:
        self.folders = folders

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, None]:
        for name, folder in self.folders.items():
            if template.startswith(f"{name}/"):
                try:
                    return folder.get_source(environment, template[len(name) + 1 :])
                except jinja2.TemplateNotFound:
                    break
        raise jinja2.TemplateNotFound(template)


class _BytecodeCache(jinja2.BytecodeCache):
    """Compiled templates in a folder for caches. Jinja looks at their source; what shapes the code is in the name."""

    def __init__(self, folder: Path) -> None:
        shaped_by = max(Path(module).stat().st_mtime_ns for module in (sandbox.__file__, in_locale.__file__, __file__))
        self.folder = folder / f"templates-{__version__}-{shaped_by:x}"

    def load_bytecode(self, bucket: Bucket) -> None:
        kept = caches.read(self.folder / bucket.key)
        if kept is not None:
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        caches.keep(self.folder / bucket.key, bucket.bytecode_to_string())


def _say(error: Exception, values: Mapping[str, Any]) -> str:
    if isinstance(error, RecursionError):
        return "it calls itself without end"
    if isinstance(error, jinja2.UndefinedError):
        message = str(error)
        name = message.split("'")[1] if message.startswith("'") else ""
        return message + suggest(name, tuple(values)) if name else message
    return str(error) or type(error).__name__
