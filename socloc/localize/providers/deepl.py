"""deepl: DeepL through its official library, with the whole text as context.

What a request takes, and how characters are counted and billed: https://developers.deepl.com and
https://support.deepl.com/hc/en-us/articles/360020685720 (read on 2026-11-22).
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from socloc.errors import SoclocError
from socloc.localize.asks import Pair
from socloc.localize.faults import BrokenError, BusyError, FaultError, RefusedError, SpentError, UnusableError
from socloc.localize.gate import seconds_of
from socloc.localize.provider import Machine, Price, Query, Traits, codes
from socloc.localize.providers._transport import whole
from socloc.localize.settings import TIMEOUT, Settings

if TYPE_CHECKING:
    from deepl import DeepLClient

_PRICE: Final = Price(20.0, "EUR", "support.deepl.com, API Pro without its monthly fee", "2026-11-22")
TRAITS: Final = Traits(most=60_000, lines=49, workers=4, price=_PRICE)
KEY: Final = "SOCLOC_DEEPL_KEY"
_COMMON: Final = (
    "ar bg cs da de el es et fi fr hu id it ja ko lt lv nb nl pl ro ru sk sl sv tr uk vi he th".split()
)  # fmt: skip
_SOURCES: Final = {code: code.upper() for code in (*_COMMON, "en", "pt")} | dict.fromkeys(
    ("zh-CN", "zh-TW", "zh-HK", "zh-SG", "zh-Hans", "zh-Hant"), "ZH"
)
_TARGETS: Final = {code: code.upper() for code in _COMMON} | {
    "en": "EN-US",
    "en-US": "EN-US",
    "en-GB": "EN-GB",
    "pt": "PT-PT",
    "pt-PT": "PT-PT",
    "pt-BR": "PT-BR",
    "es-419": "ES-419",
    "zh-CN": "ZH-HANS",
    "zh-SG": "ZH-HANS",
    "zh-Hans": "ZH-HANS",
    "zh-TW": "ZH-HANT",
    "zh-Hant": "ZH-HANT",
}


def languages(pair: Pair) -> Pair | None:
    """DeepL's codes; it has no Chinese of Hong Kong."""
    return codes(pair, _SOURCES, _TARGETS)


def ready(settings: Settings, pair: Pair) -> Machine:
    """Settings: SOCLOC_DEEPL_KEY or DEEPL_AUTH_KEY (needed), SOCLOC_DEEPL_URL, SOCLOC_TRANSLATE_TIMEOUT (seconds)."""
    key = settings.needed_key("deepl", KEY, "DEEPL_AUTH_KEY")
    address = f"{settings.address('SOCLOC_DEEPL_URL')}/" if settings.text("SOCLOC_DEEPL_URL") else None
    timeout = settings.number("SOCLOC_TRANSLATE_TIMEOUT", TIMEOUT)
    _library(timeout)
    found = languages(pair) or pair
    own = threading.local()  # its connections are not for several threads at once

    def ask(query: Query) -> list[str]:
        if not hasattr(own, "client"):
            own.client, own.seen = _client(key, address, timeout)
        own.seen.clear()
        try:
            results = own.client.translate_text(
                list(query.lines),
                source_lang=found.source,
                target_lang=found.target,
                context="\n".join(part for part in (query.note, query.whole) if part) or None,
                split_sentences="nonewlines",
                preserve_formatting=True,
            )
        except Exception as error:  # noqa: BLE001  # its messages have what the server said, keys and all
            raise _fault(error, own.seen) from None
        texts = [one.text for one in results]
        if own.seen["status"] >= 300:
            raise _fault(BrokenError(), own.seen)
        if len(texts) != len(query.lines) or not all(isinstance(text, str) for text in texts):
            raise BrokenError("it answered without a text")
        return texts

    return Machine(ask, (key,))


def _library(timeout: float) -> None:
    """Let the library ask once and not wait by itself: all waiting is done at the gate."""
    try:
        from deepl import http_client
    except ImportError:
        message = "deepl needs its official library"
        raise SoclocError(message, "Install it: `pip install 'socloc[deepl]'`.") from None
    logging.getLogger("deepl").setLevel(logging.ERROR)  # it logs whole answers
    http_client.max_network_retries = 0
    http_client.min_connection_timeout = timeout


def _client(key: str, address: str | None, timeout: float) -> tuple[DeepLClient, dict[str, Any]]:
    """A client, and what is seen of its last answer: the library tells no headers, and has no time limit on a body."""
    from deepl import DeepLClient

    client, seen = DeepLClient(key, server_url=address, send_platform_info=False), dict[str, Any]()
    session: Any = client._client._session  # noqa: SLF001  # the library has no other way to its connections
    send = session.send

    def watched(request: Any, **more: Any) -> Any:
        deadline = time.monotonic() + timeout
        response = send(request, **(more | {"stream": True, "timeout": timeout, "allow_redirects": False}))
        seen.update(status=response.status_code, after=response.headers.get("Retry-After"))
        with response:
            response._content = whole(response, deadline)  # noqa: SLF001  # where the library looks for it
        return response

    session.send = watched
    return client, seen


def _fault(error: Exception, seen: Mapping[str, Any]) -> FaultError | SoclocError:
    """What went wrong, by what was seen of the answer; the library has the same error for many things."""
    status, after = seen.get("status", 0), seconds_of(seen.get("after"), time.time())
    if status in (401, 403):
        return RefusedError(f"deepl does not take the key ({status})", f"Check {KEY}.")
    if 300 <= status < 400 or status in (404, 405, 410):
        return RefusedError(f"deepl is not at this address: it answers {status}", "Check SOCLOC_DEEPL_URL.")
    if status == 456:
        return SpentError("its quota is used up (456)")
    if status == 429 or (status == 503 and after is not None):
        return BusyError("it is asked too often", after)
    if 400 <= status < 500 and status not in (408, 409, 425):
        return UnusableError(f"it does not take this text ({status})")
    fault = f"it has a fault of its own ({status})" if status >= 500 else "its answer cannot be read"
    return BrokenError(fault if status else f"it cannot be reached, or not in time ({type(error).__name__})")
