"""One page of the manual, for the terminal and as Markdown: what and why, sources, examples, how to silence it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from inspect import cleandoc
from textwrap import TextWrapper
from typing import Final, NamedTuple

from socloc.findings import Check
from socloc.manual.example import CAMPAIGN, CHECK, Example, Said, examples
from socloc.manual.silence import ways
from socloc.manual.sources import sources
from socloc.report.text import visible

_WIDTH: Final = 120
_FOLDER: Final = TextWrapper(_WIDTH, break_long_words=False, break_on_hyphens=False)
_ITEM: Final = TextWrapper(_WIDTH, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
_LANGUAGES: Final = {"yaml": "yaml", "json": "json", "css": "css", "po": "po", "csv": "csv", "j2": "jinja"}


class Part(NamedTuple):
    """Prose, or with a language what stands in a file."""

    text: str
    language: str = ""


def as_text(check: Check) -> str:
    """The page for a terminal, without its title line; the parts of files are indented by four columns."""
    return "\n\n".join(_indented(part.text) if part.language else _folded(part.text) for part in _parts(check))


def as_markdown(check: Check) -> str:
    """The page as Markdown (CommonMark), without its title."""
    return "\n\n".join(_fenced(part) if part.language else _escaped(part.text) for part in _parts(check))


def title(check: Check) -> str:
    """The first line of the manual: what the check finds."""
    return cleandoc(check.manual).split("\n")[0]


def in_markdown(text: str) -> str:
    """Plain text in which only `code` has a meaning, as Markdown that reads the same."""
    return _escaped(text)


def _parts(check: Check) -> Iterator[Part]:
    yield Part(cleandoc(check.manual))
    if rests := sources(check.id):
        yield Part("\n".join(["What it rests on:", *(f"- {line}" for line in rests)]))
    example = examples().get(check.id)
    if example:
        yield from _example(example)
    for said, texts in (("It finds, for example:", check.fails), ("It does not mind:", check.passes)):
        if texts:
            yield Part("\n".join([said, *(f"- {' '.join(text.split())}" for text in texts)]))
    yield Part(ways(check, example))


def _example(example: Example) -> Iterator[Part]:
    language = _LANGUAGES.get(example.file.rpartition(".")[2], "text")
    if example.campaign:
        yield Part(f"A campaign{_for(example, example.campaign)}:")
        yield Part(_shown(example.campaign), "yaml")
    for name, text in example.beside.items():
        yield Part(f"With {name}:")
        yield Part(_shown(text), _LANGUAGES.get(name.rpartition(".")[2], "text"))
    if example.pictures:
        yield Part(f"With {', '.join(f'{name} ({what})' for name, what in example.pictures.items())}:")
    saved = f", saved as {example.saved_as}" if example.saved_as else ""
    fails, passes = _with(example, example.run, example.fails), _with(example, example.passes_run, example.passes)
    yield Part(f"Fails{fails}{saved}:")
    yield Part(_shown(example.fails), language)
    if example.said:
        yield Part(_finding(example, example.said), "text")
    utf_8 = ", saved as utf-8" if saved else ""
    yield Part(f"Passes{'' if passes == fails else passes}{utf_8}:")
    yield Part(_shown(example.passes), language)


def _with(example: Example, run: str, part: str) -> str:
    """For which networks and locales a version is, which file it is, when, and what is run."""
    file = "" if example.file == CAMPAIGN else f", as {example.file}"
    target = "" if example.campaign else _for(example, part)
    when = f", on {example.now}" if example.now else ""
    return f"{target}{file}{when}" + ("" if run == CHECK else f", with `{run}`")


def _for(example: Example, part: str) -> str:
    """` on x in en`, of what the part does not say itself."""
    head = example.head(part)
    networks = f" on {' and '.join(example.networks)}" if "\nnetworks:" in head else ""
    locales = f" in {' and '.join(example.locales)}" if "\nlocales:" in head else ""
    return networks + locales


def _finding(example: Example, said: Said) -> str:
    """What the failing version gets, with the line of what is shown of it."""
    shown = {CAMPAIGN: example.campaign or example.fails}.get(said.file, "")
    above = example.head(shown).count("\n") if shown else 0
    where = f"line {said.line - above}" if said.line > above else "line 1"
    other = f"{said.file}, " if said.file != example.file else ""
    hint = f"\n    {visible(said.hint)}" if said.hint else ""
    return f"{other}{where}: {said.severity}: {visible(said.message)}{hint}"


def _shown(text: str) -> str:
    return "\n".join(visible(line) for line in text.rstrip("\n").split("\n"))


def _folded(text: str) -> str:
    """Lines of at most 120 code points, but for words that are longer."""
    return "\n".join(_ITEM.fill(line) if line.startswith("- ") else _FOLDER.fill(line) for line in text.split("\n"))


def _indented(text: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in text.split("\n"))


def _fenced(part: Part) -> str:
    ticks = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", part.text)), default=0))
    return f"{ticks}{part.language}\n{part.text}\n{ticks}"


def _escaped(text: str) -> str:
    """Code stays code and addresses become links; every other sign is to be read as it is."""
    pieces = re.split(r"((?<!`)`[^`]+`(?!`)|https?://[^\s<>`]*[^\s<>`.,;:!?)])", text)
    return "".join(
        re.sub(r"([\\`*_\[\]<>#~|$])", r"\\\1", piece) if index % 2 == 0 else piece if piece[0] == "`" else f"<{piece}>"
        for index, piece in enumerate(pieces)
    )
