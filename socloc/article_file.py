"""One article from a Markdown file: read, made, styled, measured and checked; `socloc article` does exactly this."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from socloc import locales, networks
from socloc.article import checks, front_matter, pictures, style
from socloc.article.body import article_body
from socloc.article.front_matter import Front, Known
from socloc.article.markdown import MAX_CELLS, has_huge_table, unclosed_fence
from socloc.article.pictures import Pictures
from socloc.article.theme import Theme
from socloc.checks.article_html import HTML_NOT_KEPT, broken
from socloc.checks.case import counts
from socloc.checks.field_missing import FIELD_MISSING
from socloc.checks.media_not_taken import MEDIA_NOT_TAKEN, problem_of
from socloc.checks.text_too_long import TEXT_TOO_LONG, excess
from socloc.errors import SoclocError
from socloc.findings import Finding, Place, Severity, Subject, in_order
from socloc.media import MEDIA_FILE, MediaFile
from socloc.networks import Format
from socloc.places.checks import BrokenError
from socloc.places.decode import decode
from socloc.variant import Field

TARGET: Final = ("wechat", "article")  # whose limits hold


class Choices(NamedTuple):
    """What the user chose: theme, the brand's colour, locale, addresses of uploaded pictures, references or none."""

    theme: Theme
    locale: str = "zh-CN"
    images: Mapping[str, str] | None = None
    references: bool = True


class Made(NamedTuple):
    """A finished article: its HTML (empty where the file could not be read), fields, pictures and findings."""

    html: str
    fields: Mapping[str, str]
    uploads: tuple[dict[str, Any], ...]
    findings: tuple[Finding, ...]


def make(data: bytes, shown: str, folder: Path, choices: Choices) -> Made:
    """Make an article of the bytes of a Markdown file; `folder` is where its pictures are looked for.

    Raises SoclocError where there is no data for the locale.
    """
    locale, _ = locales.load(choices.locale, folder)
    if locale is None:
        raise SoclocError(locales.not_known(choices.locale, folder))
    try:
        text = decode(data, shown)
    except BrokenError as broken:
        return Made("", {}, (), (_of_article(broken.finding),))
    front = front_matter.split(text.replace("\r\n", "\n").replace("\r", "\n"), shown)
    findings = list(front.findings)
    html, shown_pictures = _html(front, shown, locale.words, folder, choices, findings)
    network, _ = networks.load(TARGET[0], folder)
    target = network.format(TARGET[1]) if network else None
    if target is None:
        raise SoclocError(f"the network `{TARGET[0]}` has no format `{TARGET[1]}`")
    fields = {
        key: front.values[key].value if key in front.values else "" for key in ("title", "author", "digest", "source")
    }
    findings += _limits(target, fields, html, front, shown)
    uploads, wrong = _uploads(target, shown_pictures, front, folder, choices, shown)
    findings += wrong
    findings += _kept(html, shown)
    return Made(html, fields, tuple(uploads), in_order(findings))


def _html(
    front: Front, shown: str, words: Mapping[str, str], folder: Path, choices: Choices, findings: list[Finding]
) -> tuple[str, list[tuple[str, str, int]]]:
    """The styled HTML, and the pictures of the text: name, address in the article, line."""
    findings += checks.of_theme(choices.theme.dropped, choices.theme.shown)
    if has_huge_table(front.markdown):
        message = f"a table of the body has more than {MAX_CELLS:,} cells"
        findings.append(checks.TABLE_TOO_BIG.at(Place(shown), message, "Split it, or show a picture of it."))
        return "", []
    fence = unclosed_fence(front.markdown)
    if fence:
        findings.append(checks.of_fence(Place(shown, fence + front.lines_before)))
    found = Pictures(folder, choices.images or {})
    body = article_body(front.markdown, words, found, choices.references)
    lines = front.markdown.split("\n")
    for problem in dict.fromkeys(body.problems):
        column = lines[problem.line - 1].find(problem.part) + 1 if problem.line <= len(lines) else 1
        place = Place(shown, problem.line + front.lines_before, max(1, column))
        if problem.kind == "image":
            message = f"the body shows the image `{problem.part[:80]}`, which is no file and no address"
            findings.append(checks.IMAGE_UNKNOWN.at(place, message, "Name a file beside the article."))
        else:
            findings.append(checks.of_body(problem, place))
    article = style.finish(f"<section>{body.html}</section>", choices.theme)
    findings += checks.of_contrast(article.faint, choices.theme.shown, Place(shown))
    return article.html, [(name, found.names[name], line + front.lines_before) for name, line in body.images]


def _limits(target: Format, fields: Mapping[str, str], html: str, front: Front, shown: str) -> Iterator[Finding]:
    subject = Subject(target.network, target.id)
    for known in target.fields:
        key = {"": "html", "link": "source"}.get(known.takes, known.takes)
        text = html if key == "html" else fields.get(key, "")
        place = front.values[key].place if key in front.values else Place(shown)
        if known.required and not text:
            message = f"the article has no {known.id}"
            yield FIELD_MISSING.at(
                place, message, f"Write `{known.id}: …` in front of it, between lines of ---.", subject
            )
        for count in counts(Field(known.id, text, (), place), known):
            if count.over:
                message, hint = excess(target, known.id, count), f"Shorten it by {count.over:,}."
                yield TEXT_TOO_LONG.at(place, message, hint, subject, count.limit.severity)


def _uploads(
    target: Format,
    shown_pictures: list[tuple[str, str, int]],
    front: Front,
    folder: Path,
    choices: Choices,
    shown: str,
) -> tuple[list[dict[str, Any]], list[Finding]]:
    """What must be uploaded and where it goes, every picture once; and all that is wrong with any of them."""
    uses: dict[str, list[str]] = {}
    places: dict[str, Place] = {}
    for name, _, line in shown_pictures:
        uses.setdefault(name, []).append(f"line {line}")
        places.setdefault(name, Place(shown, line))
    addresses = {name: url for name, url, _ in shown_pictures}
    cover = front.values.get("cover")
    if cover:
        uses.setdefault(cover.value, []).append("cover")
        places.setdefault(cover.value, cover.place)
        addresses.setdefault(cover.value, (choices.images or {}).get(cover.value, cover.value))
    uploads, findings = [], []
    for name, places_of in uses.items():
        file = pictures.find(name, folder, places[name])
        if isinstance(file, Finding):
            findings.append(_of_article(file))
        elif file is not None:
            findings += _measured(target, name, file, places[name], cover)
        url = addresses[name]
        uploads.append(pictures.upload(name, places_of, file if isinstance(file, MediaFile) else None, url))
        if not isinstance(file, Finding) and not pictures.is_own(url) and places_of != ["cover"]:
            hint = "Upload it, and give the address with --images."
            severity: Severity = "warning" if choices.images is not None else "note"
            message = f"the picture `{name}` has to be uploaded before the article is pasted"
            findings.append(pictures.IMAGE_NOT_UPLOADED.at(places[name], message, hint, severity=severity))
    return uploads, findings


def _measured(target: Format, name: str, file: MediaFile, place: Place, cover: Known | None) -> Iterator[Finding]:
    from socloc.media.measure import UnreadableError, measure

    try:
        found = measure(file)
    except UnreadableError as reason:
        yield MEDIA_FILE.at(place, f"`{name}` cannot be used: {reason}", "Save it again, or choose another file.")
        return
    for bounds in target.media:
        problem = "" if bounds.measure in ("files", "sorts") else problem_of(bounds, file, found)
        if problem and bounds.of in ("", found.sort):
            message = f"the {found.sort} `{name}` {problem}".replace("{target}", str(target))
            subject = Subject(target.network, target.id)
            yield MEDIA_NOT_TAKEN.at(place, message, "Change the file.", subject, bounds.basis.severity)
    if cover and cover.value == name:
        yield from pictures.cover_notes(name, found.width, found.height, cover.place)


def _kept(html: str, shown: str) -> Iterator[Finding]:
    """Read the finished article again, the way an outsider would."""
    for problem in dict.fromkeys(broken(html)):
        message = f"the article has {problem.what}, which the editor removes"
        yield HTML_NOT_KEPT.at(Place(shown), message, "Take it out.", severity=problem.level)


def _of_article(finding: Finding) -> Finding:
    """A finding in the words of an article: those who read files speak of campaigns."""
    message, hint = (words.replace("campaign", "article") for words in (finding.message, finding.hint))
    return finding._replace(message=message, hint=hint)
