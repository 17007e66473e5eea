"""OpenCC as it is installed: whether it is the real one, and its converters. The only module that imports opencc."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from socloc.remembered import table

if TYPE_CHECKING:
    from opencc import OpenCC

Words: TypeAlias = "tuple[tuple[str, str], ...]"


class ConversionError(ValueError):
    """A protected part did not survive, so the converted text must not be used."""


class NotOfficialError(ConversionError):
    """What is installed as `opencc` is another package, which converts otherwise."""


@lru_cache(maxsize=1)  # every bundle names it
@table("opencc")
def version() -> str:
    """OpenCC's version."""
    import opencc

    return str(getattr(opencc, "__version__", "unknown"))


@lru_cache(maxsize=1)
def why_not_official() -> str:
    """Why what is installed as `opencc` is not OpenCC's own package; "" where it is. Raises ImportError for none."""
    import opencc

    if not (_dictionaries() / "STPhrases.ocd2").is_file():
        return f"{Path(str(opencc.__file__)).parent} has none of OpenCC's dictionaries"
    if not any(base.__module__.endswith("opencc_clib") for base in opencc.OpenCC.__mro__):
        return f"{opencc.__file__} is not OpenCC's own"
    return ""


@lru_cache(maxsize=32)
def converter(configuration: str, words: Words = ()) -> OpenCC:
    """OpenCC with one of its configurations and with words of one's own, each with what it becomes.

    Raises ConversionError where there is no such configuration, NotOfficialError where OpenCC is another package.
    """
    from tempfile import TemporaryDirectory

    if reason := why_not_official():
        raise NotOfficialError(f"the module `opencc` is not OpenCC's own: {reason}")
    from opencc import OpenCC

    path = _dictionaries() / f"{configuration}.json"
    if not path.is_file():
        raise ConversionError(f"OpenCC has no configuration `{configuration}`")
    if not words:
        return OpenCC(str(path))
    import json

    with TemporaryDirectory(prefix="socloc-") as folder:
        own = Path(folder) / path.name
        own.write_text(json.dumps(_with_words(json.loads(path.read_text("utf-8")), dict(words))), "utf-8")
        return OpenCC(str(own))


def _dictionaries() -> Path:
    import opencc

    return Path(str(opencc.__file__)).parent / "clib" / "share" / "opencc"


def _with_words(configuration: dict[str, Any], words: dict[str, str]) -> dict[str, Any]:
    """A configuration with an inline dictionary before each of its own, as OpenCC's examples/config has them.

    Each step makes a word what it becomes, since some are there only after the first (臺 after s2t); what they become
    is let be.
    """
    found: dict[str, Any] = _with_paths(configuration)
    if "segmentation" in found:
        found["segmentation"]["dict"] = _before(found["segmentation"]["dict"], {word: word for word in words})
    steps = found["conversion_chain"]
    steps[0]["dict"] = _before(steps[0]["dict"], words)
    for step in steps[1:]:
        step["dict"] = _before(step["dict"], words | {word: word for word in words.values()})
    return found


def _before(dictionary: Any, words: dict[str, str]) -> dict[str, Any]:
    """Both dictionaries as one: the longest word of either wins, and of equals the first."""
    return {"type": "group", "match_policy": "union", "dicts": [{"type": "inline", "entries": words}, dictionary]}


def _with_paths(value: Any) -> Any:
    """A configuration whose files are found from any folder."""
    if isinstance(value, dict):
        return {
            key: str(_dictionaries() / child) if key == "file" else _with_paths(child) for key, child in value.items()
        }
    return [_with_paths(child) for child in value] if isinstance(value, list) else value
