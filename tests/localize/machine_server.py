"""A server on loopback that plays every machine, with the faults that a test wants; and a clock nobody waits for."""

from __future__ import annotations

import html
import json
import re
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

from socloc.localize.gate import Clock
from socloc.localize.settings import Settings
from socloc.localize.tokens import tokens_in

KEY = "sk-Geheim/und+Wichtig=0815"
ID = "20150000123456"
NOTICE = "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY. NEXT AVAILABLE IN 10 HOURS"
PAGE = "<!DOCTYPE html><html><body><h1>Before you continue</h1></body></html>"
# The machines that are reached over HTTP, and the settings with which they are found here.
SETTINGS: Mapping[str, tuple[str, ...]] = {
    "google": ("SOCLOC_GOOGLE_URL",),
    "mymemory": ("SOCLOC_MYMEMORY_URL",),
    "libretranslate": ("SOCLOC_LIBRETRANSLATE_URL", "SOCLOC_LIBRETRANSLATE_KEY"),
    "microsoft": ("SOCLOC_MICROSOFT_URL", "SOCLOC_MICROSOFT_KEY"),
    "baidu": ("SOCLOC_BAIDU_URL", "SOCLOC_BAIDU_KEY"),
    "deepl": ("SOCLOC_DEEPL_URL", "SOCLOC_DEEPL_KEY"),
    "openai": ("SOCLOC_OPENAI_URL", "SOCLOC_OPENAI_KEY"),
}
MACHINES = tuple(SETTINGS)


def translated(text: str) -> str:
    """What every machine here makes of a text: words backwards, with an ending; tokens, digits and signs stay."""
    return "".join(
        part if number else re.sub(r"[^\W\d_]+", lambda match: f"{match.group()[::-1]}en", part)
        for part, number in tokens_in(text)
    )


class Asked(NamedTuple):
    """A request as the server saw it."""

    number: int  # from 1
    machine: str
    path: str
    headers: Mapping[str, str]
    body: str
    texts: tuple[str, ...]
    meant: Mapping[str, Any]  # what an OpenAI-compatible machine was asked


# What goes wrong with a request: "" nothing, or one of the names in _FAULTS.
Script = Callable[[Asked], str]


class Server(NamedTuple):
    """A server that runs: its address, what it was asked, and what is to go wrong."""

    address: str
    asked: list[Asked]

    def settings(self, machine: str, **more: str) -> Settings:
        """Settings with which a machine is found here."""
        values = {"SOCLOC_TRANSLATE_TIMEOUT": "10", "SOCLOC_OPENAI_MODEL": "m", "SOCLOC_BAIDU_ID": ID}
        for name in SETTINGS[machine]:
            values[name] = f"{self.address}/{machine}" if name.endswith("_URL") else KEY
        return Settings(values | more)


@contextmanager
def serving(script: Script = lambda _asked: "", make: Callable[[str], Any] = translated) -> Iterator[Server]:
    """A server until the block ends; `script` says for every request what goes wrong, `make` translates."""
    asked: list[Asked] = []
    lock, over = threading.Lock(), threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.answer()

        def do_POST(self) -> None:
            self.answer()

        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            with lock:
                one = _asked(len(asked) + 1, self.path, dict(self.headers), body)
                asked.append(one)
                fault = script(one)
                others = [made for made in asked if made.texts != one.texts]
            if fault == "silent":
                over.wait()
                return
            shown = others[-1] if fault == "swapped" and others else one
            status, headers, data = _answer(shown, fault, make)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data) + 100_000 * (fault == "slow")))
            self.end_headers()
            if fault == "slow":  # a byte now and then, and never the last
                with suppress(OSError):
                    while not over.wait(0.02):
                        self.wfile.write(b" ")
                return
            self.wfile.write(data[: len(data) // 2] if fault == "truncated" else data)
            self.close_connection = fault == "truncated"

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield Server(f"http://127.0.0.1:{server.server_address[1]}", asked)
        finally:
            over.set()
            server.shutdown()
            thread.join()


def _asked(number: int, path: str, headers: Mapping[str, str], body: str) -> Asked:
    machine = urlsplit(path).path.split("/")[1]
    meant: Any = {}
    match machine:
        case "google" | "mymemory":
            texts = parse_qs(urlsplit(path).query, keep_blank_values=True)["q"]
        case "libretranslate":
            texts = [json.loads(body)["q"]]
        case "microsoft":
            texts = [json.loads(body)[0]["text"]]
        case "baidu":
            texts = parse_qs(body)["q"]
        case "deepl":
            texts = json.loads(body)["text"]
        case _:
            meant = json.loads(json.loads(body)["messages"][1]["content"])
            texts = list(meant["lines"].values())
    return Asked(number, machine, path, headers, body, tuple(texts), meant)


_FAULTS: Mapping[str, tuple[int, Mapping[str, str], str]] = {
    "429": (429, {}, "slower"),
    "429 for 7": (429, {"Retry-After": "7"}, "slower"),
    "429 for a day": (429, {"Retry-After": "86400"}, "slower"),
    "503 for 3": (503, {"Retry-After": "3"}, "later"),
    "500": (500, {}, "oh"),
    "400": (400, {}, "no"),
    "400 with the key": (400, {}, json.dumps({"error": {"message": f"no {KEY} here"}})),
    "429 for good": (429, {}, json.dumps({"error": {"code": "insufficient_quota"}})),
    "402": (402, {}, "pay"),
    "401 with the key": (401, {}, json.dumps({"message": f"wrong {KEY}", "error": f"{KEY} of {ID}"})),
    "403 with the key": (403, {}, json.dumps({"message": f"wrong {KEY}", "error": f"{KEY} of {ID}"})),
    "404": (404, {}, "where"),
    "456": (456, {}, "{}"),
    "301": (301, {"Location": "/elsewhere"}, ""),
    "page": (200, {"Content-Type": "text/html"}, PAGE),
    "empty": (200, {}, ""),
    "list": (200, {}, "[]"),
    "number": (200, {}, "7"),
}


def _answer(one: Asked, fault: str, make: Callable[[str], Any]) -> tuple[int, Mapping[str, str], bytes]:
    if fault in _FAULTS:
        status, headers, text = _FAULTS[fault]
        return status, headers, text.encode()
    said: list[Any] = [None if fault == "none" else NOTICE if fault == "notice" else make(text) for text in one.texts]
    kind = "text/html; charset=UTF-8" if one.machine == "google" else "application/json"
    return 200, {"Content-Type": kind}, _body(one, said).encode()


def _body(one: Asked, said: Sequence[Any]) -> str:
    lines = {str(number): text for number, text in enumerate(said, 1)}
    value: Any = {"id": one.meant.get("id"), "lines": lines}
    match one.machine:
        case "google":
            shown = html.escape(said[0] or "")
            return f'<html><div class="result-container">{shown}</div></html>'
        case "mymemory":
            value = {"responseData": {"translatedText": said[0]}, "responseStatus": 200, "matches": []}
        case "libretranslate":
            value = {"translatedText": said[0]}
        case "microsoft":
            value = [{"translations": [{"text": said[0], "to": "de"}]}]
        case "baidu":
            value = {"from": "en", "trans_result": [{"dst": line} for line in str(said[0] or "").split("\n")]}
        case "deepl":
            value = {"translations": [{"text": text, "billed_characters": 1} for text in said]}
        case _:
            message = {"content": json.dumps(value)}
            value = {"choices": [{"message": message, "finish_reason": "stop"}]}
    return json.dumps(value)


class Hours:
    """A clock whose time passes only when somebody sleeps."""

    def __init__(self) -> None:
        self.slept: list[float] = []
        self._now = 1000.0
        self._lock = threading.Lock()

    @property
    def clock(self) -> Clock:
        """It, as gates take it; chance is always the same."""
        return Clock(self.now, self.sleep, lambda: 1.0, lambda: 0.0)

    def now(self) -> float:
        """The time."""
        with self._lock:
            return self._now

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        with self._lock:
            self.slept.append(seconds)
            self._now += seconds
