"""The sdist and the wheel are whole, and the wheel works in an environment that has only what it declares."""

import os
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from collections.abc import Iterable, Mapping
from email.parser import Parser
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import NamedTuple

import pytest
from packaging.requirements import Requirement

import socloc

TREE = Path(__file__).parents[2]
# One worker builds once for all of these.
pytestmark = pytest.mark.xdist_group("distributions")


class Built(NamedTuple):
    sdist: Path
    wheel: Path
    wheel_of_sdist: Path


class Ran(NamedTuple):
    code: int
    output: str


def build(out: Path, *options: str) -> Path:
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), *options, str(TREE)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return out


def only(paths: Iterable[Path]) -> Path:
    (path,) = paths
    return path


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    both = build(tmp_path_factory.mktemp("both"))  # the wheel is built from the sdist
    direct = build(tmp_path_factory.mktemp("direct"), "--wheel")
    return Built(only(both.glob("*.tar.gz")), only(direct.glob("*.whl")), only(both.glob("*.whl")))


def members(wheel: Path) -> Mapping[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def files_below(folder: str) -> list[str]:
    """Paths from the top of the tree, without what compilers and file managers leave behind."""
    found = [path for path in (TREE / folder).rglob("*") if path.is_file()]
    relative = [path.relative_to(TREE) for path in found]
    return sorted(path.as_posix() for path in relative if path.suffix != ".pyc" and path.name[0] != ".")


@pytest.mark.parametrize(
    ("folder", "inside"),
    [
        ("socloc", "socloc"),
        ("templates", "socloc/_data/templates"),
        ("locales", "socloc/_data/locales"),
        ("examples", "socloc/_data/examples"),
    ],
)
def test_the_wheel_has_every_file(folder: str, inside: str, built: Built) -> None:
    here = files_below(folder)
    assert here, f"{folder}/ is empty"
    content = members(built.wheel)
    for name in here:
        assert content.get(inside + name.removeprefix(folder)) == (TREE / name).read_bytes(), name


def test_the_wheel_has_nothing_else(built: Built) -> None:
    tops = {name.split("/")[0] for name in members(built.wheel)}
    assert tops == {"socloc", f"socloc-{socloc.__version__}.dist-info"}


def test_the_wheel_of_the_sdist_is_the_wheel_of_the_tree(built: Built) -> None:
    assert members(built.wheel_of_sdist) == members(built.wheel)


@pytest.mark.parametrize("folder", ["socloc", "templates", "locales", "examples", "tests"])
def test_the_sdist_has_every_file(folder: str, built: Built) -> None:
    with tarfile.open(built.sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    here = files_below(folder)
    assert here, f"{folder}/ is empty"
    assert set(here) - names == set()


def test_the_wheel_says_what_it_is(built: Built) -> None:
    info = f"socloc-{socloc.__version__}.dist-info/"
    content = members(built.wheel)
    metadata = Parser().parsestr(content[info + "METADATA"].decode())
    assert metadata["Name"] == "socloc"
    assert metadata["Version"] == socloc.__version__
    assert metadata["License-Expression"] == "MIT"
    assert metadata["Requires-Python"] == ">=3.11"
    assert content[info + "licenses/LICENSE"] == (TREE / "LICENSE").read_bytes()
    assert b"socloc = socloc.cli:main" in content[info + "entry_points.txt"]


def declared(requirements: Iterable[str]) -> dict[str, Distribution]:
    """Every distribution that `requirements` ask for in this environment, with what those ask for in turn."""
    found: dict[str, Distribution] = {}
    waiting = [Requirement(text) for text in requirements]
    while waiting:
        requirement = waiting.pop()
        extras = requirement.extras or {""}
        key = f"{requirement.name.lower()}[{','.join(sorted(extras))}]"
        if key in found:
            continue
        found[key] = distribution(requirement.name)
        for text in found[key].requires or []:
            wish = Requirement(text)
            if wish.marker is None or any(wish.marker.evaluate({"extra": extra}) for extra in extras):
                waiting.append(wish)
    return found


def lend(lent: Distribution, site: Path) -> None:
    """Make the installed distribution importable in `site` as well."""
    assert lent.files
    for top in {file.parts[0] for file in lent.files} - {"..", "__pycache__"}:
        if not (site / top).exists():
            (site / top).symlink_to(str(lent.locate_file(top)))


@pytest.fixture(scope="session")
def installed(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bin folder of an environment that holds the wheel and what the wheel declares, and nothing more."""
    home = tmp_path_factory.mktemp("installed")
    venv.create(home, with_pip=False, symlinks=True)
    python = home / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--isolated", "--python", str(python)]
    subprocess.run([*pip, "install", "--quiet", "--no-index", "--no-deps", str(built.wheel)], check=True)
    metadata = Parser().parsestr(members(built.wheel)[f"socloc-{socloc.__version__}.dist-info/METADATA"].decode())
    run_time = [text for text in metadata.get_all("Requires-Dist", []) if "extra ==" not in text]
    for lent in declared(run_time).values():
        lend(lent, only(home.glob("lib/python3*/site-packages")))
    return home / "bin"


def run(command: list[str], cwd: Path) -> Ran:
    """What a user sees who runs `command` in `cwd`, with no way back to this work tree."""
    env = {"PATH": os.environ["PATH"], "HOME": str(cwd), "LANG": "C.UTF-8", "NO_COLOR": "1"}
    ran = subprocess.run(
        command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    return Ran(ran.returncode, ran.stdout + ran.stderr)


@pytest.mark.parametrize("command", [["socloc"], ["python", "-m", "socloc"]], ids=" ".join)
def test_the_installed_program_tells_its_version(command: list[str], installed: Path, tmp_path: Path) -> None:
    ran = run([str(installed / command[0]), *command[1:], "--version"], tmp_path)
    assert ran.code == 0, ran.output
    assert socloc.__version__ in ran.output


def test_the_installed_program_imports_nothing_of_the_work_tree(installed: Path, tmp_path: Path) -> None:
    folders = "a.templates_dir(), a.locales_dir(), a.examples_dir()"
    code = f"from socloc import assets as a; print(a.__file__, {folders}, sep='\\n')"
    ran = run([str(installed / "python"), "-c", code], tmp_path)
    assert ran.code == 0, ran.output
    site = str(installed.parent / "lib")
    assert [line for line in ran.output.splitlines() if not line.startswith(site)] == []


@pytest.mark.parametrize("arguments", [["check"], ["render", "-o", "bundles"]], ids=lambda words: words[0])
def test_the_installed_program_works_on_every_example(arguments: list[str], installed: Path, tmp_path: Path) -> None:
    shutil.copytree(TREE / "examples", tmp_path / "examples")
    campaigns = sorted((tmp_path / "examples").glob("*/campaign.yaml"))
    assert campaigns, "examples/ has no campaign"
    for campaign in campaigns:
        ran = run([str(installed / "socloc"), arguments[0], str(campaign), *arguments[1:]], tmp_path)
        assert ran.code == 0, f"{campaign.parent.name}: {ran.output}"
