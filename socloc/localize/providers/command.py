"""command: a program of the user's own, which reads questions and writes answers, one JSON object in a line.

It is started for every text. It gets a line for each line of the text on its standard input:
{"id": "7.1", "text": "…", "source": "en", "target": "de", "note": "…", "most": 280, "tokens": {"x1@x.xx": "#tea"}}
and writes {"id": "7.1", "text": "…"} for each on its standard output, in any order. With another exit code than 0
nothing of it is used.
"""

from __future__ import annotations

import json
import shlex
import subprocess
from collections.abc import Iterator
from typing import Any, Final

from socloc.errors import SoclocError
from socloc.localize.asks import Pair
from socloc.localize.faults import BrokenError, RefusedError
from socloc.localize.provider import Machine, Query, Traits
from socloc.localize.settings import TIMEOUT, Settings

TRAITS: Final = Traits(most=100_000, lines=1_000, workers=2, echoes=True)
_SLOWER: Final = 4  # times as long as other machines may take for an answer: it may have a model to load


def languages(pair: Pair) -> Pair | None:
    """Any language; the program has to know."""
    return pair


def ready(settings: Settings, pair: Pair) -> Machine:
    """Settings: SOCLOC_COMMAND (needed; no shell sees it), SOCLOC_TRANSLATE_TIMEOUT (seconds for one text)."""
    try:
        command = shlex.split(settings.text("SOCLOC_COMMAND"))
    except ValueError:
        raise SoclocError("SOCLOC_COMMAND has a quotation mark that is not closed", "Close it.") from None
    if not command:
        raise SoclocError("command needs a program", "Set SOCLOC_COMMAND, such as `python translate.py`.")
    timeout = settings.number("SOCLOC_TRANSLATE_TIMEOUT", _SLOWER * TIMEOUT)

    def ask(query: Query) -> list[str]:
        asked = "".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in _questions(query, pair))
        return _answers(_run(command, asked, timeout), query)

    return Machine(ask)


def _run(command: list[str], asked: str, timeout: float) -> str:
    try:
        ran = subprocess.run(command, input=asked.encode(), capture_output=True, timeout=timeout, check=False)
        if ran.returncode:
            raise BrokenError(f"it ended with {ran.returncode}")
        return ran.stdout.decode()
    except subprocess.TimeoutExpired:
        raise BrokenError(f"it did not answer within {timeout:g} seconds") from None
    except OSError as error:
        raise RefusedError(f"the command cannot be run: {error.strerror}", "Check SOCLOC_COMMAND.") from None
    except UnicodeError:
        raise BrokenError("its answer is not UTF-8") from None


def _questions(query: Query, pair: Pair) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(query.lines, 1):
        shown = {token: part for token, part in query.tokens.items() if token in line}
        about = {"note": query.note, "most": query.most, "tokens": shown}
        known = {name: value for name, value in about.items() if value}
        yield {"id": f"{query.id}.{number}", "text": line, "source": pair.source, "target": pair.target, **known}


def _answers(written: str, query: Query) -> list[str]:
    texts: dict[str, str] = {}
    for line in written.splitlines():
        if not line.strip():
            continue
        try:
            value = json.loads(line)
            name, text = value["id"], value["text"]
        except (ValueError, LookupError, TypeError, RecursionError):
            raise BrokenError("its answer is no JSON object with an id and a text in each line") from None
        if name in texts or not isinstance(name, str):
            raise BrokenError("it answered twice")
        texts[name] = text if isinstance(text, str) else ""
    wanted = [f"{query.id}.{number}" for number in range(1, len(query.lines) + 1)]
    if set(texts) != set(wanted):
        raise BrokenError("its answers are not for this text")
    return [texts[name] for name in wanted]
