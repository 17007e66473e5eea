"""Localized texts to variants: exactly what will be posted, with its links, QR codes and images."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from markupsafe import Markup

from socloc.findings import Check, Finding, Place
from socloc.localize import words_in
from socloc.model import (
    Campaign,
    DrawnQr,
    Field,
    LocalizedPost,
    PlannedVariant,
    ShownMedia,
    Text,
    TrackedLink,
    Variant,
)
from socloc.networks import FormatField
from socloc.render import article, links, tags
from socloc.render.environment import TemplateFailed, Templates
from socloc.render.fit import combinations, fits

NO_TEMPLATE: Final = "_shared/post"
IMAGE_UNKNOWN = Check(
    "image-unknown",
    "error",
    """The body of an article shows an image that the campaign does not define, so readers would not see it.

    In `![what it shows](hero)` the part in round brackets is a name of the campaign's `media`.
    """,
)
CHECKS: Final = (IMAGE_UNKNOWN,)


class _Scene(NamedTuple):
    """What stays the same while alternatives are tried for one variant."""

    campaign: Campaign
    post: LocalizedPost
    templates: Templates
    links: Mapping[str, TrackedLink]
    values: Mapping[str, Any]
    qr_codes: tuple[DrawnQr, ...]
    media: tuple[ShownMedia, ...]


def render(
    campaign: Campaign, posts: Sequence[LocalizedPost], folder: Path
) -> tuple[list[Variant], list[Finding]]:
    """Render every variant; `folder` is the campaign's, whose own templates come first. A broken one is left out."""
    templates = Templates(folder)
    variants: list[Variant] = []
    findings: list[Finding] = []
    for post in posts:
        try:
            variants.append(_render(campaign, post, templates, findings))
        except TemplateFailed as failed:
            findings.append(failed.finding._replace(subject=post.plan.subject))
    return variants, findings


def variant_folder(plan: PlannedVariant) -> str:
    """Where the files of a variant stand in the bundle: `zh-CN/weibo/post`."""
    return f"{plan.locale.tag}/{plan.format.network}/{plan.format.id}"


def _render(campaign: Campaign, post: LocalizedPost, templates: Templates, findings: list[Finding]) -> Variant:
    scene = _scene(campaign, post, templates, findings)
    fields: tuple[Field, ...] = ()
    texts: dict[str, Text] = {}
    problems: list[Finding] = []
    for texts in combinations(post.words):
        problems = []
        fields = _fields(scene, texts, problems)
        if fits(post.plan.format, fields):
            break
    findings += problems
    used = {text for field in fields for text in field.texts}
    shown = tuple(link for link in scene.links.values() if any(link.url in field.text for field in fields))
    return Variant(
        post.plan,
        fields,
        {key: text for key, text in texts.items() if text in used},
        post.tags["hashtags"],
        shown,
        scene.qr_codes,
        scene.media,
        post.schedule,
    )


def _scene(campaign: Campaign, post: LocalizedPost, templates: Templates, findings: list[Finding]) -> _Scene:
    tracked, link_problems = links.links_of(campaign, post.plan)
    hashtags, hashtag_problems = tags.hashtags(post)
    mentions, mention_problems = tags.mentions(campaign, post)
    wanted = {name.value for key in ("link", "qr") for name in post.names[key]}
    wanted |= {code.link.value for code in campaign.qr_codes.values() if code.link and code.name in wanted}
    findings += [problem for problem in link_problems if any(f"`{name}`" in problem.message for name in wanted)]
    findings += hashtag_problems + mention_problems
    qr_codes = tuple(_qr(campaign, name.value, post.plan) for name in post.names["qr"] if name.value in campaign.qr_codes)
    media = tuple(_media(campaign, name.value, post.plan) for name in post.names["media"] if name.value in campaign.media)
    plan, brand = post.plan, campaign.brand
    link = next((tracked[name.value].url for name in post.names["link"] if name.value in tracked), "")
    handle = brand.handles.get(plan.format.network)
    values = {
        "hashtags": hashtags,
        "mentions": mentions,
        "link": link,
        "links": {name: found.url for name, found in tracked.items()},
        "brand": {
            "name": words_in(campaign, brand.name, plan.locale),
            "handle": handle.value if handle else "",
            "colors": dict(brand.colors),
        },
        "network": plan.format.network,
        "format": plan.format.id,
        "locale": plan.locale.tag,
        "words": dict(plan.locale.words),
        "post": plan.post.id,
        "kind": plan.post.kind,
        "campaign": campaign.id,
    }
    return _Scene(campaign, post, templates, tracked, values, qr_codes, media)


def _fields(scene: _Scene, texts: Mapping[str, Text], findings: list[Finding]) -> tuple[Field, ...]:
    words = {key: _expanded(scene, text) for key, text in texts.items()}
    values = dict.fromkeys(("title", "text", "body", "digest", "author", "signature"), "") | words
    fields = []
    for field in scene.post.plan.format.fields:
        if field.takes:
            fields.append(_taken(scene, field, texts, values))
        else:
            fields.append(_templated(scene, texts, values, field, findings))
    return tuple(fields)


def _expanded(scene: _Scene, text: Text) -> str:
    if "{{" not in text.value and "{%" not in text.value:
        return text.value.strip()
    return scene.templates.render_text(text.value, scene.values, text.place).text.strip()


def _taken(scene: _Scene, field: FormatField, texts: Mapping[str, Text], values: Mapping[str, str]) -> Field:
    """A field that is one text of the post and nothing else."""
    post = scene.post
    if field.takes == "link":
        names = post.names["link"]
        return Field(field.id, scene.values["link"], (), names[0].place if names else post.plan.post.place)
    text = texts.get(field.takes)
    # Titles and digests are one line wherever there are any.
    value = " ".join(values[field.takes].split("\n"))
    return Field(field.id, value, (text,) if text else (), text.place if text else post.plan.post.place)


def _templated(
    scene: _Scene, texts: Mapping[str, Text], values: Mapping[str, str], field: FormatField, findings: list[Finding]
) -> Field:
    """The main field, made by the format's template."""
    target = scene.post.plan.format
    suffix = "html" if target.markup == "html" else "txt"
    name = f"{target}.{suffix}.j2"
    if not scene.templates.exists(name):
        name = f"{NO_TEMPLATE}.{suffix}.j2"
    in_body: set[str] = set()
    extra: dict[str, Any] = {}
    if target.markup == "html":
        markdown = values["body"] or values["text"]
        body = article.article_body(markdown, scene.values["words"].get("links", ""), _image_finder(scene, in_body))
        extra["body_html"] = Markup(body.html)
        findings += _lost_images(scene, body.lost_images, texts)
    extra["qr"] = [{"name": c.code.name, "label": c.label, "file": _relative(scene, c.file + ".png"), "url": c.payload} for c in scene.qr_codes]
    extra["media"] = [
        {"name": m.media.name, "alt": m.alt, "file": _relative(scene, m.file), "in_body": m.media.name in in_body}
        for m in scene.media
    ]
    rendered = scene.templates.render(name, {**scene.values, **values, **extra})
    text = article.finish(rendered.text) if target.markup == "html" else _tidy(rendered.text)
    asked = rendered.used | ({"body" if values["body"] else "text"} if "body_html" in rendered.used else set())
    used = tuple(texts[key] for key in texts if key in asked and values[key])
    longest = max(used, key=lambda text: len(text.value), default=None)
    return Field(field.id, text, used, longest.place if longest else scene.post.plan.post.place)


def _tidy(text: str) -> str:
    """Without spaces at line ends and empty lines at both ends, which no network keeps and every counter counts."""
    return "\n".join(line.rstrip() for line in text.strip().split("\n"))


def _image_finder(scene: _Scene, in_body: set[str]) -> Callable[[str], str | None]:
    def find(name: str) -> str | None:
        if name not in scene.campaign.media:
            return None
        in_body.add(name)
        return _relative(scene, _media(scene.campaign, name, scene.post.plan).file)

    return find


def _lost_images(scene: _Scene, names: Sequence[str], texts: Mapping[str, Text]) -> list[Finding]:
    text = texts.get("body") or texts.get("text")
    place = text.place if text else Place(scene.campaign.file)
    known = ", ".join(scene.campaign.media) or "none yet"
    hint = f"Names of `media`: {known}."
    return [
        IMAGE_UNKNOWN.at(place, f"the body shows the image `{name}`, which is not defined", hint, scene.post.plan.subject)
        for name in names
    ]


def _relative(scene: _Scene, file: str) -> str:
    """The file as seen from the variant's own folder, so that a page opened from the bundle shows it."""
    return posixpath.relpath(file, variant_folder(scene.post.plan))


def _qr(campaign: Campaign, name: str, plan: PlannedVariant) -> DrawnQr:
    code = campaign.qr_codes[name]
    label = words_in(campaign, code.label, plan.locale)
    if code.text:
        return DrawnQr(code, code.text.value, label, f"qr/{name}")
    file = f"qr/{variant_folder(plan)}/{plan.post.id}-{name}"
    return DrawnQr(code, links.qr_link(campaign, code, plan), label, file)


def _media(campaign: Campaign, name: str, plan: PlannedVariant) -> ShownMedia:
    media = campaign.media[name]
    suffix = posixpath.splitext(media.file.value)[1].lower()
    return ShownMedia(media, words_in(campaign, media.alt, plan.locale), f"media/{name}{suffix}")
