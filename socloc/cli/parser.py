"""Reads command lines with argparse, which loads in 2 ms; libraries that read signatures themselves take 17 to 60."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Final, NoReturn

from socloc.cli.arguments import Command, Parameter, UsageError, parameters

_WIDEST: Final = 100  # columns of help
_ARGUMENTS: Final = "Arguments"
_OPTIONS: Final = "Options"
_TEXT: Final = "\0"  # before what stands behind `--`; no argument of a process can hold it


def call(command: Command, given: Sequence[str], name: str) -> int:
    """Read the arguments of a command and run it. Raises UsageError and all that the command raises."""
    parser = Parser(name, description=command.__doc__)
    parser.take(command)
    try:
        return command(**parser.read(given))
    except UsageError as error:
        error.hint = error.hint or f"{parser.format_usage().strip()}; `{name} --help` says more."
        raise


def near(word: str, known: Iterable[str]) -> str:
    """`; did you mean …?` with the nearest of the known words, or nothing where none is near."""
    from socloc.shapes import suggest  # with YAML, which some commands do without

    return suggest(word, list(known))


class Parser(argparse.ArgumentParser):
    """argparse with our help and our errors: it raises UsageError where argparse would print and leave."""

    def __init__(self, prog: str, **more: Any) -> None:
        super().__init__(prog, **more, formatter_class=_Help, add_help=False, allow_abbrev=False, exit_on_error=False)
        self.arguments, self.options = (self.add_argument_group(title) for title in (_ARGUMENTS, _OPTIONS))

    def take(self, command: Command) -> None:
        """Take the arguments and options of a command, and --help."""
        shown = [f"{self.prog} [options]"]
        for one in parameters(command):
            if one.declared.is_option:
                _add_option(self.options, one)
                shown += [f"{one.names[0]} {one.declared.metavar}"] if one.is_required else []
            else:
                _add_argument(self.arguments, one)
                shown.append(one.declared.metavar)
        self.take_help()
        self.usage = " ".join(shown)

    def take_help(self) -> None:
        """Take --help, as the last option."""
        self.options.add_argument("-h", "--help", action="help", help="Show this message and exit.")

    def read(self, given: Sequence[str]) -> dict[str, Any]:
        """The values of all parameters by their names; options may stand between arguments. Raises UsageError."""
        end = given.index("--") if "--" in given else len(given)
        # argparse forgets that these are no options where arguments and options may be mixed.
        texts = [_TEXT + one for one in given[end + 1 :]]
        return self._read(self.parse_known_intermixed_args, [*given[:end], *texts])

    def read_options(self, given: Sequence[str]) -> dict[str, Any]:
        """The values of options that stand before any command. Raises UsageError."""
        first = given[0].partition("=")[0]
        if first not in self._option_string_actions:  # else argparse takes the value behind it for a command
            raise UsageError(first, f"is no option before a command{near(first, self._option_string_actions)}")
        return self._read(self.parse_known_args, given)

    def _read(self, parse: Callable[..., tuple[argparse.Namespace, list[str]]], given: Sequence[str]) -> dict[str, Any]:
        try:
            read, left = parse(given)
        except argparse.ArgumentError as error:
            names = "/".join(sorted((error.argument_name or "").split("/"), key=len))
            no_value = error.message.startswith("ignored explicit argument")
            raise UsageError(f"{names}:", "takes no value" if no_value else error.message) from None
        if not left:
            return vars(read)
        first = left[0].partition("=")[0]
        if first.startswith("-"):
            raise UsageError(first, f"is no option{near(first, self._option_string_actions)}")
        raise UsageError(left[0].removeprefix(_TEXT), "is one argument too many")

    def _print_message(self, message: str, file: Any = None) -> None:
        """Print help, also where that fails: argparse keeps to itself that a disk is full."""
        (file or sys.stderr).write(message)

    def error(self, message: str) -> NoReturn:
        """Raise what argparse says of the whole line, such as which arguments are missing."""
        raise UsageError(message)


def _add_argument(group: argparse._ArgumentGroup, one: Parameter) -> None:
    many = "+" if one.is_required else "*"
    nargs = many if one.is_list else None if one.is_required else "?"
    known = one.declared
    group.add_argument(
        one.name, nargs=nargs, type=_type(one), default=one.default, metavar=known.metavar, help=known.about
    )


def _add_option(group: argparse._ArgumentGroup, one: Parameter) -> None:
    known = one.declared
    if one.type is not bool:
        group.add_argument(
            *one.names,
            dest=one.name,
            action="append" if one.is_list else "store",
            type=_type(one),
            required=one.is_required,
            default=one.default,
            metavar=known.metavar or "N",
            help=known.about,
        )
        return
    group.add_argument(*one.names, dest=one.name, action="store_true", default=one.default, help=known.about)
    if one.opposite:
        text = f"The opposite of {one.names[0]}."
        group.add_argument(one.opposite, dest=one.name, action="store_false", default=one.default, help=text)


def _type(one: Parameter) -> Callable[[str], object]:
    """What reads a value; numbers are those within their bounds."""
    if one.type is Path:
        return _path
    if one.type not in (int, float):
        return lambda text: one.type(text.removeprefix(_TEXT))
    kind, (least, most) = one.type, (one.declared.least, one.declared.most)

    def read(text: str) -> object:
        try:
            number = kind(text)
        except ValueError:
            number = None
        if number is None or not (least is None or least <= number) or not (most is None or number <= most):
            raise argparse.ArgumentTypeError(f"takes {_numbers(one)}, not {text}")
        return number

    return read


def _path(text: str) -> Path:
    """A file's name; an empty one, such as a variable that is not set, would mean the current folder."""
    if not text.removeprefix(_TEXT):
        raise argparse.ArgumentTypeError("takes the name of a file or folder, not an empty word")
    return Path(text.removeprefix(_TEXT))


def _numbers(one: Parameter) -> str:
    """The numbers that an option takes, in words: `whole numbers from 1 to 100`."""
    from_, to = one.declared.least, one.declared.most
    name = "whole numbers" if one.type is int else "numbers"
    return name + ("" if from_ is None else f" from {from_}") + ("" if to is None else f" to {to}")


class _Help(argparse.HelpFormatter):
    """Help in paragraphs, with the defaults of options, and no wider than people read."""

    def __init__(self, prog: str) -> None:
        from shutil import get_terminal_size  # with bz2 and lzma, which only help should cost

        width = min(get_terminal_size().columns, _WIDEST) - 2
        super().__init__(prog, max_help_position=30, width=width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        from inspect import cleandoc
        from textwrap import fill

        paragraphs = cleandoc(text).split("\n\n")
        return "\n\n".join(
            one if one.startswith("Example:") else fill(one, width, initial_indent=indent, subsequent_indent=indent)
            for one in paragraphs
        )

    def _format_action_invocation(self, action: argparse.Action) -> str:
        """The value once, after all names: `-f, --format FORMAT`."""
        if not action.option_strings or action.nargs == 0:
            return super()._format_action_invocation(action)
        return f"{', '.join(sorted(action.option_strings, key=len))} {action.metavar}"

    def _expand_help(self, action: argparse.Action) -> str:
        """The help as it stands, where argparse would look for %; and the default, where it says something."""
        said = action.help or ""
        if not action.option_strings or action.nargs == 0 or action.default in (None, "", 0):
            return said
        return f"{said} [default: {action.default}]"
