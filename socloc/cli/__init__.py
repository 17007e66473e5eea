"""The command line: start-up, and the one place where exceptions become exit codes.

0 fine, 1 findings, 2 could not start, 3 a bug in socloc, 130 interrupted; the same in every output format.
"""

from __future__ import annotations

import gc
import os
import sys

from socloc import __version__

COULD_NOT_START = 2
BUG = 3
INTERRUPTED = 130
KEPT = (0, 1)


def main() -> None:
    """Run socloc with the arguments of this process and exit."""
    code = INTERRUPTED
    try:
        if sys.argv[1:] == ["--version"] and sys.stdout:  # answered before anything is imported
            sys.stdout.write(f"socloc {__version__}\n")
            code = 0
        else:
            # What is imported stays, so looking for garbage in it again and again is a tenth of a cold start.
            gc.set_threshold(100_000, 20, 20)
            _open_streams()
            code = _answer(sys.argv[1:])
    except KeyboardInterrupt:
        sys.stderr.write("socloc: interrupted; nothing is half-written\n")
    except BrokenPipeError:  # the reader of what was said before has left
        code = 1
    except OSError as error:
        code = _told(error)
    _leave(code)


def _open_streams() -> None:
    """Write UTF-8 everywhere, and have something to write to also where a stream was closed (`>&-`)."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115  # it stays open
        elif mode == "w" and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _leave(code: int) -> None:
    """Exit without taking Python apart piece by piece first, which takes longer than checking a campaign."""
    for stream in filter(None, (sys.stdout, sys.stderr)):
        try:
            stream.flush()
        except BrokenPipeError:  # the reader, such as `head`, has left
            code = code or 1
        except (OSError, ValueError) as error:  # a full disk
            code = _told(error)
    os._exit(code)


def _told(error: Exception) -> int:
    """Tell what the operating system says, if there is still somebody to tell."""
    try:
        sys.stderr.write(f"socloc: {getattr(error, 'strerror', None) or error}\n")
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):
        return COULD_NOT_START
    return COULD_NOT_START


def _answer(arguments: list[str]) -> int:
    """Say what was said of an unchanged campaign, or run; a verdict is kept when it has been said."""
    if arguments[:1] not in (["check"], ["render"]):
        return _run()
    from socloc import verdicts  # they look at files first, and all other imports come later

    if not verdicts.may_be_kept(arguments):
        return _run()
    file = verdicts.place_of_command(arguments)
    known = verdicts.replay(file)
    if known is not None:
        return known
    from socloc.verdicts.recording import Recording, Said

    recording, said = Recording(), Said()
    with recording.listening(), said.listening():
        code = _run()
    watched = recording.watched()
    if watched is not None and code in KEPT:
        verdicts.keep(file, recording.until, watched, recording.ignored, (*(recording.again or said.texts), code))
    return code


def _run() -> int:
    from socloc.errors import SoclocError, as_bug
    from socloc.report.text import visible

    try:
        from socloc.cli.app import run

        return run(sys.argv[1:])
    except SoclocError as error:
        from socloc.cli.options import tell

        tell(error)
        return COULD_NOT_START
    except BrokenPipeError:
        return 1
    except OSError as error:
        return _told(error)
    except Exception as error:
        if os.environ.get("SOCLOC_DEBUG"):
            raise
        bug = as_bug(error)
        print(f"socloc: {visible(str(bug))}\n    {bug.hint}", file=sys.stderr)
        return BUG
