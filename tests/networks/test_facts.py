"""The facts of the built-in networks, what the loader says of broken ones, and whose file comes first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
import yaml

from socloc import counting, networks
from socloc.networks import Bounds, Fact, Format, Limit, Option, Standings

NETWORKS = networks.ids()
CASES: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("cases.yaml").read_text("utf-8"))
POND: str = CASES["sound"]
Kind = TypeVar("Kind")
NO_SOURCE = ("from memory", "memory", "unsourced", "no statement")


def within(value: object, where: str) -> Iterator[tuple[str, object]]:
    """A value with its address, and every value inside of it: facts, limits, options, standings."""
    yield where, value
    inner: Iterable[tuple[object, object]] = ()
    if isinstance(value, Mapping):
        inner = value.items()
    elif isinstance(value, tuple):
        inner = zip(getattr(value, "_fields", range(len(value))), value, strict=True)
    for name, child in inner:
        yield from within(child, f"{where} {name}")


def every(kind: type[Kind], network_id: str) -> Iterator[tuple[str, Kind]]:
    """Every value of that kind in the facts of a network, with its address."""
    network, findings = networks.load(network_id)
    assert findings == []
    yield from ((where, value) for where, value in within(network, network_id) if isinstance(value, kind))


def is_evidence(source: str) -> bool:
    """Whether somebody else can follow that source."""
    return not source.casefold().startswith(NO_SOURCE)


def place_pond(folder: Path, text: str = POND, network_id: str = "pond") -> Path:
    """Write a network's file beside a campaign in that folder."""
    (folder / "networks").mkdir()
    (folder / "networks" / f"{network_id}.yaml").write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize("network_id", NETWORKS)
def test_every_file_is_sound_and_named_after_its_network(network_id: str) -> None:
    network, findings = networks.load(network_id)
    assert findings == []
    assert network is not None
    assert network.id == network_id
    assert network.place.file == f"networks/{network_id}.yaml"
    assert network.name
    assert network.status.value.endswith("."), "cut off?"


@pytest.mark.parametrize("network_id", NETWORKS)
def test_a_limit_has_a_way_of_counting_and_a_number_where_it_is_known(network_id: str) -> None:
    for where, limit in every(Limit, network_id):
        assert limit.way in counting.WAYS, where
        assert counting.way(limit.way).length("a") == 1, where
        assert (limit.value is None) == (limit.basis.standing == "unknown"), where


@pytest.mark.parametrize("network_id", NETWORKS)
def test_a_bound_is_known_and_leaves_room(network_id: str) -> None:
    for where, bounds in every(Bounds, network_id):
        assert bounds.basis.standing != "unknown", f"{where}: a guess is no bound"
        assert bounds.least is None or bounds.most is None or bounds.least <= bounds.most, where


@pytest.mark.parametrize("network_id", NETWORKS)
def test_an_option_says_in_a_sentence_who_has_it_and_changes_something(network_id: str) -> None:
    for where, option in every(Option, network_id):
        assert option.about.endswith("."), where
        assert option.changes or any(option.fields.values()), where


@pytest.mark.parametrize("network_id", NETWORKS)
def test_every_value_was_checked_on_a_day_that_has_come(network_id: str) -> None:
    today = (datetime.now(UTC) + timedelta(hours=14)).date()  # where the day begins first
    for where, basis in every(Standings, network_id):
        assert date.fromisoformat(basis.checked) <= today, where


@pytest.mark.parametrize("network_id", NETWORKS)
def test_a_value_that_is_said_to_be_known_has_a_source_and_a_doubtful_one_says_why(network_id: str) -> None:
    for where, basis in every(Standings, network_id):
        assert all(source.strip() for source in basis.source), where
        assert basis.note[-1:] in {"", ".", ")"}, f"{where}: cut off at a # that YAML took for a comment?"
        if basis.standing == "unknown":
            assert basis.note, f"{where}: unknown without a note"
        else:
            assert any(map(is_evidence, basis.source)), f"{where}: {basis.standing} by nobody"


@pytest.mark.parametrize("network_id", NETWORKS)
def test_patterns_have_a_gap_and_nothing_that_a_template_adds(network_id: str) -> None:
    for where, fact in every(Fact, network_id):
        gap = {"hashtag": "{tag}", "mention": "{handle}"}.get(where.split()[-1])
        if gap:
            assert not fact.value or fact.value.count(gap) == 1, where
            assert fact.value == fact.value.strip(), where
            assert fact.value or fact.basis.note, f"{where}: the note tells an author what to do instead"


def test_one_built_in_format_says_that_it_takes_what_is_pasted() -> None:
    found = [str(form) for network_id in NETWORKS for _, form in every(Format, network_id) if form.paste]
    assert found == ["wechat/article"], "`socloc article` is for it where nothing else is asked for"


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["case"])
def test_what_is_said_of_a_broken_file(case: dict[str, Any], tmp_path: Path) -> None:
    assert POND.count(case["from"]) == 1, "the case must change one piece"
    folder = place_pond(tmp_path, POND.replace(case["from"], case["to"]))
    network, findings = networks.load("pond", folder)
    said = [{"at": str(found.place), "check": found.check, "message": found.message} for found in findings]
    wanted = [{key: text for key, text in one.items() if key != "hint"} for one in case["findings"]]
    assert said == wanted
    ways = ", ".join(counting.WAYS)
    hints = [
        one.get("hint", found.hint).replace("{ways}", ways)
        for one, found in zip(case["findings"], findings, strict=True)
    ]
    assert [found.hint for found in findings] == hints
    assert all(found.severity == "error" for found in findings)
    assert (network is None) == bool(findings)


def test_a_sound_file_beside_the_campaign_adds_a_network(tmp_path: Path) -> None:
    folder = place_pond(tmp_path)
    network, findings = networks.load("pond", folder)
    assert findings == []
    assert network is not None
    assert network.formats[0].fields[0].limits == (
        Limit(90, "code-points", Standings(("a frog",), "2026-11-20", "measured")),
    )
    assert network.formats[0].hashtag.basis.source == ("https://pond.example/help", "a blog")
    assert networks.ids(folder) == tuple(sorted({*NETWORKS, "pond"}))
    assert networks.load("pond") == (None, []), "it belongs to that campaign only"


def test_a_file_beside_the_campaign_replaces_the_built_in_one(tmp_path: Path) -> None:
    folder = place_pond(tmp_path, POND.replace("network: pond", "network: x"), "x")
    network, findings = networks.load("x", folder)
    assert findings == []
    assert network is not None
    assert network.name == "Pond"
    built_in, _ = networks.load("x")
    assert built_in is not None
    assert built_in.name == "X", "other campaigns keep the built-in one"
    assert networks.load("weibo", folder) == networks.load("weibo"), "other networks stay"
    assert networks.ids(folder) == NETWORKS


def test_a_broken_file_beside_the_campaign_does_not_fall_back_to_the_built_in_one(tmp_path: Path) -> None:
    network, findings = networks.load("x", place_pond(tmp_path, "network: [", "x"))
    assert network is None
    assert [(found.check, found.place.file) for found in findings] == [("yaml-syntax", "networks/x.yaml")]


@pytest.mark.parametrize(
    "asked, sentence",
    [
        ("linkdin", "there is no network `linkdin`; did you mean `linkedin`?"),
        ("WeChat", "there is no network `WeChat`; did you mean `wechat`?"),
        ("gopher", "there is no network `gopher`"),
    ],
)
def test_a_network_that_is_not_there(asked: str, sentence: str) -> None:
    assert networks.load(asked) == (None, [])
    assert networks.not_known(asked) == sentence
