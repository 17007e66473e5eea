"""The JSON Schema and the reader accept and refuse the same files, and no file makes the pipeline fail."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from socloc import places
from socloc.campaign_format import CAMPAIGN, json_schema
from socloc.places import Node, plain
from socloc.shapes import ByKind, List, Map, Named, Record, Shape
from tests.reading.examined import outcome

ROOT = Path(__file__).parents[2]
COMPLETE = Path(__file__).with_name("complete.yaml")
# One that a table fills is read when it is filled; editors see its braces (tests/examples).
EXAMPLES = (path for path in ROOT.glob("examples/*/campaign.yaml") if "\nmatrix:" not in path.read_text("utf-8"))
FILES = [COMPLETE, ROOT / "templates/_init/campaign.yaml", *sorted(EXAMPLES)]
VALIDATOR = jsonschema.Draft202012Validator(json_schema())
MUTATIONS = 300  # of the complete campaign; a tenth of it of every other
RENDERED = 60
POOL: list[Any] = [
    *(
        "",
        "a",
        "A b",
        "../x",
        "con",
        "zh-TW",
        "zh_TW",
        "*",
        "weibo/post",
        "https://a.example",
        "ftp://a",
        "#fff",
        "red",
    ),
    *("2027-03-20 09:00", "Asia/Shanghai", "all", "{{ link }}", "{% if", "é", "1", "no", "~", "null"),
    *(None, True, False, 0, 1, 2, -1, 64, 4096, 4097, 0.5, 4.0, 1e3, 1e300, 99999999999999999999, float("inf")),
    *([], [[]], ["a"], [None], ["a", 1], {}, {"a": "b"}, {"en": "x"}, {"*": ["x"]}, {"en": []}, {"a": {"b": "c"}}),
    *({"at": "2027-03-20 09:00", "zone": "UTC"}, {"link": "shop"}, {"text": "t", "link": "shop"}, {"url": "https://a"}),
]


def paths(tree: Any, here: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where every value of a tree stands."""
    entries = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, child in entries:
        yield (*here, key)
        yield from paths(child, (*here, key))


def mutated(tree: Any, chance: random.Random) -> Any:
    """A copy with one to three values dropped, doubled, renamed, moved or replaced."""
    tree = copy.deepcopy(tree)
    for _ in range(chance.randint(1, 3)):
        every = list(paths(tree))
        path = chance.choice(every)
        parent = tree
        for key in path[:-1]:
            parent = parent[key]
        mutate(
            parent,
            path[-1],
            chance.choice(["drop", "double", "rename", "wrap", "swap", "replace", "replace"]),
            tree,
            every,
            chance,
        )
    return tree


def mutate(parent: Any, key: Any, how: str, tree: Any, every: list[tuple[Any, ...]], chance: random.Random) -> None:
    """Change one value of a tree in place."""
    value = parent[key]
    if how == "drop":
        del parent[key]
    elif how == "double" and isinstance(parent, list):
        parent.insert(key, copy.deepcopy(value))
    elif how == "rename" and isinstance(parent, dict):
        parent[chance.choice([*(str(path[-1]) for path in every), f"{key}s", str(key).upper()])] = parent.pop(key)
    elif how == "wrap":
        parent[key] = chance.choice([[value], {"en": value}, {key: value} if isinstance(key, str) else [value, value]])
    elif how == "swap":
        other = tree
        for step in chance.choice(every):
            other = other[step]
        parent[key] = copy.deepcopy(other)
    else:
        parent[key] = copy.deepcopy(chance.choice(POOL))


def variations(path: Path) -> Iterator[str]:
    """YAML texts near a sound campaign, the same in every run."""
    chance = random.Random(path.parent.name)  # noqa: S311  # a fixed series, not a secret
    tree = plain_of(path.read_text("utf-8"))
    for _ in range(MUTATIONS if path == COMPLETE else MUTATIONS // 10):
        yield yaml.safe_dump(mutated(tree, chance), allow_unicode=True, sort_keys=False)


def node_of(text: str) -> Node:
    """The node of a text whose YAML is sound."""
    node, findings = places.parse(text.encode(), "campaign.yaml")
    assert findings == []
    assert node is not None
    return node


def plain_of(text: str) -> Any:
    """A text as a program sees it that knows YAML 1.2."""
    return plain(node_of(text))


def verdicts(text: str) -> tuple[bool, bool, str]:
    """Whether the schema and the reader take a text, and what the reader says first."""
    node = node_of(text)
    findings: list[Any] = []
    CAMPAIGN.read(node, findings)
    return VALIDATOR.is_valid(plain(node)), not findings, str(findings[:1])


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())
    assert json_schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_sound_campaigns_are_taken_by_both(path: Path) -> None:
    assert verdicts(path.read_text("utf-8"))[:2] == (True, True)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_schema_and_reader_agree(path: Path) -> None:
    both = [(text, *verdicts(text)) for text in variations(path)]
    refused = sum(1 for _, schema, _, _ in both if not schema)
    assert len(both) // 3 < refused < len(both), "the mutations prove nothing"
    different = [
        f"schema {schema}, reader {reader} {first}\n{text}" for text, schema, reader, first in both if schema != reader
    ]
    assert not different, min(different, key=len)


def test_no_variation_makes_the_pipeline_fail(tmp_path: Path) -> None:
    failed = []
    for text in islice(variations(COMPLETE), RENDERED):
        try:
            found = outcome(tmp_path, text)
            assert found.campaign or found.findings
        except Exception as error:  # noqa: BLE001  # any of them is what this test looks for
            failed.append((type(error).__name__, str(error)[:80], text))
    kinds = {(name, message) for name, message, _ in failed}
    assert not failed, f"{len(failed)} of {RENDERED}: {kinds}"


def shapes_in(shape: Shape, seen: set[int]) -> Iterator[Shape]:
    """A shape and all that it is made of."""
    if id(shape) in seen:
        return
    seen.add(id(shape))
    yield shape
    inner: list[Shape | None] = []
    if isinstance(shape, Record):
        inner = [key.shape for key in shape.keys.values()]
    elif isinstance(shape, ByKind):
        inner = [shape.scalar, shape.sequence, shape.mapping]
    elif isinstance(shape, Map):
        inner = [shape.value]
    elif isinstance(shape, List):
        inner = [shape.item]
    elif isinstance(shape, Named):
        inner = [shape.target]
    for child in inner:
        if child is not None:
            yield from shapes_in(child, seen)


def test_the_complete_campaign_has_every_key_and_every_key_its_help() -> None:
    keys = {name for path in paths(plain_of(COMPLETE.read_text("utf-8"))) for name in path}
    records = [shape for shape in shapes_in(CAMPAIGN, set()) if isinstance(shape, Record)]
    assert len(records) > 8
    for record in records:
        assert set(record.keys) <= keys, record.name
        assert all(key.help.endswith((".", "drops it")) for key in record.keys.values()), record.name


def test_every_reference_in_the_schema_leads_somewhere() -> None:
    text = str(json_schema())
    names = set(json_schema()["$defs"])
    assert names
    assert {part.split("'")[0] for part in text.split("#/$defs/")[1:]} == names
