"""The reader of finished articles, against hostile HTML (cases/hostile.yaml)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from socloc.checks.article_html import problems

CASES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("cases").joinpath("hostile.yaml").read_text("utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["html"])
def test_what_an_editor_would_remove(case: dict[str, Any]) -> None:
    assert list(problems(case["html"], ["mp.weixin.qq.com"])) == case.get("problems", [])
