"""The command line: start-up, and the one place where exceptions become exit codes.

0 fine, 1 findings, 2 could not start, 3 a bug in socloc, 130 interrupted; the same in every output format.
"""

from __future__ import annotations

import gc
import os
import sys

from socloc import __version__


def main() -> None:
    """Run socloc with the arguments of this process and exit."""
    if sys.argv[1:] == ["--version"]:  # answered before anything is imported
        print(f"socloc {__version__}")
        _leave(0)
    # What is imported stays, so looking through it for garbage again and again is a tenth of a cold start.
    gc.set_threshold(100_000, 20, 20)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    _leave(_run())


def _leave(code: int) -> None:
    """Exit without taking Python apart piece by piece first, which takes longer than checking a campaign."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # the reader, such as `head`, has left
        code = code or 1
    os._exit(code)


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
