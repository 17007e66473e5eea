"""The main field of articles: the body for the template, and what the template made of it in the theme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from socloc.article import safe, style, theme
from socloc.article.body import Picture, Problem, article_body
from socloc.article.checks import IMAGE_UNKNOWN, TABLE_TOO_BIG, of_body, of_contrast, of_fence
from socloc.article.markdown import MAX_CELLS, has_huge_table, unclosed_fence
from socloc.findings import Finding
from socloc.media import is_video_name
from socloc.model import Text
from socloc.render.scene import Scene


def finished(scene: Scene, html: str, findings: list[Finding]) -> str:
    """The HTML of a template in the default theme, in the brand's first colour; what is hard to read is a finding."""
    chosen = theme.built_in(theme.DEFAULT, str(scene.values["brand"]["colors"].get("primary", "")))
    page = style.finish(safe.clean(html), chosen)
    findings += of_contrast(page.faint, chosen.shown, scene.plan.post.place, scene.plan.subject)
    return page.html


def body(scene: Scene, text: Text | None, markdown: str, in_body: dict[str, None], findings: list[Finding]) -> str:
    """The HTML of a body before its theme. Names of its images go into `in_body`, what is wrong into findings.

    `markdown` is the text with its placeholders filled; `text` tells where it stands.
    """

    def picture(name: str) -> Picture | None:
        if name not in scene.campaign.media or is_video_name(scene.campaign.media[name].file.value):
            return None
        in_body[name] = None
        shown = scene.shown_media(name)
        return Picture(scene.relative(shown.file), shown.alt)

    place = text.place if text else scene.plan.post.place
    if has_huge_table(markdown):
        message = f"a table of the body has more than {MAX_CELLS:,} cells"
        findings.append(TABLE_TOO_BIG.at(place, message, "Split it, or show a picture of it.", scene.plan.subject))
        return ""
    made = article_body(markdown, scene.values["words"], picture)
    findings += _found(scene, text, made.problems)
    fence = unclosed_fence(markdown)
    if fence and text:
        place = text.written.place_of(markdown.split("\n")[fence - 1])
        findings.append(of_fence(place, scene.plan.subject))
    return made.html


def _found(scene: Scene, text: Text | None, problems: Iterable[Problem]) -> Iterator[Finding]:
    """What of a body readers will not get, each part once, at the lines of the campaign."""
    images = (name for name, media in scene.campaign.media.items() if not is_video_name(media.file.value))
    known = ", ".join(images) or "none yet"
    for kind, part in dict.fromkeys((problem.kind, problem.part) for problem in problems):
        sought = part if kind in ("html", "depth") else f"({part})"
        whole = text.place if text else scene.plan.post.place
        place = text.written.place_of(sought) if text and part else whole
        if kind == "image":
            why = "is a video" if part in scene.campaign.media else "is not defined"
            message = f"the body shows the image `{part}`, which {why}"
            yield IMAGE_UNKNOWN.at(place, message, f"Names of `media`: {known}.", scene.plan.subject)
        else:
            yield of_body(Problem(kind, part, 1), place, scene.plan.subject)
