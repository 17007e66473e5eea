"""One article from a Markdown file: read, made, styled, measured and checked; `socloc article` does exactly this."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from socloc import locales, networks
from socloc.article import checks, front_matter, pictures, style
from socloc.article.addresses import NONE, Addresses, unused
from socloc.article.body import article_body
from socloc.article.front_matter import Front
from socloc.article.listing import Size, listed
from socloc.article.markdown import MAX_CELLS, has_huge_table, unclosed_fence
from socloc.article.pictures import Pictures
from socloc.article.theme import Theme
from socloc.checks.article_html import HTML_NOT_KEPT, UPLOAD, broken
from socloc.checks.article_pictures import COVER, IMAGE_NOT_UPLOADED, cover_notes
from socloc.checks.case import counts
from socloc.checks.field_missing import FIELD_MISSING
from socloc.checks.media_not_taken import MEDIA_NOT_TAKEN, problem_of
from socloc.checks.text_too_long import TEXT_TOO_LONG, excess
from socloc.errors import SoclocError
from socloc.findings import Finding, Place, Subject, in_order
from socloc.media import MEDIA_FILE, MediaFile
from socloc.networks import Format
from socloc.places.checks import BrokenError
from socloc.places.decode import decode
from socloc.shapes import suggest
from socloc.variant import Field


class Choices(NamedTuple):
    """What the user chose: theme, locale, addresses of uploaded pictures, references or none, and the format.

    Without `images`, pictures are not uploaded yet; without a `target`, it is the format that says it takes what is
    pasted. `cache` is a folder where facts may be kept.
    """

    theme: Theme
    locale: str = "zh-CN"
    images: Addresses | None = None
    references: bool = True
    target: str = ""
    cache: Path | None = None


class Use(NamedTuple):
    """What a picture is for: `line 12` or `cover`, and where that is said."""

    what: str
    place: Place


class Made(NamedTuple):
    """A finished article: its HTML (empty where the file could not be read), fields, pictures and findings."""

    html: str
    fields: Mapping[str, str]
    uploads: tuple[dict[str, Any], ...]
    findings: tuple[Finding, ...]


def make(data: bytes, shown: str, folder: Path, choices: Choices) -> Made:
    """Make an article of the bytes of a Markdown file; `folder` is where its pictures are looked for.

    Raises SoclocError where there is no data for the locale, or the target is none.
    """
    target = target_of(choices.target, folder, choices.cache)
    locale, _ = locales.load(choices.locale, folder)
    if locale is None:
        raise SoclocError(locales.not_known(choices.locale, folder))
    try:
        text = decode(data, shown)
    except BrokenError as broken:
        return Made("", {}, (), (_of_article(broken.finding),))
    front = front_matter.split(text.replace("\r\n", "\n").replace("\r", "\n"), shown)
    findings = list(front.findings)
    found = Pictures(choices.images or NONE)
    html, in_text = _html(front, shown, locale.words, target, choices, found, findings)
    fields = {
        key: front.values[key].value if key in front.values else "" for key in ("title", "author", "digest", "source")
    }
    findings += _limits(target, fields, html, front, shown)
    uses, is_sent = _uses(in_text, front, shown), choices.images is not None
    uploads, wrong = _uploads(target, uses, found, folder, is_sent)
    findings += wrong
    findings += _kept(html, target, {found.address(name): uses[name][0].place for name in uses}, shown, is_sent)
    findings += [
        *found.uploaded.findings,
        *unused(found.uploaded, {key for name in uses for key in pictures.keys(name)}),
    ]
    return Made(html, fields, tuple(uploads), in_order(findings))


def target_of(name: str, folder: Path, cache: Path | None = None) -> Format:
    """The format of a name such as `wechat/article`; of none, the built-in one that says that it takes what is pasted.

    Files in `networks/` of the folder come before the built-in ones. Raises SoclocError where it is no format of HTML.
    """
    network_id, _, format_id = (name or _pasted(cache)).partition("/")
    network, problems = networks.load(network_id, folder, cache)
    if network is None:
        if problems:
            raise SoclocError(f"{problems[0].place}: {problems[0].message}", problems[0].hint)
        raise SoclocError(networks.not_known(network_id, folder), "`socloc networks` lists them.")
    target = network.format(format_id)
    if target is None:
        known = [form.id for form in network.formats]
        message = f"the network `{network_id}` has no format `{format_id}`{suggest(format_id, known)}"
        raise SoclocError(message, f"It has {', '.join(known)}.")
    if target.markup != "html":
        hint = "Choose one whose markup is html; without --for it is the one that is made to be pasted."
        raise SoclocError(f"{target} takes text, and an article is HTML", hint)
    return target


def _pasted(cache: Path | None) -> str:
    """The name of the first built-in format that says so."""
    known = (networks.load(network_id, None, cache)[0] for network_id in networks.ids())
    return next(str(form) for network in known if network for form in network.formats if form.paste)


def _html(
    front: Front,
    shown: str,
    words: Mapping[str, str],
    target: Format,
    choices: Choices,
    found: Pictures,
    findings: list[Finding],
) -> tuple[str, list[tuple[str, int]]]:
    """The styled HTML, and the pictures of the text: name and line."""
    findings += checks.of_theme(choices.theme.dropped, choices.theme.shown)
    if has_huge_table(front.markdown):
        message = f"a table of the body has more than {MAX_CELLS:,} cells"
        findings.append(checks.TABLE_TOO_BIG.at(Place(shown), message, "Split it, or show a picture of it."))
        return "", []
    fence = unclosed_fence(front.markdown)
    if fence:
        findings.append(checks.of_fence(Place(shown, fence + front.lines_before)))
    body = article_body(front.markdown, words, found, choices.references, target.kept_links)
    lines = front.markdown.split("\n")
    for problem in dict.fromkeys(body.problems):
        column = lines[problem.line - 1].find(problem.part) + 1 if problem.line <= len(lines) else 1
        place = Place(shown, problem.line + front.lines_before, max(1, column))
        if problem.kind == "image":
            message = f"the body shows the image `{problem.part[:80]}`, which is no file and no address"
            findings.append(checks.IMAGE_UNKNOWN.at(place, message, "Name a file beside the article."))
        else:
            findings.append(checks.of_body(problem, place))
    article = style.finish(f"<section>{body.html}</section>", choices.theme, target.kept_links)
    findings += checks.of_contrast(article.faint, choices.theme.shown, Place(shown))
    return article.html, [(name, line + front.lines_before) for name, line in body.images]


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
    target: Format, uses: Mapping[str, Sequence[Use]], found: Pictures, folder: Path, is_sent: bool
) -> tuple[list[dict[str, Any]], list[Finding]]:
    """What must be uploaded and where it goes, every picture once; and all that is wrong with any of them."""
    uploads, findings = [], []
    for name, places in uses.items():
        place = places[0].place
        file = pictures.find(name, folder, place)
        size = None
        if isinstance(file, Finding):
            findings.append(_of_article(file))
        elif file is not None:
            covers = [use.place for use in places if use.what == COVER]
            size, wrong = _measured(target, name, file, place, covers)
            findings += wrong
        url = found.address(name)
        is_kept = pictures.is_kept(url, target)
        path = pictures.keys(name)[1] if size else None
        uploads.append(listed(name, path, [use.what for use in places], size, url if is_kept else ""))
        is_in_text = any(use.what != COVER for use in places)
        if target.image_hosts and is_in_text and not (is_sent or is_kept or isinstance(file, Finding)):
            message = f"the picture `{name}` has to be uploaded before the article is pasted"
            findings.append(IMAGE_NOT_UPLOADED.at(place, message, UPLOAD))
    return uploads, findings


def _uses(in_text: Iterable[tuple[str, int]], front: Front, shown: str) -> dict[str, list[Use]]:
    """Where each picture goes, by the names that the author wrote: lines of the text, and then the cover."""
    uses: dict[str, list[Use]] = {}
    for name, line in in_text:
        uses.setdefault(name, []).append(Use(f"line {line}", Place(shown, line)))
    cover = front.values.get("cover")
    if cover:
        uses.setdefault(cover.value, []).append(Use(COVER, cover.place))
    return uses


def _measured(
    target: Format, name: str, file: MediaFile, place: Place, covers: Iterable[Place]
) -> tuple[Size, list[Finding]]:
    from socloc.media.measure import UnreadableError, measure

    subject = Subject(target.network, target.id)
    try:
        found = measure(file)
    except UnreadableError as reason:
        hint = "Save it again, or choose another file."
        return Size(file.kind, file.bytes), [MEDIA_FILE.at(place, f"`{name}` cannot be used: {reason}", hint)]
    findings = []
    for bounds in target.media:
        problem = "" if bounds.measure in ("files", "sorts") else problem_of(bounds, file, found)
        if problem and bounds.of in ("", found.sort):
            message = f"the {found.sort} `{name}` {problem}".replace("{target}", str(target))
            findings.append(MEDIA_NOT_TAKEN.at(place, message, "Change the file.", subject, bounds.basis.severity))
    pixels = found.width, found.height
    for cover in covers:
        findings += cover_notes(target.cover_crops, name, pixels, cover, subject)
    return Size(file.kind, file.bytes, *pixels), findings


def _kept(html: str, target: Format, places: Mapping[str, Place], shown: str, is_sent: bool) -> Iterator[Finding]:
    """Read the finished article again, the way an outsider would; `places` are those of its pictures, by address."""
    for problem in dict.fromkeys(broken(html, target, is_sent)):
        message = f"the article has {problem.what}, which the editor removes"
        hint = UPLOAD if problem.picture in places else "Take it out."
        place = places.get(problem.picture, Place(shown))
        yield HTML_NOT_KEPT.at(place, message, hint, severity=problem.level)


def _of_article(finding: Finding) -> Finding:
    """A finding in the words of an article: those who read files speak of campaigns."""
    message, hint = (words.replace("campaign", "article") for words in (finding.message, finding.hint))
    return finding._replace(message=message, hint=hint)
