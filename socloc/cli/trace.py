"""socloc trace: where every word of a variant came from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Final

from socloc.campaign_levels import NAME_KEYS, TAG_KEYS, TEXT_KEYS, reach
from socloc.checks.case import counts
from socloc.cli.arguments import argument, option
from socloc.cli.options import FINDINGS, FINE, RowId, cache_folder, campaign_file, tell_row
from socloc.errors import SoclocError
from socloc.findings import Place, near
from socloc.localize import cascade
from socloc.model import AUTHOR, Campaign, Level, Names, Text, Words, Written
from socloc.plan import is_meant
from socloc.planned import PlannedVariant
from socloc.shapes import suggest
from socloc.variant import Variant

_EXCERPT: Final = 60


def run(
    campaign: Annotated[Path, argument(metavar="CAMPAIGN", about="Its file or folder.")],
    target: Annotated[str, argument(metavar="NETWORK/FORMAT", about="Such as weibo/post.")],
    locale: Annotated[str, argument(metavar="LOCALE", about="Such as zh-TW.")],
    post: Annotated[str, option(metavar="ID", about="Only this post.")] = "",
    row: RowId = "",
) -> int:
    """Show where every word of a variant came from: whose line won, who made the text, and which lines it covers.

    Example: socloc trace campaign.yaml weibo/post zh-TW
    """
    from socloc.report.text import report, visible
    from socloc.report.told import Told
    from socloc.workflow import Choices, examine

    chosen = Choices((target,), (locale,), fallback=True, cache=cache_folder(), row_id=row)
    outcome = examine(campaign_file(campaign), chosen)
    tell_row(outcome.campaign, row)
    if outcome.campaign is None:
        print(report(Told(outcome.findings, 1, 0)), end="")
        return FINDINGS
    shown = [variant for variant in outcome.variants if post in ("", variant.plan.post.id)]
    if not shown:
        raise _nothing(outcome.campaign, target, locale, post)
    lines = (line for variant in shown for line in (*_lines(outcome.campaign, variant), ""))
    print("\n".join(visible(line) for line in lines).rstrip())
    return FINE


def _nothing(campaign: Campaign, target: str, locale: str, post: str) -> SoclocError:
    if post and post not in (known.id for known in campaign.posts):
        known = [known.id for known in campaign.posts]
        return SoclocError(f"there is no post `{post}`{suggest(post, known)}", f"Posts: {', '.join(known)}.")
    where = [
        f"{known.format} in {', '.join(known.locales)}" for known in campaign.targets if is_meant(known.format, target)
    ]
    hint = f"The campaign publishes on {'; '.join(where)}."
    return SoclocError(f"{f'the post `{post}`' if post else 'no post'} goes to {target} in {locale}", hint)


def _lines(campaign: Campaign, variant: Variant) -> Iterator[str]:
    plan = variant.plan
    levels = cascade.speaking(campaign, plan)
    yield f"{plan.post.id} on {plan.format} in {plan.locale.tag}"
    for key in TEXT_KEYS:
        yield from _text_lines(key, levels, plan, variant.texts.get(key))
    for key in TAG_KEYS:
        yield from _ranked(key, [(level, level.words[key]) for level in levels if key in level.words], plan)
    for key in NAME_KEYS:
        yield from _ranked(key, [(level, level.names[key]) for level in levels if key in level.names], plan)
    for link in variant.links:
        yield f"  link {link.name}: {link.url}"
    for button in variant.buttons:
        yield f"  button {button.label}: {button.link.url}"
    for code in variant.qr_codes:
        yield f"  QR code {code.code.name}: {code.payload}"
    known = {field.id: field for field in plan.format.fields}
    for field in variant.fields:
        for count in counts(field, known[field.id]):
            limit = f"of {count.limit.value:,}" if count.limit.value is not None else "(limit unknown)"
            part = f" {field.part}" if field.part else ""
            yield f"  = {field.id}{part}: {count.length:,} {limit} {count.unit}"


def _text_lines(key: str, levels: Sequence[Level], plan: PlannedVariant, shown: Text | None) -> Iterator[str]:
    """The text that is shown, then what it covers; or what is there and not shown in this format."""
    said = [(level, level.words[key]) for level in levels if key in level.words]
    for level, words in said:
        wins = shown is not None and shown.path.startswith(words.path)
        if shown is not None and wins:
            is_stored = shown.place.file != words.place.file
            where = f", {shown.place.file}:{shown.place.line}" if is_stored else ""
            maker = "" if shown.maker == AUTHOR else f"  ({shown.made}{where})"
            place = words.place if is_stored else shown.place
            yield _line("✓", key, place, level, f"{_excerpt(shown.value)}{maker}", plan)
            yield from (
                _line(" ", key, text.place, level, f"{_excerpt(text.value)}  (another length)", plan)
                for text in _strings(words, plan)
                if text.path != shown.path
            )
            continue
        why = "covered" if shown is not None else "not shown here"
        if not _strings(words, plan):
            why = f"nothing for {plan.locale.tag}"
        excerpt = ", ".join(_excerpt(text.value) for text in _strings(words, plan))
        yield _line(" ", key, words.place, level, f"{excerpt}  ({why})".strip(), plan)


def _ranked(key: str, said: Sequence[tuple[Level, Words | Names]], plan: PlannedVariant) -> Iterator[str]:
    """Tags and names: the strongest level that has any for the locale wins, also with none at all."""
    won = False
    has_own = any(isinstance(words, Words) and cascade.own_words(words, plan.locale) is not None for _, words in said)
    for level, listed in said:
        if isinstance(listed, Names):
            strings: Sequence[Written] | None = listed.names
        else:
            strings = cascade.own_words(listed, plan.locale) if has_own else _strings(listed, plan) or None
        if strings is None:
            yield _line(" ", key, listed.place, level, f"(nothing for {plan.locale.tag})", plan)
            continue
        value = ", ".join(_excerpt(string.value) for string in strings) or "none"
        yield _line(" " if won else "✓", key, listed.place, level, value + ("  (covered)" if won else ""), plan)
        won = True


def _line(mark: str, key: str, place: Place, level: Level, said: str, plan: PlannedVariant) -> str:
    """One line; a place in another file than the campaign, which is a brand's, is shown with it."""
    where = near(place) if place.file != plan.post.place.file else f"line {place.line}"
    return f"{mark} {key:<10} {where:<10} {reach(level):<18} {said}"


def _strings(words: Words, plan: PlannedVariant) -> tuple[Written, ...]:
    """The strings of a level that could serve a locale: its own, else those it can be converted from."""
    own = cascade.own_words(words, plan.locale)
    if own is not None:
        return own
    sources = (conversion.source for conversion in plan.locale.convert)
    return next((words.by_locale[source] for source in sources if source in words.by_locale), ())


def _excerpt(text: str) -> str:
    line = " ".join(text.split())
    if not line:
        return "none"
    return f"“{line[:_EXCERPT]}…”" if len(line) > _EXCERPT else f"“{line}”"
