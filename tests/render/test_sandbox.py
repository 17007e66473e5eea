"""Templates and texts that attack: each is a finding, soon, and without a machine full of memory."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from socloc.findings import Place
from socloc.render.templates import TemplateError, Templates

MEMORY = 1 << 30  # bytes of address space for all the attacks together; Python with Jinja takes about 100 MB
SECONDS = 20  # of processor time for all the attacks together
PLACE = Place("campaign.yaml", 3, 4)
ROOT = Path(__file__).parents[2]

_GROWING = "{% set n=namespace(x='aaaaaaaaaa') %}{% for i in range(60) %}"
_BIG = "{% set n=namespace(x='aaaaaaaaaa') %}{% for i in range(16) %}{% set n.x = n.x ~ n.x %}{% endfor %}"
_TOO_LONG = "it builds more than 1,000,000 characters"
_TOO_MANY = "it takes more than 20,000 steps"
_TOO_MUCH = "it handles more than 5,000,000 characters"
_RANGE = "range gives more than 20,000 numbers"
_TAGS = "it has more than 2,000 tags"
ATTACKS: dict[str, str] = {
    # to Python's insides
    "{{ ''.__class__.__mro__ }}": "access to attribute '__class__' of 'str' object is unsafe.",
    "{{ text|attr('__class__') }}": "No filter named 'attr'.",
    "{{ words.__init__ }}": "access to attribute '__init__' of 'dict' object is unsafe.",
    "{{ lipsum.__globals__ }}": "'lipsum' is undefined",
    "{{ namespace.__init__.__globals__ }}": "access to attribute '__init__' of 'type' object is unsafe.",
    "{{ text.format_map(words) }}": "access to attribute 'format_map' of 'str' object is unsafe.",
    "{{ '{0.__class__}'.format(text) }}": "access to attribute 'format' of 'str' object is unsafe.",
    "{% set words.x = 1 %}": "cannot assign attribute on non-namespace object",
    "{{ words.update({'a': 1}) }}": "access to attribute 'update' of 'dict' object is unsafe.",
    # without end
    "{% for i in range(9999) %}{% for j in range(9999) %}{% endfor %}{% endfor %}": _TOO_MANY,
    "{% for i in range(20000) %}{% endfor %}": _TOO_MANY,
    "{% for i in range(19998) %}{% endfor %}{% for i in [1, 2] %}{% endfor %}": _TOO_MANY,
    "{% macro m() %}{% endmacro %}{% for i in range(10000) %}{% set x = m() %}{% endfor %}": _TOO_MANY,
    "{% for i in range(20001) %}{% endfor %}": _RANGE,
    "{% for i in range(5, 999999, 7) %}{% endfor %}": _RANGE,
    "{{ range(10**9)|list|length }}": "`**` is not taken here",
    "{{ range(1000000000)|list|length }}": _RANGE,
    "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}": "it calls itself without end",
    "{% for i in range(99) recursive %}{{ loop(range(99)) }}{% endfor %}": "it calls itself without end",
    _BIG + "{% for i in range(19000) %}{% set y = n.x.split('a') %}{% endfor %}": _TOO_MUCH,
    _BIG + "{% for i in range(19000) %}{% set y = n.x.upper() %}{% endfor %}": _TOO_MUCH,
    _BIG + "{% for i in range(19000) %}{% if n.x|upper == 'b' %}{% endif %}{% endfor %}": _TOO_MUCH,
    _BIG + "{% for i in range(19000) %}{% if n.x == 'b' %}{% endif %}{% endfor %}": _TOO_MUCH,
    "{% for i in range(9000) %}{% set x = range(20000)|list %}{% endfor %}": _TOO_MUCH,
    "{% set n=namespace(x=[]) %}{% for i in range(19000) %}{% set n.x = [n.x] %}{% endfor %}": _TOO_MUCH,
    "{% set n=namespace(x=[]) %}{% for i in range(19000) %}{% set n.x = n.x + [i] %}{% endfor %}": _TOO_MUCH,
    "{{ 1 }}" * 2_001: _TAGS,
    "{% set a = 1 %}" * 2_001: _TAGS,
    "{% if 1 %}" * 1_000 + "{% endif %}" * 1_000: "it calls itself without end",
    # what is no text is not printed
    "{{ text.upper }}": "it would print a builtin_function_or_method",
    "{{ namespace }}": "it would print a type",
    "{{ namespace(a=1) }}": "it would print a _Namespace",
    "{{ range(3) }}": "it would print a range",
    "{{ ['a']|map('upper') }}": "it would print a generator",
    "{{ words.items() }}": "it would print a dict_items",
    "{{ self }}": "it would print a TemplateReference",
    "{% for i in [1] %}{{ loop }}{% endfor %}": "it would print a LoopContext",
    "{% macro m() %}{% endmacro %}{{ m }}": "it would print a Macro",
    # what depends on chance, or makes any size out of a number
    "{{ [1]|random }}": "No filter named 'random'.",
    "{{ lipsum(9) }}": "'lipsum' is undefined",
    "{{ text|wordwrap(1) }}": "No filter named 'wordwrap'.",
    "{{ text|urlize }}": "No filter named 'urlize'.",
    "{{ text.encode() }}": "access to attribute 'encode' of 'str' object is unsafe.",
    "{{ text.join(['a', 'b']) }}": "access to attribute 'join' of 'str' object is unsafe.",
    "{{ text.translate({}) }}": "access to attribute 'translate' of 'str' object is unsafe.",
    # without bounds
    "{{ 'a'*1000000000 }}": "`*` is not taken here",
    "{{ 2**99999999 }}": "`**` is not taken here",
    "{{ '%1000000000d' % 1 }}": "`%` is not taken here",
    "{{ '{:>1000000000}'.format(1) }}": "access to attribute 'format' of 'str' object is unsafe.",
    "{{ 'a'.ljust(1000000000) }}": "access to attribute 'ljust' of 'str' object is unsafe.",
    "{{ 'a'.zfill(1000000000) }}": "access to attribute 'zfill' of 'str' object is unsafe.",
    "{{ 'a'|center(1000000000) }}": "No filter named 'center'.",
    "{{ 'a'|indent(1000000000) }}": "No filter named 'indent'.",
    "{{ ['a']|batch(100000000,'x')|list|length }}": "No filter named 'batch'.",
    "{{ 99|round(-999999999) }}": "round takes a precision from -15 to 15",
    "{% set n=namespace(x=9) %}{% for i in range(60) %}{% set n.x=n.x*n.x %}{% endfor %}": "its numbers grow too large",
    _GROWING + "{% set n.x = n.x ~ n.x %}{% endfor %}": _TOO_LONG,
    _GROWING + "{% set n.x = n.x + n.x %}{% endfor %}": _TOO_LONG,
    _GROWING + "{% set n.x = n.x|replace('a','aa') %}{% endfor %}": _TOO_LONG,
    _GROWING
    + "{% set n.x = n.x.replace('a','aa') %}{% endfor %}": "access to attribute 'replace' of 'str' object is unsafe.",
    _GROWING + "{% set n.x = (n.x,n.x)|join %}{% endfor %}": _TOO_LONG,
    _GROWING + "{% set n.x = [n.x,n.x] %}{% endfor %}": _TOO_LONG,
    _GROWING + "{% set n.x = {'a':n.x,'b':n.x} %}{% endfor %}": _TOO_LONG,
    _GROWING + "{% set n.x = dict(a=n.x,b=n.x) %}{% endfor %}": _TOO_LONG,
    _GROWING + "{% set n.x = n.x|list + n.x|list %}{% endfor %}": _TOO_LONG,
    _GROWING + "{% set n.x = [n.x, n.x]|sum(start='') %}{% endfor %}": _TOO_LONG,
    _GROWING + "{% set n.x %}{{ n.x }}{{ n.x }}{% endset %}{% endfor %}": _TOO_LONG,
    "{% for i in range(9999) %}" + "x" * 1000 + "{% endfor %}": _TOO_LONG,
    "x" * 1_000_001: _TOO_LONG,
    "{{ range(20000)|join('" + "x" * 1000 + "') }}": _TOO_LONG,
    "{{ range(20000)|map('string')|map('replace','','" + "b" * 1000 + "')|list|length }}": _TOO_MUCH,
    _BIG + "{{ range(20000)|map(attribute='no', default=n.x)|map('upper')|list|length }}": _TOO_MUCH,
    "{% set l=range(1000)|list %}{{ range(20000)|map(attribute='no', default=l)|sum(start=[])|length }}": _TOO_MUCH,
}
HARMLESS = {
    "{{ ['a','b']|map('upper')|join(', ') }}": "A, B",
    "{{ 'a,b'|replace(',', '，') }}{{ 3.7|round }}": "a，b4.0",
    "{% for k, v in {'a': 1}.items() %}{{ k }}{{ v }}{% endfor %}{% set a, b = 1, 2 %}{{ a + b }}": "a13",
    "{% macro f() %}{{ caller() }}{{ caller() }}{% endmacro %}{% call f() %}x{% endcall %}": "xx",
    "{% filter upper %}{{ text }}{% endfilter %}": "HI",
    "{% set n=namespace(x=1) %}{% for i in range(5) %}{% set n.x = n.x*2 %}{% endfor %}{{ n.x }} {{ 7//2 }}": "32 3",
    "{% for i in range(19998) %}{% endfor %}{{ range(20000)|list|length }}": "20000",
    "{% for i in range(9999) %}{% endfor %}{% for i in range(9999) %}{% endfor %}ok": "ok",
    "{{ 1 }}" * 2_000: "1" * 2_000,
    "{# a comment #}" * 5_000 + "a": "a",
    "x" * 1_000_000: "x" * 1_000_000,
    "{{ none }}{{ 1.5 }}{{ [1, 'a'] }}{{ true }}{{ {'a': 1} }}{{ (1,) }}": "None1.5[1, 'a']True{'a': 1}(1,)",
    "{{ ('a'~'b')|upper }}{{ text.startswith('h') }}{{ text[:1] }}": "ABTrueh",
}


def run(source: str) -> str:
    """What rendering a text says: nothing where it worked."""
    try:
        Templates(None).render_text(source, {"text": "hi", "words": {}}, PLACE)
    except TemplateError as failed:
        said = f"{failed.finding.message} at {failed.finding.place}"
        return said.removeprefix("the template is wrong: ").removesuffix(f" at {PLACE}")
    return ""


def attack_all() -> None:
    """Say what became of every attack; runs in a process of its own, with limits."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    for source in ATTACKS:
        sys.stdout.write(json.dumps(run(source)) + "\n")
        sys.stdout.flush()


def test_attacks_fail_soon_and_say_so() -> None:
    code = "from tests.render.test_sandbox import attack_all; attack_all()"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == len(ATTACKS), f"no end of: {list(ATTACKS)[len(answers)]}\n{done.stderr[-500:]}"
    pairs = zip(ATTACKS.items(), answers, strict=True)
    assert {source[-200:]: said for (source, wanted), said in pairs if said != wanted} == {}


@pytest.mark.parametrize("source, wanted", HARMLESS.items(), ids=lambda text: text[:60])
def test_what_templates_need_works(source: str, wanted: str) -> None:
    assert Templates(None).render_text(source, {"text": "hi"}, PLACE).text == wanted


@pytest.mark.parametrize(
    "source",
    ["(" * 500 + "{{" + "(" * 5000 + "1" + ")" * 5000 + "}}", "{{ 1 if }}", "{% if %}", "{{" * 5000, "{%" * 5000],
)
def test_a_text_that_is_no_template_is_a_finding(source: str) -> None:
    assert run(source)


def test_every_rendering_is_counted_anew() -> None:
    templates = Templates(None)
    for _ in range(3):
        source = "{% for i in range(15000) %}{% endfor %}" + "x" * 900_000
        assert len(templates.render_text(source, {}, PLACE).text) == 900_000
