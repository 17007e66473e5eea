"""socloc article: Markdown in, the HTML out that an editor such as WeChat's keeps."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

from socloc.article.theme import chosen
from socloc.article_file import Choices, Made, make
from socloc.cli.arguments import UsageError, argument, option
from socloc.cli.options import Images, addresses_in, cache_folder, exit_code, show
from socloc.errors import SoclocError
from socloc.findings import as_value
from socloc.places.checks import MAX_BYTES
from socloc.report.told import Told

SCHEMA_VERSION = 1


def run(
    file: Annotated[Path, argument(metavar="FILE.md", about="Markdown in UTF-8; - is standard input.")],
    theme: Annotated[
        str, option("--theme", "-t", metavar="NAME|FILE.css", about="clean, business, dark, warm, or your own.")
    ] = "clean",
    brand: Annotated[str, option(metavar="COLOR", about="The brand's colour, such as #cc3333.")] = "",
    locale: Annotated[str, option("--locale", "-l", metavar="TAG", about="Whose words stand in it.")] = "zh-CN",
    output: Annotated[str, option("--format", "-f", metavar="FORMAT", about="html or json.")] = "html",
    images: Images = None,
    target: Annotated[
        str, option("--for", metavar="NETWORK/FORMAT", about="Whose limits hold; else wechat/article.")
    ] = "",
    references: Annotated[
        bool, option("--references/--no-references", about="Number links and list their addresses at the end.")
    ] = True,
    out: Annotated[Path | None, option("-o", "--out", metavar="FILE", about="Write to a file.")] = None,
    strict: Annotated[bool, option("--strict", about="Let warnings fail, too.")] = False,
) -> int:
    """Make an article of Markdown that survives the paste into an editor such as WeChat's, and check it.

    Front matter may hold title, author, digest, cover and source (the address behind “Read more”); without a title the
    first heading is it. Links become numbered references, since the editor removes them; without references their
    words stay and the addresses go. Formulas between dollars become pictures where `socloc[math]` is installed. With
    --images, it is checked as one that is ready to be pasted. Networks beside the file come before the built-in ones.
    Exits with 1 when there are errors; the article is written all the same.

    Example: socloc article article.md --theme warm -o article.html
    """
    if output not in ("html", "json"):
        raise UsageError("--format", "takes html or json")
    data = _read(file)
    folder = Path() if str(file) == "-" else file.parent
    choices = Choices(chosen(theme, brand), locale, addresses_in(images), references, target, cache_folder())
    made = make(data, str(file), folder, choices)
    text = made.html + "\n" if output == "html" else json.dumps(_value(made), ensure_ascii=False, indent=1) + "\n"
    if made.html and out:
        from socloc.bundle.write import write_file

        write_file(text.encode(), out)
    elif made.html or output == "json":
        sys.stdout.write(text)
    show(Told(made.findings, 0, 0))
    return exit_code(made.findings, strict)


def _read(file: Path) -> bytes:
    try:
        if str(file) == "-":
            return sys.stdin.buffer.read(MAX_BYTES + 1)
        with file.open("rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except OSError as error:
        raise SoclocError(f"cannot read {file}: {error.strerror}", "Check the name and your rights.") from error


def _value(made: Made) -> dict[str, Any]:
    return {
        "schema_version": SCHEMA_VERSION,
        **made.fields,
        "html": made.html,
        "uploads": list(made.uploads),
        "findings": [as_value(finding) for finding in made.findings],
    }
