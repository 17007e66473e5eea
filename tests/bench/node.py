"""The peers that run on Node, at pinned versions, in a folder of their own that `make clean` removes."""

import shutil
import subprocess
from pathlib import Path

SOURCE = Path(__file__).with_name("peers")
FOLDER = Path(__file__).parents[2] / ".bench" / "node"


def installed() -> str:
    """Install what package.json pins, unless it is there; why that cannot be is the answer, or nothing."""
    if not (shutil.which("node") and shutil.which("npm")):
        return "node or npm is not here"
    wanted = (SOURCE / "package.json").read_bytes()
    done = FOLDER / ".done"
    for file in SOURCE.iterdir():
        FOLDER.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, FOLDER)
    if not done.exists() or done.read_bytes() != wanted:
        print("installing the peers into .bench (once) ...", flush=True)
        command = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--no-package-lock"]
        if subprocess.run(command, cwd=FOLDER, capture_output=True, check=False).returncode:
            return "npm could not install them"
        done.write_bytes(wanted)
    return ""


def command(name: str, *arguments: str | Path) -> list[str]:
    """The command that runs a program of one of the packages."""
    return [str(FOLDER / "node_modules" / ".bin" / name), *map(str, arguments)]


def script(name: str, *arguments: str | Path) -> list[str]:
    """The command that runs one of the scripts."""
    return ["node", str(FOLDER / name), *map(str, arguments)]
