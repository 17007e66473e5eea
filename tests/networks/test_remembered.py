"""Built-in networks are kept between runs, until a module that shapes them changes."""

from __future__ import annotations

import ast
from pathlib import Path

from socloc import networks
from socloc.networks import remembered

FOLDER = Path(networks.__file__).parent
PACKAGE = "socloc.networks."


def imported(name: str) -> set[str]:
    """The modules of this package that one of them imports."""
    tree = ast.walk(ast.parse((FOLDER / name).read_text("utf-8")))
    lines = [node for node in tree if isinstance(node, ast.ImportFrom) and node.module]
    found = {f"{line.module}.{name.name}" for line in lines for name in line.names} | {line.module for line in lines}
    return {path.name for path in FOLDER.glob("[a-z]*.py") if PACKAGE + path.stem in found}


def test_all_modules_that_shape_a_network_are_looked_at() -> None:
    reached, todo = set[str](), {"reader.py"}
    while todo:
        reached |= todo
        todo = {other for name in todo for other in imported(name)} - reached
    assert {path.name for path in remembered._modules()} == reached
