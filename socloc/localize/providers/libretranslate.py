"""libretranslate: a server of one's own, or a public one with a key, by deep-translator."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from socloc.errors import SoclocError
from socloc.localize.asks import Pair
from socloc.localize.faults import BrokenError
from socloc.localize.provider import Machine, Traits, codes
from socloc.localize.providers._deep_translator import asking
from socloc.localize.providers._transport import Reply, Wire
from socloc.localize.settings import TIMEOUT, Settings

TRAITS: Final = Traits(most=2_000, workers=2)
_NO_KEY: Final = "none"  # deep-translator insists on one
_CODES: Final = {
    code: code
    for code in (
        "ar az bg bn ca cs da de el en eo es et eu fa fi fr ga gl he hi hu id it ja ko lt lv ms nb nl pl pt ro ru sk "
        "sl sq sr sv th tl tr uk ur vi"
    ).split()
} | {"zh-CN": "zh-Hans", "zh-Hans": "zh-Hans", "zh-TW": "zh-Hant", "zh-Hant": "zh-Hant", "pt-BR": "pt-BR"}


def languages(pair: Pair) -> Pair | None:
    """LibreTranslate's codes since 1.6.5; which of them a server has is its owner's choice."""
    return codes(pair, _CODES, _CODES)


def ready(settings: Settings, pair: Pair) -> Machine:
    """Settings: SOCLOC_LIBRETRANSLATE_URL (needed), SOCLOC_LIBRETRANSLATE_KEY, SOCLOC_TRANSLATE_TIMEOUT."""
    if not settings.text("SOCLOC_LIBRETRANSLATE_URL"):
        hint = "Set SOCLOC_LIBRETRANSLATE_URL to your server's, such as http://localhost:5000."
        raise SoclocError("libretranslate needs an address", hint)
    address = settings.address("SOCLOC_LIBRETRANSLATE_URL")
    key = settings.key("SOCLOC_LIBRETRANSLATE_KEY")
    timeout = settings.number("SOCLOC_TRANSLATE_TIMEOUT", TIMEOUT)
    wire = Wire("libretranslate", "SOCLOC_LIBRETRANSLATE_URL", timeout, ("SOCLOC_LIBRETRANSLATE_KEY",))

    def send(method: str, _address: str, params: Mapping[str, str], _body: Any, _headers: Mapping[str, str]) -> Reply:
        # deep-translator writes the text and the key into the address, where every server on the way keeps them.
        body = {name: value for name, value in params.items() if name != "api_key"} | ({"api_key": key} if key else {})
        reply = wire.send(method, f"{address}/translate", body=body)
        value = reply.json()
        if not isinstance(value, dict) or not isinstance(value.get("translatedText"), str):
            raise BrokenError("it answered without a text")
        return reply

    made = asking(
        "libre",
        lambda module: module.LibreTranslator("en", "de", api_key=key or _NO_KEY, custom_url=f"{address}/"),
        languages(pair) or pair,
        send,
    )
    return Machine(made, (key,))
