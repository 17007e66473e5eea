"""How long a text is wherever it is shown, counted the network's own way, with the limit and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from socloc.checks.case import counts
from socloc.counting import way
from socloc.findings import Place
from socloc.model import Text
from socloc.networks import Limit, Standings
from socloc.report.text import visible
from socloc.variant import Field, Variant
from socloc.workflow import Outcome


class _Row(NamedTuple):
    """One limit of a field that has the text, and how long the whole field and the text alone are by it."""

    where: str
    limit: Limit
    whole: int
    alone: int
    unit: str


def lengths(outcome: Outcome, place: Place) -> str:
    """A table for the text that stands at a place, in Markdown; empty where none of a post's texts stands there."""
    rows: dict[_Row, None] = {}
    folds: dict[str, None] = {}
    made: dict[str, None] = {}
    for variant in outcome.variants:
        for field in variant.fields:
            for text in field.texts:
                if text.place == place:
                    rows |= dict.fromkeys(_rows(variant, field, text))
                    folds |= dict.fromkeys(_folds(variant, field))
                    made |= {f"{text.locale}: {text.made}": None}
    if not rows:
        return _nowhere(outcome, place)
    lines = ["| shown on | length | limit | this text alone |", "|---|---:|---:|---:|"]
    lines += [_line(row) for row in rows]
    facts = dict.fromkeys(f"- {row.where.split()[0]} {_limit(row.limit)}: {basis_of(row.limit.basis)}" for row in rows)
    makers = [f"Made: {'; '.join(made)}"] if any(not one.endswith(": author") for one in made) else []
    return "\n".join(visible(line) for line in [*lines, "", *facts, *folds, *([""] if makers else []), *makers])


def _nowhere(outcome: Outcome, place: Place) -> str:
    """A sentence for a text of a post that no variant shows."""
    levels = (level for listed in outcome.campaign.levels.values() for level in listed) if outcome.campaign else ()
    texts = (text for level in levels for words in level.words.values() for text in words.by_locale.values())
    if not any(one.place == place for strings in texts for one in strings):
        return ""
    return "No network shows it: none takes such a text, or another alternative or a more specific text is used."


def basis_of(basis: Standings) -> str:
    """Standing, date and source of a fact in one line."""
    age = f", evidence: {basis.as_of}" if basis.as_of else ""
    return f"{basis.standing}, checked {basis.checked}{age}: {'; '.join(basis.source)}"


def _rows(variant: Variant, field: Field, text: Text) -> Iterator[_Row]:
    known = variant.plan.format.field(field.id)
    part = f" {field.part}" if field.part else ""
    where = f"{variant.plan.format} {variant.plan.locale.tag} {variant.plan.post.id} {field.id}{part}"
    for count in counts(field, known) if known else ():
        alone = way(count.limit.way).length(text.value)
        yield _Row(where, count.limit, count.length, alone, count.unit)


def _folds(variant: Variant, field: Field) -> Iterator[str]:
    known = variant.plan.format.field(field.id)
    for fold in known.folds if known else ():
        yield f"- {variant.plan.format} {field.id}, folded behind {_limit(fold)}: {basis_of(fold.basis)}"


def _limit(limit: Limit) -> str:
    return f"{limit.value:,} {way(limit.way).UNIT}" if limit.value is not None else "no known limit"


def _line(row: _Row) -> str:
    most = row.limit.value
    over = f" (**{row.whole - most:,} too many**)" if most is not None and row.whole > most else ""
    return (
        f"| {row.where} | {row.whole:,}{over} | {f'{most:,}' if most is not None else '?'} {row.unit} | {row.alone:,} |"
    )
