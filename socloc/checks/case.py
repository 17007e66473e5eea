"""What a check sees: the campaign, what was planned, and what was rendered."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from socloc.counting import way
from socloc.findings import Check, Finding, Severity, Subject
from socloc.locales import Locale
from socloc.market_rules import Market
from socloc.media import MediaFile
from socloc.model import AUTHOR, Campaign, Term, Text, Written
from socloc.networks import FormatField, Limit
from socloc.planned import PlannedVariant
from socloc.variant import Field, Variant


class Translated(NamedTuple):
    """A text in a locale beside what it says in the source.

    `is_derived` says that OpenCC made it of a locale that is looked at, too. `lost` are the tokens that it lacks, and
    `ignored` and `forbidden` the terms of the glossary that it does not have and those that it should not have.
    """

    locale: Locale
    source_tag: str
    source: Written
    text: Text
    is_derived: bool = False
    lost: tuple[str, ...] = ()
    ignored: tuple[Term, ...] = ()
    forbidden: tuple[Term, ...] = ()

    @property
    def is_inline(self) -> bool:
        """Whether the author wrote it, in the campaign; an author may say other things in another locale."""
        return self.text.maker == AUTHOR

    def told(self, check: Check, message: str, hint: str, severity: Severity | None = None) -> Finding:
        """A finding at the translation, which begins with the name of the text."""
        subject = Subject(locale=self.locale.tag, post=self.text.post)
        return check.at(self.text.place, f"`{self.text.unit}` {message}", hint, subject, severity)


class Case(NamedTuple):
    """A campaign on its way out."""

    campaign: Campaign
    plans: Sequence[PlannedVariant]
    variants: Sequence[Variant]
    media: Mapping[str, MediaFile]
    are_uploaded: bool = False  # whether the pictures of articles are said to be on the networks' servers
    translated: Sequence[Translated] = ()
    markets: Mapping[str, Market] = {}  # what the law of advertising asks for, by locale
    now: datetime | None = None  # nothing is over without it

    def fields(self) -> Iterator[tuple[Variant, Field, FormatField]]:
        """Every rendered field with what its format says about it."""
        for variant in self.variants:
            known = {field.id: field for field in variant.plan.format.fields}
            for field in variant.fields:
                yield variant, field, known[field.id]

    def texts(self) -> Iterator[tuple[Variant, Field, FormatField]]:
        """Every text that is handed over: the fields, and what stands beside images, on buttons and in hashtags."""
        yield from self.fields()
        for variant in self.variants:
            yield from ((variant, field, known) for field, known in _beside(variant))


def _beside(variant: Variant) -> Iterator[tuple[Field, FormatField]]:
    form = variant.plan.format
    if form.alt:
        for shown in variant.media:
            place = (shown.media.alt or shown.media.file).place
            yield Field(f"alt text of `{shown.media.name}`", shown.alt, (), place), form.alt
    if form.buttons:
        for button in variant.buttons:
            yield Field(f"button `{button.link.name}`", button.label, (), button.place), form.buttons.label
            if form.buttons.url:
                name = f"address of the button `{button.link.name}`"
                yield Field(name, button.link.url, (), button.place), form.buttons.url
    if form.hashtag_limits:
        known = FormatField("hashtag", "", "hashtags", False, form.hashtag_limits, ())
        for tag in variant.tally.hashtags:
            yield Field(f"hashtag `{tag}`", tag, (), variant.place_of_hashtag(tag)), known


class Count(NamedTuple):
    """How long a field is by one of its limits."""

    limit: Limit
    length: int
    unit: str

    @property
    def over(self) -> int:
        """By how much the limit is broken; 0 where it is kept or unknown."""
        return max(0, self.length - self.limit.value) if self.limit.value is not None else 0


def counts(field: Field, known: FormatField) -> list[Count]:
    """The lengths of a field, one for each of its limits, counted the network's own way."""
    return [Count(limit, way(limit.way).length(field.counted), way(limit.way).UNIT) for limit in known.limits]
