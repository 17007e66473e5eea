"""socloc glossary: reads a glossary, says what is wrong with it, and writes it in another format."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

from socloc.cli.arguments import UsageError, argument, option
from socloc.cli.options import campaign_file, exit_code, show
from socloc.errors import SoclocError
from socloc.findings import Finding, in_order
from socloc.localize import glossary
from socloc.localize.glossary_row import Locales, contradictions
from socloc.model import Term
from socloc.report.told import Told, plural


def run(
    file: Annotated[Path, argument(metavar="FILE|CAMPAIGN", about="A .csv or .tbx file, or a campaign.")],
    to: Annotated[str, option("--to", metavar="csv|tbx", about="Write it in this format.")] = "",
    out: Annotated[
        Path | None, option("-o", "--out", metavar="FILE", about="Where to; otherwise standard output.")
    ] = None,
    source: Annotated[
        str, option("--source", "-s", metavar="TAG", about="The locale of the terms, where the file has none.")
    ] = "en",
    target: Annotated[
        str, option("--target", "-t", metavar="TAG", about="That of their translations, where it has none.")
    ] = "",
) -> int:
    """Check a glossary, or all those of a campaign, and write it as CSV or TBX.

    A line that cannot be read is an error with its line. A file in locales/<tag>/ is about translations into <tag>.

    Example: socloc glossary campaign.yaml --to csv
    """
    if to not in ("", "csv", "tbx"):
        raise UsageError("--to", "takes csv or tbx")
    terms, findings = _read(file, source, target)
    if findings:
        show(Told(in_order(findings), 0, 0))
    elif to:
        _write(terms, to, out, source)
    else:
        print(plural(len(terms), "term"))
    return exit_code(findings, strict=False)


def _read(file: Path, source: str, target: str) -> tuple[tuple[Term, ...], list[Finding]]:
    if file.suffix.lower() in (".csv", ".tbx"):
        folder = file.resolve().parent
        usual = Locales(source, target or (folder.name if folder.parent.name == glossary.FOLDER else ""))
        found = list(glossary.read(file, str(file), usual))
        terms = tuple(one for one in found if isinstance(one, Term))
        findings = [one for one in found if isinstance(one, Finding)]
        return terms, [*findings, *contradictions(terms)]
    from socloc import campaign

    path = campaign_file(file)
    loaded, findings = campaign.load(path, str(path))
    if loaded is None:
        return (), findings
    return glossary.load(loaded, path.parent)


def _write(terms: tuple[Term, ...], to: str, out: Path | None, source: str) -> None:
    from socloc.localize import glossary_csv, glossary_tbx

    if to == "csv":
        data = glossary_csv.as_text(terms).encode()
    else:
        if left := glossary_tbx.without_concept(terms):
            message = f"TBX has no place for {plural(left, 'forbidden word')} without a term"
            raise SoclocError(message, "Write the CSV, or say what the words stand for.")
        data = glossary_tbx.as_bytes(terms, next((term.source_locale for term in terms), source))
    if out is None:
        sys.stdout.write(data.decode())
        return
    from socloc.bundle.write import write_file

    write_file(data, out)
    print(out)
