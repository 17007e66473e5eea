"""A Jinja environment for templates that may be hostile: no way to Python's insides, no endless run, no full memory.

Jinja's own sandbox does the first. For the other two, loops, calls and everything that makes text or lists are
counted; a count, unlike a clock, gives the same verdict on every machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import NoneType
from typing import Any, Final

from jinja2 import TemplateSyntaxError, Undefined, nodes, pass_context
from jinja2.exceptions import SecurityError
from jinja2.filters import do_replace, do_round, sync_do_join, sync_do_map
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace
from jinja2.visitor import NodeTransformer

from socloc.render.in_locale import FILTERS

MAX_STEPS: Final = 20_000  # turns of loops and calls in one rendering; the built-in templates take below 1,000
MAX_WORK: Final = 5_000_000  # characters and items that one rendering handles
MAX_LENGTH: Final = 1_000_000  # characters (and items) of anything a template builds; the longest field has 63,206
MAX_TAGS: Final = 2_000  # {{ and {% of one template; more take long to compile

_STRING_METHODS: Final = frozenset(
    "capitalize casefold count endswith find index isalnum isalpha isascii isdecimal isdigit islower isnumeric isspace "
    "istitle isupper lower lstrip partition removeprefix removesuffix rfind rpartition rsplit rstrip split splitlines "
    "startswith strip swapcase title upper".split()
)
# Left out are those that depend on chance or on memory addresses, and those that make any size out of a number.
_FILTERS: Final = frozenset(
    "abs capitalize count d default dictsort e escape first float forceescape groupby int items join last length list "
    "lower map max min reject rejectattr replace reverse round safe select selectattr sort string striptags sum title "
    "trim truncate unique upper urlencode wordcount".split()
)


class Meter:
    """Counts what one rendering does, and stops it with a SecurityError when it does too much."""

    def __init__(self) -> None:
        self.start()

    def start(self) -> None:
        """Begin a new rendering."""
        self.steps = 0
        self.emitted = 0
        self.work = 0
        self.used: set[str] = set()
        self.uses_cldr = False  # whether it asked for a date, number or plural of the locale

    def step(self) -> None:
        """One turn of a loop, or one call."""
        self.steps += 1
        if self.steps > MAX_STEPS:
            raise SecurityError(f"it takes more than {MAX_STEPS:,} steps")

    def grow(self, size: int) -> None:
        """Something of that size is about to be built."""
        if size > MAX_LENGTH:
            raise SecurityError(f"it builds more than {MAX_LENGTH:,} characters")

    def weigh(self, value: Any) -> Any:
        """Refuse a value whose text would be too long; lists are weighed with all that is in them."""
        weight = 1
        if isinstance(value, str):
            weight = len(value)
            self.grow(weight)
        elif isinstance(value, list | tuple | dict):
            weight, waiting = 0, [value]
            while waiting:
                inner = waiting.pop()
                if isinstance(inner, str):
                    weight += len(inner)
                elif isinstance(inner, dict):
                    waiting += [*inner, *inner.values()]
                elif isinstance(inner, list | tuple):
                    waiting += inner
                weight += 1
                self.grow(weight)
        self.work += weight
        if self.work > MAX_WORK:
            raise SecurityError(f"it handles more than {MAX_WORK:,} characters")
        return value

    def emit(self, value: Any) -> Any:
        """Count what goes into the output, also that of blocks which are assigned to a name."""
        if not isinstance(value, str | int | float | list | tuple | dict | Undefined | NoneType):
            raise SecurityError(f"it would print a {type(value).__name__}")
        self.weigh(value)
        self.emitted += len(value) if isinstance(value, str) else 1
        self.grow(self.emitted)
        return value


def _range(*numbers: int) -> range:
    found = range(*numbers)
    if len(found) > MAX_STEPS:
        raise SecurityError(f"range gives more than {MAX_STEPS:,} numbers")
    return found


@pass_context
def _looped(context: Context, values: Iterable[Any]) -> Iterator[Any]:
    meter = _meter(context)
    for value in values:
        meter.step()
        yield value


@pass_context
def _sized(context: Context, value: Any) -> Any:
    return _meter(context).weigh(value)


@pass_context
def _emitted(context: Context, value: Any) -> Any:
    return _meter(context).emit(value)


@pass_context
def _replace(context: Context, text: str, old: str, new: str, count: int | None = None) -> str:
    _meter(context).grow(len(text) + str(text).count(str(old)) * len(str(new)))
    return do_replace(context.eval_ctx, text, old, new, count)


@pass_context
def _join(context: Context, values: Iterable[Any], between: str = "", attribute: str | int | None = None) -> str:
    listed = _meter(context).weigh(list(values))
    _meter(context).grow(len(listed) * len(between))
    return sync_do_join(context.eval_ctx, listed, between, attribute)


@pass_context
def _map(context: Context, values: Iterable[Any], *args: Any, **kwargs: Any) -> Iterator[Any]:
    for value in sync_do_map(context, values, *args, **kwargs):
        yield _meter(context).weigh(value)


@pass_context
def _sum(context: Context, values: Iterable[Any], attribute: str | int | None = None, start: Any = 0) -> Any:
    meter = _meter(context)
    if attribute is not None:
        values = sync_do_map(context, values, attribute=str(attribute))
    for value in values:
        start = meter.weigh(start + value)
    return start


def _round(value: float, precision: int = 0) -> float:
    if not -15 <= precision <= 15:
        raise SecurityError("round takes a precision from -15 to 15")
    return do_round(value, precision)


def _meter(context: Context) -> Meter:
    environment = context.environment
    if not isinstance(environment, Sandbox):
        raise TypeError("the filter belongs to the sandbox")
    return environment.meter


class _Namespace(Namespace):
    """Jinja's namespace, but its text does not grow with what is in it."""

    def __repr__(self) -> str:
        return "<namespace>"


class _Context(Context):
    """Remembers which names a template asks for, so that a finding can point at the words that were used."""

    def resolve_or_missing(self, key: str) -> Any:
        _meter(self).used.add(key)
        return super().resolve_or_missing(key)


class _Metering(NodeTransformer):
    """Puts a measuring filter around everything that loops, grows or goes out."""

    def visit_For(self, node: nodes.For) -> nodes.Node:
        self.generic_visit(node)
        node.iter = _wrapped(node.iter, "looped")
        return node

    def visit_Output(self, node: nodes.Output) -> nodes.Node:
        self.generic_visit(node)
        node.nodes = [_wrapped(child, "emitted") for child in node.nodes]
        return node

    def visit_FilterBlock(self, node: nodes.FilterBlock) -> nodes.Node:
        for child in node.body:
            self.visit(child)
        return node

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.Node:
        for child in node.body:
            self.visit(child)
        self.generic_visit(node.call)
        return node

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:
        self.generic_visit(node)
        node.expr = _wrapped(node.expr, "sized")
        return node

    def grown(self, node: nodes.Expr) -> nodes.Node:
        self.generic_visit(node)
        return _wrapped(node, "sized")

    visit_Concat = visit_Add = visit_Mul = visit_Filter = visit_Call = visit_List = visit_Dict = grown

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:
        self.generic_visit(node)
        return _wrapped(node, "sized") if node.ctx == "load" else node


def _wrapped(node: nodes.Node, name: str) -> nodes.Filter:
    arguments: tuple[Any, ...] = (node, name, [], [], None, None)
    return nodes.Filter(*arguments, lineno=node.lineno, environment=node.environment)


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment; `meter` tells about the last rendering."""

    intercepted_binops = frozenset(["*", "**", "+", "%", "//", "-", "/"])
    context_class = _Context

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.meter = Meter()
        self.filters = {name: code for name, code in self.filters.items() if name in _FILTERS}
        self.filters |= {"replace": _replace, "join": _join, "round": _round, "map": _map, "sum": _sum}
        self.filters |= FILTERS
        self.filters |= {"looped": _looped, "sized": _sized, "emitted": _emitted}
        self.globals = {name: value for name, value in self.globals.items() if name == "dict"}
        self.globals |= {"namespace": _Namespace, "range": _range}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Methods such as ljust, zfill and format make gigabytes out of a number."""
        if isinstance(obj, str):
            return attr in _STRING_METHODS
        return super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> None:
        """Jinja lets str.format through this door; it stays shut."""

    def call(self, context: Context, obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Call something from a template: one step."""
        self.meter.step()
        return super().call(context, obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Calculate with small plain numbers; join texts and lists with +."""
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if (operator != "+" and not numbers) or operator == "**":
            raise SecurityError(f"`{operator}` is not taken here")
        if numbers and max(abs(left), abs(right)) > 10**15:
            raise SecurityError("its numbers grow too large")
        return super().call_binop(context, operator, left, right)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        if source.count("{{") + source.count("{%") > MAX_TAGS:
            raise TemplateSyntaxError(f"it has more than {MAX_TAGS:,} tags", 1, name, filename)
        return super()._parse(source, name, filename)

    def _generate(self, source: nodes.Template, *args: Any, **kwargs: Any) -> Any:
        _Metering().visit(source)
        return super()._generate(source, *args, **kwargs)
