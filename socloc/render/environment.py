"""Finds templates and renders them; what is wrong with one becomes a finding. Jinja is used here and in sandbox.py."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

import jinja2

from socloc import __version__
from socloc.assets import templates_dir
from socloc.findings import Check, Finding, Place
from socloc.render import sandbox
from socloc.render.sandbox import Sandbox
from socloc.shapes import suggest

TEMPLATE_ERROR = Check(
    "template-error",
    "error",
    """A template, or a text of the campaign with {{ … }} in it, is wrong or does what templates may not do.

    Templates see the words of the post, the brand, the links and the locale, and nothing of Python. A name that does
    not exist is an error, not an empty string. Rendering stops after 100,000 turns of loops and calls, or when a text
    grows beyond a million characters. The finding points into the template, or at the text of the campaign.

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
    """What a template gave, and which names it asked for."""

    text: str
    used: frozenset[str]


class Templates:
    """The templates of one campaign: those beside it come before the built-in ones of the same name.

    `cache` is a folder for compiled templates, which makes a cold start several times faster; it may be thrown away.
    A template beside the campaign can extend the one it replaces: `{% extends "built-in/weibo/post.txt.j2" %}`.
    """

    def __init__(self, beside: Path | None, cache: Path | None = None, unlimited: bool = False) -> None:
        built_in = templates_dir()
        loaders: list[jinja2.BaseLoader] = [jinja2.FileSystemLoader(built_in)]
        if beside is not None and (beside / "templates").is_dir():
            loaders.insert(0, jinja2.FileSystemLoader(beside / "templates"))
        loaders.append(jinja2.PrefixLoader({"built-in": jinja2.FileSystemLoader(built_in)}))
        self.environment = Sandbox(
            unlimited,
            loader=jinja2.ChoiceLoader(loaders),
            autoescape=jinja2.select_autoescape(enabled_extensions=("html.j2",), default_for_string=False, default=False),
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=_bytecode_cache(cache),
        )
        self.environment.filters["paragraphs"] = paragraphs

    def exists(self, name: str) -> bool:
        """Whether there is a template of that name, beside the campaign or built in."""
        loader = self.environment.loader
        try:
            return loader is not None and bool(loader.get_source(self.environment, name))
        except jinja2.TemplateNotFound:
            return False
        except (OSError, ValueError):
            return True  # rendering it says what is wrong

    def render(self, name: str, values: Mapping[str, Any]) -> Rendered:
        """Render a template file. Raises TemplateError with a place in the template."""
        return self._run(
            lambda: self.environment.get_template(name), values, lambda line: Place(f"templates/{name}", line)
        )

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
            if error.name and error.name != "<template>":
                place = Place(f"templates/{error.name}", error.lineno)
            raise self._failed(place, str(error.message)) from None
        except jinja2.TemplateNotFound as error:
            raise self._failed(place_of(1), f"there is no template `{error.name}`") from None
        except Exception as error:
            # A template is a program of the user's: whatever it raises is a finding and not a bug of socloc.
            place, message = _where(error, place_of), _say(error, values)
            raise self._failed(place, message) from None
        return Rendered(text, frozenset(meter.used))

    def _failed(self, place: Place, message: str) -> TemplateError:
        return TemplateError(
            TEMPLATE_ERROR.at(place, f"the template is wrong: {message}", "See `socloc explain template-error`.")
        )


def _bytecode_cache(folder: Path | None) -> jinja2.BytecodeCache | None:
    """Jinja's own cache, which looks at a template's source; the sandbox that shapes the code is in the name."""
    if folder is None:
        return None
    made_by = f"templates-{__version__}-{Path(sandbox.__file__).stat().st_mtime_ns:x}"
    try:
        (folder / made_by).mkdir(parents=True, exist_ok=True)
    except OSError:
        return None  # a read-only home only makes it slower
    return jinja2.FileSystemBytecodeCache(str(folder / made_by), "%s")


def _say(error: Exception, values: Mapping[str, Any]) -> str:
    if isinstance(error, RecursionError):
        return "it calls itself without end"
    if isinstance(error, jinja2.UndefinedError):
        message = str(error)
        name = message.split("'")[1] if message.startswith("'") else ""
        return message + suggest(name, tuple(values)) if name else message
    return str(error) or type(error).__name__


def _where(error: Exception, place_of: Callable[[int], Place]) -> Place:
    """The line of the template that was running; Jinja rewrites tracebacks so that they name it."""
    line, name, trace = 1, "", error.__traceback__
    while trace:
        filename = trace.tb_frame.f_code.co_filename
        if filename.endswith(".j2") or filename == "<template>":
            line, name = trace.tb_lineno, filename
        trace = trace.tb_next
    place = place_of(line)
    # An included or inherited template may be the one at fault.
    known = [folder for folder in ("templates/",) if folder in name]
    return (
        Place("templates/" + name.rsplit("templates/", 1)[1], line) if known and place.file.endswith(".j2") else place
    )


def paragraphs(parts: Iterable[str]) -> str:
    """Join the parts that are not empty with an empty line between them."""
    return "\n\n".join(text for part in parts if (text := str(part).strip()))
