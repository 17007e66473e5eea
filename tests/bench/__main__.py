"""`make bench`: socloc beside its peers in one run, in ratios, printed and written to RESULTS.md.

`make bench BENCH=quick` takes a few minutes: fewer rounds and fewer campaigns, and the page stays as it is. So it does
where themes are named, as in `make bench BENCH="starts many"`.
"""

import importlib
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from tests.bench import page
from tests.bench.running import SOCLOC, Failed, Setting
from tests.bench.tables import Table

THEMES = ("starts", "articles", "copy_checks", "many", "sites", "growth")


def main(asked: list[str]) -> int:
    """Measure what was asked for; 1 where something could not be measured, which does not stop what follows it."""
    is_quick, chosen = "quick" in asked, [theme for theme in asked if theme != "quick"] or [*THEMES]
    if unknown := [theme for theme in chosen if theme not in THEMES]:
        sys.exit(f"there is no {unknown[0]}; there are {', '.join(THEMES)}, and quick")
    whole = not is_quick and chosen == [*THEMES]
    done: list[Table] = []
    failed = False
    for at, theme in enumerate(chosen):
        began = time.monotonic()
        tables, problem = _measured(theme, is_quick)
        failed = failed or bool(problem)
        done += tables
        for table in tables:
            print("\n".join(table.text()), flush=True)
        print(f"  ({theme}: {time.monotonic() - began:.0f} s)\n", flush=True)
        if whole:
            page.write(done, chosen[at + 1 :], datetime.now(UTC).date())
    return int(failed)


def _measured(theme: str, is_quick: bool) -> tuple[list[Table], bool]:
    """The tables of a theme, and whether it failed; what it had measured until then is kept."""
    found: dict[str, Table] = {}
    with tempfile.TemporaryDirectory(prefix="socloc-bench-") as folder:
        try:
            for table in _tables(theme, Setting(Path(folder), is_quick)):
                found[table.title] = table  # a later one of the same name has more in it
        except Exception as error:  # noqa: BLE001  # the other themes go on, whatever breaks this one
            traceback.print_exc()
            said = str(error) if isinstance(error, Failed) else f"{type(error).__name__}: {error}"
            return [*found.values(), Table(f"Not finished: {theme}", said.replace(folder, "FOLDER"))], True
    return [*found.values()], False


def _tables(theme: str, setting: Setting) -> Iterator[Table]:
    """The tables of a theme; its module is imported only now, since it may fail to."""
    yield from importlib.import_module(f"tests.bench.{theme}").tables(setting)


if __name__ == "__main__":
    if not shutil.which(str(SOCLOC)):
        sys.exit(f"socloc is not installed beside {sys.executable}; run make bench")
    sys.exit(main(sys.argv[1:]))
