"""What a check sees: the campaign, what was planned, and what was rendered."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from socloc.counting import way
from socloc.images import Image
from socloc.model import Campaign, Field, PlannedVariant, Variant
from socloc.networks import FormatField, Limit


class Case(NamedTuple):
    """A campaign on its way out."""

    campaign: Campaign
    plans: Sequence[PlannedVariant]
    variants: Sequence[Variant]
    images: Mapping[str, Image]

    def fields(self) -> Iterator[tuple[Variant, Field, FormatField]]:
        """Every rendered field with what its format says about it."""
        for variant in self.variants:
            known = {field.id: field for field in variant.plan.format.fields}
            for field in variant.fields:
                yield variant, field, known[field.id]


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
    return [Count(limit, way(limit.way).length(field.text), way(limit.way).UNIT) for limit in known.limits]
