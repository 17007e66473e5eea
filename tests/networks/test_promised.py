"""The facts that the product promises: promised/*.yaml against what the loader makes of the built-in files.

A promise names what it is about and leaves out what it does not care for. Of a network it names every format, of a
format every field, in order; of the limits of a text the first ones, and of every other list the whole. A value with
its standing is written as one line:

    limits, minimums, folds     2000 weibo reported; 1024 code-points documented media; utf-16 unknown (no number)
    numbers, media              hashtags ..4 reported; image files 1..9 documented; all kind jpeg png documented
    qr, contacts, thread, paste forbidden reported
    link_hosts, image_hosts     a list of those, as is cover_crops: 2.35:1 documented
    characters                  refused <> documented
    dialect                     documented *{text}* _{text}_: the standing, and the patterns that are not plain

An option is promised as the format that it makes, and names only the fields that it changes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from socloc import networks
from socloc.networks import Bounds, Characters, Fact, Format, FormatField, Limit, Network
from socloc.networks.dialect import PLAIN

FOLDER = Path(__file__).with_name("promised")
PROMISES: dict[str, dict[str, Any]] = {
    network_id: formats
    for path in sorted(FOLDER.glob("*.yaml"))
    for network_id, formats in yaml.safe_load(path.read_text("utf-8")).items()
}
TARGETS = [f"{network_id}/{format_id}" for network_id, formats in PROMISES.items() for format_id in formats]
# What a promise need not say of a field and of a format where it is so.
USUAL_FIELD: Final = {"takes": "", "required": False}
USUAL_FORMAT: Final = {"markup": "text"}


def loaded(network_id: str) -> Network:
    """The built-in network of that id, which must be sound."""
    network, findings = networks.load(network_id)
    assert findings == []
    assert network is not None
    return network


def loaded_format(target: str) -> Format:
    """The built-in format of a name such as weibo/post."""
    network_id, format_id = target.split("/")
    found = loaded(network_id).format(format_id)
    assert found is not None, target
    return found


def of_limit(limit: Limit) -> str:
    """A limit as a promise writes it."""
    number = "" if limit.value is None else str(limit.value)
    return " ".join(filter(None, (number, limit.way, limit.basis.standing, limit.when)))


def of_bounds(bounds: Bounds) -> str:
    """A fact about media or numbers as a promise writes it."""
    ends = ["" if end is None else f"{end:.15g}" for end in (bounds.least, bounds.most)]
    value = " ".join(bounds.one_of) or "..".join(ends)
    return " ".join(filter(None, (bounds.of or "all", bounds.measure, value, bounds.basis.standing)))


def of_fact(fact: Fact | None) -> str:
    """A fact as a promise writes it; nothing where there is none."""
    return f"{fact.value} {fact.basis.standing}" if fact else ""


def of_characters(characters: Characters | None) -> str:
    """Which characters a field takes, as a promise writes it."""
    if characters is None:
        return ""
    return f"{'refused' if characters.are_refused else 'allowed'} {characters.members} {characters.basis.standing}"


def of_dialect(form: Format) -> str:
    """What is markup in a format, as a promise writes it."""
    own = [found for found, plain in zip(form.dialect, PLAIN, strict=True) if found != plain]
    return " ".join([form.dialect_basis.standing, *own]) if form.dialect_basis else ""


def of_field(field: FormatField, keys: Mapping[str, Any]) -> dict[str, Any]:
    """What a field is, in the keys of a promise."""
    readers: dict[str, Callable[[], Any]] = {
        "name": lambda: field.name,
        "takes": lambda: field.takes,
        "required": lambda: field.required,
        "limits": lambda: [of_limit(limit) for limit in field.limits[: len(keys["limits"])]],
        "folds": lambda: [of_limit(limit) for limit in field.folds],
        "minimums": lambda: [of_limit(limit) for limit in field.minimums],
        "characters": lambda: of_characters(field.characters),
        "hashtag": lambda: field.hashtag,
        "separator": lambda: field.separator,
    }
    return {key: readers[key]() for key in keys}


def of_format(form: Format, keys: Mapping[str, Any], whole: bool = True) -> dict[str, Any]:
    """What a format is, in the keys of a promise; with all its fields, or with the promised ones only."""
    readers: dict[str, Callable[[], Any]] = {
        "markup": lambda: form.markup,
        "status": lambda: of_fact(form.status),
        "dialect": lambda: of_dialect(form),
        "hashtag": lambda: form.hashtag.value,
        "hashtag_limits": lambda: [of_limit(limit) for limit in form.hashtag_limits],
        "mention": lambda: form.mention.value,
        "links": lambda: form.links.value,
        "qr": lambda: of_fact(form.qr),
        "contacts": lambda: of_fact(form.contacts),
        "thread": lambda: of_fact(form.thread),
        "paste": lambda: of_fact(form.paste),
        "link_hosts": lambda: [of_fact(host) for host in form.link_hosts],
        "image_hosts": lambda: [of_fact(host) for host in form.image_hosts],
        "cover_crops": lambda: [of_fact(crop) for crop in form.cover_crops],
        "numbers": lambda: [of_bounds(bounds) for bounds in form.numbers],
        "media": lambda: [of_bounds(bounds) for bounds in form.media],
        "alt": lambda: of_field(form.alt, keys["alt"]) if form.alt else {},
        "buttons": lambda: of_buttons(form, keys["buttons"]),
        "fields": lambda: of_fields(form, keys["fields"], whole),
        "options": lambda: of_options(form, keys["options"]),
    }
    return {key: readers[key]() for key in keys}


def of_buttons(form: Format, keys: Mapping[str, Any]) -> dict[str, Any]:
    """The buttons of a format, in the keys of a promise."""
    if form.buttons is None:
        return {}
    found = {"label": form.buttons.label, "url": form.buttons.url}
    return {key: of_field(field, keys.get(key, {})) for key, field in found.items() if field}


def of_fields(form: Format, keys: Mapping[str, Any], whole: bool) -> dict[str, Any]:
    """The fields of a format, in the keys of a promise."""
    found = [field for field in form.fields if whole or field.id in keys]
    return {field.id: of_field(field, keys.get(field.id, {})) for field in found}


def of_options(form: Format, keys: Mapping[str, Any]) -> dict[str, Any]:
    """The format as each of its options makes it, in the keys of a promise."""
    return {
        option.id: of_format(form.with_option(option), keys.get(option.id, {}), whole=False) for option in form.options
    }


@pytest.mark.parametrize("network_id", PROMISES)
def test_the_promised_formats_are_there_and_the_first_is_meant_by_the_network(network_id: str) -> None:
    network = loaded(network_id)
    assert [form.id for form in network.formats] == list(PROMISES[network_id])
    assert network.format("") == network.formats[0]
    assert network.format("ether") is None


@pytest.mark.parametrize("target", TARGETS)
def test_a_format_is_as_promised(target: str) -> None:
    network_id, format_id = target.split("/")
    promise = USUAL_FORMAT | PROMISES[network_id][format_id]
    promise["fields"] = {key: USUAL_FIELD | field for key, field in promise["fields"].items()}
    form = loaded_format(target)
    found = of_format(form, promise)
    assert found == promise
    assert list(found["fields"]) == list(promise["fields"]), "in another order"
    assert form.main is form.fields[0]


@pytest.mark.parametrize("target", TARGETS)
def test_a_limit_that_the_network_states_or_shows_is_an_error_and_one_that_others_tell_is_not(target: str) -> None:
    severity = {"documented": "error", "measured": "error", "reported": "warning", "unknown": "note"}
    for field in loaded_format(target).fields:
        for limit in field.limits:
            assert limit.severity == severity[limit.basis.standing]
