"""The peers that are Python packages, at pinned versions, in an environment that `make bench` makes in .bench."""

from __future__ import annotations

import subprocess
from pathlib import Path

PYTHON = Path(__file__).parents[2] / ".bench" / "python" / "bin" / "python"


def missing(package: str) -> str:
    """Why a package cannot be used; nothing where it can."""
    return "" if version(package) else f"{package} is not installed in .bench (make bench installs it)"


def version(package: str) -> str:
    """The version of a package; empty where it is not installed."""
    script = f"from importlib.metadata import version; print(version({package!r}))"
    try:
        return subprocess.run([PYTHON, "-c", script], capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def program(name: str) -> Path:
    """The program of a package."""
    return PYTHON.with_name(name)
