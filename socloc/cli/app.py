"""The commands and their order in `--help`; each is one file, and the only one to know its options."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import typer

from socloc.cli import check, count, explain, init, networks, qr, render, schema, trace

COULD_NOT_START = 2

app = typer.Typer(
    name="socloc",
    help="One campaign in, checked bundles out: every network, every locale, offline.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="A first bundle: socloc init my-campaign, then socloc render my-campaign/campaign.yaml",
)
for command in (render, check, count, trace, networks, explain, schema, init, qr):
    app.command(command.NAME)(command.run)


@app.callback(invoke_without_command=True)
def _options(
    version: bool = typer.Option(False, "--version", help="Show the version and exit.", is_eager=True),
) -> None:
    if version:
        from socloc import __version__

        typer.echo(f"socloc {__version__}")
        raise typer.Exit


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code. Raises what the command raises."""
    command = typer.main.get_command(app)
    try:
        result = command.main(list(arguments), prog_name="socloc", standalone_mode=False)
    except typer.Exit as done:
        return done.exit_code
    except typer.Abort:
        raise KeyboardInterrupt from None
    except typer.TyperException as error:
        # Wrong options and arguments: typer's own exceptions know how to show themselves, usage line first.
        getattr(error, "show", lambda: print(error, file=sys.stderr))()
        return COULD_NOT_START
    return result if isinstance(result, int) else 0
