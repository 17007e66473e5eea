"""microsoft: Azure's translator with a key of one's own, by deep-translator.

How it counts: https://learn.microsoft.com/azure/ai-services/translator/translator-faq (read on 2026-11-22).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from socloc.localize.asks import Pair
from socloc.localize.faults import BrokenError
from socloc.localize.provider import Machine, Traits, codes
from socloc.localize.providers._deep_translator import asking
from socloc.localize.providers._transport import Reply, Wire
from socloc.localize.settings import TIMEOUT, Settings

TRAITS: Final = Traits(most=10_000, counted="UTF-16 units", workers=4)
URL: Final = "https://api.cognitive.microsofttranslator.com"
KEY: Final = "SOCLOC_MICROSOFT_KEY"
_CODES: Final = {
    code: code
    for code in (
        "af ar as az be bg bn bs ca cs cy da de el en es et eu fa fi fil fr ga gl gu he hi hr hu hy id is it ja ka kk "
        "km kn ko ky lo lt lv mk ml mr ms mt my nb ne nl or pa pl pt pt-PT ro ru sk sl sq sv sw ta te th tr uk ur uz "
        "vi zu fr-CA sr-Cyrl sr-Latn yue"
    ).split()
} | {
    "zh-CN": "zh-Hans",
    "zh-SG": "zh-Hans",
    "zh-Hans": "zh-Hans",
    "zh-TW": "zh-Hant",
    "zh-Hant": "zh-Hant",
}


def languages(pair: Pair) -> Pair | None:
    """Microsoft's codes; it has no written Chinese of Hong Kong."""
    return codes(pair, _CODES | {"zh-HK": "zh-Hant"}, _CODES)


def ready(settings: Settings, pair: Pair) -> Machine:
    """Settings: SOCLOC_MICROSOFT_KEY (needed), _REGION, _URL, SOCLOC_TRANSLATE_TIMEOUT (seconds)."""
    key = settings.needed_key("microsoft", KEY, "MICROSOFT_API_KEY")
    region = settings.text("SOCLOC_MICROSOFT_REGION")
    address = settings.address("SOCLOC_MICROSOFT_URL", URL)
    timeout = settings.number("SOCLOC_TRANSLATE_TIMEOUT", TIMEOUT)
    wire = Wire("microsoft", "SOCLOC_MICROSOFT_URL", timeout, (KEY, "SOCLOC_MICROSOFT_REGION"))

    def send(method: str, asked: str, params: Mapping[str, str], body: Any, headers: Mapping[str, str]) -> Reply:
        path = urlsplit(asked).path
        if path == "/languages":  # asked whenever a translator is made, and answered from our table
            return Reply(200, '{"translation": {"en": {"name": "English"}, "de": {"name": "German"}}}')
        reply = wire.send(
            method, f"{address}{path}", params={"api-version": "3.0", **params}, body=body, headers=headers
        )
        _judge(reply.json())
        return reply

    def make(module: Any) -> Any:
        return module.MicrosoftTranslator(source="en", target="de", api_key=key, region=region or None)

    return Machine(asking("microsoft", make, languages(pair) or pair, send), (key,))


def _judge(value: Any) -> None:
    try:
        texts = [one["text"] for one in value[0]["translations"]]
    except (LookupError, TypeError):
        texts = []
    if len(texts) != 1 or not isinstance(texts[0], str):
        raise BrokenError("it answered without a text")
