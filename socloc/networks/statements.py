"""Everything that is claimed about a network, one sentence and its source at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from socloc.networks.dialect import PLAIN, Dialect
from socloc.networks.facts import Bounds, Characters, Fact, Format, FormatField, Limit, Network, Standings, number

_WHEN: Final = {"": "", "media": ", with images or videos", "no-media": ", without images and videos"}
_PLURALS: Final = {"": "media files", "image": "images", "animation": "animations", "video": "videos"}
_OF_ARTICLES: Final = {"link_hosts": "links stay", "image_hosts": "pictures stay", "cover_crops": "cover is cut to"}


class Statement(NamedTuple):
    """One claim: what it is about, its value in words, and why anybody should believe it."""

    about: str  # the network's id, its format (weibo/post), or that with an option (x/post with premium)
    name: str
    value: str
    basis: Standings


def statements(network: Network) -> Iterator[Statement]:
    """Every claim about a network, in the order of its file."""
    yield Statement(network.id, "status", network.status.value, network.status.basis)
    for form in network.formats:
        yield from of_format(form)


def of_format(form: Format) -> Iterator[Statement]:
    """Every claim about a format, and then what each of its options changes."""
    about = str(form)
    for field in form.fields:
        yield from _of_field(about, field)
    yield from _of_values(about, form._asdict())
    for option in form.options:
        name = f"{about} with {option.id}"
        for field_id, changes in option.fields.items():
            empty = FormatField(field_id, "", "", False, (), ())
            yield from _of_field(name, empty._replace(**changes))
        yield from _of_values(name, option.changes)


def _of_values(about: str, values: Mapping[str, Any]) -> Iterator[Statement]:
    for name in (
        "status",
        "hashtag",
        "mention",
        "links",
        "qr",
        "contacts",
        "rivals",
        "share_codes",
        "thread",
        "ad_switch",
        "ai_switch",
        "paste",
    ):
        fact: Fact | None = values.get(name)
        if fact:
            about_what = (*fact.words, *fact.hosts)
            words = f" ({', '.join(about_what)})" if about_what else ""
            yield Statement(about, name, f"{fact.value or 'none'}{words}", fact.basis)
    for key, name in _OF_ARTICLES.items():
        yield from (Statement(about, name, fact.value, fact.basis) for fact in values.get(key, ()))
    yield from _limits(about, "hashtag, limit", values.get("hashtag_limits", ()))
    for bounds in (*values.get("numbers", ()), *values.get("media", ())):
        yield Statement(about, _subject(bounds), _range(bounds), bounds.basis)
    basis: Standings | None = values.get("dialect_basis")
    if basis:
        yield Statement(about, "dialect", _forms(values["dialect"]), basis)
    if values.get("alt"):
        yield from _of_field(about, values["alt"])
    if values.get("buttons"):
        for field in values["buttons"]:
            if field:
                yield from _of_field(about, field)


def _of_field(about: str, field: FormatField) -> Iterator[Statement]:
    yield from _limits(about, f"{field.id}, limit{' (required)' if field.required else ''}", field.limits)
    yield from _limits(about, f"{field.id}, minimum", field.minimums)
    yield from _limits(about, f"{field.id}, fold", field.folds)
    if field.characters:
        yield Statement(about, f"{field.id}, characters", _members(field.characters), field.characters.basis)


def _limits(about: str, name: str, limits: Iterable[Limit]) -> Iterator[Statement]:
    for limit in limits:
        number = f"{limit.value:,}" if limit.value is not None else "?"
        yield Statement(about, name, f"{number} {limit.way}{_WHEN[limit.when]}", limit.basis)


def _members(characters: Characters) -> str:
    return f"{'none of' if characters.are_refused else 'only'} {characters.members}"


def _subject(bounds: Bounds) -> str:
    """What a bound is about: `hashtags`, `images`, `width of a video`, `sorts of media together`."""
    if not bounds.measure:
        return bounds.of
    if bounds.measure == "files":
        return _PLURALS[bounds.of]
    if bounds.measure == "sorts":
        return "sorts of media together"
    article = "an" if bounds.of in ("image", "animation") else "a"
    return f"{bounds.measure} of {article} {bounds.of or 'media file'}"


def _range(bounds: Bounds) -> str:
    if bounds.one_of:
        return ", ".join(bounds.one_of)
    least = f"at least {number(bounds.least)}" if bounds.least is not None else ""
    most = f"at most {number(bounds.most)}" if bounds.most is not None else ""
    return " and ".join(part for part in (least, most) if part)


def _forms(dialect: Dialect) -> str:
    forms = (f"{name} {value}" for name, value in dialect._asdict().items() if value != getattr(PLAIN, name))
    return ", ".join(form.replace("\n", "⏎") for form in forms)
