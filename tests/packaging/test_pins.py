"""The pins name every package with its hashes, agree with pyproject.toml, and hide where they came from."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

TREE = Path(__file__).parents[2]
RUN = TREE / ".ci" / "requirements.txt"
DEV = TREE / ".ci" / "requirements-dev.txt"
PROJECT: dict[str, Any] = tomllib.loads((TREE / "pyproject.toml").read_text("utf-8"))

LINE = re.compile(
    r"#|#[ \w.-]+(by the following command:)?"  # pip-compile's heading
    r"|#    make pins"
    r"|[a-z0-9-]+==[\w.]+ \\"
    r"|    --hash=sha256:[0-9a-f]{64}( \\)?"
    r"|    # via (-c \.ci/requirements\.txt, )?[\w ,().:-]+"
)


def pins(path: Path) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)==([\w.]+) \\$", path.read_text("utf-8"), re.MULTILINE))


def wanted(path: Path) -> list[str]:
    run: list[str] = PROJECT["project"]["dependencies"] + PROJECT["build-system"]["requires"]
    return run + PROJECT["project"]["optional-dependencies"]["dev"] if path == DEV else run


@pytest.mark.parametrize("path", [RUN, DEV], ids=lambda path: path.name)
def test_a_line_is_a_pin_a_hash_or_who_asked_for_it(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    assert [line for line in lines if not LINE.fullmatch(line)] == []


@pytest.mark.parametrize("path", [RUN, DEV], ids=lambda path: path.name)
def test_every_pin_has_a_hash(path: Path) -> None:
    bare = re.findall(r"^(\S+==\S+).*\n(?!    --hash=)", path.read_text("utf-8"), re.MULTILINE)
    assert bare == []


@pytest.mark.parametrize("path", [RUN, DEV], ids=lambda path: path.name)
def test_what_pyproject_asks_for_is_pinned(path: Path) -> None:
    pinned = pins(path)
    for requirement in map(Requirement, wanted(path)):
        version = pinned.get(canonicalize_name(requirement.name))
        assert version, f"{requirement} is not pinned in {path.name}: make pins"
        assert requirement.specifier.contains(version), (
            f"{path.name} pins {requirement.name} {version}, not {requirement}"
        )


def test_the_tests_run_with_what_the_demo_runs_with() -> None:
    run, dev = pins(RUN), pins(DEV)
    only_builds = {"editables"}  # asked for by hatchling, for an editable install
    assert {name: dev.get(name) for name in run.keys() - only_builds} == {
        name: run[name] for name in run.keys() - only_builds
    }


def test_nothing_for_development_is_needed_at_run_time() -> None:
    assert set(pins(RUN)).isdisjoint({"pytest", "mypy", "ruff", "playwright", "hypothesis"})
