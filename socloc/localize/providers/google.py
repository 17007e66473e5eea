"""google: Google Translate's page for old telephones, by deep-translator; without a key, and at its mercy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from socloc.localize.asks import Pair
from socloc.localize.faults import SpentError
from socloc.localize.provider import Machine, Traits, codes
from socloc.localize.providers._deep_translator import asking
from socloc.localize.providers._transport import Reply, Wire
from socloc.localize.settings import TIMEOUT, Settings

# Texts travel in the address, which servers cut or refuse somewhere above this.
TRAITS: Final = Traits(most=6_000, counted="characters of an address", workers=4, pace=0.25)
URL: Final = "https://translate.google.com/m"
_CHINESE: Final = {
    "zh-CN": "zh-CN",
    "zh-SG": "zh-CN",
    "zh-Hans": "zh-CN",
    "zh-Hans-CN": "zh-CN",
    "zh-TW": "zh-TW",
    "zh-Hant": "zh-TW",
    "zh-Hant-TW": "zh-TW",
}
_OTHERS: Final = {"he": "iw", "nb": "no", "fil": "tl", "jv": "jw", "pt-PT": "pt-PT"}


def languages(pair: Pair) -> Pair | None:
    """Google's codes, from deep-translator's table; it has no Chinese of Hong Kong."""
    from deep_translator.constants import GOOGLE_LANGUAGES_TO_CODES

    known = {code: code for code in GOOGLE_LANGUAGES_TO_CODES.values()} | _CHINESE | _OTHERS
    return codes(pair, known | {"zh-HK": "zh-TW"}, known)


def ready(settings: Settings, pair: Pair) -> Machine:
    """Settings: SOCLOC_GOOGLE_URL, SOCLOC_TRANSLATE_TIMEOUT (seconds)."""
    address = settings.address("SOCLOC_GOOGLE_URL", URL)
    wire = Wire("google", "SOCLOC_GOOGLE_URL", settings.number("SOCLOC_TRANSLATE_TIMEOUT", TIMEOUT))

    def send(method: str, _address: str, params: Mapping[str, str], _body: Any, headers: Mapping[str, str]) -> Reply:
        reply = wire.send(method, address, params=params, headers=headers)
        if "result-container" not in reply.text and 'class="t0"' not in reply.text:
            raise SpentError("it shows a page without a translation, as it does when it takes us for a robot")
        return reply

    found = languages(pair) or pair
    return Machine(asking("google", lambda module: module.GoogleTranslator(source="en", target="de"), found, send))
