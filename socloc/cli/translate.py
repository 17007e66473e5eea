"""socloc translate: brings the PO files in step with the campaign, and fills what is missing."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated, Final, NamedTuple

from socloc import translate
from socloc.cli.arguments import option
from socloc.cli.options import (
    Campaigns,
    Locales,
    MemoryFile,
    Networks,
    cache_folder,
    each,
    exit_code,
    machine_settings,
    memory_file,
    now,
    show,
)
from socloc.findings import Finding, Place, Subject
from socloc.learn import learned
from socloc.locales import canonical
from socloc.localize import glossary, machine, memory
from socloc.localize.asks import Answer, Ask, Pair
from socloc.localize.memory_file import Memory, opened
from socloc.model import Campaign
from socloc.report.text import visible
from socloc.report.told import Told, plural
from socloc.store import Unit
from socloc.translate import Asking, Job
from socloc.units import Item, items
from socloc.workflow import Choices, examine

OPENCC: Final = "opencc"  # is asked inside, since it converts other locales' words and not the source's
_EXAMPLES: Final = 3  # of the memory's texts that a machine is shown with each text


class Wishes(NamedTuple):
    """What the user chose: who is asked, what is made again, and whether anything is written at all."""

    names: tuple[str, ...]
    stale: bool
    estimate: bool
    dry_run: bool

    @property
    def machines(self) -> tuple[str, ...]:
        """Those that are asked for translations of the source."""
        return tuple(name for name in self.names if name != OPENCC)


def run(
    campaigns: Campaigns,
    locale: Locales = None,
    network: Networks = None,
    provider: Annotated[
        str,
        option("--provider", "-p", metavar="NAME[,NAME…]", about="Who translates; the next where one gives up."),
    ] = "",
    stale: Annotated[
        bool, option("--stale", about="Also make those stale texts again that no person has touched.")
    ] = False,
    frozen: Annotated[
        bool, option("--frozen", about="Change nothing, and fail where a text is missing or stale.")
    ] = False,
    estimate: Annotated[bool, option("--estimate", about="Say what it would cost; ask nobody.")] = False,
    dry_run: Annotated[bool, option("--dry-run", about="Say what would be filled; write nothing.")] = False,
    memory_: MemoryFile = None,
    with_memory: Annotated[
        bool, option("--with-memory/--no-memory", about="Take from the translation memory, and add to it.")
    ] = True,
) -> int:
    """Bring the translations in locales/*.po in step with the campaign, and fill what is missing, nothing else.

    Without --provider the files are made for translators, with what the translation memory has. What a machine makes is
    marked and fuzzy until a person has looked at it; what a person wrote or confirmed is never changed. An interrupted
    run goes on where it was. Exits with 1 where a text could not be translated, and with --frozen where a text is
    missing or stale. Providers: google, mymemory, libretranslate, microsoft, baidu, deepl, openai (any endpoint of its
    kind), command (one of your own), pseudo (offline, for layouts), opencc.

    Example: socloc translate campaign.yaml -l zh-TW --provider opencc
    """
    chosen = Choices(tuple(network or ()), tuple(locale or ()), fallback=True, cache=cache_folder())
    asked = tuple(canonical(tag) for tag in locale or ())
    names = tuple(name.strip() for name in provider.split(",") if name.strip())
    wishes = Wishes(names, stale, estimate, dry_run)

    def one(path: Path) -> list[Finding]:
        outcome = examine(path, chosen)
        if outcome.campaign is None:
            return list(outcome.findings)
        found = items(outcome.campaign, outcome.variants)
        unmade = translate.unmade(outcome.campaign, outcome.variants, chosen.networks, asked)
        jobs, findings = translate.jobs(outcome.campaign, path, found, not (network or unmade), asked)
        if frozen:
            unknown = [_unknown(path, unmade)] if unmade else []
            return findings + unknown + [finding for job in jobs for finding in translate.not_in_step(job)]
        if findings:  # beside a broken file nothing is written, so that a mended one meets what it knows
            return findings
        if unmade:
            said = f"{plural(unmade, 'variant')} cannot be made, and the translations of their texts stay as they are"
            print(visible(f"{path}: {said}; see `socloc check`"), file=sys.stderr)
        if not jobs:
            print(visible(f"{path}: there is nothing to translate; the campaign says all of it"))
        with ExitStack() as stack:
            is_writing = not (dry_run or estimate)
            known = stack.enter_context(opened(memory_file(memory_), create=is_writing)) if with_memory else None
            if known and is_writing:
                memory.add(known, learned(outcome.campaign, found, now()))
            for job in jobs:
                findings += _one(outcome.campaign, job, found, wishes, known)
        return findings

    done, code = each(campaigns, "Translating", one)
    findings = [finding for found in done for finding in found]
    show(Told(findings, 0, 0))
    return max(code, exit_code(findings, strict=False))


def _one(campaign: Campaign, job: Job, found: Sequence[Item], wishes: Wishes, known: Memory | None) -> list[Finding]:
    """Work on one locale, and say what came of it."""
    pair = Pair(campaign.source, job.locale)
    wanted = (*job.missing, *(translate.untouched(job) if wishes.stale else ()))
    if wishes.estimate:
        print(visible(f"{job.locale}: {_bill(campaign, pair, wanted, wishes, known)}"))
        return []
    if wishes.dry_run:
        print(_told(job, Counter()))
        print(
            "".join(f"    {visible(unit.path)}: '{visible(' '.join(unit.source[:60].split()))}'\n" for unit in wanted),
            end="",
        )
        return []
    job = translate.save(job)
    made: Counter[str] = Counter()
    problems: dict[str, str] = {}
    tell = _Progress(len(wanted), job.locale, made, problems)
    for ask in _asked(campaign, pair, found, wishes, known):
        left = [unit for unit in wanted if not job.new.entries[unit.path].text or job.new.entries[unit.path].previous]
        if left:
            job = translate.fill(job, campaign.source, left, ask, tell)
    if known and job.missing:
        job = translate.save(translate.with_notes(job, lambda unit: memory.suggestions(unit, pair, known)))
    tell.done()
    print(_told(job, made))
    return [_failed(job, unit, problems[unit.path]) for unit in wanted if unit.path in problems]


class _Progress:
    """Hears of every answer, keeps count, and says on a terminal how far it is."""

    def __init__(self, wanted: int, locale: str, made: Counter[str], problems: dict[str, str]) -> None:
        self._wanted, self._locale = wanted, locale
        self._made, self._problems = made, problems
        self._is_shown = sys.stderr.isatty()

    def __call__(self, answer: Answer) -> None:
        if answer.text:
            self._made[answer.maker] += 1
            self._problems.pop(answer.unit, None)
        else:
            self._problems[answer.unit] = answer.problem
        if self._is_shown:
            done = sum(self._made.values()) + len(self._problems)
            sys.stderr.write(f"\r\x1b[K{self._locale}: {done:,} of {self._wanted:,}")
            sys.stderr.flush()

    def done(self) -> None:
        """Take the line away."""
        if self._is_shown:
            sys.stderr.write("\r\x1b[K")


def _asked(
    campaign: Campaign, pair: Pair, found: Sequence[Item], wishes: Wishes, known: Memory | None
) -> Iterator[Asking]:
    """Who is asked, one after the other for what is left."""
    if known:
        yield memory.asking(known)
    if OPENCC in wishes.names:
        yield translate.converted(found)
    if wishes.machines:
        settings, style = machine_settings(), _style(campaign, pair, known)

        def ask(wanted: Sequence[Ask], pair: Pair) -> Iterator[Answer]:
            with_terms = glossary.with_terms(wanted, campaign, pair.target)
            return machine.translate(with_terms, pair, wishes.machines, settings, style)

        yield ask


def _style(campaign: Campaign, pair: Pair, known: Memory | None) -> machine.Style:
    """What machines that read are shown: for whom the brand writes, and similar texts that people have confirmed."""
    audience = campaign.brand.audience
    if known is None:
        return machine.Style(audience)

    def examples(ask: Ask) -> list[tuple[str, str]]:
        near = memory.matches(known, ask.text, pair)
        return [(match.entry.source, match.entry.text) for match in near if match.entry.reviewed][:_EXAMPLES]

    return machine.Style(audience, examples)


def _bill(campaign: Campaign, pair: Pair, wanted: Sequence[Unit], wishes: Wishes, known: Memory | None) -> str:
    """What the machines would be asked for, less what the memory knows."""
    asks = translate.asks(wanted)
    answered = {answer.unit for answer in memory.fill(asks, pair, known)} if known else set()
    left = glossary.with_terms([ask for ask in asks if ask.unit not in answered], campaign, pair.target)
    said = f"{plural(len(answered), 'text')} from the memory; " if answered else ""
    if not wishes.machines:
        return f"{said}{plural(len(left), 'text')} for a translator or a machine (--provider)"
    return f"{said}{machine.estimate(left, pair, wishes.machines, machine_settings(), _style(campaign, pair, known))}"


def _failed(job: Job, unit: Unit, problem: str) -> Finding:
    message = f"`{unit.path}` was not translated into {job.locale}: {problem}"
    hint = f"Run it again, choose another provider, or write it in {job.path}."
    return translate.NOT_TRANSLATED.at(unit.place, message, hint, Subject(locale=job.locale))


def _unknown(path: Path, unmade: int) -> Finding:
    message = f"{plural(unmade, 'variant')} cannot be made, so that nobody knows what their texts lack"
    return translate.NOT_IN_STEP.at(Place(str(path)), message, "See `socloc check`.")


def _told(job: Job, made: Counter[str]) -> str:
    """One line about a PO file: `locales/de.po: 12 texts, 3 by machine:deepl, 1 missing`."""
    said = [f"{number:,} by {maker}" for maker, number in made.items()]
    said += [f"{len(job.missing):,} missing"] if job.missing else []
    said += [f"{len(job.stale):,} stale"] if job.stale else []
    return visible(f"{job.path}: {plural(len(job.units), 'text')}, {', '.join(said) or 'nothing missing'}")
