"""What each network is handed of the same words: markup, tags, threads, comments, buttons (cases/forms.yaml)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from socloc.variant import Variant
from tests.reading.examined import cases, outcome

POND = Path(__file__).parents[1].joinpath("checks", "cases", "pond.yaml").read_bytes()
_KEYS = ("text", "comment", "link", "thread")


def campaign(case: dict[str, Any]) -> str:
    """The campaign of a case: two links, a brand and an account, and one post."""
    post = {"id": "p", "title": "T", **{key: case[key] for key in _KEYS if key in case}}
    if "buttons_named" in case:
        post["buttons"] = case["buttons_named"]
    links = {"shop": {"url": "https://shop.example/?a=1&b=2", "label": "Order"}, "other": "https://other.example"}
    brand = {"name": "Lanmo", "handles": {"x": "lanmo", "weibo": "岚陌"}}
    values = {"socloc": 1, "id": "t", "source": "en", "locales": ["en"], "networks": case["networks"], "utm": False}
    values |= {"links": links, "brand": brand, "accounts": {"mia": {"weibo": "米亚"}}, "posts": [post]}
    return yaml.safe_dump(values | case.get("more", {}), allow_unicode=True)


def fields(variant: Variant) -> dict[str, Any]:
    """All the texts of a variant but its title, those of a thread as a list."""
    found: dict[str, Any] = {}
    for field in variant.fields:
        if field.part:
            found.setdefault(field.id, []).append(field.text)
        elif field.id != "title":
            found[field.id] = field.text
    return found


@pytest.mark.parametrize("case", cases(__file__, "forms.yaml"), ids=lambda case: case["case"])
def test_what_each_network_is_handed(case: dict[str, Any], tmp_path: Path) -> None:
    found = outcome(tmp_path, campaign(case), {"networks/pond.yaml": POND})
    by_format = {str(variant.plan.format): variant for variant in found.variants}
    for name, wanted in case["shows"].items():
        assert {key: fields(by_format[name]).get(key) for key in wanted} == wanted, name
    for name, text in case.get("counted", {}).items():
        assert by_format[name].fields[0].counted == text
    for name, buttons in case.get("buttons", {}).items():
        assert [[button.label, button.link.url] for button in by_format[name].buttons] == buttons
