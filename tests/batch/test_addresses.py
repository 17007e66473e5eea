"""Campaigns and bundles at addresses: a real S3 server on this machine, and what is said where it refuses."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from contextlib import chdir
from pathlib import Path
from typing import Any

import fsspec
import pytest

from socloc.batch.found import found
from socloc.remote import addresses, brought, store
from tests.batch.conftest import KEY, SECRET
from tests.batch.test_batch import CAMPAIGN, tree
from tests.cli.running import inside, start

ROOT = Path(__file__).parents[2]
PICTURE = ROOT / "examples/tea-house/media/hero.jpg"
RULES = "socloc: 1\nrules:\n  open: {message: Not open, words: [We are open], severity: warning, hits: [We are open]}\n"
CLIENTS = {
    "clients/socloc.yaml": "socloc: 1\nchecks: {text-too-long: note}\n",
    "clients/checks/house.yaml": RULES,
    "clients/acme/campaign.yaml": CAMPAIGN.format(id="acme")
    + "    media: hero\nmedia:\n  hero: {file: .media/a.jpg}\n",
    "clients/acme/other.yaml": CAMPAIGN.format(id="other"),
    "clients/acme/locales/de/words.yaml": "locale: de\n",
    "clients/deep/er/spring.yaml": CAMPAIGN.format(id="spring").replace("We are open.", "open " * 99),
    "clients/.hidden/a.yaml": CAMPAIGN.format(id="hidden"),
    "clients/bundle/manifest.json": "{}",
    "clients/bundle/a.yaml": CAMPAIGN.format(id="bundled"),
}


@pytest.fixture
def s3(s3_server: Mapping[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """A bucket with clients, and the same on the disk, in the current folder."""
    monkeypatch.chdir(tmp_path)
    for name, value in s3_server.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    for name in ("temporary", "elsewhere"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr(tempfile, "tempdir", None)
    there = fsspec.filesystem("s3", use_listings_cache=False)
    if there.exists("bucket"):
        there.rm("bucket", recursive=True)
    there.mkdir("bucket")
    files = {name: text.encode() for name, text in CLIENTS.items()}
    files["clients/acme/.media/a.jpg"] = PICTURE.read_bytes()
    there.pipe({f"bucket/{name}": data for name, data in files.items()})
    for name, data in files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(data)
    return there


def test_all_is_as_with_a_copy(s3: Any) -> None:
    wrong = b"socloc: 1\nchecks: {text-too-long: nonsense}\n"
    s3.pipe_file("bucket/clients/socloc.yaml", wrong)
    Path("clients/socloc.yaml").write_bytes(wrong)
    here = inside("render", "clients", "-o", "out", "--zip", "--force", "--json")
    with chdir("elsewhere"):
        there = inside("render", "s3://bucket/clients", "-o", "s3://bucket/out", "--zip", "--force", "--json")
    assert "clients/socloc.yaml:2:25" in here.err
    assert "[house-open]" in here.err
    assert there.code == here.code
    for one, other in ((here.out, there.out), (here.err, there.err)):
        assert re.sub(r"(?<![\w/])(clients|out)/", r"s3://bucket/\1/", one) == other
    assert bundles(s3) == {path.name: path.read_bytes() for path in Path("out").iterdir()}
    assert len(bundles(s3)) == 3
    assert not list(Path("temporary").iterdir())


def bundles(s3: Any) -> dict[str, bytes]:
    """What is in the bucket's folder for bundles."""
    return {name.rpartition("/")[2]: s3.cat_file(name) for name in s3.find("bucket/out")}


@pytest.mark.parametrize("options", [(), ("--zip",), ("--to", "csv", "--zip")], ids=str)
def test_one_end_may_be_here(s3: Any, options: tuple[str, ...]) -> None:
    here = inside("render", "clients/acme", "-o", "out", *options)
    made = tree(Path("out"))
    shutil.rmtree("out")
    there = inside("render", "s3://bucket/clients/acme", "-o", "out", *options)
    assert (there.code, there.out) == (here.code, here.out)
    assert there.err == here.err.replace("clients/", "s3://bucket/clients/")
    assert tree(Path("out")) == made
    if options == ("--zip",):
        assert (
            inside("render", "clients/acme", "-o", "s3://bucket/out", *options).out
            == "s3://bucket/out/acme.zip  (4 variants)\n"
        )
        assert bundles(s3) == made


def test_an_address_of_this_machine_is_a_path(s3: Any) -> None:
    del s3
    here = Path.cwd()
    ran = inside("render", f"file://{here}/clients/acme", "-o", f"file://{here}/out")
    assert (ran.code, ran.out.splitlines()[0]) == (0, f"{here}/out/acme  (4 variants)")


def test_what_is_meant(s3: Any) -> None:
    del s3
    for argument in (
        *("clients", "clients/", "clients/acme", "clients/acme/other.yaml", "clients/deep", "clients/missing.yaml"),
        *("clients/*/*.yaml", "**/spring.yaml", "clients/*", "clients/a[c]me", "nothing/*.yaml", "clients/.hidden"),
        *("clients/bundle", "clients/acme/locales"),
    ):
        here, there = found([Path(argument)]), found([Path(f"s3://bucket/{argument}")])
        assert [addresses.shown(path) for path in there[0]] == [f"s3://bucket/{path}" for path in here[0]], argument
        assert [str(error).replace("s3://bucket/", "") for error in there[1]] == [str(error) for error in here[1]]


def test_what_is_changed_is_seen(s3: Any) -> None:
    command = ("check", "s3://bucket/clients/acme", "--format", "json")
    assert "house-open" in start(*command, cwd=Path.cwd()).out
    s3.pipe_file("bucket/clients/acme/campaign.yaml", CAMPAIGN.format(id="acme").replace("open", "shut").encode())
    assert "house-open" not in start(*command, cwd=Path.cwd()).out


def test_what_socloc_did_not_write_stays(s3: Any) -> None:
    command = ("render", "s3://bucket/clients/acme", "-o", "s3://bucket/out", "--zip")
    said = "socloc: s3://bucket/out/acme.zip exists and is not a bundle of this campaign"
    assert inside(*command).code == 0
    assert inside(*command).code == 0  # its own is replaced
    for foreign in (b"", b"not a zip", zipped("other"), zipped("")):
        s3.pipe_file("bucket/out/acme.zip", foreign)
        ran = inside(*command)
        assert (ran.code, ran.err.splitlines()[0]) == (2, said)
        assert bundles(s3) == {"acme.zip": foreign}


def zipped(name: str) -> bytes:
    """A zip, with the bundle of a campaign of that name if there is one."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        if name:
            value = {"socloc": "1", "schema_version": 1, "campaign": {"id": name}}
            archive.writestr(f"{name}/manifest.json", json.dumps(value))
    return buffer.getvalue()


def test_two_of_one_id(s3: Any) -> None:
    s3.pipe_file("bucket/clients/deep/er/spring.yaml", CAMPAIGN.format(id="acme").encode())
    ran = inside("render", "s3://bucket/clients", "-o", "s3://bucket/out", "--zip")
    assert ran.code == 2
    assert (
        "socloc: s3://bucket/clients/deep/er/spring.yaml has the id of s3://bucket/clients/acme/campaign.yaml, so"
        in ran.err
    )
    assert set(bundles(s3)) == {"acme.zip", "other.zip"}


REFUSED = {
    "s3://missing/clients": "cannot read s3://missing/clients: there is no such bucket or object",
    "s3://bucket/nothing.yaml": "cannot read s3://bucket/nothing.yaml: there is no such object",
    "s3://bucket/nothing": "cannot read s3://bucket/nothing: there is no such object",
    "s3://bucket/clients/bundle": "there is no campaign in s3://bucket/clients/bundle",
    "s3://": "s3:// names no bucket",
    "s3:///": "s3:// names no bucket",
    "nonsense://bucket/clients": "nonsense:// is no address that fsspec knows",
    "gs://bucket/clients": "gs://bucket/clients needs gcsfs",
    "https://example.com/a?X-Amz-Signature=f00": "a web address is no folder of campaigns",
    "ftp://user:f00@example.com/clients": "an address takes no name and no password",
}


def test_what_cannot_be_read(s3: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    del s3
    monkeypatch.setitem(sys.modules, "gcsfs", None)  # which is installed beside socloc[remote]
    ran = inside("check", *REFUSED, "clients/acme")
    assert ran.code == 2
    assert {line.removeprefix("socloc: ") for line in ran.err.splitlines() if line.startswith("socloc: ")} == {
        *REFUSED.values()
    }
    assert "f00" not in ran.said
    assert "4 variants in 1 campaign" in ran.err  # the other goes on


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("render", "-o", "s3://bucket/out"), "takes an address with --zip"),
        (("render", "-o", "s3://bucket/out", "--zip", "--to", "csv"), "writes several files"),
        (("render", "-o", "https://example.com/out", "--zip"), "a web address is no folder"),
        (("check", "--fix"), "goes with campaigns of this machine only"),
        (("check", "--diff"), "goes with campaigns of this machine only"),
        (("check", "--watch"), "goes with campaigns of this machine only"),
        (("check", "--update-baseline"), "goes with campaigns of this machine only"),
        (("check", "--changed-since", "HEAD"), "goes with campaigns of this machine only"),
    ],
    ids=str,
)
def test_what_cannot_be_done(options: tuple[str, ...], said: str) -> None:
    ran = inside(*options, "s3://bucket/clients/acme")
    assert (ran.code, said in " ".join(ran.err.replace("│", " ").split())) == (2, True), ran.err


def test_a_bucket_that_is_not_there_is_told_when_it_is_written(s3: Any) -> None:
    del s3
    ran = inside("render", "clients/acme", "-o", "s3://missing/out", "--zip")
    said = "socloc: cannot write s3://missing/out/acme.zip: there is no such bucket or object"
    assert (ran.code, ran.out, ran.err.splitlines()[0]) == (2, "", said)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"AWS_ACCESS_KEY_ID": None, "AWS_SECRET_ACCESS_KEY": None}, "the environment holds no keys for this store"),
        ({"AWS_ENDPOINT_URL": "http://127.0.0.1:9"}, "the store does not answer"),
    ],
    ids=str,
)
def test_a_store_that_is_not_reached(s3: Any, changes: dict[str, str | None], said: str) -> None:
    del s3
    ran = start("check", "s3://bucket/clients/acme", cwd=Path.cwd(), env=changes)
    hint = "    Check the address and your rights."
    assert (ran.code, ran.err.splitlines()) == (2, [f"socloc: cannot read s3://bucket/clients/acme: {said}", hint])


class TellingError(Exception):
    """An error that tells too much."""


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (TellingError(SECRET), "the store's library gave up (TellingError)"),
        (PermissionError(SECRET), "the store refuses it"),
        (FileNotFoundError(SECRET), "there is no such bucket or object"),
        (ConnectionResetError(SECRET), "the store does not answer"),
    ],
    ids=str,
)
def test_no_secret_is_told(s3: Any, monkeypatch: pytest.MonkeyPatch, error: Exception, said: str) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(s3, "pipe_file", refuse)
    ran = inside("render", "s3://bucket/clients/acme", "-o", "s3://bucket/out", "--zip")
    assert (ran.code, ran.out) == (2, "")
    assert f"socloc: cannot write s3://bucket/out/acme.zip: {said}\n" in ran.err
    assert SECRET not in ran.said
    assert KEY not in ran.said


def test_a_temporary_folder_is_not_named(s3: Any) -> None:
    s3.pipe_file("bucket/clients/.socloc-baseline.json", b"[]")
    ran = inside("check", "s3://bucket/clients/deep")
    said = "socloc: cannot read s3://bucket/clients/.socloc-baseline.json: it is no baseline"
    assert (ran.code, ran.err.splitlines()[0]) == (2, said)


def test_rules_above_the_temporary_folder_do_not_count(s3: Any) -> None:
    s3.rm("bucket/clients/socloc.yaml")
    Path("temporary/socloc.yaml").write_text("nonsense", "utf-8")
    ran = inside("check", "s3://bucket/clients/acme")
    assert (ran.code, "socloc.yaml" in ran.said) == (0, False)


def test_who_may_read_one_folder_only(s3: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    find = s3.find

    def guarded(path: str, **options: Any) -> Any:
        if not path.startswith("bucket/clients/acme"):
            raise PermissionError
        return find(path, **options)

    monkeypatch.setattr(s3, "find", guarded)
    ran = inside("check", "s3://bucket/clients/acme")
    assert ran.code == 0
    assert "house-open" not in ran.err


def test_what_has_gone_since_it_was_listed(s3: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    names = store.names
    gone = Path("s3://bucket/clients/acme/locales/en/words.yaml")
    monkeypatch.setattr(store, "names", lambda path: names(path) | ({gone: 9} if path.name == "acme" else {}))
    assert inside("check", "s3://bucket/clients/acme").code == 0
    monkeypatch.setattr(store, "copy", lambda _: s3.rm("bucket/clients/acme/campaign.yaml"))
    ran = inside("check", "s3://bucket/clients/acme")
    said = "socloc: s3://bucket/clients/acme/campaign.yaml has gone while it was read"
    assert (ran.code, ran.err.splitlines()[0]) == (2, said)


def test_too_much_is_refused(s3: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    del s3
    for limit, most in (("MAX_OBJECTS", 2), ("MAX_BYTES", 100)):
        with monkeypatch.context() as patch:
            patch.setattr(brought, limit, most)
            ran = inside("check", "s3://bucket/clients/acme")
        assert ran.code == 2
        assert ran.err.startswith(
            "socloc: the folder of s3://bucket/clients/acme/campaign.yaml holds 5 objects with 0 MB\n"
        )


@pytest.mark.parametrize("name", ["a/../../b.txt", "a//b.txt", "/b.txt", "./b.txt"])
def test_names_that_lead_elsewhere_are_left_out(s3: Any, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    find = s3.find
    odd = {f"bucket/clients/acme/{name}": {"size": 1}}
    monkeypatch.setattr(s3, "find", lambda path, **options: find(path, **options) | odd)
    assert sorted(store.names(Path("s3://bucket/clients/acme"))) == [
        Path(f"s3://bucket/clients/acme/{one}")
        for one in (".media/a.jpg", "campaign.yaml", "locales/de/words.yaml", "other.yaml")
    ]


def test_a_table_is_not_looked_for(s3: Any) -> None:
    text = CAMPAIGN.format(id="acme") + "matrix: rows.csv\n"
    s3.pipe_file("bucket/clients/acme/campaign.yaml", text.encode())
    s3.pipe_file("bucket/clients/acme/rows.csv", b"id,city\nberlin,Berlin\nrome,Rome\n")
    ran = inside("check", "s3://bucket/clients/acme")
    assert (ran.code, ran.err.splitlines()[0]) == (
        2,
        "socloc: s3://bucket/clients/acme/campaign.yaml names a table, which is not looked for at addresses",
    )


@pytest.mark.parametrize(
    "command",
    [
        "trace {} x/post en",
        "budget {}",
        "status {}",
        "translate {}",
        "review {}",
        "export {}",
        "preview {} --seconds 1",
        "memory import {}",
        "glossary {}",
        "init new --from {}",
    ],
)
def test_other_commands_say_that_they_take_none(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = inside(*command.format("s3://bucket/clients/acme").split())
    assert (ran.code, ran.err.splitlines()) == (
        2,
        [
            "socloc: s3://bucket/clients/acme is an address, which only check and render take",
            "    Copy the campaign to this machine.",
        ],
    )


def test_a_table_at_an_address_is_refused_in_its_own_words() -> None:
    ran = inside("check", "examples/openings", "--matrix", "s3://bucket/rows.csv")
    assert (ran.code, ran.err.splitlines()[0]) == (
        2,
        "socloc: s3://bucket/rows.csv is an address, and a table for --matrix is a file",
    )


def test_without_fsspec(s3: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    del s3
    monkeypatch.setitem(sys.modules, "fsspec", None)
    ran = inside("check", "s3://bucket/clients/acme")
    assert (ran.code, ran.err.splitlines()) == (
        2,
        ["socloc: s3://bucket/clients/acme needs fsspec", '    Install it with `pip install "socloc[remote]"`.'],
    )


def test_campaigns_of_this_machine_need_neither() -> None:
    script = (
        "import sys; from socloc.cli import app; code = app.run(['check', 'examples/small']); "
        "print(code, sorted({'fsspec', 'dask', 'distributed', 'socloc.remote.store'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "0 []"
