"""The protocol itself: hello and goodbye, encodings, cancelled and broken requests, and what the command says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from socloc import __version__
from tests.cli.running import SOCLOC, environment, start
from tests.lsp.client import CAPABILITIES, Editor, editor
from tests.lsp.conftest import TEA
from tests.reading.examined import write


def test_hello_and_goodbye(tmp_path: Path) -> None:
    with editor(tmp_path) as one:
        assert one.leave() == 0
    assert (tmp_path / "stderr.txt").read_text("utf-8") == ""


def test_an_exit_without_a_shutdown_is_told_apart(tmp_path: Path) -> None:
    with editor(tmp_path) as one:
        one.notify("exit", None)
        assert one.process.wait(60) == 1


def test_an_editor_that_hangs_up_ends_it(tmp_path: Path) -> None:
    with editor(tmp_path) as one:
        one.open(write(tmp_path / "a", TEA))
        one.stdin.close()
        assert one.process.wait(60) == 0


def test_it_leaves_in_the_middle_of_a_look(tmp_path: Path) -> None:
    with editor(tmp_path) as one:
        uri = one.open(write(tmp_path / "a", TEA))
        one.ask("textDocument/hover", {"textDocument": {"uri": uri}, "position": {"line": 9, "character": 9}})
        assert one.leave() == 0


def test_what_it_can_do(tmp_path: Path) -> None:
    params: dict[str, Any] = {"processId": None, "rootUri": None, "capabilities": {}}
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": params}).encode()
    ran = subprocess.run(
        [*SOCLOC, "lsp"],
        cwd=tmp_path,
        env=environment(PYTHONPATH=str(Path(__file__).parents[2])),
        input=b"Content-Length: %d\r\n\r\n%s" % (len(body), body),
        capture_output=True,
        timeout=60,
        check=False,
    )
    found = json.loads(ran.stdout.partition(b"\r\n\r\n")[2])["result"]
    assert ran.returncode == 0, ran.stderr
    assert found["serverInfo"] == {"name": "socloc", "version": __version__}
    can = found["capabilities"]
    assert can["positionEncoding"] == "utf-16"
    assert can["textDocumentSync"]["change"] == 1
    assert {"hoverProvider", "completionProvider", "codeActionProvider", "executeCommandProvider"} <= set(can)


@pytest.mark.parametrize("encoding, columns", [("utf-8", (15, 19)), ("utf-16", (15, 17)), ("utf-32", (15, 16))])
def test_the_editor_may_choose_how_columns_are_counted(tmp_path: Path, encoding: str, columns: tuple[int, int]) -> None:
    can = CAPABILITIES | {"general": {"positionEncodings": [encoding, "utf-16"]}}
    text = TEA.replace("    link: shop\n", "    networks: {🍵: {}}\n")
    with editor(tmp_path, can) as one:
        uri = one.open(write(tmp_path / "a", text))
        (found,) = [each["range"] for each in one.diagnostics(uri) if each["code"] == "wrong-value"]
    assert (found["start"]["character"], found["end"]["character"]) == columns


def test_a_request_can_be_cancelled(one: Editor, tmp_path: Path) -> None:
    uri = one.open(write(tmp_path, TEA + "#" * 100_000))
    number = one.ask("textDocument/hover", {"textDocument": {"uri": uri}, "position": {"line": 9, "character": 9}})
    one.notify("$/cancelRequest", {"id": number})
    assert one.answer(number)["error"]["code"] == -32800
    assert one.hover(uri, 9, 12)


@contextmanager
def with_a_bug(folder: Path, module: str) -> Iterator[Editor]:
    """An editor whose server cannot import a module, as long as there is a file `broken`."""
    (folder / "broken").touch()
    (folder / "sitecustomize.py").write_text(
        "import os, sys\n"
        "class Broken:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        f"        if name == {module!r} and os.path.exists('broken'):\n"
        "            raise ZeroDivisionError('a bug')\n"
        "sys.meta_path.insert(0, Broken())\n",
        "utf-8",
    )
    folders = (str(folder), str(Path(__file__).parents[2]))
    with editor(folder, PYTHONPATH=os.pathsep.join(folders)) as one:
        yield one


def test_a_bug_in_a_request_is_an_error_and_not_the_end(tmp_path: Path) -> None:
    with with_a_bug(tmp_path, "socloc.lsp.variables") as one:
        text = TEA + '    digest: "{{ "\n'
        uri = one.open(write(tmp_path / "a", text))
        position = {"line": text.count("\n") - 1, "character": 16}
        number = one.ask("textDocument/completion", {"textDocument": {"uri": uri}, "position": position})
        assert "a bug" in json.dumps(one.answer(number)["error"])
        assert one.hover(uri, 10, 12)
        assert one.leave() == 0
    assert "ZeroDivisionError" in (tmp_path / "stderr.txt").read_text("utf-8")


def test_a_bug_in_a_check_is_told_and_goes_away(tmp_path: Path) -> None:
    with with_a_bug(tmp_path, "socloc.policy.allowed") as one:
        text = "# socloc: allow text-too-long -- so\n" + TEA
        uri = one.open(write(tmp_path / "a", text))
        (found,) = one.diagnostics(uri)
        assert "this is a bug in socloc" in found["message"]
        (tmp_path / "broken").unlink()
        one.change(uri, text + "\n")
        assert "punctuation-halfwidth" in [each["code"] for each in one.diagnostics(uri)]
    assert "ZeroDivisionError" in (tmp_path / "stderr.txt").read_text("utf-8")


@pytest.mark.parametrize(
    "body", [b"{", b"[]", b"\xff\xff", b'{"jsonrpc": "2.0", "id": 7, "method": "textDocument/hover", "params": {}}']
)
def test_a_broken_message_is_not_the_end(tmp_path: Path, body: bytes) -> None:
    with editor(tmp_path) as one:
        one.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        uri = one.open(write(tmp_path / "a", TEA))
        assert one.diagnostics(uri)
        assert one.leave() == 0


def test_it_asks_to_hear_of_files_that_others_change(tmp_path: Path) -> None:
    can = CAPABILITIES | {"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": True}}}
    campaign = write(tmp_path / "a", TEA)
    with editor(tmp_path, can) as one:
        asked = one.wait(lambda message: message.get("method") == "client/registerCapability")
        one.send(id=asked["id"], result=None)
        uri = one.open(campaign)
        assert "punctuation-halfwidth" in [each["code"] for each in one.diagnostics(uri)]
        campaign.with_name("socloc.yaml").write_text("socloc: 1\nchecks: {punctuation-halfwidth: off}\n", "utf-8")
        one.notify("workspace/didChangeWatchedFiles", {"changes": []})
        assert "punctuation-halfwidth" not in [each["code"] for each in one.diagnostics(uri)]


def test_without_the_extra_the_command_says_how_to_get_it(tmp_path: Path) -> None:
    (tmp_path / "pygls.py").write_text("raise ModuleNotFoundError('no', name='pygls')\n", "utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "socloc", "lsp"],
        cwd=tmp_path,
        env=environment(PYTHONPATH=str(tmp_path)),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert b"pip install 'socloc[lsp]'" in ran.stderr


def test_no_other_command_needs_the_extra(tmp_path: Path) -> None:
    (tmp_path / "pygls.py").write_text("raise ImportError('nobody asked for it')\n", "utf-8")
    write(tmp_path, TEA)
    assert start("check", "campaign.yaml", cwd=tmp_path, env={"PYTHONPATH": str(tmp_path)}).code == 0
    assert start("--help", cwd=tmp_path, env={"PYTHONPATH": str(tmp_path)}).code == 0
