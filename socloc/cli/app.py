"""The commands and their order in `--help`; each is one file, and the only one to know its options."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from keyword import iskeyword
from typing import Final

import typer

COMMANDS: Final = (
    "render",
    "preview",
    "check",
    "article",
    "budget",
    "translate",
    "status",
    "memory",
    "glossary",
    "export",
    "import",
    "review",
    "count",
    "trace",
    "networks",
    "explain",
    "schema",
    "lsp",
    "doctor",
    "init",
    "qr",
)
COULD_NOT_START: Final = 2
INTERRUPTED: Final = 130


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code. Raises what the command raises."""
    # One command needs no other: each would cost its imports at every start.
    named = [name for name in arguments[:1] if name in COMMANDS]
    command = typer.main.get_command(_app(named or COMMANDS))
    try:
        result = command.main(list(arguments), prog_name="socloc", standalone_mode=False)
    except typer.Exit as done:
        result = done.exit_code
    except typer.Abort:
        result = INTERRUPTED
    except typer.TyperException as error:
        # Wrong options and arguments: typer's own exceptions know how to show themselves, usage line first.
        getattr(error, "show", lambda: print("wrong usage", file=sys.stderr))()
        return COULD_NOT_START
    if result == INTERRUPTED:  # typer has swallowed a Control-C
        raise KeyboardInterrupt
    return result if isinstance(result, int) else 0


def _app(names: Sequence[str]) -> typer.Typer:
    app = typer.Typer(
        name="socloc",
        help="One campaign in, checked bundles out: every network, every locale, offline.",
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
        epilog="A first bundle: socloc init spring, then socloc render spring",
    )
    app.callback(invoke_without_command=True)(_options)
    for name in names:
        module = f"{name}_" if iskeyword(name) else name
        app.command(name)(import_module(f"socloc.cli.{module}").run)
    return app


def _options(
    version: bool = typer.Option(False, "--version", help="Show the version and exit.", is_eager=True),
) -> None:
    if version:
        from socloc import __version__

        typer.echo(f"socloc {__version__}")
        raise typer.Exit
