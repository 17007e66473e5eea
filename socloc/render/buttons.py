"""What stands below a post: buttons, and the first comment, where the network has them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from socloc.findings import Check, Finding
from socloc.model import Campaign, Written
from socloc.planned import LocalizedPost
from socloc.render.links import in_text
from socloc.render.small import small
from socloc.variant import Button, TrackedLink

BUTTON_LEFT_OUT = Check(
    "button-left-out",
    "note",
    """A post has buttons, and the network has none, so they are left out.

    Where links work, the text can carry the address instead: write the name of the link as `link`, or
    `[words](name)` into the text. Write `buttons: []` for the network if nobody will miss them.
    """,
)
COMMENT_LEFT_OUT = Check(
    "comment-left-out",
    "note",
    """A post has a first comment, and the network has none, so it is left out.

    Put what readers need into the text there, or write `comment: ""` for the network if nobody will miss it.
    """,
)
CHECKS: Final = (BUTTON_LEFT_OUT, COMMENT_LEFT_OUT)


def buttons(campaign: Campaign, post: LocalizedPost, tracked: Mapping[str, TrackedLink]) -> tuple[Button, ...]:
    """The buttons of a variant: those the post names; else its link, where it has no other place."""
    if post.plan.format.buttons is None:
        return ()
    named = post.names["buttons"]
    if not named and not in_text(post.plan.format):
        named = post.names["link"]
    return tuple(_made(campaign, post, named, tracked))


def left_out(post: LocalizedPost, tracked: Mapping[str, TrackedLink], shown: Collection[str]) -> Iterator[Finding]:
    """A finding for what the network does not have: buttons whose address is not `shown` in texts, and comments."""
    plan = post.plan
    comments = [text for text in post.words.get("comment", ()) if text.value]
    if comments and not any(field.takes == "comment" for field in plan.format.fields):
        message = "there are no first comments on these networks, so it is left out"
        hint = 'Put what readers need into the text there, or write `comment: ""` under `networks:`.'
        yield COMMENT_LEFT_OUT.at(comments[0].place, message, hint, plan.subject)
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
        Button(small(campaign, campaign.links[name.value].label, locale) or otherwise, tracked[name.value], name.place)
        for name in named
        if name.value in tracked
    ]
