"""Which findings count: severities of socloc.yaml, what campaigns allow with a reason, and the baseline."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import inside
from tests.reading.examined import head, write

LONG = "x" * 281
CAMPAIGN = head("two", networks=["x", "xing"]) + (
    "posts:\n"
    "  - id: p\n"
    "    text:\n"
    f"      en: {LONG}\n"
    "      de: kurz\n"
    "  - id: q\n"
    "    text: |-\n"
    f"      {LONG}\n"
    "      # socloc: allow text-too-long -- this is text and no comment\n"
    "    locales: {de: {text: kurz}}\n"
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a campaign in a folder of its own; the repository is the current folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    write(tmp_path / "spring", CAMPAIGN)
    return tmp_path


def found(*arguments: str) -> tuple[int, list[tuple[str, str, int]]]:
    """The exit code of a check, and its findings: check, severity, line."""
    ran = inside("check", "spring", *arguments, "-f", "json")
    listed = json.loads(ran.out)["findings"]
    return ran.code, [(one["check"], one["severity"], one["line"]) for one in listed]


LONGS = [("text-too-long", "error", 9), ("text-too-long", "error", 12)]
UNKNOWN = ("limit-unknown", "note", 5)


def test_without_rules_nothing_changes() -> None:
    assert found() == (1, [UNKNOWN, *LONGS])


@pytest.mark.parametrize(
    "rules, code, findings",
    [
        ("text-too-long: off", 0, [UNKNOWN]),
        ("text-too-long: note", 0, [UNKNOWN, ("text-too-long", "note", 9), ("text-too-long", "note", 12)]),
        ("limit-unknown: error", 1, [("limit-unknown", "error", 5), *LONGS]),
        ("text-too-long: {severity: off}", 0, [UNKNOWN]),
        ("text-too-long: {networks: {x: off}}", 0, [UNKNOWN]),
        ("text-too-long: {networks: {x/post: off}}", 0, [UNKNOWN]),
        ("text-too-long: {networks: {x: off, x/post: error}}", 1, [UNKNOWN, *LONGS]),
        ("text-too-long: {networks: {weibo: off}}", 1, [UNKNOWN, *LONGS]),
        ("text-too-long: {locales: {en: off}}", 0, [UNKNOWN]),
        ("text-too-long: {severity: off, locales: {EN: error}}", 1, [UNKNOWN, *LONGS]),
        ("text-too-long: {locales: {de: off}}", 1, [UNKNOWN, *LONGS]),
    ],
)
@pytest.mark.parametrize("where", ["socloc.yaml", "spring/socloc.yaml"])
def test_severities(rules: str, code: int, findings: list[tuple[str, str, int]], where: str, folder: Path) -> None:
    (folder / where).write_text(f"socloc: 1\nchecks: {{{rules}}}\n")
    assert found() == (code, findings)


def test_the_nearest_file_counts_and_none_outside_the_repository(folder: Path) -> None:
    (folder.parent / "socloc.yaml").write_text("socloc: 1\nchecks: {text-too-long: off}\n")
    assert found()[0] == 1
    (folder / "socloc.yaml").write_text("socloc: 1\nchecks: {text-too-long: off}\n")
    (folder / "spring/socloc.yaml").write_text("socloc: 1\n")
    assert found()[0] == 1
    (folder.parent / "socloc.yaml").unlink()


def test_render_judges_as_check_does(folder: Path) -> None:
    assert inside("render", "spring", "-o", "out").code == 1
    (folder / "socloc.yaml").write_text("socloc: 1\nchecks: {text-too-long: warning}\n")
    assert inside("render", "spring", "-o", "out").code == 0
    assert (folder / "out/test/index.html").exists()


@pytest.mark.parametrize(
    "rules, line, message",
    [
        ("text-too-lang: off", 2, "there is no check `text-too-lang`; did you mean `text-too-long`?"),
        ("text-too-long: of", 2, "expected"),
        ("yaml-syntax: off", 2, "`yaml-syntax` says that a file cannot be used, so it is always an error"),
        ("allow-broken: off", 2, "`allow-broken` says that a file cannot be used, so it is always an error"),
        ("text-too-long: {network: {x: off}}", 2, "unknown key `network`"),
    ],
)
def test_what_is_wrong_in_the_file_is_told(rules: str, line: int, message: str, folder: Path) -> None:
    (folder / "socloc.yaml").write_text(f"socloc: 1\nchecks: {{{rules}}}\n")
    ran = inside("check", "spring")
    assert ran.code == 1
    assert any(text.startswith(f"socloc.yaml:{line}:") and message in text for text in ran.out.splitlines()), ran.out


def allowed(folder: Path, line: int, comment: str, is_own: bool = False) -> None:
    """Put a comment at the end of a line of the campaign, or on a line of its own before it."""
    path = folder / "spring/campaign.yaml"
    lines = path.read_text("utf-8").split("\n")
    if is_own:
        indent = len(lines[line - 1]) - len(lines[line - 1].lstrip())
        lines.insert(line - 1, " " * indent + comment)
    else:
        lines[line - 1] += f"  {comment}"
    path.write_text("\n".join(lines), "utf-8")


@pytest.mark.parametrize(
    "line, is_own, left",
    [
        pytest.param(9, False, [12], id="on its line"),
        pytest.param(9, True, [13], id="on the line before"),
        pytest.param(8, False, [12], id="beside the key above it"),
        pytest.param(6, False, [], id="beside all posts"),
        pytest.param(7, True, [13], id="before the post"),
        pytest.param(12, False, [9], id="beside the key of a block"),
    ],
)
def test_a_comment_allows_what_it_stands_beside(line: int, is_own: bool, left: list[int], folder: Path) -> None:
    allowed(folder, line, "# socloc: allow text-too-long -- 客户要长的", is_own)
    code, findings = found()
    assert [at for check, _, at in findings if check == "text-too-long"] == left
    assert code == bool(left)
    accepted = json.loads(inside("check", "spring", "-f", "json").out)["accepted"]
    assert {(one["how"], one["reason"]) for one in accepted} == {("allowed", "客户要长的")}
    results = json.loads(inside("check", "spring", "-f", "sarif").out)["runs"][0]["results"]
    suppressed = [one for one in results if "suppressions" in one]
    assert len(suppressed) == len(accepted)
    assert suppressed[0]["suppressions"] == [{"kind": "inSource", "justification": "客户要长的"}]


@pytest.mark.parametrize(
    "comment, check, message",
    [
        ("# socloc: allow text-too-long", "allow-broken", "text-too-long is allowed without a reason"),
        ("# socloc: allow text-too-long --  ", "allow-broken", "text-too-long is allowed without a reason"),
        (
            "# socloc: allow text-too-lang -- a",
            "allow-broken",
            "there is no check `text-too-lang` to allow; did you mean",
        ),
        ("# socloc: allow -- because", "allow-broken", "no check is named here"),
        ("# socloc: allow yaml-syntax -- a", "allow-broken", "there is no check `yaml-syntax` to allow"),
        ("# socloc: allow field-missing -- a", "allow-unused", "there is no field-missing here any more"),
    ],
)
def test_a_comment_that_does_not_hold_is_told(comment: str, check: str, message: str, folder: Path) -> None:
    allowed(folder, 9, comment)
    ran = inside("check", "spring")
    assert f"spring/campaign.yaml:9:1: {'warning' if check == 'allow-unused' else 'error'}: {message}" in ran.out
    assert f"[{check}]" in ran.out
    assert "text-too-long]" in ran.out


def test_a_run_over_a_part_does_not_know_what_is_unused(folder: Path) -> None:
    allowed(folder, 9, "# socloc: allow text-too-long -- so it is")
    assert "allow-unused" not in inside("check", "spring", "-n", "xing").out


def test_several_checks_are_allowed_at_once(folder: Path) -> None:
    allowed(folder, 5, "# socloc: allow limit-unknown, text-too-long -- so it is")
    assert UNKNOWN not in found()[1]


def test_the_baseline(folder: Path) -> None:
    ran = inside("check", "spring", "--update-baseline")
    assert (ran.code, ran.out) == (0, "spring/.socloc-baseline.json: 3 findings\n")
    assert found() == (0, [])
    assert inside("render", "spring", "-o", "out").code == 0
    results = json.loads(inside("check", "spring", "-f", "sarif").out)["runs"][0]["results"]
    assert [one["baselineState"] for one in results] == ["unchanged"] * 3
    path = folder / "spring/campaign.yaml"
    path.write_text("# moved\n\n" + path.read_text("utf-8").replace(f"en: {LONG}", f"en: {LONG}yy"), "utf-8")
    assert found() == (0, []), "lines and numbers may move"
    path.write_text(path.read_text("utf-8").replace("de: kurz", f"de: {LONG}", 1), "utf-8")
    assert found() == (1, [("text-too-long", "error", 12)]), "what is new counts"
    path.write_text(path.read_text("utf-8").replace("networks", "networks", 1).replace('["x", "xing"]', "[x]"), "utf-8")
    note = ("baseline-outdated", "note", 1)
    assert note in found()[1]
    inside("check", "spring", "--update-baseline")
    assert len(json.loads((folder / "spring/.socloc-baseline.json").read_text())["findings"]) == 3
    assert found() == (0, [])


def test_one_baseline_for_a_whole_repository(folder: Path) -> None:
    (folder / "socloc.yaml").write_text("socloc: 1\n")
    write(folder / "autumn", CAMPAIGN.replace("id: test", "id: autumn"))
    assert inside("check", "spring", "autumn", "--update-baseline").out == ".socloc-baseline.json: 6 findings\n"
    assert inside("check", "spring", "autumn").code == 0
    write(folder / "autumn", head("one") + "posts: [{id: p, text: t}]\n")
    inside("check", "autumn", "--update-baseline")
    assert found() == (0, []), "other campaigns keep theirs"
    assert len(json.loads((folder / ".socloc-baseline.json").read_text())["findings"]) == 3


def test_a_broken_baseline_is_told(folder: Path) -> None:
    (folder / ".socloc-baseline.json").write_text("{}")
    ran = inside("check", "spring")
    assert (ran.code, "it is no baseline" in ran.err) == (2, True)
