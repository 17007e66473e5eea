"""socloc memory: what was translated before, shared by all campaigns."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Final

from socloc.cli.arguments import UsageError, argument, option
from socloc.cli.options import MemoryFile, cache_folder, campaign_file, memory_file, now
from socloc.errors import SoclocError
from socloc.localize.asks import Pair
from socloc.localize.memory import LEAST, Entry, Memory, add, entries, matches, opened, sizes
from socloc.report.text import visible
from socloc.report.told import plural

MOST: Final = 100  # matches


def run(
    action: Annotated[str, argument(metavar="import|export|find|stats", about="What to do.")],
    what: Annotated[
        list[str] | None,
        argument(metavar="FILE|TEXT...", about="TMX files and campaigns to import, the TMX to write, or a text."),
    ] = None,
    source: Annotated[str, option("--source", "-s", metavar="TAG", about="The locale of the text to find.")] = "",
    target: Annotated[str, option("--target", "-t", metavar="TAG", about="The locale to find it in.")] = "",
    least: Annotated[int, option(least=1, most=100, about="The score that a match must have.")] = LEAST,
    memory: MemoryFile = None,
) -> int:
    """Keep what was translated before: exact and similar texts, for translators and machines, in one SQLite file.

    import reads TMX 1.4 files of other tools, and campaigns (of those, what somebody wrote or confirmed). export writes
    TMX 1.4, of one pair of locales with -s and -t. find shows what is nearest to a text, with its score: the share of
    characters that stay, in percent. The file is that of --memory, else of SOCLOC_MEMORY, else the user's own.

    Example: socloc memory stats
    """
    given = what or []
    work = _ACTIONS.get(action)
    if work is None:
        raise UsageError("import|export|find|stats", f"takes {', '.join(_ACTIONS)}, not {action}")
    pair = _pair(source, target)
    with opened(memory_file(memory), create=action == "import") as kept:
        return work(kept, given, pair, least)


def _pair(source: str, target: str) -> Pair | None:
    from socloc.locales import canonical

    if bool(source) != bool(target):
        raise UsageError("--source", "goes with --target, and --target with --source")
    return Pair(canonical(source), canonical(target)) if source else None


def _import(memory: Memory, given: list[str], _pair: Pair | None, _least: int) -> int:
    if not given:
        raise UsageError("FILE", "is missing: TMX files or campaigns to import")
    for name in given:
        found = _read(Path(name))
        new = add(memory, found)
        print(visible(f"{name}: {plural(len(found), 'text')}, {new:,} new or changed"))
    return 0


def _read(path: Path) -> list[Entry]:
    if path.suffix.lower() == ".tmx":
        from socloc.localize import tmx

        try:
            return list(tmx.read(path.read_bytes(), str(path)))
        except OSError as error:
            raise SoclocError(f"cannot read {path}: {error.strerror}", "Check the name and your rights.") from error
    return _of_campaign(campaign_file(path))


def _of_campaign(path: Path) -> list[Entry]:

    from socloc.learn import learned
    from socloc.units import items
    from socloc.workflow import Choices, examine

    outcome = examine(path, Choices(fallback=True, cache=cache_folder()))
    if outcome.campaign is None:
        raise SoclocError(f"{path} is broken", f"See `socloc check {path}`.")
    return list(learned(outcome.campaign, items(outcome.campaign, outcome.variants), now()))


def _export(memory: Memory, given: list[str], pair: Pair | None, _least: int) -> int:
    from socloc import __version__
    from socloc.bundle.write import write_file
    from socloc.localize import tmx

    if len(given) != 1:
        raise UsageError("FILE", "takes the name of the one TMX to write")
    found = list(entries(memory, pair))
    write_file(tmx.as_bytes(found, __version__), Path(given[0]))
    print(visible(f"{given[0]}: {plural(len(found), 'text')}"))
    return 0


def _find(memory: Memory, given: list[str], pair: Pair | None, least: int) -> int:
    if pair is None or len(given) != 1:
        raise UsageError("TEXT", "takes one text, with --source and --target")
    found = matches(memory, given[0], pair, least, MOST)
    if not found:
        nothing = f"nothing from {pair.source} to {pair.target} is similar by {least} % or more"
        print(visible(f"{memory.path}: {nothing}"), file=sys.stderr)
    for match in found:
        entry = match.entry
        origin = " ".join(filter(None, (entry.campaign, entry.unit)))
        said = (entry.maker, "reviewed" if entry.reviewed else "not reviewed", entry.changed[:10], origin)
        print(visible(f"{match.score:3} %  {' '.join(entry.text.split())}"))
        print(visible(f"       {' '.join(entry.source.split())} ({', '.join(filter(None, said))})"))
    return 0


def _stats(memory: Memory, _given: list[str], _pair: Pair | None, _least: int) -> int:
    found = sizes(memory)
    print(visible(f"{memory.path}: {plural(sum(total for _, total, _ in found), 'text')}"))
    for pair, total, reviewed in found:
        print(visible(f"    {pair.source} to {pair.target}: {total:,}, {reviewed:,} reviewed"))
    return 0


_ACTIONS: Final[Mapping[str, Callable[[Memory, list[str], Pair | None, int], int]]] = {
    "import": _import,
    "export": _export,
    "find": _find,
    "stats": _stats,
}
