"""baidu: 百度翻译 with an id and a key of one's own, by deep-translator; good at Chinese, and reached from China.

Its codes and errors: https://fanyi-api.baidu.com/doc/21, from memory, not read again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from socloc.localize.asks import Pair
from socloc.localize.faults import BrokenError, BusyError, RefusedError, SpentError, UnusableError
from socloc.localize.provider import Machine, Traits, codes
from socloc.localize.providers._deep_translator import asking
from socloc.localize.providers._transport import Reply, Wire
from socloc.localize.settings import TIMEOUT, Settings

TRAITS: Final = Traits(most=2_000, counted="bytes", workers=1, pace=1.0)  # one question a second without a contract
URL: Final = "https://fanyi-api.baidu.com/api/trans/vip/translate"
ID: Final = "SOCLOC_BAIDU_ID"
KEY: Final = "SOCLOC_BAIDU_KEY"
_CODES: Final = {
    "ar": "ara", "bg": "bul", "cs": "cs", "da": "dan", "de": "de", "el": "el", "en": "en", "es": "spa", "et": "est",
    "fi": "fin", "fr": "fra", "hu": "hu", "it": "it", "ja": "jp", "ko": "kor", "nl": "nl", "pl": "pl", "pt": "pt",
    "ro": "rom", "ru": "ru", "sl": "slo", "sv": "swe", "th": "th", "vi": "vie", "zh-CN": "zh", "zh-Hans": "zh",
    "zh-SG": "zh", "zh-TW": "cht", "zh-Hant": "cht",
}  # fmt: skip
_BUSY: Final = ("54003", "54005")
_BROKEN: Final = ("52001", "52002")
_REFUSED: Final = ("52003", "54000", "54001", "58000", "58002", "90107")
_SPENT: Final = ("54004",)


def languages(pair: Pair) -> Pair | None:
    """Baidu's own codes."""
    return codes(pair, _CODES | {"zh-HK": "cht"}, _CODES)


def ready(settings: Settings, pair: Pair) -> Machine:
    """Settings: SOCLOC_BAIDU_ID and SOCLOC_BAIDU_KEY (needed), SOCLOC_BAIDU_URL, SOCLOC_TRANSLATE_TIMEOUT."""
    own, key = settings.needed_key("baidu", ID), settings.needed_key("baidu", KEY)
    address = settings.address("SOCLOC_BAIDU_URL", URL)
    wire = Wire("baidu", "SOCLOC_BAIDU_URL", settings.number("SOCLOC_TRANSLATE_TIMEOUT", TIMEOUT), (ID, KEY))

    def send(method: str, _address: str, params: Mapping[str, str], _body: Any, headers: Mapping[str, str]) -> Reply:
        # deep-translator writes the text into the address; Baidu takes it in the body, too.
        reply = wire.send(method, address, data={name: str(value) for name, value in params.items()}, headers=headers)
        _judge(reply.json())
        return reply

    def make(module: Any) -> Any:
        return module.BaiduTranslator(source="en", target="zh", appid=own, appkey=key)

    return Machine(asking("baidu", make, languages(pair) or pair, send), (own, key))


def _judge(value: Any) -> None:
    code = str(value.get("error_code", "")) if isinstance(value, dict) else ""
    if code in _BUSY:
        raise BusyError("it is asked too often")
    if code in _BROKEN:
        raise BrokenError(f"it has a fault of its own ({code})")
    if code in _SPENT:
        raise SpentError("its quota is used up")
    if code in _REFUSED:
        raise RefusedError(f"baidu does not take the key ({code})", f"Check {ID} and {KEY}.")
    if code not in ("", "52000"):
        raise UnusableError(f"it does not take this text ({code[:20]})")
    if not isinstance(value, dict) or not value.get("trans_result"):
        raise BrokenError("it answered without a text")
