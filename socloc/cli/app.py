"""The commands and their order in `--help`; each is one file, and the only one to know its options."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from keyword import iskeyword
from typing import Final

from socloc import __version__
from socloc.cli.arguments import Command, UsageError
from socloc.cli.parser import Parser, call, near

NAME: Final = "socloc"
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
_SHELLS: Final = ("bash", "fish", "powershell", "tcsh", "zsh")


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code. Raises UsageError, and what the command raises."""
    if "_ARGCOMPLETE" in os.environ:  # a shell asks what may come next, and is told in place of a run
        import argcomplete

        argcomplete.autocomplete(_all())
    if not arguments:
        sys.stderr.write(_all().format_help())
        return COULD_NOT_START
    name, *given = arguments
    try:
        if name in COMMANDS:  # one command needs no other: each would cost its imports at every start
            return call(_command(name), given, f"{NAME} {name}")
        if not name.startswith("-") or not name.strip("-"):
            raise UsageError(f"{name or 'an empty word'} is no command{near(name, COMMANDS)}")
        return _complete(_all().read_options(arguments)["print_completion"])
    except UsageError as error:
        error.hint = error.hint or f"`{NAME} --help` has them all."
        raise
    except SystemExit as done:  # after --help and --version
        return done.code if isinstance(done.code, int) else 0


def _command(name: str) -> Command:
    command: Command = import_module(f"socloc.cli.{name}_" if iskeyword(name) else f"socloc.cli.{name}").run
    return command


def _all() -> Parser:
    """The parser of everything, for --help and for shells."""
    about = "One campaign in, checked bundles out: every network, every locale, offline."
    first = "A first bundle: socloc init spring, then socloc render spring"
    parser = Parser(NAME, description=about, epilog=first, usage=f"{NAME} [options] COMMAND ...")
    version = f"{NAME} {__version__}"
    parser.options.add_argument("--version", action="version", version=version, help="Show the version and exit.")
    shells = f"Print what a shell evaluates to complete commands: {', '.join(_SHELLS)}."
    parser.options.add_argument("--print-completion", choices=_SHELLS, metavar="SHELL", help=shells)
    parser.take_help()
    commands = parser.add_subparsers(title="Commands", metavar="COMMAND")
    for name in COMMANDS:
        command = _command(name)
        said = (command.__doc__ or "").split("\n")[0]
        commands.add_parser(name, description=command.__doc__, help=said).take(command)
    return parser


def _complete(shell: str | None) -> int:
    """Print what makes a shell complete; `eval` it in the file that the shell reads at its start."""
    from argcomplete.shell_integration import shellcode

    sys.stdout.write(shellcode([NAME], shell=shell or _SHELLS[0]))
    return 0
