"""Localized texts to variants: exactly what will be posted, with its links, QR codes and images."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from socloc.article.addresses import NONE, Addresses
from socloc.findings import Finding
from socloc.model import Campaign, Text
from socloc.planned import LocalizedPost
from socloc.render import buttons
from socloc.render.fields import Draft, draft
from socloc.render.fit import combinations, fits
from socloc.render.scene import Scene, scene_of
from socloc.render.templates import TEMPLATE_ERROR, TemplateError, Templates
from socloc.variant import Tally, TrackedLink, Variant

_URL: Final = re.compile(r"https?://[^\s<>\"）」』】。，、；！？]+")
_AFTER_URL: Final = ".,;:!?'*_~)]}"
_GOES_ON: Final = frozenset("_/?#&=%.~+-")  # after these an address is not at its end


def render(
    campaign: Campaign,
    posts: Sequence[LocalizedPost],
    folder: Path,
    cache: Path | None = None,
    addresses: Addresses = NONE,
) -> tuple[list[Variant], list[Finding]]:
    """Render every variant; a broken one is left out.

    `folder` is the campaign's, whose own templates come first; `cache` is where compiled templates may be kept, and
    `addresses` tells where pictures of articles have been uploaded to.
    """
    variants: list[Variant] = []
    findings: list[Finding] = []
    brands = _of_brands(campaign, folder, findings)
    templates = Templates(folder, cache, brands=brands)
    for post in posts:
        scene, problems = scene_of(campaign, post, templates, addresses)
        findings += problems
        try:
            variants.append(_render(scene, findings))
        except TemplateError as failed:
            findings.append(failed.finding._replace(subject=post.plan.subject))
    return variants, findings


def _of_brands(campaign: Campaign, folder: Path, findings: list[Finding]) -> dict[str, Path]:
    """The folders of templates that the brand and those it goes on from have, by their ids."""
    found: dict[str, Path] = {}
    for named in campaign.brand.templates:
        own = campaign.folder_of(named, folder)
        path = own / named.value
        if not path.resolve().is_relative_to(own.resolve()):
            message = f"{named.value} lies outside the brand's folder"
            findings.append(TEMPLATE_ERROR.at(named.place, message, "Copy it beside the brand."))
        elif not path.is_dir():
            message = f"there is no folder {named.value}"
            findings.append(TEMPLATE_ERROR.at(named.place, message, "Write its name, relative to the brand's file."))
        else:
            found[Path(named.place.file).stem] = path
    return found


def _render(scene: Scene, findings: list[Finding]) -> Variant:
    made, texts = _fitting(scene)
    findings += made.findings
    unwritten = [finding for key, finding in scene.post.unwritten.items() if key in made.asked]
    findings += unwritten
    post = scene.post
    tally = _tally(scene, made)
    findings += buttons.left_out(scene.post, scene.links, tally.links)
    used = {text for field in made.fields for text in field.texts}
    named = {shown.media.name for shown in scene.media}
    return Variant(
        post.plan,
        tuple(made.fields),
        {key: text for key, text in texts.items() if text in used},
        post.tags["hashtags"],
        tuple(link for link in scene.links.values() if link.url in tally.links or _is_behind(scene, link)),
        scene.qr_codes,
        (*scene.media, *(scene.shown_media(name) for name in made.in_body.media if name not in named)),
        made.uploads,
        scene.buttons,
        tally,
        post.schedule,
        bool(post.thread and post.plan.format.thread),
        scene.templates.uses_cldr,
        not unwritten,
    )


def _tally(scene: Scene, made: Draft) -> Tally:
    """The hashtags, mentions and addresses that the fields of a variant show."""
    shown = "\n".join(made.said)
    inside = [found for key, found in made.tagged.items() if key in made.asked]
    marked = scene.post.tags["hashtags"]
    hashtags = [tag.value for tag, form in zip(marked, scene.values["hashtags"], strict=False) if form in shown]
    mentions = [form for form in scene.values["mentions"] if form in shown]
    addresses = [found.url for found in scene.links.values() if _shows(shown, found.url)]
    others = _URL.findall(shown) if scene.plan.format.markup == "text" else []
    return Tally(
        tuple(dict.fromkeys((*hashtags, *(tag for found in inside for tag in found.hashtags)))),
        tuple(dict.fromkeys((*mentions, *(name for found in inside for name in found.mentions)))),
        tuple(dict.fromkeys((*addresses, *(url.rstrip(_AFTER_URL) for url in others)))),
    )


def _is_behind(scene: Scene, link: TrackedLink) -> bool:
    return any(button.link == link for button in scene.buttons)


def _shows(shown: str, url: str) -> bool:
    """Whether a text has this address, and not one that only begins like it."""
    return _stands_in(url, shown) or ("&amp;" in shown and _stands_in(_in_html(url), shown))


def _in_html(url: str) -> str:
    from html import escape  # with all of HTML's entities, which most campaigns do without

    return escape(url)


def _stands_in(url: str, text: str) -> bool:
    start = text.find(url)
    while start >= 0:
        following = text[start + len(url) :][:1]
        if not following.isalnum() and following not in _GOES_ON:
            return True
        start = text.find(url, start + 1)
    return False


def _fitting(scene: Scene) -> tuple[Draft, dict[str, Text]]:
    """The first choice of alternatives that keeps every limit, else the shortest of all."""
    made, texts = Draft(), {}
    for texts in combinations(scene.post.words):
        made = draft(scene, texts)
        if fits(scene.plan.format, made.fields):
            break
    return made, texts
