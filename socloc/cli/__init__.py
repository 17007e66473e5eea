"""The command line: start-up, and the one place where exceptions become exit codes.

0 fine, 1 findings, 2 could not start, 3 a bug in socloc, 130 interrupted; the same in every output format.
"""

from __future__ import annotations

import os
import sys
from typing import NoReturn

from socloc import __version__


def main() -> NoReturn:
    """Run socloc with the arguments of this process and exit."""
    if sys.argv[1:] == ["--version"]:  # answered before anything is imported
        print(f"socloc {__version__}")
        sys.exit(0)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    code = _run()
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader, such as `head`, has left. Python would complain once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)


def _run() -> int:
    from socloc.errors import SoclocError
    from socloc.report.text import visible

    try:
        from socloc.cli.app import run

        return run(sys.argv[1:])
    except SoclocError as error:
        print(f"socloc: {visible(str(error))}", file=sys.stderr)
        if error.hint:
            print(f"    {visible(error.hint)}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("socloc: interrupted; nothing is half-written", file=sys.stderr)
        return 130
    except BrokenPipeError:
        return 1
    except Exception as error:
        if os.environ.get("SOCLOC_DEBUG"):
            raise
        said = visible(f"{type(error).__name__}: {error}".split("\n")[0])
        print(f"socloc: this is a bug in socloc, not in your campaign: {said}", file=sys.stderr)
        print("    Please report it with the command; SOCLOC_DEBUG=1 shows where it happened.", file=sys.stderr)
        return 3
