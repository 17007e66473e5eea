"""The fields of a variant: some are one text of the post, the main one is made by the format's layout or template."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from socloc.campaign_levels import TEXT_KEYS
from socloc.findings import Finding
from socloc.media import is_video_name
from socloc.model import Text
from socloc.networks import FormatField
from socloc.networks.layout import USUAL
from socloc.render import links, post_text, tags
from socloc.render.laid_out import LaidOut
from socloc.render.post_text import Speaker
from socloc.render.scene import InBody, Scene
from socloc.render.tags_in_text import Tagged
from socloc.render.templates import Rendered
from socloc.variant import Field, Upload

_TAGGED: Final = ("text", "signature", "comment")  # authors write hashtags and mentions into them
_POST: Final = "_shared/post.txt.j2"
_ARTICLE: Final = "_shared/article.html.j2"


class Draft:
    """A variant with one choice of alternatives: its fields, what they asked for, and what was wrong."""

    # No dataclass: these load `inspect` and `ast`, 4 ms of every start.
    def __init__(self, marks: Sequence[str] = ()) -> None:
        self.fields: list[Field] = []
        self.said: list[str] = []  # the fields before their markup, where addresses stand unescaped
        self.in_body = InBody({}, {})
        self.uploads: tuple[Upload, ...] = ()  # the pictures of an article
        self.asked: set[str] = set()  # the texts that a field would show
        self.tagged: dict[str, Tagged] = {}  # the hashtags and mentions inside texts
        self.marks = list(marks)  # hashtags and mentions in the network's own form, wherever they are
        self.findings: list[Finding] = []


def draft(scene: Scene, texts: Mapping[str, Text]) -> Draft:
    """Write every field of a variant with these texts. Raises TemplateError where a template is wrong."""
    made = Draft([*scene.values["hashtags"], *scene.values["mentions"]])
    values = dict.fromkeys(TEXT_KEYS, "") | {key: _expanded(scene, key, text, made) for key, text in texts.items()}
    for known in scene.plan.format.fields:
        if known.takes:
            made.asked.add(known.takes)
            made.fields.append(_taken(scene, known, texts, values, made))
        else:
            made.fields += _templated(scene, known, texts, values, made)
    for key in made.asked & made.tagged.keys():
        made.findings += tags.lost_in_text(scene.post, texts[key], made.tagged[key])
    return made


def _expanded(scene: Scene, key: str, text: Text, made: Draft) -> str:
    """A text with its placeholders filled, its named links addressed, and its hashtags in the network's own form."""
    value = text.value
    if "{{" in value or "{%" in value:
        # Where the source's words stand in, dates and plurals are those of its language, too.
        value = scene.templates.render_text(value, {**scene.values, "language": text.locale}, text.place).text
    value = value.strip()
    if "](" in value:
        value = links.addressed(value, scene.links)
    if key in _TAGGED and scene.plan.format.markup == "text":
        made.tagged[key] = found = tags.in_text(scene.campaign, scene.post, value)
        made.marks += tags.forms(scene.campaign, scene.post, found)
        value = found.text
    return value


def _taken(
    scene: Scene, known: FormatField, texts: Mapping[str, Text], values: Mapping[str, str], made: Draft
) -> Field:
    """A field that is one text of the post, its link or its hashtags, and nothing else."""
    post = scene.post
    if known.takes == "link":
        names = post.names["link"]
        made.said.append(scene.link)
        return Field(known.id, scene.link, (), names[0].place if names else post.plan.post.place)
    if known.takes == "hashtags":
        listed = post.tags["hashtags"]
        value = tags.listed(listed, known, post.plan.format)
        return Field(known.id, value, listed, listed[0].place if listed else post.plan.post.place)
    text = texts.get(known.takes)
    field = Field(known.id, "", (text,) if text else (), text.place if text else post.plan.post.place)
    if known.takes == "comment":
        made.said.append(values["comment"])
        return post_text.field(Speaker(scene, made.marks), values["comment"], field, made.findings)
    value = " ".join(values[known.takes].split("\n"))  # titles, bylines and digests are one line everywhere
    return field._replace(text=value)


def _templated(
    scene: Scene, known: FormatField, texts: Mapping[str, Text], values: Mapping[str, str], made: Draft
) -> list[Field]:
    """The main field, or the fields of a thread: what the format's template or its layout makes of the texts."""
    if scene.plan.format.markup == "html":
        return [_page(scene, known, texts, values, made)]
    written = _laid_out(scene, {**scene.values, **values, **_pictures(scene, made)})
    made.asked |= (asked := written.used & set(TEXT_KEYS))
    markdown = _tidy(written.text)
    made.said.append(markdown)
    empty = _made_of(scene, known, asked, texts, values)
    return post_text.fields(Speaker(scene, made.marks), known, markdown, empty, made.findings)


def _laid_out(scene: Scene, values: Mapping[str, Any]) -> Rendered:
    """The texts in the format's own template where it has one, or in its layout, which takes a fifth of the time."""
    form = scene.plan.format
    layout = LaidOut(form.layout or USUAL, values)
    name = f"{form}.txt.j2"
    if not scene.templates.exists(name):
        name = "" if form.layout or not scene.templates.is_replaced(_POST) else _POST
    if not name:
        return Rendered(layout.text(), frozenset(layout.used))
    rendered = scene.templates.render(name, {**values, "laid_out": layout.text})
    return rendered._replace(used=rendered.used | layout.used)


def _page(scene: Scene, known: FormatField, texts: Mapping[str, Text], values: Mapping[str, str], made: Draft) -> Field:
    """The main field of an article: its body in the format's template or the usual one, in the brand's theme."""
    from socloc.render import page, uploads  # most campaigns have no article, and pages would cost them 15 ms

    own = f"{scene.plan.format}.html.j2"
    name = own if scene.templates.exists(own) else _ARTICLE
    key = _body_key(scene, values)
    body = page.body(scene, texts.get(key), values[key], made.in_body, made.findings)
    rendered = scene.templates.render(name, {**scene.values, **values, "body_html": body, **_pictures(scene, made)})
    asked = (rendered.used & set(TEXT_KEYS)) | ({key} if "body_html" in rendered.used else set())
    made.asked |= asked
    html = page.finished(scene, rendered.text, made.findings)
    made.said.append(html)
    made.uploads = uploads.uploads_of(scene, html, made.in_body)
    posted = uploads.with_addresses(scene, html, made.uploads)
    return _made_of(scene, known, asked, texts, values)._replace(text=posted, local=None if posted == html else html)


def _made_of(
    scene: Scene, known: FormatField, asked: Collection[str], texts: Mapping[str, Text], values: Mapping[str, str]
) -> Field:
    """A main field without its text: which texts it is made of, and the place of the longest."""
    used = tuple(texts[key] for key in texts if key in asked and values[key])
    longest = max(used, key=lambda text: len(text.value), default=None)
    return Field(known.id, "", used, longest.place if longest else scene.plan.post.place)


def _body_key(scene: Scene, values: Mapping[str, str]) -> str:
    """An article without a body has the short text for one; a body that nobody wrote here is no reason to take it."""
    return "body" if values["body"] or "body" in scene.post.unwritten else "text"


def _pictures(scene: Scene, made: Draft) -> dict[str, Any]:
    codes = [
        {
            "name": code.code.name,
            "label": code.label,
            "file": scene.relative(f"{code.file}.png"),
            "url": code.payload,
            "in_body": code.code.name in made.in_body.qr_codes,
        }
        for code in scene.qr_codes
    ]
    images = [
        {
            "name": shown.media.name,
            "alt": shown.alt,
            "file": scene.relative(shown.file),
            "in_body": shown.media.name in made.in_body.media,
            "is_video": is_video_name(shown.file),
        }
        for shown in scene.media
    ]
    return {"qr": codes, "media": images}


def _tidy(text: str) -> str:
    """Without spaces at line ends and empty lines at both ends, which no network keeps and every counter counts."""
    return "\n".join(line.rstrip() for line in text.strip().split("\n"))
