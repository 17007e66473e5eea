"""Asks machines for translations, and gives back only what may be used; also says before what it would cost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count
from typing import Final, NamedTuple

from socloc.errors import SoclocError
from socloc.localize.asks import Answer, Ask, Pair
from socloc.localize.faults import BrokenError, FaultError, RefusedError, UnusableError
from socloc.localize.gate import Clock, Gate, Rules, each
from socloc.localize.mask import in_parts, mask
from socloc.localize.provider import Machine, Price, Query, Traits
from socloc.localize.providers import provider
from socloc.localize.settings import PATIENCE, Settings, hidden
from socloc.localize.tokens import Line, Masked, token, tokens_in
from socloc.localize.unmask import LostError, unmask
from socloc.localize.verdict import problem_with

_SWEEPS: Final = 2  # texts that only had bad luck are asked for once more when all others are done
_WHOLE: Final = 6_000  # characters of a text that are shown as its context
_ROOM: Final = 16  # for the token that every request has


class Style(NamedTuple):
    """How translations should sound: for whom they are, and what people approved for similar texts."""

    audience: str = ""
    examples: Callable[[Ask], Sequence[tuple[str, str]]] = lambda _ask: ()


class Bill(NamedTuple):
    """What the first machine would be asked for; `size` is counted as `counted` says, tokens and all."""

    name: str
    texts: int
    requests: int
    size: int
    counted: str
    price: Price | None
    offline: bool = False

    @property
    def amount(self) -> float | None:
        """What it costs, in the currency of the price; None where nobody knows."""
        return self.price.amount * self.size / 1_000_000 if self.price else None

    def __str__(self) -> str:
        texts, requests = _several(self.texts, "text"), _several(self.requests, "request")
        said = f"{texts} in {requests} to {self.name}, {self.size:,} {self.counted}"
        if self.offline:
            return f"{said}; nothing is sent, and it costs nothing"
        if self.price is None or self.amount is None:
            return f"{said}; its price is unknown"
        each_million = f"{self.price.amount:g} {self.price.currency} a million, {self.price.source}"
        return f"{said}; about {self.amount:.2f} {self.price.currency} ({each_million}, {self.price.checked})"


def _several(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


class _Opened(NamedTuple):
    """A machine that is in use."""

    name: str
    traits: Traits
    machine: Machine
    gate: Gate
    workers: int
    numbers: Iterator[int]  # of tokens; no two requests share one, so that an answer tells what it is for


class _Task(NamedTuple):
    """One text, taken apart for a machine."""

    ask: Ask
    terms: Mapping[str, str]
    masked: Masked
    about: Query  # what all requests for the text share


def translate(
    asks: Sequence[Ask],
    pair: Pair,
    names: Sequence[str],
    settings: Settings,
    style: Style = Style(),  # noqa: B008  # a value that never changes
    clock: Clock = Clock(),  # noqa: B008  # likewise
) -> Iterator[Answer]:
    """Answers as they arrive, in any order: one for every ask, with a text that may be used or with a problem.

    What one machine cannot do goes to the next of the names. Raises SoclocError, before anything is sent, where a name
    is wrong, a language is missing or a setting lacks; and at any time where a key is refused.
    """
    opened = [_open(name, pair, settings, clock) for name in _known(names)]
    left, problems = list(asks), dict[str, str]()
    for one in opened:
        failed: list[Ask] = []
        for ask, outcome in _swept(one, pair, _tasks(left, one, style)):
            if isinstance(outcome, str):
                yield Answer(ask.unit, outcome, f"machine:{one.name}")
                continue
            failed.append(ask)
            said = f"{one.name}: {hidden(str(outcome), one.machine.secrets)}"
            problems[ask.unit] = f"{problems[ask.unit]}; {said}" if ask.unit in problems else said
        left = failed
    for ask in left:
        yield Answer(ask.unit, problem=problems[ask.unit])


def estimate(
    asks: Sequence[Ask],
    pair: Pair,
    names: Sequence[str],
    settings: Settings,
    style: Style = Style(),  # noqa: B008  # a value that never changes
) -> Bill:
    """What the first of the machines would be asked for, made as `translate` makes it; no key is needed.

    Raises SoclocError where a name is wrong, or a language is missing.
    """
    names = _known(names)
    for name in names:
        _check_languages(name, pair)
    traits = provider(names[0]).TRAITS
    unused = Machine(lambda query: list(query.lines))
    one = _Opened(names[0], traits, unused, Gate(_rules(traits, settings), Clock()), 1, count(1))
    queries = [_sent(query, one) for task in _tasks(asks, one, style) for query in _queries(task, task.masked, one)]
    size = sum(traits.size(line) for query in queries for line in query.lines)
    return Bill(names[0], len(asks), len(queries), size, traits.counted, traits.price, traits.offline)


def _known(names: Sequence[str]) -> Sequence[str]:
    if not names:
        raise SoclocError("nobody is named who translates", "Name a provider, such as `--provider deepl`.")
    return tuple(dict.fromkeys(names))


def _check_languages(name: str, pair: Pair) -> None:
    if provider(name).languages(pair) is None:
        message = f"{name} does not translate from {pair.source} into {pair.target}"
        chinese = pair.target.partition("-")[0] == "zh"
        more = ", or translate another Chinese locale, and let OpenCC convert it" if chinese else ""
        raise SoclocError(message, f"Name another provider for this locale{more}.")


def _open(name: str, pair: Pair, settings: Settings, clock: Clock) -> _Opened:
    _check_languages(name, pair)
    module = provider(name)
    traits = module.TRAITS
    workers = int(settings.number("SOCLOC_TRANSLATE_WORKERS", traits.workers)) or 1
    machine = module.ready(settings, pair)
    return _Opened(name, traits, machine, Gate(_rules(traits, settings), clock), workers, count(1))


def _rules(traits: Traits, settings: Settings) -> Rules:
    return Rules(traits.pace, patience=settings.number("SOCLOC_TRANSLATE_PATIENCE", PATIENCE))


def _tasks(asks: Sequence[Ask], one: _Opened, style: Style) -> list[_Task]:
    return [_task(ask, one, style) for ask in asks]


def _task(ask: Ask, one: _Opened, style: Style) -> _Task:
    terms = {word: meant for word, meant in ask.terms.items() if word.strip() and meant.strip()}
    masked = mask(ask.text, terms, one.numbers, lambda line: one.traits.size(line) + _ROOM <= one.traits.most)
    whole = "".join(piece.text if isinstance(piece, Line) else piece for piece in masked.pieces)[:_WHOLE]
    tokens = {known.shown: _clean(known.stands_for) for line in masked.lines for known in line.tokens}
    examples = tuple((_clean(original), _clean(made)) for original, made in style.examples(ask))
    about = Query("", (), _clean(whole), _clean(ask.note), ask.most, tokens, _clean(style.audience), examples)
    return _Task(ask, terms, masked, about)


def _clean(text: str) -> str:
    """A text that can be sent: without halves of characters."""
    return text.encode("utf-8", "replace").decode()


def _swept(one: _Opened, pair: Pair, tasks: Sequence[_Task]) -> Iterator[tuple[Ask, str | FaultError]]:
    """What comes of every text; those that had bad luck are asked for once more at the end."""
    for sweep in range(1, _SWEEPS + 1):
        again: list[_Task] = []
        for task, outcome in each(lambda task: _made(one, pair, task), tasks, one.workers):
            if isinstance(outcome, SoclocError):
                one.gate.shut("it was stopped")
                secrets = one.machine.secrets
                raise RefusedError(hidden(str(outcome), secrets), hidden(outcome.hint, secrets)) from None
            if isinstance(outcome, Exception) and not isinstance(outcome, FaultError):
                raise outcome
            if isinstance(outcome, BrokenError) and sweep < _SWEEPS:
                again.append(task)
            else:
                yield task.ask, outcome
        tasks = again


def _made(one: _Opened, pair: Pair, task: _Task) -> str:
    """The translation of a text. Raises FaultError where there is none that may be used."""
    masked = task.masked
    try:
        made = unmask(masked, _answers(task, masked, one))
    except LostError as lost:
        masked = in_parts(masked)
        if masked.lines == task.masked.lines:
            raise UnusableError(str(lost)) from None
        try:
            made = unmask(masked, _answers(task, masked, one))
        except LostError as again:
            raise UnusableError(str(again)) from None
    if problem := problem_with(task.ask.text, made, task.terms, pair):
        raise UnusableError(problem)
    return made


def _answers(task: _Task, masked: Masked, one: _Opened) -> list[str]:
    return [answer for query in _queries(task, masked, one) for answer in one.gate.call(lambda: _asked(query, one))]  # noqa: B023  # called at once


def _queries(task: _Task, masked: Masked, one: _Opened) -> list[Query]:
    """The requests for a text: as many lines in each as the machine takes."""
    groups: list[list[str]] = []
    used = 0
    for line in masked.lines:
        size = one.traits.size(line.text) + _ROOM
        if not groups or len(groups[-1]) >= one.traits.lines or used + size > one.traits.most:
            groups.append([])
            used = 0
        groups[-1].append(line.text)
        used += size
    return [task.about._replace(id=f"x{next(one.numbers)}", lines=tuple(group)) for group in groups]


def _sent(query: Query, one: _Opened) -> Query:
    """A request with its own token, unless the machine's answers say what they are for."""
    if one.traits.echoes:
        return query
    own = token(int(query.id[1:]))
    return query._replace(lines=(*query.lines, own) if one.traits.lines > 1 else (f"{query.lines[0]}\n{own}",))


def _asked(query: Query, one: _Opened) -> list[str]:
    sent = _sent(query, one)
    if any(one.traits.size(line) > one.traits.most for line in sent.lines):
        raise UnusableError(f"a sentence is too long: it takes {one.traits.most:,} {one.traits.counted}")
    answers = one.machine.ask(sent)
    if len(answers) != len(sent.lines):
        raise BrokenError("its answer has other lines than the text")
    if one.traits.echoes:
        return answers
    own = int(query.id[1:])
    if one.traits.lines > 1:
        _without(answers[-1], own)
        return answers[:-1]
    return [_without(answers[0], own)]


def _without(answer: str, own: int) -> str:
    """An answer without the token of its request. Raises BrokenError where it is not there, or is another's."""
    stretches = [(stretch, number) for stretch, number in tokens_in(answer) if stretch.strip()]
    found = [index for index, (_, number) in enumerate(stretches) if number == own]
    if len(found) != 1:
        raise BrokenError("its answer is not for this text")
    if found[0] == len(stretches) - 1:
        return "".join(stretch for stretch, _ in stretches[:-1]).rstrip()
    if found[0] == 0:
        return "".join(stretch for stretch, _ in stretches[1:]).lstrip()
    raise BrokenError("its answer cannot be told from that for another text")
