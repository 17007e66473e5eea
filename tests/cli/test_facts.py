"""networks, explain, schema: what socloc knows, told to people and to programs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from inspect import cleandoc
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from socloc.manual import CHECKS
from tests.cli import campaigns
from tests.cli.running import inside, start

NETWORKS = Path(__file__).parents[2] / "socloc/networks"
OF_LOCALES = ("audience", "holidays", "copy", "marks", "blocked", "approvals")
LOCALES = NETWORKS.parents[1] / "locales"
IDS = sorted(path.stem for path in NETWORKS.glob("*.yaml"))


def test_the_list_has_every_field_of_every_network() -> None:
    rows = [line.split() for line in inside("networks").out.splitlines()]
    expected = []
    for name in IDS:
        network = yaml.safe_load((NETWORKS / f"{name}.yaml").read_text("utf-8"))
        for form, found in network["formats"].items():
            for field, value in found["fields"].items():
                limit = value["limits"][0]
                number = f"{limit['value']:,}" if "value" in limit else "?"
                row = [f"{name}/{form}", network["region"], field, number, limit["count"], limit["standing"]]
                expected.append(row)
    assert rows[1:] == expected


@pytest.mark.parametrize("name", IDS)
def test_one_network_has_every_source_and_date(name: str) -> None:
    page = inside("networks", name).out
    values = json.loads(inside("networks", name, "--json").out)["networks"]
    assert [value["id"] for value in values] == [name]

    def facts(value: object) -> list[dict[str, object]]:
        if isinstance(value, dict):
            mine = [value] if "standing" in value else []
            return mine + [fact for child in value.values() for fact in facts(child)]
        return [fact for child in value for fact in facts(child)] if isinstance(value, list) else []

    found = facts(values)
    assert len(found) >= 5
    for fact in found:
        source = fact["source"]
        assert source
        for line in source if isinstance(source, list) else [source]:
            assert str(line) in page
        assert f"[{fact['standing']}, checked {fact['checked']}" in page
        assert date.fromisoformat(str(fact["checked"])).isoformat() == fact["checked"]


def test_all_networks_as_json() -> None:
    answer = json.loads(inside("networks", "--json").out)
    assert list(answer) == ["schema_version", "networks"]
    assert [network["id"] for network in answer["networks"]] == IDS


def test_old_facts(tmp_path: Path) -> None:
    text = (NETWORKS / "xing.yaml").read_text("utf-8").replace("network: xing", "network: own")
    (tmp_path / "networks").mkdir()
    (tmp_path / "networks/own.yaml").write_text(text.replace("2026-11-22", "2001-02-03", 1), "utf-8")
    assert start("networks", "own", "--older-than", "7000", cwd=tmp_path).out == "2001-02-03  own: status\n"
    old = json.loads(start("networks", "--older-than", "7000", "--json", cwd=tmp_path).out)
    assert old == {"schema_version": 1, "facts": [{"fact": "own: status", "checked": "2001-02-03"}]}
    assert start("networks", "x", "--older-than", "7000", cwd=tmp_path).out == ""


@pytest.mark.parametrize(
    "text, said",
    [
        ("network: [\n", "networks/own.yaml:2:1: not valid YAML: did not find expected node content"),
        ("", "networks/own.yaml:1:1: the file is empty"),
        ("network: other\n", "networks/own.yaml:1:1: "),
        ("\x00", "networks/own.yaml:1:1: the character U+0000 cannot stand in a text"),
    ],
)
def test_a_network_of_ones_own_that_is_broken(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "networks").mkdir()
    (tmp_path / "networks/own.yaml").write_bytes(text.encode())
    for arguments in (["networks"], ["networks", "own"], ["count", "own", "text"]):
        ran = start(*arguments, cwd=tmp_path)
        assert (ran.code, ran.out) == (2, ""), arguments
        assert said.split(": ", 1)[1 if arguments[0] == "count" else 0] in ran.err
        assert "Traceback" not in ran.err
    campaigns.write(tmp_path, campaigns.FINE.replace("x/post", "own/post"))
    ran = start("check", ".", cwd=tmp_path)
    assert ran.code == 1
    assert ran.out.startswith(said.split(": ", 1)[0])


def test_a_network_of_ones_own_comes_first(tmp_path: Path) -> None:
    (tmp_path / "networks").mkdir()
    text = (NETWORKS / "x.yaml").read_text("utf-8").replace("value: 280", "value: 7")
    (tmp_path / "networks/x.yaml").write_text(text, "utf-8")
    campaigns.write(tmp_path)
    assert start("count", "x", "12345678", cwd=tmp_path).code == 1
    assert "x/post takes 7" in start("check", ".", cwd=tmp_path).out
    assert start("check", ".", cwd=tmp_path / "networks").code == 2


@pytest.mark.parametrize("check", CHECKS)
def test_every_check_is_explained(check: str) -> None:
    ran = inside("explain", check)
    assert ran.code == 0
    title, empty, *page = ran.out.splitlines()
    assert title == f"{check} ({CHECKS[check].severity})"
    assert empty == ""
    assert len("\n".join(page)) > 40
    assert cleandoc(CHECKS[check].manual) in ran.out
    assert all(word in ran.out for word in ("\nFails", "\nPasses", "ilence"))


def test_all_checks_are_listed() -> None:
    lines = inside("explain").out.splitlines()
    assert [line.split()[0] for line in lines] == list(CHECKS)
    assert all(len(line.split(None, 2)) == 3 for line in lines)
    assert inside("explain", "text-to-long").err.splitlines()[0] == (
        "socloc: there is no check `text-to-long`; did you mean `text-too-long`?"
    )


def test_the_schema_is_one_and_knows_good_from_bad() -> None:
    schema = json.loads(inside("schema").out)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    validator = jsonschema.Draft202012Validator(schema)
    assert validator.is_valid(yaml.safe_load(campaigns.FINE))
    assert not validator.is_valid(yaml.safe_load(campaigns.FINE + "nonsense: 1\n"))
    assert not validator.is_valid(yaml.safe_load(campaigns.FINE.replace("id: fine\n", "")))


@pytest.mark.parametrize(
    "kind, files",
    [
        ("network", NETWORKS.glob("*.yaml")),
        ("scheduler", NETWORKS.parent.glob("schedulers/*.yaml")),
        *((kind, LOCALES.glob(f"*/{kind}.yaml")) for kind in (*OF_LOCALES, "locale")),
    ],
)
def test_the_schemas_of_built_in_files_take_them(kind: str, files: Iterable[Path]) -> None:
    schema = json.loads(inside("schema", kind).out)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    seen = 0
    for path in files:
        value = yaml.safe_load(path.read_text("utf-8"))
        assert [error.message for error in validator.iter_errors(as_text_where_dates(value))] == [], path.name
        seen += 1
    assert seen >= (1 if kind in OF_LOCALES else 6)
    assert not validator.is_valid({"nonsense": 1})


def as_text_where_dates(value: Any) -> Any:
    """PyYAML makes dates of 2026-11-22; socloc reads them as text, as JSON has none."""
    if isinstance(value, dict):
        return {key: as_text_where_dates(child) for key, child in value.items()}
    if isinstance(value, list):
        return [as_text_where_dates(child) for child in value]
    return str(value) if isinstance(value, date) else value
