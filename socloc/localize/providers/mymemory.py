"""mymemory: a public memory with a machine behind it, by deep-translator; so many characters a day without a key.

What it takes at once: https://mymemory.translated.net/doc/spec.php (500 bytes, read on 2026-11-22).
"""

from __future__ import annotations

from collections.abc import Mapping
from html import unescape
from typing import Any, Final

from socloc.localize.asks import Pair
from socloc.localize.faults import BrokenError, SpentError, UnusableError
from socloc.localize.provider import Machine, Query, Traits, codes
from socloc.localize.providers._deep_translator import asking
from socloc.localize.providers._transport import Reply, Wire
from socloc.localize.settings import TIMEOUT, Settings
from socloc.localize.verdict import notice_in

TRAITS: Final = Traits(most=499, counted="bytes", workers=2, pace=0.5)
URL: Final = "https://api.mymemory.translated.net"  # deep-translator's own has no TLS
# For a language alone, the country whose form it is best known in.
_ALONE: Final = {
    "ar": "ar-SA", "bg": "bg-BG", "cs": "cs-CZ", "da": "da-DK", "de": "de-DE", "el": "el-GR", "en": "en-GB",
    "es": "es-ES", "et": "et-EE", "fa": "fa-IR", "fi": "fi-FI", "fr": "fr-FR", "he": "he-IL", "hi": "hi-IN",
    "hr": "hr-HR", "hu": "hu-HU", "id": "id-ID", "it": "it-IT", "ja": "ja-JP", "ko": "ko-KR", "lt": "lt-LT",
    "lv": "lv-LV", "ms": "ms-MY", "nb": "nb-NO", "nl": "nl-NL", "pl": "pl-PL", "pt": "pt-PT", "ro": "ro-RO",
    "ru": "ru-RU", "sk": "sk-SK", "sl": "sl-SI", "sv": "sv-SE", "th": "th-TH", "tr": "tr-TR", "uk": "uk-UA",
    "ur": "ur-PK", "vi": "vi-VN",
}  # fmt: skip
_CHINESE: Final = {"zh-Hans": "zh-CN", "zh-SG": "zh-CN", "zh-Hant": "zh-TW"}


def languages(pair: Pair) -> Pair | None:
    """MyMemory's codes, from deep-translator's table, with their countries."""
    from deep_translator.constants import MY_MEMORY_LANGUAGES_TO_CODES

    known = {code: code for code in MY_MEMORY_LANGUAGES_TO_CODES.values()} | _ALONE | _CHINESE
    return codes(pair, known, known)


def ready(settings: Settings, pair: Pair) -> Machine:
    """Settings: SOCLOC_MYMEMORY_URL, SOCLOC_MYMEMORY_EMAIL (gives more texts a day), SOCLOC_TRANSLATE_TIMEOUT."""
    address = settings.address("SOCLOC_MYMEMORY_URL", URL)
    wire = Wire("mymemory", "SOCLOC_MYMEMORY_URL", settings.number("SOCLOC_TRANSLATE_TIMEOUT", TIMEOUT))
    email = settings.text("SOCLOC_MYMEMORY_EMAIL")

    def send(method: str, _address: str, params: Mapping[str, str], _body: Any, headers: Mapping[str, str]) -> Reply:
        more = {"de": email} if email else {}
        reply = wire.send(method, f"{address}/get", params={**params, **more}, headers=headers)
        _judge(reply.json())
        return reply

    made = asking("mymemory", lambda module: module.MyMemoryTranslator("en-GB", "de-DE"), languages(pair) or pair, send)

    def ask(query: Query) -> list[str]:
        return [
            answer if "&" in line else unescape(answer) for line, answer in zip(query.lines, made(query), strict=True)
        ]

    return Machine(ask, (email,))


def _judge(value: Any) -> None:
    """MyMemory's own status, which is in the body of a 200; without this its notices come back as translations."""
    data = value.get("responseData") if isinstance(value, dict) else None
    text = data.get("translatedText") if isinstance(data, dict) else None
    if isinstance(value, dict) and (value.get("quotaFinished") is True or str(value.get("responseStatus")) == "429"):
        raise SpentError("its free texts of the day are used up")
    if isinstance(text, str) and notice_in(text):
        raise (
            SpentError("its free texts of the day are used up")
            if "USED ALL" in text.upper()
            else UnusableError("it does not take this text")
        )
    if isinstance(value, dict) and str(value.get("responseStatus")) not in ("200", "None"):
        raise UnusableError(f"it does not take this text ({str(value.get('responseStatus'))[:20]})")
    if not isinstance(text, str) or not text.strip():
        raise BrokenError("it answered without a text")  # deep-translator would take anything similar from the memory
