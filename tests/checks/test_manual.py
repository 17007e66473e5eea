"""The manual: every check has an example that fails, one that passes, and ways to silence it that work."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from pathlib import Path

import comrak
import pytest

from socloc.checks.advertising import pages as advertising
from socloc.findings import Check
from socloc.manual import CHECKS, STRUCTURAL
from socloc.manual.example import CAMPAIGN, FOLDER, THEMES, Example, examples
from socloc.manual.page import as_markdown, as_text
from socloc.manual.pages import INDEX, pages
from socloc.manual.sources import sources
from tests.checks.examples import findings, of_failing, of_passing, prepared

ANEW = "python -m tests.checks.examples"
RUN = sorted(name for name, example in examples().items() if not example.untried)
HOUSE = Check("house-a", "note", "no.", ("cheap", "very\ncheap"), ("*dear*",))


def test_every_check_has_an_example() -> None:
    assert set(examples()) == set(CHECKS)
    assert sorted(path.stem for path in FOLDER.glob("*.yaml")) == sorted(THEMES)


def test_a_handful_cannot_be_run() -> None:
    untried = {name: example.untried for name, example in examples().items() if example.untried}
    assert len(untried) <= 3, untried
    assert all(len(reason) > 30 for reason in untried.values())


@pytest.mark.parametrize("check", RUN)
def test_what_fails_fails_as_the_page_says(check: str) -> None:
    example = examples()[check]
    said = of_failing(check, example)
    assert said, "the example that fails gets no finding of the check"
    assert said == example.said, ANEW


@pytest.mark.parametrize("check", RUN)
def test_what_passes_passes(check: str) -> None:
    assert of_passing(check, examples()[check]) == []


@pytest.mark.parametrize("check", RUN)
def test_both_are_short_and_differ(check: str) -> None:
    example = examples()[check]
    assert (example.fails, example.run) != (example.passes, example.passes_run) or example.saved_as
    for text in (example.fails, example.passes):
        assert 1 <= text.count("\n") <= 16
        assert all(len(line) <= 125 for line in text.split("\n"))


@pytest.mark.parametrize("check", sorted(set(RUN) - STRUCTURAL))
def test_what_the_page_says_of_silencing_is_true(check: str) -> None:
    example, page = examples()[check], as_text(CHECKS[check])
    said = example.said
    assert said
    assert (f"`# socloc: allow {check} -- reason`" in page) == ("allow" in said.silence)
    assert (f"`checks: {{{check}: off}}`" in page) == ("config" in said.silence)
    assert ("--update-baseline`" in page.rpartition("\n\n")[2]) == ("baseline" in said.silence)
    assert said.silence or f"Only `{example.run}` says it" in page
    for scope in re.findall(rf"`checks: {{{check}: ([^`]*)}}`", page):
        assert not _with_config(example, f"{{{check}: {scope}}}", check), scope


def _with_config(example: Example, rules: str, check: str) -> Sequence[object]:
    """What is left of the check where socloc.yaml says that."""
    with prepared(example, example.fails) as folder:
        (folder / "socloc.yaml").write_text(f"socloc: 1\nchecks: {rules}\n", "utf-8")
        found = findings(example.run, check)
        assert example.said
        one = {key: getattr(example.said, key) for key in ("file", "line", "message")}
        return [other for other in found if one.items() <= other.items()]


@pytest.mark.parametrize("check", sorted(STRUCTURAL))
def test_what_is_about_the_file_cannot_be_silenced(check: str) -> None:
    page = as_text(CHECKS[check])
    assert "It cannot be silenced" in page
    assert "allow " + check not in page.replace(examples()[check].fails, "")


@pytest.mark.parametrize("check", sorted(CHECKS))
def test_a_page_reads_the_same_in_both_forms(check: str) -> None:
    text, markdown = as_text(CHECKS[check]), as_markdown(CHECKS[check])
    assert not re.findall("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\ud800-\udfff]", text + markdown)
    html = comrak.render_markdown(markdown, extension_options=_as_on_github())
    assert set(re.findall(r"<(\w+)", html)) <= {"p", "code", "pre", "ul", "li", "a"}
    assert _bare(unescape(re.sub("<[^>]*>", "", html))) == _bare(re.sub("(?m)^- ", "", text))


def _as_on_github() -> comrak.ExtensionOptions:
    options = comrak.ExtensionOptions()
    options.table = options.strikethrough = options.autolink = options.tasklist = True
    return options


def _bare(text: str) -> str:
    """A text without its spaces, and without the signs of code."""
    return re.sub(r"[\s`]+", "", text)


# claim-unproved asks for what a declaration says, and names the law itself.
@pytest.mark.parametrize("check", sorted(set(advertising.BY_ID) - {"claim-unproved"} | {"map-unapproved"}))
def test_a_law_is_named_with_its_date_and_its_source(check: str) -> None:
    assert sources(check)
    assert all(re.search(r"\(\S+, \d{4}-\d\d-\d\d; \w+, checked \d{4}-\d\d-\d\d\): \S", one) for one in sources(check))
    assert "What it rests on:" in as_text(CHECKS[check])


def test_the_index_is_by_theme() -> None:
    made = pages([*CHECKS.values(), HOUSE])
    index = made[INDEX]
    assert index.count("\n## ") == len(THEMES) + 1
    assert sorted(re.findall(r"^\| \[([a-z0-9-]+)\]\(\1\.md\)", index, re.MULTILINE)) == sorted([*CHECKS, "house-a"])
    assert set(made) == {INDEX, *(f"{name}.md" for name in [*CHECKS, "house-a"])}


def test_a_rule_of_the_house_has_its_own_examples() -> None:
    assert as_text(HOUSE).startswith(
        "no.\n\nIt finds, for example:\n- cheap\n- very cheap\n\nIt does not mind:\n- *dear*\n\nTo silence it:\n\n- "
    )
    assert r"\*dear\*" in as_markdown(HOUSE)


def test_the_pages_in_the_repository_are_true() -> None:
    folder = Path(__file__).parents[2] / ".readme/checks"
    there = {path.name: path.read_text("utf-8") for path in folder.iterdir()}
    assert there == pages(CHECKS.values()), "socloc explain --pages .readme/checks"


def test_a_whole_campaign_is_what_the_page_leaves_out_and_shows() -> None:
    example = examples()["limit-unknown"]
    assert example.file == CAMPAIGN
    assert example.head(example.fails) == "socloc: 1\nid: tea-house\nsource: en\nlocales: [en]\n"
    assert example.head("posts: []\n").endswith("networks: [xing]\n")
