"""Where the templates, locales and examples that ship with socloc stand on disk.

An installed socloc has them inside the package, a work tree beside it (see `sources` in pyproject.toml).
importlib.resources would do the same for 20 ms of start-up.
"""

import os.path
from pathlib import Path

_PACKAGE = os.path.dirname(os.path.abspath(__file__))


def templates_dir() -> Path:
    """The folder of the built-in templates, `<network>/<format>.<ext>.j2`; RuntimeError if missing."""
    return _shipped("templates")


def locales_dir() -> Path:
    """The folder of the built-in locales, one folder per tag; RuntimeError if missing."""
    return _shipped("locales")


def examples_dir() -> Path:
    """The folder of the examples, one folder each; RuntimeError if missing."""
    return _shipped("examples")


def _shipped(name: str) -> Path:
    inside = os.path.join(_PACKAGE, "_data", name)
    if os.path.isdir(inside):
        return Path(inside)
    tree = os.path.dirname(_PACKAGE)
    beside = os.path.join(tree, name)
    # Without the pyproject.toml, a stranger's site-packages/templates would do as well.
    if os.path.isfile(os.path.join(tree, "pyproject.toml")) and os.path.isdir(beside):
        return Path(beside)
    raise RuntimeError(f"this installation of socloc is incomplete: it has no {name} folder ({inside})")
