"""socloc trace: where every word of a variant came from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Final

import typer

from socloc.campaign_levels import NAME_KEYS, TAG_KEYS, TEXT_KEYS, reach
from socloc.checks.case import counts
from socloc.cli.options import cache_folder
from socloc.errors import SoclocError
from socloc.localize import cascade
from socloc.model import AUTHOR, Campaign, Level, PlannedVariant, Text, Variant, Words, Written

_EXCERPT: Final = 60


def run(
    campaign: Annotated[Path, typer.Argument(help="The campaign file.", show_default=False)],
    target: Annotated[str, typer.Argument(metavar="NETWORK/FORMAT", help="Such as weibo/post.", show_default=False)],
    locale: Annotated[str, typer.Argument(metavar="LOCALE", help="Such as zh-TW.", show_default=False)],
    post: Annotated[str, typer.Option(metavar="ID", help="Only this post.")] = "",
) -> int:
    """Show where every word of a variant came from: whose line won, who made the text, and which lines it covers.

    Example: socloc trace campaign.yaml weibo/post zh-TW --post launch
    """
    from socloc.report.text import report, visible
    from socloc.report.told import Told
    from socloc.workflow import Choices, examine

    path = campaign / "campaign.yaml" if campaign.is_dir() else campaign
    outcome = examine(path, Choices((target,), (locale,), fallback=True, cache=cache_folder()))
    if outcome.campaign is None:
        print(report(Told(outcome.findings, 1, 0)), end="")
        return 1
    chosen = [variant for variant in outcome.variants if post in ("", variant.plan.post.id)]
    if not chosen:
        posts = ", ".join(known.id for known in outcome.campaign.posts)
        raise SoclocError(f"no post{f' `{post}`' if post else ''} goes to {target} in {locale}", f"Posts: {posts}.")
    lines = (line for variant in chosen for line in (*_lines(outcome.campaign, variant), ""))
    print("\n".join(visible(line) for line in lines).rstrip())
    return 0


def _lines(campaign: Campaign, variant: Variant) -> Iterator[str]:
    plan = variant.plan
    levels = cascade.speaking(campaign, plan)
    yield f"{plan.post.id} on {plan.format} in {plan.locale.tag}"
    for key in (*TEXT_KEYS, *TAG_KEYS, *NAME_KEYS):
        yield from _said(key, levels, plan, variant.texts.get(key))
    for link in variant.links:
        yield f"  link {link.name}: {link.url}"
    for code in variant.qr_codes:
        yield f"  QR code {code.code.name}: {code.payload}"
    known = {field.id: field for field in plan.format.fields}
    for field in variant.fields:
        for count in counts(field, known[field.id]):
            limit = f"of {count.limit.value:,}" if count.limit.value is not None else "(limit unknown)"
            yield f"  = {field.id}: {count.length:,} {limit} {count.unit}"


def _said(key: str, levels: tuple[Level, ...], plan: PlannedVariant, shown: Text | None) -> Iterator[str]:
    said = [(level, level.words.get(key) or level.names.get(key)) for level in levels]
    mine = [(level, words) for level, words in said if words is not None]
    if not mine:
        return
    winner = _winner(mine, plan, shown)
    for level, words in mine:
        strings = _strings(words, plan)
        wins = words.path == winner
        place = strings[0].place if strings else words.place
        mark = "✓" if wins else " "
        value = ", ".join(_excerpt(text.value) for text in strings) if strings else "nothing for this locale"
        maker = f"  ({shown.made})" if wins and shown and shown.maker != AUTHOR else ""
        yield f"{mark} {key:<10} line {place.line:<5} {reach(level):<18} {value}{maker}"


def _winner(mine: Sequence[tuple[Level, object]], plan: PlannedVariant, shown: Text | None) -> str:
    for _, words in mine:
        if not isinstance(words, Words):
            return str(getattr(words, "path", ""))
        if shown is not None and shown.path.startswith(words.path):
            return words.path
        if shown is None and cascade.own_words(words, plan.locale) is not None:
            return words.path
    return ""


def _strings(words: object, plan: PlannedVariant) -> tuple[Written, ...]:
    if isinstance(words, Words):
        own = cascade.own_words(words, plan.locale)
        if own is not None:
            return own
        sources = (conversion.source for conversion in plan.locale.convert)
        return next((words.by_locale[source] for source in sources if source in words.by_locale), ())
    names: tuple[Written, ...] = getattr(words, "names", ())
    return names


def _excerpt(text: str) -> str:
    line = " ".join(text.split())
    return f"“{line[:_EXCERPT]}…”" if len(line) > _EXCERPT else f"“{line}”"
