"""A catalog follows its campaign: new, changed, renamed, gone and returning texts; nothing that was written is lost."""

from __future__ import annotations

import pytest

from socloc.findings import Place
from socloc.store import Catalog, Entry, Unit, as_bytes, sync

HI = Entry("posts.p.text", "Hello", "Hallo")


def unit(path: str = "posts.p.text", source: str = "Hello", note: str = "", most: int | None = None) -> Unit:
    return Unit(path, "text", source, Place("campaign.yaml", 7), note, (), most)


def catalog(*entries: Entry) -> Catalog:
    """A catalog as it stands after a first run, in which every entry was in step with its unit."""
    live = [entry for entry in entries if not entry.obsolete]
    first = sync(Catalog({}), [unit(entry.path, entry.source) for entry in live], "campaign.yaml", whole=True)
    filled = {
        entry.path: first.entries[entry.path]._replace(
            text=entry.text, fuzzy=entry.fuzzy, previous=entry.previous, made=entry.made, made_sum=entry.made_sum
        )
        for entry in live
    }
    return Catalog(filled, tuple(entry for entry in entries if entry.obsolete))


def told(found: Catalog) -> dict[str, tuple[str, ...]]:
    """What matters of a catalog, in a form to compare."""
    return {
        entry.path + (" (obsolete)" if entry.obsolete else ""): (
            entry.source,
            entry.text,
            *(["fuzzy"] if entry.fuzzy else []),
            *([f"was {entry.previous}"] if entry.previous else []),
        )
        for entry in (*found.entries.values(), *found.obsolete)
    }


MADE = HI.with_text("Hallo", "machine:deepl")


@pytest.mark.parametrize(
    "old, units, whole, wanted",
    [
        pytest.param([], [unit()], True, {HI.path: ("Hello", "")}, id="new"),
        pytest.param([HI], [unit()], True, {HI.path: ("Hello", "Hallo")}, id="the same"),
        pytest.param(
            [HI, Entry("posts.q.text", "Hello")],
            [unit("posts.q.text")],
            True,
            {"posts.q.text": ("Hello", "Hallo")},
            id="renamed while the new name had an entry without words",
        ),
        pytest.param(
            [HI], [unit(source="Bye")], True, {HI.path: ("Bye", "Hallo", "fuzzy", "was Hello")}, id="changed source"
        ),
        pytest.param(
            [HI._replace(source="Bye", fuzzy=True, previous="Hello")],
            [unit(source="See you")],
            True,
            {HI.path: ("See you", "Hallo", "fuzzy", "was Hello")},
            id="changed twice keeps what it was made from",
        ),
        pytest.param(
            [HI._replace(source="Bye", fuzzy=True, previous="Hello")],
            [unit()],
            True,
            {HI.path: ("Hello", "Hallo", "fuzzy")},
            id="changed and changed back",
        ),
        pytest.param(
            [HI._replace(source="Bye", previous="Hello")],
            [unit(source="Bye")],
            True,
            {HI.path: ("Bye", "Hallo")},
            id="confirmed by a person",
        ),
        pytest.param(
            [HI._replace(text="")],
            [unit(source="Bye")],
            True,
            {HI.path: ("Bye", "")},
            id="changed before it was written",
        ),
        pytest.param([HI], [unit("posts.q.text")], True, {"posts.q.text": ("Hello", "Hallo")}, id="a renamed post"),
        pytest.param(
            [HI, HI._replace(path="posts.p.title", text="HALLO")],
            [unit("posts.q.title"), unit("posts.q.text")],
            True,
            {"posts.q.title": ("Hello", "HALLO"), "posts.q.text": ("Hello", "Hallo")},
            id="a renamed post with the same words twice",
        ),
        pytest.param(
            [HI],
            [unit("posts.q.text", "Bye")],
            True,
            {"posts.q.text": ("Bye", ""), "posts.p.text (obsolete)": ("Hello", "Hallo")},
            id="gone",
        ),
        pytest.param(
            [HI._replace(obsolete=True)], [unit()], True, {HI.path: ("Hello", "Hallo")}, id="gone and back again"
        ),
        pytest.param(
            [HI._replace(obsolete=True)],
            [unit(source="Bye")],
            True,
            {HI.path: ("Bye", "Hallo", "fuzzy", "was Hello")},
            id="gone and back with other words",
        ),
        pytest.param([HI._replace(text="")], [], True, {}, id="gone before it was written"),
        pytest.param(
            [HI],
            [unit("posts.q.text")],
            False,
            {HI.path: ("Hello", "Hallo"), "posts.q.text": ("Hello", "")},
            id="a run over a part leaves the rest alone",
        ),
        pytest.param(
            [MADE],
            [unit(source="Bye")],
            True,
            {HI.path: ("Bye", "Hallo", "fuzzy", "was Hello")},
            id="a machine's words",
        ),
    ],
)
def test_what_becomes_of_entries(
    old: list[Entry], units: list[Unit], whole: bool, wanted: dict[str, tuple[str, ...]]
) -> None:
    found = sync(catalog(*old), units, "campaign.yaml", whole)
    assert told(found) == wanted
    assert as_bytes(sync(found, units, "campaign.yaml", whole)) == as_bytes(found), "twice is not once"


@pytest.mark.parametrize(
    "before, after, said",
    [
        (unit(note="a joke"), unit(note="no joke"), "Changed: note was a joke"),
        (unit(), unit(note="a joke"), "Changed: note was none"),
        (unit(most=280), unit(most=140), "Changed: limit was 280 characters"),
        (unit(most=280), unit(), "Changed: limit was 280 characters"),
    ],
)
def test_a_changed_note_or_limit_asks_for_another_look(before: Unit, after: Unit, said: str) -> None:
    first = sync(Catalog({}), [before], "campaign.yaml", whole=True)
    written = first._replace(entries={HI.path: first.entries[HI.path]._replace(text="Hallo")})
    found = sync(written, [after], "campaign.yaml", whole=True).entries[HI.path]
    assert found.fuzzy
    assert said in found.notes
    confirmed = Catalog({HI.path: found._replace(fuzzy=False)})
    settled = sync(confirmed, [after], "campaign.yaml", whole=True).entries[HI.path]
    assert not settled.fuzzy
    assert said not in settled.notes


def test_two_branches_that_add_posts_merge_line_by_line() -> None:
    """Each branch adds blocks of its own: what both have stays where it is, byte for byte."""
    base = [unit("posts.b.text", "b"), unit("posts.y.text", "y")]
    ours, theirs = unit("posts.a.text", "a"), unit("posts.z.text", "z")

    def blocks(*units: Unit) -> list[str]:
        written = as_bytes(sync(Catalog({}), units, "campaign.yaml", whole=True)).decode()
        return written.rstrip().split("\n\n")

    merged = blocks(*base, ours, theirs)
    assert [block for block in merged if block in blocks(*base, ours)] == blocks(*base, ours)
    assert set(blocks(*base, ours)) | set(blocks(*base, theirs)) == set(merged)
