"""The providers there are, by the names that `--provider` takes; each is imported when it is used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from socloc.errors import SoclocError
from socloc.localize.provider import Provider
from socloc.shapes import suggest

# deep-translator's DeepL and ChatGPT do not work any more (DeepL took away the access it uses on 2026-01-15, and
# OpenAI's library has another interface since 1.0); its Yandex and Papago ask addresses that were switched off; QCRI
# has three languages, Linguee and Pons translate single words. The first two are here through what works.


def _baidu() -> Provider:
    from socloc.localize.providers import baidu

    return baidu


def _command() -> Provider:
    from socloc.localize.providers import command

    return command


def _deepl() -> Provider:
    from socloc.localize.providers import deepl

    return deepl


def _google() -> Provider:
    from socloc.localize.providers import google

    return google


def _libretranslate() -> Provider:
    from socloc.localize.providers import libretranslate

    return libretranslate


def _microsoft() -> Provider:
    from socloc.localize.providers import microsoft

    return microsoft


def _mymemory() -> Provider:
    from socloc.localize.providers import mymemory

    return mymemory


def _openai() -> Provider:
    from socloc.localize.providers import openai

    return openai


def _pseudo() -> Provider:
    from socloc.localize.providers import pseudo

    return pseudo


REGISTRY: Final[Mapping[str, Callable[[], Provider]]] = {
    "baidu": _baidu,
    "command": _command,
    "deepl": _deepl,
    "google": _google,
    "libretranslate": _libretranslate,
    "microsoft": _microsoft,
    "mymemory": _mymemory,
    "openai": _openai,
    "pseudo": _pseudo,
}


def provider(name: str) -> Provider:
    """The provider of that name. Raises SoclocError where there is none."""
    if name not in REGISTRY:
        message = f"there is no provider `{name}`{suggest(name, tuple(REGISTRY))}"
        raise SoclocError(message, f"There are {', '.join(REGISTRY)}, and opencc for Chinese from Chinese.")
    return REGISTRY[name]()
