"""HTTP as machines are asked: with a time limit on all of it, never redirected, every failure sorted."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final, NamedTuple

import requests
import urllib3

from socloc.localize.faults import BrokenError, BusyError, RefusedError, SpentError, UnusableError
from socloc.localize.gate import seconds_of

MAX_BYTES: Final = 8_000_000  # of one answer
_SAID: Final = 160  # characters of a server's reason that are told
_KEY_WORDS: Final = ("api key", "api_key", "apikey", "access token", "invalid key")


class Reply(NamedTuple):
    """An answer that came whole; it has what deep-translator asks of one, too."""

    status_code: int
    text: str

    def json(self) -> Any:
        """Its JSON. Raises BrokenError where it is none."""
        try:
            return json.loads(self.text)
        except (ValueError, RecursionError):
            what = "a web page" if self.text.lstrip()[:1] == "<" else "half an answer"
            raise BrokenError(f"it answered with {what}") from None

    def close(self) -> None:
        """Nothing is open any more."""


def whole(response: requests.Response, deadline: float) -> bytes:
    """The body, if it has come by a deadline: the library's own time limit is for the silence between two bytes.

    Raises BrokenError where it has not, or is not whole.
    """
    data = bytearray()
    while chunk := _next(response):
        data += chunk
        if time.monotonic() > deadline:
            raise BrokenError("it did not finish its answer in time")
        if len(data) > MAX_BYTES:
            raise BrokenError("its answer is far too long")
    return bytes(data)


def _next(response: requests.Response) -> bytes:
    """What has come of the body since; nothing at its end."""
    try:
        return bytes(response.raw.read1(65_536, decode_content=True))
    except (urllib3.exceptions.HTTPError, OSError):
        raise BrokenError("it broke off in the middle of its answer") from None


class Wire(NamedTuple):
    """How one machine is reached: its name, what the user would change, the time for one answer in seconds.

    `keys` are the settings of its key; a machine without any refuses nobody, it is only tired of them.
    """

    name: str
    address: str
    timeout: float
    keys: tuple[str, ...] = ()
    sessions: threading.local = threading.local()  # connections are not for several threads at once

    def send(
        self,
        method: str,
        address: str,
        *,
        params: Mapping[str, str] | None = None,
        data: Mapping[str, str] | None = None,
        body: Any = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """Ask, and give back an answer of the kind 2xx. Raises the errors of socloc.localize.faults for all others."""
        session = getattr(self.sessions, "session", None)
        if session is None:
            session = self.sessions.session = requests.Session()
        deadline = time.monotonic() + self.timeout
        try:
            with session.request(
                method,
                address,
                params=params,
                data=data,
                json=body,
                headers=dict(headers or {}),
                timeout=self.timeout,
                allow_redirects=False,
                stream=True,
            ) as response:
                reply = Reply(response.status_code, whole(response, deadline).decode())
                after = response.headers.get("Retry-After")
        except requests.exceptions.Timeout:
            raise BrokenError(f"it did not answer within {self.timeout:g} seconds") from None
        except requests.exceptions.ConnectionError:
            raise BrokenError("it cannot be reached, or broke off") from None
        except (requests.exceptions.RequestException, UnicodeError):
            raise BrokenError("its answer cannot be read") from None
        self._judge(reply, after)
        return reply

    def _judge(self, reply: Reply, after: str | None) -> None:
        status = reply.status_code
        if 200 <= status < 300:
            return
        seconds = seconds_of(after, time.time())
        if status == HTTPStatus.PAYMENT_REQUIRED or (status in (403, 429) and "quota" in reply.text.lower()):
            raise SpentError(f"its quota is used up ({status})")
        if status == HTTPStatus.TOO_MANY_REQUESTS or (status == HTTPStatus.SERVICE_UNAVAILABLE and seconds is not None):
            raise BusyError("it is asked too often", seconds)
        if status in (401, 403, 407) or (status == 400 and any(word in reply.text.lower() for word in _KEY_WORDS)):
            if not self.keys:
                raise SpentError(f"it refuses to answer ({status})")
            raise RefusedError(f"{self.name} does not take the key ({status})", f"Check {' or '.join(self.keys)}.")
        if 300 <= status < 400 or status in (404, 405, 410):
            message = f"{self.name} is not at this address: it answers {status}"
            raise RefusedError(message, f"Check {self.address}; redirects are not followed.")
        if status >= 500 or status in (408, 409, 425):
            raise BrokenError(f"it has a fault of its own ({status})")
        said = _said(reply)
        raise UnusableError(f"it does not take this text ({status}{said and ': '}{said})")


def _said(reply: Reply) -> str:
    """The reason that a server gives in one of the usual ways, in a few words."""
    try:
        value = json.loads(reply.text)
        error = value.get("error", value)
        said = error.get("message") if isinstance(error, dict) else error
    except (ValueError, AttributeError, RecursionError):
        return ""
    return " ".join(said.split())[:_SAID] if isinstance(said, str) else ""
