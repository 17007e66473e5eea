"""The lengths of known texts: cases/*.yaml, each in the ways it names, and random ones in cases/*.json."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from socloc.counting import details, way

_CASES = Path(__file__).with_name("cases")


def _text(case: dict[str, Any]) -> str:
    """A case gives its `text`, or as `json` (YAML has no lone surrogates), or as `parts`: [text, times]."""
    if "parts" in case:
        return "".join(part * times for part, times in case["parts"])
    return str(json.loads(case["json"])) if "json" in case else str(case["text"])


def _lengths() -> Iterator[tuple[str, str, str, int]]:
    for path in sorted(_CASES.glob("*.yaml")):
        for case in yaml.safe_load(path.read_text("utf-8"))["cases"]:
            for name, length in case["lengths"].items():
                yield path.stem, name, _text(case), length


def _refusals() -> Iterator[tuple[str, str, list[int]]]:
    for path in sorted(_CASES.glob("*.yaml")):
        for case in yaml.safe_load(path.read_text("utf-8"))["cases"]:
            for name in case["lengths"]:
                yield name, _text(case), case.get("invalid", {}).get(name, [])


def test_the_cases_cover_every_way() -> None:
    from socloc.counting import WAYS

    assert {name for _, name, _, _ in _lengths()} == set(WAYS)


@pytest.mark.parametrize("source", sorted(path.stem for path in _CASES.glob("*.yaml")))
def test_length(source: str) -> None:
    cases = [case for case in _lengths() if case[0] == source]
    wrong = [
        f"{name} of {text!a}: {counted}, not {length}"
        for _, name, text, length in cases
        if (counted := way(name).length(text)) != length
    ]
    assert cases
    assert not wrong, "\n".join(wrong)


def test_what_a_network_refuses() -> None:
    refusals = list(_refusals())
    wrong = [
        f"{name} of {text!a}: {refused}, not {indices}"
        for name, text, indices in refusals
        if (refused := way(name).invalid(text)) != tuple(indices)
    ]
    assert any(indices for _, _, indices in refusals)
    assert not wrong, "\n".join(wrong)


def test_x_weighted_of_random_texts() -> None:
    """Texts of differential/texts.py, the answers of the official library, npm twitter-text 3.1.0."""
    cases = json.loads((_CASES / "x-random.json").read_bytes())
    wrong = [
        f"{text!a}: {counted}, not {length}"
        for text, length in cases
        if (counted := way("x-weighted").length(text)) != length
    ]
    assert len(cases) > 300
    assert not wrong, "\n".join(wrong)


def _details() -> Iterator[tuple[str, str, dict[str, object]]]:
    for path in sorted(_CASES.glob("*.yaml")):
        for case in yaml.safe_load(path.read_text("utf-8"))["cases"]:
            for name in case["lengths"]:
                if "details" in case:
                    yield name, _text(case), case["details"]


@pytest.mark.parametrize(("name", "text", "expected"), list(_details()))
def test_what_else_there_is_to_say(name: str, text: str, expected: dict[str, object]) -> None:
    said = details(name, text)
    assert {key: said[key] for key in expected} == expected


def test_what_forced_the_larger_encoding_is_named_once() -> None:
    assert details("sms", "Größe – ç’ç ok")["forced_by"] == ["–", "ç", "’"]
    assert details("sms", "Größe 10€")["forced_by"] == []
    assert details("code-points", "ç") == {}
