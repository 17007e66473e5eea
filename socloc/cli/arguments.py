"""What a command takes: its parameters are its arguments and options, and `Annotated` says how they are written."""

# Without `from __future__ import annotations`, as in model.py.

from collections.abc import Callable, Iterator
from types import NoneType
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

from socloc.errors import SoclocError

Command = Callable[..., int]


class UsageError(SoclocError):
    """The command line asks for what its command does not take.

    The first word is the option or argument as users write it, and the message goes on from there.
    """

    def __init__(self, *words: str) -> None:
        super().__init__(" ".join(words))


class Declared(NamedTuple):
    """How a parameter is written: an option by its names, an argument by its place. Bounds are those of numbers."""

    is_option: bool
    names: tuple[str, ...] = ()  # those of an option, where the parameter's own is not meant; `--a/--b` is yes and no
    metavar: str = ""
    about: str = ""
    least: float | None = None
    most: float | None = None


def option(
    *names: str, metavar: str = "", about: str, least: float | None = None, most: float | None = None
) -> Declared:
    """A parameter that is written by name, such as `--jobs 2`."""
    return Declared(True, names, metavar, about, least, most)


def argument(*, metavar: str, about: str) -> Declared:
    """A parameter that is written by its place; one with a default may be left out."""
    return Declared(False, (), metavar, about)


class Parameter(NamedTuple):
    """A parameter of a command: its type, that of the items of a list, and what it is where nobody gives it."""

    name: str
    type: type
    is_list: bool
    is_required: bool
    default: Any
    declared: Declared

    @property
    def names(self) -> list[str]:
        """The names of an option: those that say yes."""
        own = "--" + self.name.strip("_").replace("_", "-")
        return [name.partition("/")[0] for name in self.declared.names] or [own]

    @property
    def opposite(self) -> str:
        """The name that says no; empty where there is none."""
        return "".join(name.partition("/")[2] for name in self.declared.names)


def parameters(command: Command) -> Iterator[Parameter]:
    """The parameters of a command in their order. Their types are str, Path, bool, int, float, or a list of one."""
    code, defaults = command.__code__, command.__defaults__ or ()
    names = code.co_varnames[: code.co_argcount]
    given = dict(zip(names[len(names) - len(defaults) :], defaults, strict=True))
    hints = get_type_hints(command, include_extras=True)
    for name in names:
        kind, declared = get_args(hints[name])
        if NoneType in get_args(kind):  # `str | None`
            kind = get_args(kind)[0]
        is_list = get_origin(kind) is list
        item = get_args(kind)[0] if is_list else kind
        yield Parameter(name, item, is_list, name not in given, given.get(name), declared)
