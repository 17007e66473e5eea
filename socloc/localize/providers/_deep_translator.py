"""deep-translator, held on a short leash: it gets our connections, and a translator of its own for every question.

Left alone it has no time limit, ignores Retry-After, mixes up answers when threads share a translator, and puts keys
into addresses and messages. It asks through the name `requests` in each of its modules, so that name is another thing
there; nothing outside its modules is changed.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from copy import deepcopy
from importlib import import_module
from typing import Any, Final, TypeAlias

import requests

from socloc.errors import SoclocError
from socloc.localize.faults import BrokenError, FaultError
from socloc.localize.provider import Query
from socloc.localize.providers._transport import Reply

# Method, address, parameters, JSON and headers, as deep-translator wants to send them.
Send: TypeAlias = Callable[[str, str, Mapping[str, str], Any, Mapping[str, str]], Reply]
_SEND: Final[ContextVar[Send]] = ContextVar("send")


class _Requests:
    """What deep-translator has instead of requests."""

    exceptions = requests.exceptions

    @staticmethod
    def get(url: str, params: Mapping[str, str] | None = None, **more: Any) -> Reply:
        """GET, the way of the machine that is being asked."""
        return _SEND.get()("GET", url, params or {}, None, more.get("headers") or {})

    @staticmethod
    def post(url: str, params: Mapping[str, str] | None = None, json: Any = None, **more: Any) -> Reply:
        """POST, likewise."""
        return _SEND.get()("POST", url, params or {}, json, more.get("headers") or {})


def asking(module: str, make: Callable[[Any], Any], codes: tuple[str, str], send: Send) -> Callable[[Query], list[str]]:
    """How a translator of one of deep-translator's modules is asked.

    `make` makes it from its module, with languages that its own, older tables have; `codes` are then the ones it uses.
    """
    translators: list[Any] = []
    lock = threading.Lock()

    def translator() -> Any:
        with lock:
            if not translators:
                loaded = import_module(f"deep_translator.{module}")
                loaded.requests = _Requests  # type: ignore[attr-defined]  # a name of the library's
                made = make(loaded)
                made.source, made.target = codes
                translators.append(made)
        return deepcopy(translators[0])

    def ask(query: Query) -> list[str]:
        kept = _SEND.set(send)
        try:
            return [_text(translator().translate(line)) for line in query.lines]
        except (FaultError, SoclocError):
            raise
        except Exception as error:  # noqa: BLE001  # it breaks anywhere, and its messages have keys and texts in them
            raise BrokenError(f"its answer cannot be read ({type(error).__name__})") from None
        finally:
            _SEND.reset(kept)

    return ask


def _text(answer: Any) -> str:
    if not isinstance(answer, str):
        raise BrokenError("it answered without a text")
    return answer
