"""Hashtags and mentions, written the way a network writes them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from socloc.findings import Check, Finding
from socloc.localize import words_in
from socloc.model import Campaign, Text, Written
from socloc.networks import Format, FormatField
from socloc.networks.dialect import Dialect
from socloc.planned import LocalizedPost
from socloc.render.tags_in_text import Tagged, rewrite

TAG_LEFT_OUT = Check(
    "tag-left-out",
    "note",
    """A hashtag or mention is left out, because the network has none, or knows no handle of that account.

    On some networks a plain `@name` or `#tag` in a pasted text links to nothing. Write the words into the text if
    readers need them, or add the account's handle for the network.
    """,
)
CHECKS: Final = (TAG_LEFT_OUT,)
_PLAIN: Final = re.compile(r"[\w.:·・-]+")


def hashtags(post: LocalizedPost) -> tuple[list[str], list[Finding]]:
    """The hashtags of a variant in the network's own form; none where the network has no hashtags."""
    fact, tags = post.plan.format.hashtag, post.tags["hashtags"]
    if not fact.value:
        return [], _left_out(post, tags, "hashtags")
    dialect = post.plan.format.dialect
    return [fact.value.replace("{tag}", _escaped(_bare(tag), dialect)) for tag in tags], []


def listed(tags: Sequence[Text], field: FormatField, target: Format) -> str:
    """The hashtags as they stand in a field of their own."""
    form = field.hashtag or target.hashtag.value
    return field.separator.join(form.replace("{tag}", _bare(tag)) for tag in tags) if form else ""


def in_text(campaign: Campaign, post: LocalizedPost, text: str) -> Tagged:
    """A text whose `#tags` and `@accounts` are in the network's own form."""
    target = post.plan.format

    def written(name: str) -> str | None:
        account = name.lower()  # ids are lower case, and a sentence may begin with one
        if account != "brand" and account not in campaign.accounts:
            raise KeyError(name)
        handle = _known_handle(campaign, target.network, account)
        return None if handle is None else _mention(campaign, post, account, handle)

    return rewrite(
        text,
        target.hashtag.value,
        target.mention.value,
        written,
        lambda name: _called(campaign, post, name.lower()) or name,
    )


def forms(campaign: Campaign, post: LocalizedPost, found: Tagged) -> list[str]:
    """The hashtags and mentions inside a text as they stand there, in the network's form."""
    target = post.plan.format
    names = [name.lower() for name in found.mentions]
    handles = {name: _known_handle(campaign, target.network, name) or "" for name in names}
    written = [target.hashtag.value.replace("{tag}", tag) for tag in found.hashtags]  # made of word characters
    return written + [_mention(campaign, post, name, handle) for name, handle in handles.items()]


def lost_in_text(post: LocalizedPost, text: Text, found: Tagged) -> list[Finding]:
    """What of the hashtags and mentions inside a text the network cannot take as such."""
    hint = "On these networks the word stays without its sign, and of an account its name."
    return [
        TAG_LEFT_OUT.at(text.written.place_of(piece), f"`{piece}` links to nothing there", hint, post.plan.subject)
        for piece in dict.fromkeys(found.lost)
    ]


def mentions(campaign: Campaign, post: LocalizedPost) -> tuple[list[str], list[Finding]]:
    """The mentions of a variant in the network's own form, without those that the network cannot take."""
    fact, tags = post.plan.format.mention, post.tags["mentions"]
    if not fact.value:
        return [], _left_out(post, tags, "mentions")
    written: list[str] = []
    findings: list[Finding] = []
    for tag in tags:
        handle = _handle(campaign, post.plan.format.network, tag)
        if handle is None:
            message = f"`{tag.value}` has no handle on {post.plan.format.network}, so the mention is left out"
            hint = f"Add it under {_where(tag)}, key `{post.plan.format.network}`."
            findings.append(TAG_LEFT_OUT.at(tag.place, message, hint, post.plan.subject))
        else:
            written.append(_mention(campaign, post, tag.value, handle))
    return written, findings


def _handle(campaign: Campaign, network: str, tag: Text) -> str | None:
    if tag.value.startswith(("@", "＠")):
        return tag.value
    return _known_handle(campaign, network, tag.value)


def _known_handle(campaign: Campaign, network: str, name: str) -> str | None:
    known = campaign.brand.handles if name == "brand" else campaign.accounts.get(name, {})
    found: Written | None = known.get(network)
    return found.value if found else None


def _mention(campaign: Campaign, post: LocalizedPost, name: str, handle: str) -> str:
    """A mention in the network's form; {name} is what an account is called."""
    form, dialect = post.plan.format.mention.value, post.plan.format.dialect
    bare = _escaped(handle.lstrip("@＠"), dialect)
    called = _called(campaign, post, name)
    return form.replace("{handle}", bare).replace("{name}", _escaped(called, dialect) if called else bare)


def _escaped(text: str, dialect: Dialect) -> str:
    """A name or a handle inside a form of the network's own; what is no markup anywhere stays as it is."""
    if _PLAIN.fullmatch(text):
        return text
    from socloc.render.dialect.escape import literal  # few have anything to escape

    return literal(text, "literal", dialect).text


def _called(campaign: Campaign, post: LocalizedPost, name: str) -> str:
    """What the brand or an account is called; empty where nobody says."""
    if name == "brand":
        return words_in(campaign, campaign.brand.name, post.plan.locale)
    own = campaign.accounts.get(name, {}).get("name")
    return own.value if own else ""


def _bare(tag: Text) -> str:
    return tag.value.strip().strip("#＃")


def _where(tag: Text) -> str:
    return "brand.handles" if tag.value == "brand" else f"accounts.{tag.value}"


def _left_out(post: LocalizedPost, tags: Sequence[Text], what: str) -> list[Finding]:
    if not tags:
        return []
    message = f"{post.plan.format} has no {what}, so they are left out"
    hint = "Write the words into the text where readers need them."
    return [TAG_LEFT_OUT.at(tags[0].place, message, hint, post.plan.subject)]
