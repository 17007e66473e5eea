"""The scripts behind `make`: they install only what is missing, and say plainly what they cannot do."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

CI = Path(__file__).parents[2] / ".ci"

# Stand-ins for what a machine may have on its PATH. $BIN is the folder they are in.
WORKS = "exit 0"
FAILS = "exit 1"
ROOT = "echo 0"
USER = "echo 1000"
APT = (
    'echo "$@" >>"$BIN/../apt.log"; '
    'case "$*" in *chromium) printf "#!/bin/sh\\n" >"$BIN/chromium"; chmod +x "$BIN/chromium";; esac'
)
READY = {"python3": WORKS, "fc-list": "echo Noto Sans CJK", "chromium": WORKS, "soffice": WORKS}
UPDATE = "update -q"
INSTALL = "install -q -y --no-install-recommends "


class Machine(NamedTuple):
    has: dict[str, str]
    apt_calls: list[str]
    says: str


MACHINES = {
    "everything is there": Machine({**READY, "apt-get": APT, "id": ROOT}, [], ""),
    "google-chrome will do": Machine(
        {**READY, "chromium": FAILS, "google-chrome": WORKS, "apt-get": APT, "id": ROOT}, [], ""
    ),
    "root installs the browser": Machine(
        {**READY, "chromium": FAILS, "apt-get": APT, "id": ROOT},
        [UPDATE, INSTALL + "chromium"],
        "installing what the tests need: chromium\n",
    ),
    "sudo without a password": Machine(
        {**READY, "chromium": FAILS, "apt-get": APT, "id": USER, "sudo": 'shift; "$@"'},
        [UPDATE, INSTALL + "chromium"],
        "installing what the tests need: chromium\n",
    ),
    "sudo with a password": Machine(
        {**READY, "chromium": FAILS, "apt-get": APT, "id": USER, "sudo": FAILS},
        [],
        "sudo apt-get install chromium\n",
    ),
    "one package cannot be had": Machine(
        {
            **READY,
            "chromium": FAILS,
            "fc-list": FAILS,
            "apt-get": APT + '; case "$*" in *cjk) exit 1;; esac',
            "id": ROOT,
        },
        [UPDATE, INSTALL + "chromium", INSTALL + "fontconfig", INSTALL + "fonts-noto-cjk"],
        "could not install fonts-noto-cjk\n",
    ),
    "no apt-get": Machine(
        {**READY, "fc-list": FAILS, "id": ROOT}, [], "sudo apt-get install fontconfig fonts-noto-cjk\n"
    ),
    "a Mac": Machine({**READY, "chromium": FAILS, "uname": "echo Darwin", "id": USER}, [], "brew install zbar"),
}


def machine(folder: Path, has: dict[str, str]) -> dict[str, str]:
    """An environment whose PATH has `has`, a shell and a few tools, and nothing else."""
    folder.mkdir()
    tools = {"sh", "env", "grep", "printf", "chmod", "uname"} - set(has)
    for tool in tools:
        (folder / tool).symlink_to(shutil.which(tool) or tool)
    for name, script in has.items():
        (folder / name).write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        (folder / name).chmod(0o755)
    return {"PATH": str(folder), "BIN": str(folder)}


def script(name: str, arguments: list[str], env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", str(CI / name), *arguments],
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("case", MACHINES.values(), ids=MACHINES.keys())
def test_system_packages(case: Machine, tmp_path: Path) -> None:
    ran = script("system-packages", ["python3"], machine(tmp_path / "bin", case.has))
    assert ran.returncode == 0, ran.stdout
    log = tmp_path / "apt.log"
    assert (log.read_text("utf-8").splitlines() if log.exists() else []) == case.apt_calls
    assert case.says in ran.stdout
    assert bool(ran.stdout) == bool(case.says)


OLD = f"""case "$1" in
    --version) echo Python 3.9.2;;
    *) exec "{sys.executable}" -c "import sys; sys.version_info = (3, 9, 2); exec(sys.argv[1])" "$2";;
esac"""
NO_VENV = 'case "$2" in *ensurepip*) exit 1;; esac'
PYTHONS = [
    ({"python3": OLD}, "socloc needs Python 3.11 or newer; python3 is Python 3.9.2."),
    ({}, "socloc needs Python 3.11 or newer; python3 is missing."),
    ({"python3": NO_VENV}, "sudo apt-get install python3-venv"),
]


def test_a_python_that_was_asked_for_is_not_replaced(tmp_path: Path) -> None:
    env = machine(tmp_path / "bin", {"python3.10": OLD, "python3.12": f'exec "{sys.executable}" "$@"'})
    ran = script("create-venv", [str(tmp_path / "venv"), "python3.10"], env)
    assert ran.returncode == 1
    assert "python3.10 is Python 3.9.2." in ran.stdout


@pytest.mark.parametrize(("has", "says"), PYTHONS)
def test_no_environment_without_a_suitable_python(has: dict[str, str], says: str, tmp_path: Path) -> None:
    ran = script("create-venv", [str(tmp_path / "venv"), "python3"], machine(tmp_path / "bin", has))
    assert ran.returncode == 1
    assert says in ran.stdout
    assert not (tmp_path / "venv").exists()


def test_a_newer_python_beside_an_old_one_is_taken(tmp_path: Path) -> None:
    env = machine(tmp_path / "bin", {"python3": OLD, "python3.12": f'exec "{sys.executable}" "$@"'})
    ran = script("create-venv", [str(tmp_path / "venv"), "python3"], env)
    assert ran.returncode == 0, ran.stdout
    assert "taking python3.12" in ran.stdout
    assert os.access(tmp_path / "venv" / "bin" / "python", os.X_OK)
