"""What a template sees of a variant, apart from its texts: it stays the same while alternatives are tried."""

import posixpath
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from socloc.article.addresses import Addresses
from socloc.findings import Finding, Place
from socloc.localize import standing_in, words_in
from socloc.model import Campaign, QrCode
from socloc.planned import LocalizedPost, PlannedVariant
from socloc.render import buttons, links, tags
from socloc.render.small import columns_standing_in, row_in, small
from socloc.render.templates import Templates
from socloc.variant import Button, DrawnQr, ShownMedia, TrackedLink


class Scene(NamedTuple):
    """One variant before its texts are put in: links, tags, QR codes, images, and the values for templates."""

    campaign: Campaign
    post: LocalizedPost
    templates: Templates
    links: Mapping[str, TrackedLink]
    values: Mapping[str, Any]
    link: str  # the post's link, tracked; templates see it only where links belong into the text
    buttons: tuple[Button, ...]
    qr_codes: tuple[DrawnQr, ...]
    media: tuple[ShownMedia, ...]
    addresses: Addresses  # of pictures that have been uploaded

    @property
    def plan(self) -> PlannedVariant:
        """The variant."""
        return self.post.plan

    def shown_media(self, name: str) -> ShownMedia:
        """An image of the campaign as this variant shows it. Raises KeyError where there is none of that name."""
        return _media(self.campaign, name, self.plan)

    def relative(self, file: str) -> str:
        """A file of the bundle as seen from the variant's own folder, so that a page opened from there shows it."""
        return posixpath.relpath(file, variant_folder(self.plan))


class InBody(NamedTuple):
    """The images and QR codes that the body of an article shows, by name in their order, with their places."""

    media: dict[str, list[Place]]
    qr_codes: dict[str, list[Place]]


def variant_folder(plan: PlannedVariant) -> str:
    """Where the files of a variant stand in the bundle: `zh-CN/weibo/post`."""
    return f"{plan.locale.tag}/{plan.format.network}/{plan.format.id}"


def scene_of(
    campaign: Campaign, post: LocalizedPost, templates: Templates, addresses: Addresses
) -> tuple[Scene, list[Finding]]:
    """Everything about a variant but its texts, and what of it could not be had."""
    shown = tuple(name.value for name in post.names["media"] if name.value in campaign.media)
    plan = post.plan._replace(format=post.plan.format.for_post(bool(shown or post.names["qr"])))
    post = post._replace(plan=plan)
    tracked, findings = links.links_of(campaign, plan, _needed_links(campaign, post))
    hashtags, hashtag_problems = tags.hashtags(post)
    mentions, mention_problems = tags.mentions(campaign, post)
    link = next((tracked[name.value].url for name in post.names["link"] if name.value in tracked), "")
    in_text = links.in_text(plan.format)
    pressed = buttons.buttons(campaign, post, tracked)
    if link and not in_text and not any(field.takes == "link" for field in plan.format.fields) and not pressed:
        message = f"{plan.format} has no place for a link, so it is left out"
        hint = "Say in the text where readers find it, or show a QR code where that is allowed."
        findings.append(links.LINK_LEFT_OUT.at(post.names["link"][0].place, message, hint, plan.subject))
    values = {
        "hashtags": hashtags,
        "mentions": mentions,
        "link": link if in_text else "",
        "links": {name: found.url for name, found in tracked.items()},
        "brand": _brand(campaign, plan),
        "network": plan.format.network,
        "format": plan.format.id,
        "locale": plan.locale.tag,
        "words": dict(plan.locale.words),
        "post": plan.post.id,
        "kind": plan.post.kind,
        "campaign": campaign.id,
        **({"row": row_in(campaign, plan.locale)} if campaign.row else {}),
    }
    codes = (campaign.qr_codes[name.value] for name in post.names["qr"] if name.value in campaign.qr_codes)
    media = (_media(campaign, name, plan) for name in shown)
    qr_codes = tuple(_qr(campaign, code, plan) for code in codes)
    scene = Scene(campaign, post, templates, tracked, values, link, pressed, qr_codes, tuple(media), addresses)
    return scene, [*findings, *hashtag_problems, *mention_problems, *_not_localized(scene)]


def _not_localized(scene: Scene) -> Iterator[Finding]:
    """What stands beside the texts and was written by nobody in the locale."""
    campaign, plan = scene.campaign, scene.plan
    said = [("label", code.code.label) for code in scene.qr_codes]
    said += [("label", campaign.links[button.link.name].label) for button in scene.buttons]
    if plan.format.alt or plan.format.markup == "html":
        said += [("alternative text", shown.media.alt) for shown in scene.media]
    for key, words in said:
        if words:
            yield from standing_in(campaign, words, key, plan.locale)
    yield from columns_standing_in(campaign, plan.locale)


def _needed_links(campaign: Campaign, post: LocalizedPost) -> frozenset[str]:
    """The links whose lack would be seen: the post's own and those of its buttons and QR codes."""
    codes = (campaign.qr_codes.get(name.value) for name in post.names["qr"])
    behind = (code.link.value for code in codes if code and code.link)
    own = (name.value for key in ("link", "buttons") for name in post.names[key])
    return frozenset((*own, *behind))


def _brand(campaign: Campaign, plan: PlannedVariant) -> dict[str, Any]:
    brand = campaign.brand
    handle = brand.handles.get(plan.format.network)
    return {
        "name": words_in(campaign, brand.name, plan.locale),
        "handle": handle.value if handle else "",
        "colors": dict(brand.colors),
    }


def _qr(campaign: Campaign, code: QrCode, plan: PlannedVariant) -> DrawnQr:
    label = small(campaign, code.label, plan.locale)
    if code.text:
        return DrawnQr(code, code.text.value, label, f"qr/{code.name}")
    # Ids have no dots: the post a-b with the code c, and a with b-c, have a file each.
    file = f"qr/{variant_folder(plan)}/{plan.post.id}.{code.name}"
    return DrawnQr(code, links.qr_link(campaign, code, plan), label, file)


def _media(campaign: Campaign, name: str, plan: PlannedVariant) -> ShownMedia:
    media = campaign.media[name]
    suffix = posixpath.splitext(media.file.value)[1].lower()
    return ShownMedia(media, small(campaign, media.alt, plan.locale), f"media/{name}{suffix}")
