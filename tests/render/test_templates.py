"""Template files: only text files that are really in their folder are read, and compiled ones only as we kept them."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from socloc import caches
from socloc.findings import Place
from socloc.render.templates import TemplateError, Templates
from tests.reading.examined import head, no_waiting, outcome, said, texts
from tests.reading.test_caches import SPOILERS

NAME = "x/post.txt.j2"
POST = "posts: [{id: p, text: a}]\n"


def circle(path: Path) -> None:
    path.symlink_to(path)


def link_out(path: Path) -> None:
    path.symlink_to(path.parents[2] / "secret")


def link_out_by_its_folder(path: Path) -> None:
    outside = path.parents[2] / "outside"
    outside.mkdir()
    (outside / path.name).write_text("secret")
    path.parent.rmdir()
    path.parent.symlink_to(outside)


def link_to_a_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def link_to_nothing(path: Path) -> None:
    path.symlink_to(path.with_name("gone"))


def huge(path: Path) -> None:
    path.write_text("x" * (256 * 1024 + 1))


def enormous(path: Path) -> None:
    path.write_text("x")
    os.truncate(path, 1 << 33)


def gbk(path: Path) -> None:
    path.write_bytes("头发".encode("gbk"))


def utf_16(path: Path) -> None:
    path.write_bytes("{{ text }}".encode("utf-16"))


LEADS_OUT = "it is a link that leads out of its folder"
NO_FILE = "it is no file, or a very large one"
NOT_UTF_8 = "it cannot be read: it is not UTF-8 text"
REFUSED: list[tuple[Callable[[Path], object], str]] = [
    (link_out, LEADS_OUT),
    (link_out_by_its_folder, LEADS_OUT),
    (link_to_a_device, LEADS_OUT),
    (circle, ""),
    (link_to_nothing, NO_FILE),
    (os.mkdir, NO_FILE),
    (os.mkfifo, NO_FILE),
    (huge, NO_FILE),
    (enormous, NO_FILE),
    (gbk, NOT_UTF_8),
    (utf_16, NOT_UTF_8),
]


@pytest.mark.parametrize("make, message", REFUSED, ids=lambda part: getattr(part, "__name__", ""))
@pytest.mark.parametrize("asked", ["by its network", "by another template"])
def test_a_file_that_is_no_template(make: Callable[[Path], object], message: str, asked: str, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    included = tmp_path / "templates" / "y" / "more.txt.j2"
    own = tmp_path / "templates" / NAME
    own.parent.mkdir(parents=True)
    included.parent.mkdir()
    if asked == "by another template":
        own.write_text('ok\n{% include "y/more.txt.j2" %}')
    path = own if asked == "by its network" else included
    make(path)
    with no_waiting():
        found = outcome(tmp_path, head() + POST)
    (row,) = said(found.findings, [{"file": "", "severity": ""}])
    assert found.variants == ()
    assert (row["check"], row["severity"], row["at"]) == ("template-error", "error", "1:1")
    assert row["file"] == f"templates/{path.relative_to(tmp_path / 'templates')}"
    assert row["message"].startswith("the template is wrong: " + message)
    assert "secret" not in str(found)


def test_links_inside_the_folder_are_fine(tmp_path: Path) -> None:
    real = tmp_path / "elsewhere" / "templates"
    (real / "x").mkdir(parents=True)
    (real / "real.j2").write_text("[{{ text }}]" + "{# x #}" * 30_000)
    (real / NAME).symlink_to(real / "real.j2")
    (tmp_path / "templates").symlink_to(real)
    assert texts(outcome(tmp_path, head() + POST)) == {"en x/post p": "[a]"}


def test_a_file_in_place_of_the_folder_is_no_template(tmp_path: Path) -> None:
    assert texts(outcome(tmp_path, head() + POST, {"templates": "a file"})) == {"en x/post p": "a"}


def write_own(folder: Path, text: str = "honest {{ text }}") -> None:
    path = folder / "campaign" / "templates" / NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def rendered(folder: Path) -> str:
    """What a fresh process would make of the template."""
    return Templates(folder / "campaign", folder / "caches").render(NAME, {"text": "a"}).text


def compiled(folder: Path) -> Path:
    """The one compiled template that is kept."""
    (path,) = (folder / "caches").glob("templates-*/*")
    return path


def forge(path: Path, mode: int) -> None:
    """Keep a program that says something else, as whoever may write there could."""
    data = caches.read(path) or b""
    assert b"honest" in data
    caches.keep(path, data.replace(b"honest", b"FORGED"))
    path.chmod(mode)


@pytest.mark.parametrize("mode, wanted", [(0o600, "FORGED a"), (0o620, "honest a"), (0o602, "honest a")])
def test_a_program_that_others_may_write_is_not_run(mode: int, wanted: str, tmp_path: Path) -> None:
    write_own(tmp_path)
    assert rendered(tmp_path) == "honest a"
    forge(compiled(tmp_path), mode)
    assert rendered(tmp_path) == wanted, "the first shows that the forged file is what would be run"


@pytest.mark.parametrize("spoil", SPOILERS, ids=lambda spoil: spoil.__name__)
def test_a_spoiled_program_is_not_run(spoil: Callable[[Path], None], tmp_path: Path) -> None:
    write_own(tmp_path)
    rendered(tmp_path)
    forge(compiled(tmp_path), 0o600)
    spoil(compiled(tmp_path))
    with no_waiting():
        assert rendered(tmp_path) == "honest a"


def test_a_changed_template_is_compiled_again(tmp_path: Path) -> None:
    write_own(tmp_path)
    rendered(tmp_path)
    write_own(tmp_path, "changed {{ text }}")
    assert rendered(tmp_path) == "changed a"


def test_a_cache_that_cannot_be_written_is_no_harm(tmp_path: Path) -> None:
    (tmp_path / "caches").write_text("a file")
    write_own(tmp_path)
    assert rendered(tmp_path) == "honest a"


def test_a_template_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(TemplateError) as failed:
        Templates(tmp_path).render("x/gone.txt.j2", {})
    assert failed.value.finding.message == "the template is wrong: there is no template `x/gone.txt.j2`"
    assert failed.value.finding.place == Place("templates/x/gone.txt.j2", 1)


def test_one_campaign_after_the_other_has_the_same_built_in_templates_and_nothing_of_the_one_before(
    tmp_path: Path,
) -> None:
    first, second = Templates(tmp_path / "a"), Templates(tmp_path / "b")
    first.render_text('{{ "2027-05-08" | date }}', {"locale": "de"}, Place("campaign.yaml"))
    assert first.engine is second.engine
    assert (first.beside, second.beside) == (tmp_path / "a", tmp_path / "b")
    assert first.uses_cldr
    assert not Templates(tmp_path / "b").uses_cldr
    template = tmp_path / "b" / "templates" / "x.txt.j2"
    template.parent.mkdir(parents=True)
    template.write_text("own", "utf-8")
    assert Templates(tmp_path / "b").render("x.txt.j2", {}).text == "own"
    assert not Templates(tmp_path / "a").exists("x.txt.j2")


def test_threads_do_not_share_what_counts_the_steps_of_a_rendering(tmp_path: Path) -> None:
    with ThreadPoolExecutor(1) as other:
        theirs = other.submit(lambda: Templates(tmp_path).engine).result()
    assert theirs is not Templates(tmp_path).engine
