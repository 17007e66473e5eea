"""Options that several commands share, and how findings decide the exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence, Set
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, TypeAlias, TypeVar

from socloc import verdicts
from socloc.article import addresses
from socloc.article.addresses import Addresses
from socloc.campaign_files import NAME
from socloc.cli.arguments import UsageError, argument, option
from socloc.cli.progress import progress
from socloc.errors import SoclocError
from socloc.findings import Finding, fails, in_order
from socloc.remote.addresses import meant, of, shown
from socloc.report.text import report, visible
from socloc.report.told import Told
from socloc.workflow import Choices

if TYPE_CHECKING:
    from socloc.localize.settings import Settings
    from socloc.model import Campaign

FINE: Final = 0
FINDINGS: Final = 1
COULD_NOT_START: Final = 2
Made = TypeVar("Made")

Campaigns: TypeAlias = Annotated[
    list[Path],
    argument(metavar="CAMPAIGN...", about="Files, folders or patterns in quotes; - is standard input."),
]
Networks: TypeAlias = Annotated[
    list[str] | None,
    option(
        "--network",
        "-n",
        metavar="ID",
        about="Only this network or format, such as weibo or weibo/post; may be given again.",
    ),
]
Locales: TypeAlias = Annotated[
    list[str] | None,
    option("--locale", "-l", metavar="TAG", about="Only this locale, such as zh-TW; may be given again."),
]
Strict: TypeAlias = Annotated[bool, option("--strict", about="Let warnings fail, too.")]
Fallback: TypeAlias = Annotated[
    str | None,
    option("--fallback", metavar="source", about="Let the source's words stand in where nobody wrote a text."),
]
Images: TypeAlias = Annotated[
    Path | None,
    option("--images", metavar="MAP.json", about='Where pictures of articles were uploaded to: {"hero": "https://…"}.'),
]
Tools: TypeAlias = Annotated[
    list[str] | None,
    option(
        "--to",
        metavar="TOOL",
        about="Also files for this tool, such as buffer or calendar; `export --list` has them all.",
    ),
]
Zone: TypeAlias = Annotated[
    str,
    option(
        "--zone",
        metavar="ZONE",
        about="For tools: the clock that all dates are on, such as Europe/London; otherwise the audience's.",
    ),
]
Matrix: TypeAlias = Annotated[
    Path | None,
    option(
        "--matrix",
        metavar="FILE",
        about="A table, CSV or XLSX: each row fills the campaign ({{ row.city }}), also where it names another.",
    ),
]
RowId: TypeAlias = Annotated[
    str, option("--row", metavar="ID", about="Of a campaign with a table: the row that fills it; else the first.")
]
MemoryFile: TypeAlias = Annotated[
    Path | None,
    option("--memory", metavar="FILE", about="The translation memory; otherwise SOCLOC_MEMORY, or the user's own."),
]


def exit_code(findings: Iterable[Finding], strict: bool) -> int:
    """1 where there are errors, or with `strict` warnings; 0 otherwise. Notes never fail."""
    return FINDINGS if fails(findings, strict) else FINE


def campaign_file(folder: Path) -> Path:
    """The campaign file that is meant: a folder means its campaign.yaml.

    Raises SoclocError where it has none, and for an address in a store, which few commands take.
    """
    folder = meant(folder)
    if of(folder):
        message = f"{shown(folder)} is an address, which only check and render take"
        raise SoclocError(message, "Copy the campaign to this machine.")
    path = folder / NAME
    if not os.path.isdir(folder):
        return folder
    if os.path.isfile(path):
        return path
    near = sorted(str(found.parent) for found in folder.glob("*/campaign.yaml"))
    hint = f"There is one in {', '.join(near)}." if near else "Name a file, or make a campaign with `socloc init`."
    raise SoclocError(f"{folder} holds no campaign.yaml", hint)


def wants_fallback(choice: str | None) -> bool:
    """Whether `--fallback source` was given. Raises UsageError for anything else."""
    if choice not in (None, "source"):
        raise UsageError("--fallback", "takes the word `source` and nothing else")
    return choice == "source"


def each(files: Sequence[Path], what: str, work: Callable[[Path], Made]) -> tuple[list[Made], int]:
    """Work on every file, with progress; one that cannot be read or written is told and does not stop the others.

    Returns what was done, and the exit code so far: 2 where something could not be read or written, else 0.
    """
    done, code = [], FINE
    for path in progress(files, what):
        try:
            done.append(work(campaign_file(path)))
        except SoclocError as error:
            tell(error)
            code = COULD_NOT_START
    return done, code


def tell(error: SoclocError) -> None:
    """An error as a message on standard error, with its way out."""
    print(f"socloc: {visible(str(error))}", file=sys.stderr)
    if error.hint:
        print(f"    {visible(error.hint)}", file=sys.stderr)


def show(told: Told) -> None:
    """Findings and their summary as messages on standard error."""
    sys.stderr.write(report(told, has_color(sys.stderr.isatty())))
    if told.campaigns:
        print(told.summary, file=sys.stderr)


def tell_row(campaign: Campaign | None, row_id: str) -> None:
    """Say on standard error which row of its table a campaign was filled with, where nobody chose one."""
    if campaign and campaign.row and not row_id:
        from socloc.matrix.columns import row_id as id_of  # most campaigns have no table

        print(visible(f"filled with the row `{id_of(campaign.row)}`; --row ID chooses another"), file=sys.stderr)


def choices(
    network: list[str] | None, locale: list[str] | None, fallback: str | None, images: Path | None = None
) -> Choices:
    """The choices that commands share. Raises UsageError where --fallback is not `source`."""
    uploaded = addresses_in(images)
    return Choices(tuple(network or ()), tuple(locale or ()), wants_fallback(fallback), cache_folder(), uploaded)


def clock() -> datetime:
    """The time: that of SOURCE_DATE_EPOCH (seconds since 1970) where it is set, so that runs can be repeated."""
    return fixed_clock() or datetime.now(UTC)


def fixed_clock() -> datetime | None:
    """The time of SOURCE_DATE_EPOCH; None where it is not set. Raises SoclocError where it is no time.

    Rule: https://reproducible-builds.org/specs/source-date-epoch/.
    """
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not fixed:
        return None
    if not (fixed.isascii() and fixed.isdecimal() and len(fixed) < len("100000000000")):
        message = f"SOURCE_DATE_EPOCH is `{fixed[:40]}`, which is no number of seconds since 1970"
        raise SoclocError(message, "Unset it, or write a whole number such as 1795219200.")
    return datetime.fromtimestamp(int(fixed), UTC)


def addresses_in(file: Path | None) -> Addresses | None:
    """The addresses of uploaded pictures in a file. Raises SoclocError where it cannot be read or holds none."""
    if file is None:
        return None
    try:
        with file.open("rb") as opened:
            return addresses.read(opened.read(addresses.MAX_BYTES + 1), str(file))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise SoclocError(f"cannot read {file}: {reason}", "Check the name and your rights.") from error


def of_images(chosen: Choices, used: Set[str]) -> list[Finding]:
    """What is wrong with the addresses of pictures, and those that no article of all campaigns has `used`."""
    if chosen.images is None:
        return []
    return list(in_order([*chosen.images.findings, *addresses.unused(chosen.images, used)]))


def cache_folder() -> Path:
    """Where socloc may keep what it can make again: SOCLOC_CACHE, or the system's folder for caches."""
    return Path(verdicts.cache_folder())


def machine_settings() -> Settings:
    """What the user has set for machines: in the environment, and keys also in the keyring, which is asked last."""
    from socloc.localize.settings import Settings

    return Settings(os.environ, _from_keyring)


def _from_keyring(name: str) -> str:
    """The password that the system's keyring has for socloc under a name; none where there is no keyring."""
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return ""
    try:
        return keyring.get_password("socloc", name) or ""
    except KeyringError:
        return ""


def now() -> str:
    """The time in UTC, such as 2027-03-20T09:00:00Z."""
    from datetime import UTC, datetime

    return f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"


def memory_file(chosen: Path | None = None) -> Path:
    """Where the translation memory is: the file that was chosen, SOCLOC_MEMORY, or the system's folder for data."""
    own = os.environ.get("SOCLOC_MEMORY")
    home = os.environ.get("XDG_DATA_HOME") or os.environ.get("LOCALAPPDATA") or os.path.expanduser("~/.local/share")
    return chosen or (Path(own) if own else Path(home) / "socloc" / "memory.db")


def has_color(is_terminal: bool) -> bool:
    """Colour on terminals only, and not where NO_COLOR (https://no-color.org) or TERM=dumb forbid it."""
    return is_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
