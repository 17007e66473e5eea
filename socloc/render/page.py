"""The main field of articles: the body for the template, and what the template made of it in the theme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from socloc.article import safe, style, theme
from socloc.article.body import Picture, Problem, article_body
from socloc.article.checks import IMAGE_UNKNOWN, TABLE_TOO_BIG, THEME_UNKNOWN, of_body, of_contrast, of_fence, of_theme
from socloc.article.markdown import MAX_CELLS, has_huge_table, unclosed_fence
from socloc.errors import SoclocError
from socloc.findings import Finding, Place
from socloc.media import is_video_name
from socloc.model import Text
from socloc.render.scene import InBody, Scene


def finished(scene: Scene, html: str, findings: list[Finding]) -> str:
    """The HTML of a template in the brand's theme and its first colour; what is hard to read is a finding."""
    chosen = _theme(scene, findings)
    page = style.finish(safe.clean(html), chosen, scene.plan.format.kept_links)
    findings += of_theme(chosen.dropped, chosen.shown)
    findings += of_contrast(page.faint, chosen.shown, scene.plan.post.place, scene.plan.subject)
    return page.html


def _theme(scene: Scene, findings: list[Finding]) -> theme.Theme:
    """The brand's theme: a built-in one, or a file that lies beside the campaign."""
    color, named = str(scene.values["brand"]["colors"].get("primary", "")), scene.campaign.brand.theme
    if named is None:
        return theme.built_in(theme.DEFAULT, color)
    try:
        beside, whose = scene.templates.beside, "campaign" if named.place.file == scene.campaign.file else "brand"
        folder = scene.campaign.folder_of(named, beside) if beside else None
        return theme.chosen(named.value, color, folder, whose)
    except SoclocError as error:
        findings.append(THEME_UNKNOWN.at(named.place, str(error), error.hint))
        return theme.built_in(theme.DEFAULT, color)


def body(scene: Scene, text: Text | None, markdown: str, shows: InBody, findings: list[Finding]) -> str:
    """The HTML of a body before its theme. What it shows goes into `shows`, what is wrong into findings.

    `markdown` is the text with its placeholders filled; `text` tells where it stands.
    """

    def picture(name: str) -> Picture | None:
        codes = {code.code.name: code for code in scene.qr_codes}
        if name in codes and name not in scene.campaign.media:
            shows.qr_codes[name] = []
            return Picture(scene.relative(f"{codes[name].file}.png"), codes[name].label)
        if name not in scene.campaign.media or is_video_name(scene.campaign.media[name].file.value):
            return None
        shows.media[name] = []
        shown = scene.shown_media(name)
        return Picture(scene.relative(shown.file), shown.alt)

    place = text.place if text else scene.plan.post.place
    if has_huge_table(markdown):
        message = f"a table of the body has more than {MAX_CELLS:,} cells"
        findings.append(TABLE_TOO_BIG.at(place, message, "Split it, or show a picture of it.", scene.plan.subject))
        return ""
    made = article_body(markdown, scene.values["words"], picture, link_hosts=scene.plan.format.kept_links)
    for name, line in made.images:
        (shows.media if name in shows.media else shows.qr_codes)[name].append(
            _place_of(text, markdown, name, line, place)
        )
    findings += _found(scene, text, made.problems)
    fence = unclosed_fence(markdown)
    if fence and text:
        place = text.written.place_of(markdown.split("\n")[fence - 1])
        findings.append(of_fence(place, scene.plan.subject))
    return made.html


def _place_of(text: Text | None, markdown: str, name: str, line: int, place: Place) -> Place:
    """The line of the campaign for a line of the body, whose placeholders were filled, perhaps with several lines."""
    if text is None or not text.written.block:
        return place
    written = text.written.value
    if written.strip().count("\n") != markdown.count("\n"):
        return text.written.place_of(f"({name})")
    before = written[: len(written) - len(written.lstrip())].count("\n")
    return place._replace(line=place.line + before + line, column=1)


def _found(scene: Scene, text: Text | None, problems: Iterable[Problem]) -> Iterator[Finding]:
    """What of a body readers will not get, each part once, at the lines of the campaign."""
    images = (name for name, media in scene.campaign.media.items() if not is_video_name(media.file.value))
    known = ", ".join(images) or "none yet"
    for kind, part in dict.fromkeys((problem.kind, problem.part) for problem in problems):
        sought = part if kind in ("html", "depth") or kind.startswith("formula") else f"({part})"
        whole = text.place if text else scene.plan.post.place
        place = text.written.place_of(sought) if text and part else whole
        if kind == "image":
            why = "is a video" if part in scene.campaign.media else "is not defined"
            message = f"the body shows the image `{part}`, which {why}"
            is_code = part in scene.campaign.qr_codes
            hint = f"Add `qr: [{part}]` to the post." if is_code else f"Names of `media`: {known}."
            yield IMAGE_UNKNOWN.at(place, message, hint, scene.plan.subject)
        else:
            yield of_body(Problem(kind, part, 1), place, scene.plan.subject)
