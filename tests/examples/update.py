"""Writes the golden bundles anew: `python -m tests.examples.update`; then look at what git says has changed."""

from __future__ import annotations

import shutil

from tests.examples.golden import GOLDEN, golden, names, rendered


def main() -> None:
    """Replace everything under golden/."""
    shutil.rmtree(GOLDEN, ignore_errors=True)
    for example in names():
        for name, data in golden(rendered(example)).items():
            path = GOLDEN / example / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


if __name__ == "__main__":
    main()
