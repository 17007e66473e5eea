"""The main text of a post: what its layout or template gave in the network's dialect, as one text or as a thread."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from socloc.findings import Check, Finding, Place
from socloc.model import Text
from socloc.networks import FormatField
from socloc.render import links
from socloc.render.dialect import Spoken, speak
from socloc.render.fit import keeps_limits
from socloc.render.scene import Scene
from socloc.variant import Field

LINK_UNKNOWN = Check(
    "link-unknown",
    "error",
    """A text links to something that is neither a web address nor a name of the campaign's `links`.

    In `[words](shop)` the part in round brackets is a name of `links`, whose address is then tracked, or a whole
    address such as https://example.com. Without either, readers see the words and no link. Add the link to `links`, or
    write its whole address.
    """,
)
MARKUP_CLASH = Check(
    "markup-clash",
    "warning",
    """The network will take characters of the text for its own markup, and has no way to say that they are not.

    On WhatsApp, `*two* stars` comes out bold. Write it in other words, or with other signs.
    """,
)
STRIKE_LOST = Check(
    "strike-lost",
    "warning",
    """A text strikes words out, and the network shows no struck words, so that they read as if they held.

    `~~99 €~~ 79 €` becomes two prices. Write the text without the struck words for the network, under `networks:`.
    """,
)
CHECKS: Final = (LINK_UNKNOWN, MARKUP_CLASH, STRIKE_LOST)
_STRUCK: Final = re.compile(r"~~[^~\s](?:[^~\n]*[^~\s])?~~")
_SCHEMES: Final = ("https://", "http://", "mailto:", "tel:")


class Speaker(NamedTuple):
    """Writes Markdown in the dialect of a scene's format; `marks` are in the network's own form already."""

    scene: Scene
    marks: Sequence[str]

    def say(self, markdown: str) -> Spoken:
        """Words keep their link only where links work in texts."""
        form = self.scene.plan.format
        dialect = form.dialect if links.in_text(form) else form.dialect._replace(link="{text}")
        # Names of links were put in before the template ran, so that it could ask whether the text has the link.
        return speak(markdown, dialect, literals=self.addresses, raw=self.marks)

    @property
    def addresses(self) -> list[str]:
        """The tracked addresses, which are no Markdown, whatever is in them."""
        return [found.url for found in self.scene.links.values()]


def field(speaker: Speaker, markdown: str, empty: Field, findings: list[Finding]) -> Field:
    """A text in the network's dialect."""
    said = speaker.say(markdown)
    findings += _problems(speaker.scene, said, empty.texts)
    return _written(empty, said)


def fields(speaker: Speaker, known: FormatField, markdown: str, empty: Field, findings: list[Finding]) -> list[Field]:
    """The main text as one field, or as the parts of a thread where the post wants one and is too long."""
    scene = speaker.scene
    whole = field(speaker, markdown, empty, findings)
    if not (scene.post.thread and scene.plan.format.thread) or keeps_limits(known, whole):
        return [whole]
    from socloc.render import thread, uncut  # few posts are threads, and they load the rules for sentences

    parts = thread.split(
        markdown,
        lambda part: keeps_limits(known, _written(empty, speaker.say(part))),
        uncut.markup(markdown, speaker.addresses, speaker.marks),
        [*speaker.marks, *speaker.addresses],
        scene.plan.locale.abbreviations,
    )
    if len(parts) == 1:
        return [whole]
    return [_written(empty, speaker.say(part))._replace(part=number) for number, part in enumerate(parts, 1)]


def _written(field: Field, said: Spoken) -> Field:
    return field._replace(text=said.text, visible=None if said.counted == said.text else said.counted)


def _problems(scene: Scene, said: Spoken, texts: Sequence[Text]) -> list[Finding]:
    found = []
    for name in said.unknown:
        place = _place_of(scene, texts, f"({name})")
        found.append(_no_address(scene, name, place))
    if scene.plan.format.dialect.strike == "{text}":
        found += _unstruck(scene, texts)
    for url in said.links:
        if not url.lower().startswith(_SCHEMES):
            place = _place_of(scene, texts, f"({url})")
            message = f"the text links to `{url}`, which readers cannot open"
            hint = "Write an address that begins with https://."
            found.append(LINK_UNKNOWN.at(place, message, hint, scene.plan.subject))
    if not links.in_text(scene.plan.format):
        found += _lost_links(scene, said, texts)
    for piece in said.clashes:
        place = _place_of(scene, texts, piece)
        message = f"{scene.plan.format} will read `{piece}` as markup"
        found.append(MARKUP_CLASH.at(place, message, "Use other words or signs.", scene.plan.subject))
    return found


def _no_address(scene: Scene, name: str, place: Place) -> Finding:
    if name in scene.campaign.links:
        return links.not_localized(name, place, scene.plan)
    known = ", ".join(scene.campaign.links) or "none yet"
    message = f"the text links to `{name}`, which is no address and no name of `links`"
    return LINK_UNKNOWN.at(place, message, f"Names of `links`: {known}.", scene.plan.subject)


def _unstruck(scene: Scene, texts: Sequence[Text]) -> Iterator[Finding]:
    """Struck words that will stand there as if they held: `~~99 €~~ 79 €` would be two prices."""
    for text in texts:
        for struck in dict.fromkeys(_STRUCK.findall(text.value)):
            message = f"{scene.plan.format} strikes nothing out, so `{struck}` stands there as if it held"
            hint = "Leave the struck words out under `networks:`."
            yield STRIKE_LOST.at(text.written.place_of(struck), message, hint, scene.plan.subject)


def _lost_links(scene: Scene, said: Spoken, texts: Sequence[Text]) -> Iterator[Finding]:
    """The links of words that keep none, and whose address stands on no button and in no field either."""
    has_field = any(field.takes == "link" for field in scene.plan.format.fields)
    kept = {button.link.url for button in scene.buttons} | ({scene.link} if has_field else set())
    names = {found.url: name for name, found in scene.links.items()}
    for url in dict.fromkeys(said.links):
        if url not in kept:
            shown = names.get(url, url)
            place = _place_of(scene, texts, f"({shown})")
            message = (
                f"the words that link to `{shown}` lose their link, which has no other place on {scene.plan.format}"
            )
            hint = "Say in the text where readers find it, or write another text under `networks:`."
            yield links.LINK_LEFT_OUT.at(place, message, hint, scene.plan.subject)


def _place_of(scene: Scene, texts: Sequence[Text], part: str) -> Place:
    """The line of the campaign that has a piece of a text; the place of the post where none has."""
    for text in texts:
        if part in text.written.value:
            return text.written.place_of(part)
    return next((text.place for text in texts), scene.plan.post.place)
