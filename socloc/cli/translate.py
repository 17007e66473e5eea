"""socloc translate: brings the PO files in step with the campaign, and fills what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Final

import typer

from socloc import translate
from socloc.cli.options import Campaigns, Locales, Networks, cache_folder, each, exit_code, show
from socloc.findings import Finding, Subject
from socloc.locales import canonical
from socloc.localize.asks import Answer, Pair
from socloc.model import Campaign
from socloc.report.text import visible
from socloc.report.told import Told, plural
from socloc.store import Unit
from socloc.translate import Asking, Job
from socloc.units import Item, items
from socloc.workflow import Choices, examine

OPENCC: Final = "opencc"  # is asked inside, since it converts other locales' words and not the source's


def run(
    campaigns: Campaigns,
    locale: Locales = None,
    network: Networks = None,
    provider: Annotated[
        str,
        typer.Option("--provider", "-p", metavar="NAME[,NAME…]", help="Who translates; the next where one gives up."),
    ] = "",
    stale: Annotated[
        bool, typer.Option("--stale", help="Also make those stale texts again that no person has touched.")
    ] = False,
    frozen: Annotated[
        bool, typer.Option("--frozen", help="Change nothing, and fail where a text is missing or stale.")
    ] = False,
    estimate: Annotated[bool, typer.Option("--estimate", help="Say what it would cost; ask nobody.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be filled; write nothing.")] = False,
) -> int:
    """Bring the translations in locales/*.po in step with the campaign, and fill what is missing, nothing else.

    Without --provider the files are made for translators. What a machine makes is marked and fuzzy until a person has
    looked at it; what a person wrote or confirmed is never changed. An interrupted run goes on where it was. Exits with
    1 where a text could not be translated, and with --frozen where a text is missing or stale.

    Example: socloc translate campaign.yaml -l zh-TW --provider opencc
    """
    chosen = Choices(tuple(network or ()), tuple(locale or ()), fallback=True, cache=cache_folder())
    asked = tuple(canonical(tag) for tag in locale or ())
    names = tuple(name.strip() for name in provider.split(",") if name.strip())

    def one(path: Path) -> list[Finding]:
        outcome = examine(path, chosen)
        if outcome.campaign is None:
            return list(outcome.findings)
        found = items(outcome.campaign, outcome.variants)
        jobs, findings = translate.jobs(outcome.campaign, path, found, not network, asked)
        if frozen:
            return findings + [finding for job in jobs for finding in translate.not_in_step(job)]
        if findings:  # beside a broken file nothing is written, so that a mended one meets what it knows
            return findings
        if not jobs:
            print(visible(f"{path}: there is nothing to translate; the campaign says all of it"))
        for job in jobs:
            findings += _one(outcome.campaign, job, found, names, stale, estimate, dry_run)
        return findings

    done, code = each(campaigns, "Translating", one)
    findings = [finding for found in done for finding in found]
    show(Told(findings, 0, 0))
    return max(code, exit_code(findings, strict=False))


def _one(
    campaign: Campaign,
    job: Job,
    found: Sequence[Item],
    names: Sequence[str],
    stale: bool,
    estimate: bool,
    dry_run: bool,
) -> list[Finding]:
    """Work on one locale, and say what came of it."""
    wanted = (*job.missing, *(translate.untouched(job) if stale else ()))
    machines = tuple(name for name in names if name != OPENCC)
    if estimate:
        print(_estimated(campaign, job, wanted, machines))
        return []
    if dry_run:
        print(_told(job, Counter()))
        print("".join(f"    {visible(unit.path)}: {visible(unit.source[:60])!r}\n" for unit in wanted), end="")
        return []
    job = translate.save(job)
    made: Counter[str] = Counter()
    problems: dict[str, str] = {}

    def tell(answer: Answer) -> None:
        if answer.text:
            made[answer.maker] += 1
            problems.pop(answer.unit, None)
        else:
            problems[answer.unit] = answer.problem

    for ask in _asked(found, names, machines):
        left = [unit for unit in wanted if not job.new.entries[unit.path].text or job.new.entries[unit.path].previous]
        if left:
            job = translate.fill(job, campaign.source, left, ask, tell)
    print(_told(job, made))
    return [_failed(job, unit, problems[unit.path]) for unit in wanted if unit.path in problems]


def _asked(found: Sequence[Item], names: Sequence[str], machines: Sequence[str]) -> Iterator[Asking]:
    if OPENCC in names:
        yield translate.converted(found)
    if machines:
        from socloc.cli.options import machine_settings
        from socloc.localize import machine

        settings = machine_settings()
        yield lambda asks, pair: machine.translate(asks, pair, machines, settings)


def _estimated(campaign: Campaign, job: Job, wanted: Sequence[Unit], machines: Sequence[str]) -> str:
    from socloc.cli.options import machine_settings
    from socloc.localize import machine

    bill = machine.estimate(translate.asks(wanted), Pair(campaign.source, job.locale), machines, machine_settings())
    return visible(f"{job.locale}: {bill}")


def _failed(job: Job, unit: Unit, problem: str) -> Finding:
    message = f"`{unit.path}` was not translated into {job.locale}: {problem}"
    hint = f"Run it again, choose another provider, or write it in {job.path}."
    return translate.NOT_TRANSLATED.at(unit.place, message, hint, Subject(locale=job.locale))


def _told(job: Job, made: Counter[str]) -> str:
    """One line about a PO file: `locales/de.po: 12 texts, 3 by machine:deepl, 1 missing`."""
    said = [f"{number:,} by {maker}" for maker, number in made.items()]
    said += [f"{len(job.missing):,} missing"] if job.missing else []
    said += [f"{len(job.stale):,} stale"] if job.stale else []
    return visible(f"{job.path}: {plural(len(job.units), 'text')}, {', '.join(said) or 'nothing missing'}")
