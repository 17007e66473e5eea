"""What a check sees: the campaign, what was planned, and what was rendered."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from socloc.counting import way
from socloc.media import MediaFile
from socloc.model import Campaign, PlannedVariant
from socloc.networks import FormatField, Limit
from socloc.variant import Field, Variant


class Case(NamedTuple):
    """A campaign on its way out."""

    campaign: Campaign
    plans: Sequence[PlannedVariant]
    variants: Sequence[Variant]
    media: Mapping[str, MediaFile]
    are_uploaded: bool = False  # whether the pictures of articles are said to be on the networks' servers

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
