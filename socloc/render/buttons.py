"""Buttons: links below a post, where the network has buttons."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from socloc.findings import Check, Finding
from socloc.localize import words_in
from socloc.model import Campaign, LocalizedPost, Written
from socloc.render.links import in_text
from socloc.variant import Button, TrackedLink

BUTTON_LEFT_OUT = Check(
    "button-left-out",
    "note",
    """A post has buttons, and the network has none, so they are left out.

    Where links work, the text can carry the address instead: write the name of the link as `link`, or
    `[words](name)` into the text. Write `buttons: []` for the network if nobody will miss them.
    """,
)
CHECKS: Final = (BUTTON_LEFT_OUT,)


def buttons(campaign: Campaign, post: LocalizedPost, tracked: Mapping[str, TrackedLink]) -> tuple[Button, ...]:
    """The buttons of a variant: those the post names; else its link, where it has no other place."""
    if post.plan.format.buttons is None:
        return ()
    named = post.names["buttons"]
    if not named and not in_text(post.plan.format):
        named = post.names["link"]
    return tuple(_made(campaign, post, named, tracked))


def left_out(post: LocalizedPost, tracked: Mapping[str, TrackedLink], shown: Collection[str]) -> Iterator[Finding]:
    """A finding for each button that the network does not have, unless its address is among those `shown` in texts."""
    plan = post.plan
    for name in post.names["buttons"] if plan.format.buttons is None else ():
        if name.value in tracked and tracked[name.value].url not in shown:
            message = f"there are no buttons on these networks, so the link `{name.value}` is left out"
            hint = f"Write `[words]({name.value})` into the text there, or `buttons: []` under `networks:`."
            yield BUTTON_LEFT_OUT.at(name.place, message, hint, plan.subject)


def _made(
    campaign: Campaign, post: LocalizedPost, named: Sequence[Written], tracked: Mapping[str, TrackedLink]
) -> list[Button]:
    locale = post.plan.locale
    otherwise = locale.words.get("more", "")
    return [
        Button(
            words_in(campaign, campaign.links[name.value].label, locale) or otherwise, tracked[name.value], name.place
        )
        for name in named
        if name.value in tracked
    ]
