"""Where socloc finds its templates and locales: in the package, or beside it in a work tree, nowhere else."""

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from socloc import assets

LAYOUTS = [
    # what stands in the folder that holds the package, where the templates must be found
    (["socloc/_data/templates/"], "socloc/_data/templates"),
    (["pyproject.toml", "templates/"], "templates"),
    (["pyproject.toml", "templates/", "socloc/_data/templates/"], "socloc/_data/templates"),
    (["templates/"], None),  # site-packages/templates belongs to somebody else
    (["pyproject.toml"], None),
    (["pyproject.toml", "templates"], None),  # a file
    ([], None),
]


def installed_in(root: Path, entries: list[str]) -> ModuleType:
    """A copy of the module as it would be imported from `root`, among `entries` (folders end in a slash)."""
    for entry in ["socloc/", *entries]:
        path = root / entry
        if entry.endswith("/"):
            path.mkdir(parents=True, exist_ok=True)
        else:
            path.touch()
    copy = shutil.copy(assets.__file__, root / "socloc")
    spec = importlib.util.spec_from_file_location("socloc_assets_copy", copy)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("entries", "expected"), LAYOUTS)
def test_where_templates_are_found(entries: list[str], expected: str | None, tmp_path: Path) -> None:
    module = installed_in(tmp_path, entries)
    if expected:
        assert module.templates_dir() == tmp_path / expected
    else:
        with pytest.raises(RuntimeError, match="incomplete: it has no templates folder"):
            module.templates_dir()


def test_locales_have_a_folder_of_their_own(tmp_path: Path) -> None:
    module = installed_in(tmp_path, ["socloc/_data/locales/"])
    assert module.locales_dir() == tmp_path / "socloc/_data/locales"
    with pytest.raises(RuntimeError, match="no templates folder"):
        module.templates_dir()


def test_the_work_tree_has_both() -> None:
    assert any(assets.templates_dir().iterdir())
    assert any(assets.locales_dir().iterdir())


def test_importing_it_loads_nothing_heavy() -> None:
    code = "import sys, socloc.assets; print(*{'importlib.resources', 'zipfile', 'tempfile'} & set(sys.modules))"
    ran = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True, cwd=_TREE)
    assert ran.stdout.strip() == ""


_TREE = Path(__file__).parents[2]
