"""Conversions remembered from earlier runs: never another answer than OpenCC's, whatever became of the file."""

from __future__ import annotations

import marshal
import os
from collections.abc import Callable, Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from socloc import caches, workflow
from socloc.localize import chinese, remembered
from socloc.localize.opencc_package import Words
from socloc.localize.remembered import Memory
from socloc.workflow import Choices, examine
from tests.reading.examined import head, no_waiting, texts, write
from tests.reading.test_caches import SPOILERS

WRONG = "假"
Run = Callable[[], tuple[str, int]]


@pytest.fixture(name="run")
def made_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A run of socloc with a memory of its own: the text in Taiwan's Chinese, and how often OpenCC was asked."""
    asked: list[str] = []
    convert = chinese._convert

    def counting(part: str, configurations: Sequence[str], words: Words) -> str:
        asked.append(part)
        return convert(part, tuple(configurations), words)

    def run() -> tuple[str, int]:
        asked.clear()
        monkeypatch.setattr(chinese, "MEMORY", memory := Memory())
        monkeypatch.setattr(workflow, "MEMORY", memory)
        path = write(tmp_path, head("chinese") + "posts: [{id: p, text: 软件里面}]\n")
        found = examine(path, Choices(cache=tmp_path / "cache"))
        assert found.findings == ()
        return texts(found)["zh-TW weibo/post p"], len(asked)

    monkeypatch.setattr(chinese, "_convert", counting)
    return run


def file_in(folder: Path) -> Path:
    """The file of remembered conversions."""
    (path,) = (folder / "cache").glob("opencc-*-*")
    return path


def forge(path: Path, mode: int) -> None:
    """Keep other answers under the same keys, as whoever may write there could."""
    texts = dict.fromkeys(marshal.loads(caches.read(path) or b""), WRONG)  # noqa: S302  # our own
    caches.keep(path, marshal.dumps(texts))
    path.chmod(mode)


def test_a_second_run_asks_opencc_nothing(run: Run) -> None:
    assert run() == ("軟體裡面", 1)
    assert run() == ("軟體裡面", 0)


@pytest.mark.parametrize("spoil", SPOILERS, ids=lambda spoil: spoil.__name__)
def test_a_spoiled_file_is_not_believed(spoil: Callable[[Path], None], run: Run, tmp_path: Path) -> None:
    run()
    spoil(file_in(tmp_path))
    with no_waiting():
        assert run() == ("軟體裡面", 1)


@pytest.mark.parametrize("mode, answer", [(0o600, WRONG), (0o644, WRONG), (0o620, "軟體裡面"), (0o602, "軟體裡面")])
def test_a_file_that_others_may_write_is_not_believed(mode: int, answer: str, run: Run, tmp_path: Path) -> None:
    run()
    forge(file_in(tmp_path), mode)
    assert run()[0] == answer, "the first two show that the forged file is what would be read"


def test_another_configuration_is_another_answer() -> None:
    assert chinese.convert("软件里面", ("s2twp",), {}) != chinese.convert("软件里面", ("s2t",), {})
    assert chinese.convert("软件里面", ("s2twp",), {}) == "軟體裡面"


def test_other_words_are_another_answer() -> None:
    assert chinese.convert("发布软件", ("s2twp",), {}) == "釋出軟體"
    assert chinese.convert("发布软件", ("s2twp",), {}, {"发布": "發布"}) == "發布軟體"
    assert chinese.convert("发布软件", ("s2twp",), {}, {"发布": "發表"}) == "發表軟體"
    assert chinese.convert("发布软件", ("s2twp",), {}) == "釋出軟體"


def test_another_opencc_does_not_see_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "opencc" / "__init__.py"
    dictionaries = package.parent / "clib" / "share" / "opencc"
    dictionaries.mkdir(parents=True)
    package.write_bytes(b"")
    monkeypatch.setattr(remembered, "find_spec", lambda name: ModuleSpec(name, None, origin=str(package)))
    names = {remembered._path(tmp_path)}
    os.utime(package, (1, 1))
    names.add(remembered._path(tmp_path))
    os.utime(dictionaries, (1, 1))
    names.add(remembered._path(tmp_path))
    package.write_bytes(b"1")
    os.utime(package, (1, 1))
    names.add(remembered._path(tmp_path))
    assert len(names) == 4


def test_nothing_new_is_not_written_and_no_folder_is_no_memory(tmp_path: Path) -> None:
    memory = Memory()
    memory.put("a", "b")
    memory.keep(None)
    memory.keep(tmp_path)
    (path,) = tmp_path.iterdir()
    path.unlink()
    memory.keep(tmp_path)
    memory.recall(None)
    assert list(tmp_path.iterdir()) == []


def test_what_this_process_knows_comes_before_what_the_file_says(tmp_path: Path) -> None:
    other = Memory()
    other.put("a", "old")
    other.put("b", "theirs")
    other.keep(tmp_path)
    memory = Memory()
    memory.put("a", "new")
    memory.recall(tmp_path)
    assert (memory.get("a"), memory.get("b"), memory.get("c")) == ("new", "theirs", None)


def test_a_memory_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "MAX_TEXTS", 5)
    memory = Memory()
    for number in range(12):
        memory.put(str(number), "x")
    assert sum(memory.get(str(number)) is not None for number in range(12)) <= 5
    assert memory.get("11") == "x"
