"""Which variants there are: every post in every locale for every network format, less what somebody left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from socloc.errors import SoclocError
from socloc.locales import canonical, nearest
from socloc.model import Campaign, Post, Target
from socloc.networks import Format
from socloc.planned import PlannedVariant
from socloc.shapes import suggest


def plan(campaign: Campaign, networks: Sequence[str] = (), locales: Sequence[str] = ()) -> tuple[PlannedVariant, ...]:
    """The variants of a campaign, in the order of the file: by post, network format and locale.

    `networks` (weibo, weibo/post) and `locales` keep only some. Raises SoclocError where one of them is not in the
    campaign, since a slip of the pen must not look like an empty campaign.
    """
    wanted = [canonical(tag) for tag in locales]
    for tag in wanted:
        if tag not in campaign.locales:
            known = ", ".join(campaign.locales)
            near = nearest(tag, campaign.locales)
            raise SoclocError(f"{campaign.file} has no locale {tag}{near}", f"It has {known}.")
    targets = [str(target.format) for target in campaign.targets]
    for name in networks:
        if not any(is_meant(target.format, name) for target in campaign.targets):
            near = suggest(name, [*targets, *(target.split("/")[0] for target in targets)])
            raise SoclocError(f"{campaign.file} does not publish on {name}{near}", f"It does on {', '.join(targets)}.")
    return tuple(
        variant
        for variant in _all(campaign)
        if (not wanted or variant.locale.tag in wanted)
        and (not networks or any(is_meant(variant.format, name) for name in networks))
    )


def is_meant(target: Format, name: str) -> bool:
    """Whether a name from the campaign or the command line, weibo or weibo/post, means this format."""
    return name in (target.network, str(target))


def _all(campaign: Campaign) -> Iterator[PlannedVariant]:
    for post in campaign.posts:
        for target in campaign.targets:
            for tag in target.locales:
                if _is_published(post, target, tag):
                    yield PlannedVariant(post, campaign.locales[tag], target.format)


def _is_published(post: Post, target: Target, tag: str) -> bool:
    only, excluded = post.only, post.excluded
    if only.locales and tag not in only.locales:
        return False
    if only.targets and not any(is_meant(target.format, name) for name in only.targets):
        return False
    if not (excluded.locales or excluded.targets):
        return True
    # `except` with both kinds means the locales on those networks, not all of either.
    locale_out = not excluded.locales or tag in excluded.locales
    target_out = not excluded.targets or any(is_meant(target.format, name) for name in excluded.targets)
    return not (locale_out and target_out)
